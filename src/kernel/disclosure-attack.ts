import { noise, shown } from './disclosure.ts'
import type { Noise, Question } from './disclosure.ts'

/**
 * The attack that protected counts must stand: somebody knows criteria that only one donor meets, and asks for that donor's
 * attribute by pairs of questions, "so many with the attribute" and "the same without that one donor". Used by tests and to
 * compute the figures that the page states.
 */

/** How a number is drawn, given the question and the donors that it finds: ours looks at the first only, the plain cell key at the second. */
export type Method = (question: Question, donors: string) => Question

export const byQuestion: Method = (question) => question
/** Equal sets have equal noise, however they are asked for. */
export const bySet: Method = (question, donors) => ({ ...question, canonical: donors })

export interface Pair {
  /** what is shown with and without the one donor; undefined where either is not */
  readonly difference: number | undefined
  readonly all: number | null
  readonly without: number | null
}

/** What a pair of questions shows of one target. */
export function askPair(
  method: Method,
  base: Question,
  target: { id: string; has: boolean; others: number },
  turn: number,
): Pair {
  const ask = (name: string, n: number, donors: string) =>
    shown(n, method({ ...base, canonical: `${target.id} ${turn} ${name}` }, donors)).count
  const others = `${target.id} ${turn} others`
  const all = ask('all', target.others + (target.has ? 1 : 0), target.has ? `${others} and target` : others)
  const without = ask('but one', target.others, others)
  return { all, without, difference: all === null || without === null ? undefined : all - without }
}

/** P(shown difference = d) by noise alone. */
function differences({ q, reach }: Noise): (d: number) => number {
  const p = Array.from({ length: 4 * reach + 1 }, (_, at) => {
    const d = at - 2 * reach
    return q.reduce((sum, share, i) => sum + share * (q[i + d] ?? 0), 0)
  })
  return (d) => p[d + 2 * reach] ?? 0
}

/** The best guess against noise drawn by the question: which of 0 and 1 donors of difference makes the answers likelier. */
export function guessByLikelihood(pairs: readonly Pair[], table: Noise = noise): boolean | undefined {
  const p = differences(table)
  let evidence = 0
  for (const { difference } of pairs)
    if (difference !== undefined)
      evidence += Math.log(Math.max(p(difference - 1), 1e-300) / Math.max(p(difference), 1e-300))
  return Math.abs(evidence) < 1e-9 ? undefined : evidence > 0
}

/**
 * A better guess still, of somebody who asks about one and the same set in other words every time: the answers share an
 * unknown true number, and noise that never exceeds its reach narrows it down.
 * @param cells numbers that come with a question and hold the donor (the count itself and facets), asked in turn
 */
export function guessOfOneBase(pairs: readonly Pair[], cells = 1, table: Noise = noise): boolean | undefined {
  let evidence = 0
  for (let cell = 0; cell < cells; cell++) {
    const own = pairs.filter((_, at) => at % cells === cell)
    evidence += likelihood(own, 1, table) - likelihood(own, 0, table)
  }
  return Number.isNaN(evidence) || Math.abs(evidence) < 1e-9 ? undefined : evidence > 0
}

/** Logarithm of the likelihood that the donor adds so much, over every true number that the answers allow. */
function likelihood(pairs: readonly Pair[], adds: number, { q, reach }: Noise): number {
  const seen = [
    ...pairs.map(({ all }) => (all === null ? undefined : all - adds)),
    ...pairs.map(({ without }) => without ?? undefined),
  ].filter((it) => it !== undefined)
  const [low, high] = [Math.max(...seen) - reach, Math.min(...seen) + reach]
  const logs: number[] = []
  for (let n = low; n <= high; n++) logs.push(seen.reduce((sum, count) => sum + Math.log(q[count - n + reach] ?? 0), 0))
  const top = Math.max(...logs)
  return top + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - top), 0))
}

/** The best guess against noise drawn by the set: answers that differ prove that the sets differ. */
export const guessByEquality = (pairs: readonly Pair[]): boolean | undefined =>
  pairs.some(({ difference }) => difference !== undefined && difference !== 0)

/** Share of targets whose attribute is guessed right; where the answers say nothing, half of them. */
export function rightGuesses(
  method: Method,
  guess: (pairs: readonly Pair[]) => boolean | undefined,
  plan: { readonly base: Question; readonly targets: number; readonly pairs: number; readonly others: number },
): number {
  let right = 0
  for (let at = 0; at < plan.targets; at++) {
    const target = { id: `target ${at}`, has: at % 2 === 0, others: plan.others + (at % 97) }
    const pairs = Array.from({ length: plan.pairs }, (_, turn) => askPair(method, plan.base, target, turn))
    const said = guess(pairs)
    right += said === undefined ? 0.5 : said === target.has ? 1 : 0
  }
  return right / plan.targets
}
