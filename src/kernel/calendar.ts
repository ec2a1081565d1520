/** Dates as offices in Japan write them. Days are ISO dates (`2026-11-21`) in Asia/Tokyo, which has no summer time. */

export const dayInTokyo = (at: Date): string => new Date(at.getTime() + 9 * 3600_000).toISOString().slice(0, 10)

/** Fiscal year (年度): April to March. 2027-03-31 is FY2026. */
export const fiscalYear = (day: string): number => Number(day.slice(0, 4)) - (Number(day.slice(5, 7)) < 4 ? 1 : 0)

const eras = [
  { from: '2019-05-01', name: '令和', first: 2019 },
  { from: '1989-01-08', name: '平成', first: 1989 },
  { from: '1926-12-25', name: '昭和', first: 1926 },
  { from: '1912-07-30', name: '大正', first: 1912 },
  { from: '1873-01-01', name: '明治', first: 1868 },
] as const

/** 令和8年11月21日; the first year of an era is 元年. undefined before the Gregorian calendar came (1873). */
export function eraDay(day: string): string | undefined {
  const era = eras.find(({ from }) => day >= from)
  if (!era) return undefined
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const count = year - era.first + 1
  return `${era.name}${count === 1 ? '元' : count}年${month}月${date}日`
}

/** 令和8年度 */
export const eraFiscalYear = (year: number): string | undefined => eraDay(`${year}-04-30`)?.replace(/年.*/, '年度')
