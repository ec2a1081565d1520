import { dayInTokyo } from './calendar.ts'
import { hmac } from './keys.ts'

/**
 * Protection of counts (docs/decisions/0010). Noise is drawn by the question, never by the set that it finds: two answers
 * that differ say nothing about whether the sets differ. Pure but for the hash.
 */
export const threshold = 10
/** Largest noise and its variance, as published. */
export const published = { reach: 9, variance: 12 } as const

export interface Noise {
  readonly reach: number
  readonly variance: number
  /** q(v) is proportional to exp(-lambda v²) */
  readonly lambda: number
  /** q(v) for v from -reach to reach */
  readonly q: readonly number[]
  /** F(v), same order; the last one is 1 */
  readonly upTo: readonly number[]
}

const weights = (reach: number, lambda: number): number[] => {
  const all = Array.from({ length: 2 * reach + 1 }, (_, at) => Math.exp(-lambda * (at - reach) ** 2))
  const sum = all.reduce((a, b) => a + b, 0)
  return all.map((weight) => weight / sum)
}

/** The table of noise with the greatest entropy for its reach and variance. */
export function noiseTable(reach: number, variance: number): Noise {
  const flat = (reach * (reach + 1)) / 3
  if (!(Number.isInteger(reach) && reach > 0 && variance > 0 && variance < flat))
    throw new RangeError(`no table: reach ${reach}, variance ${variance} (under ${flat})`)
  const spread = (lambda: number) => weights(reach, lambda).reduce((sum, p, at) => sum + p * (at - reach) ** 2, 0)
  let [low, high] = [0, 1]
  while (spread(high) > variance) high *= 2
  for (let step = 0; step < 200; step++) {
    const middle = (low + high) / 2
    if (spread(middle) > variance) low = middle
    else high = middle
  }
  const lambda = (low + high) / 2
  const q = weights(reach, lambda)
  let sum = 0
  const upTo = q.map((p, at) => (at === q.length - 1 ? 1 : (sum += p)))
  return { reach, variance, lambda, q, upTo }
}

export const noise = noiseTable(published.reach, published.variance)

/** Everything that the noise of a number depends on; nothing else may. */
export interface Question {
  /** the holder's own, random; whoever has it can take the noise off */
  readonly secret: string | Uint8Array
  /** of the holder; another one redraws all its numbers */
  readonly release: string | number
  /** month end (`snapAsOf`), or `latest` */
  readonly asOf: string
  /** equal for equivalent questions */
  readonly canonical: string
}

/** A number in [0, 1) by the question: the first 53 bits of its HMAC-SHA-256. */
export function uniform({ secret, release, asOf, canonical }: Question): number {
  // the question comes last and may hold the sign; the two before it may not, or two questions could be one text
  if (`${release}${asOf}`.includes('|')) throw new RangeError('release and as-of hold no |')
  const bytes = hmac(secret, `${release}|${asOf}|${canonical}`)
  return (bytes.readUInt32BE(0) * 2 ** 21 + (bytes.readUInt32BE(4) >>> 11)) / 2 ** 53
}

export function drawn(question: Question, table: Noise = noise): number {
  const u = uniform(question)
  return table.upTo.findIndex((upTo) => u < upTo) - table.reach
}

/** What leaves: a number of at least 10, or "fewer than 10". Members in this order, so that equal answers are equal bytes. */
export interface Shown {
  readonly count: number | null
  /** 10 where the count is not shown */
  readonly below: number | null
}

const few: Shown = Object.freeze({ count: null, below: threshold })

export function shown(n: number, question: Question): Shown {
  if (!(Number.isSafeInteger(n) && n >= 0)) throw new RangeError('a count is a whole number from 0')
  // drawn for small counts too: the time it takes must not tell
  const count = n + drawn(question)
  return n >= threshold && count >= threshold ? { count, below: null } : few
}

/** "Is there any?" may be answered yes only where the number would show. */
export const shownAny = (n: number, question: Question): boolean => shown(n, question).count !== null

/** Total over holders: a sum of what is shown, never of true counts; null where no number is shown at all. */
export function totalOf(answers: readonly (Shown | undefined)[]): {
  count: number | null
  holders: number
  few: number
  unknown: number
} {
  const counts = answers.flatMap((it) => (it && it.count !== null ? [it.count] : []))
  return {
    count: counts.length ? counts.reduce((a, b) => a + b, 0) : null,
    holders: counts.length,
    few: answers.filter((it) => it?.count === null).length,
    unknown: answers.filter((it) => it === undefined).length,
  }
}

/** 10 to 19, 20 to 49, 50 to 99, 100 to 199, ...: the classes in which amounts are published. */
export function amountClass(amount: number): { from: number; to: number } | undefined {
  if (!(amount >= 10)) return undefined
  for (let decade = 10; ; decade *= 10)
    for (const [from, below] of [
      [1, 2],
      [2, 5],
      [5, 10],
    ] as const)
      if (amount < below * decade) return { from: from * decade, to: below * decade - 1 }
}

/**
 * An amount (specimens, volume) of a set of donors, as a range. Shown where the count of its donors is, and none of them
 * holds over half. The range is that of the amount in proportion to the *shown* count: a range of the true amount would
 * change exactly at its bounds, and questions one donor apart could be led there.
 */
export function shownAmount(
  amounts: { readonly total: number; readonly largest: number; readonly donors: number },
  question: Question,
): { from: number; to: number } | null {
  const { count } = shown(amounts.donors, question)
  if (count === null || amounts.largest * 2 > amounts.total) return null
  return amountClass((amounts.total * count) / amounts.donors) ?? null
}

const dayPattern = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/

/** Last day of the month of an ISO day. */
function monthEnd(day: string): string {
  const [year, month] = day.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
}

/** As-of days of protected answers are month ends: a day is rounded down to the last one that is over, in Asia/Tokyo. */
export function snapAsOf(day: string, now: Date): string | undefined {
  const at = new Date(`${day}T00:00:00Z`)
  if (!dayPattern.test(day) || Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== day) return undefined
  // today is not over: its reports are not all in
  const yesterday = dayInTokyo(new Date(now.getTime() - 86_400_000))
  const latest = day < yesterday ? day : yesterday
  if (monthEnd(latest) === latest) return latest
  const [year, month] = latest.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, month - 1, 0)).toISOString().slice(0, 10)
}
