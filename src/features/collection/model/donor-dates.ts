/** Months of a life as whole numbers (months since year 0), days as ISO texts; no time of day, no time zone. */
export function monthNumber(month: string | undefined): number | undefined {
  return month === undefined ? undefined : remembered(months, month, readMonth)
}
function readMonth(month: string): number | undefined {
  if (!/^\d{4}-(0[1-9]|1[0-2])/.test(month)) return undefined
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1
}

/** The dates of a million donors are a few thousand; a hostile file may bring more. */
const months = new Map<string, number | undefined>()
const days = new Map<string, string | undefined>()
function remembered<V>(memory: Map<string, V>, text: string, read: (text: string) => V): V {
  const known = memory.get(text)
  if (known !== undefined) return known
  const value = read(text)
  if (memory.size < 100_000) memory.set(text, value)
  return value
}

export const monthText = (month: number): string =>
  `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`

const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
export function daysIn(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return month === 2 && leap ? 29 : (lengths[month - 1] ?? 0)
}

/** A day as ISO text; a month alone is its last day, by which it was known for certain. undefined when there is no such day. */
export const dayOf = (text: string): string | undefined => remembered(days, text, readDay)
function readDay(text: string): string | undefined {
  const [, year, month, day] = /^(\d{4})-(\d\d)(?:-(\d\d))?$/.exec(text) ?? []
  if (year === undefined || month === undefined) return undefined
  const last = daysIn(Number(year), Number(month))
  if (last === 0 || Number(year) < 1850) return undefined
  if (day === undefined) return `${year}-${month}-${last}`
  return Number(day) >= 1 && Number(day) <= last ? text : undefined
}

/** Completed years at a month. The day of birth is unknown, so in the month of a birthday it may be one more or less. */
export const yearsBetween = (born: number, at: number): number => Math.floor((at - born) / 12)

/** Whole years of an ISO 8601 duration (`P40Y1M1D`, `P7D`); undefined when it is none. */
export function yearsOf(duration: string): number | undefined {
  const [whole, y, m, w, d] =
    /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?$/.exec(duration) ?? []
  if (whole === undefined || whole === 'P' || whole.endsWith('T')) return undefined
  const years = Number(y ?? 0) + Number(m ?? 0) / 12 + Number(w ?? 0) / 52.18 + Number(d ?? 0) / 365.25
  // 12 months are a year although the sum of twelfths may fall short of it
  return Math.floor(years + 1e-9)
}
