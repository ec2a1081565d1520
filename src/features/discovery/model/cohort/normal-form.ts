import type { Formula } from './atoms.ts'
import { atomKey } from './table.ts'

/** Negation at the leaves, one kind of node: at least n of these (all: n of n, any: 1 of n). */
type Node =
  | { readonly text: string; readonly op: 'const'; readonly value: boolean }
  | { readonly text: string; readonly op: 'leaf' }
  | { readonly text: string; readonly op: 'atLeast'; readonly n: number; readonly of: readonly Node[] }

const constant = (value: boolean): Node => ({ text: value ? 'everything' : 'nothing', op: 'const', value })

/** The sorted form: flattened, each part once, negations pushed down, sorted; with more leaves than a table can hold. */
export const normalForm = (formula: Formula): string => normal(formula, false).text

function normal(formula: Formula, negated: boolean): Node {
  if (formula.op === 'const') return constant(formula.value !== negated)
  if (formula.op === 'atom') return { text: `${negated ? '-' : ''}${atomKey(formula.atom)}`, op: 'leaf' }
  if (formula.op === 'not') return normal(formula.of, !negated)
  // not (at least n of m) is at least m - n + 1 of the negations
  return threshold(
    negated ? formula.of.length - formula.n + 1 : formula.n,
    formula.of.map((item) => normal(item, negated)),
  )
}

function threshold(wanted: number, items: readonly Node[]): Node {
  const unknown = items.filter((item) => item.op !== 'const')
  const n = wanted - items.filter((item) => item.op === 'const' && item.value).length
  if (n <= 0) return constant(true)
  if (n > unknown.length) return constant(false)
  if (n === 1 || n === unknown.length) return group(n === 1, unknown)
  // an item that stands k times counts k times
  const of = unknown.toSorted(byText)
  return { text: `${n}(${of.map(({ text }) => text).join('; ')})`, op: 'atLeast', n, of }
}

/** any or all: nested ones of the kind dissolve, repetition and absorption go. */
function group(isAny: boolean, items: readonly Node[]): Node {
  const flat = items.flatMap((item) => (isGroup(item, isAny) ? item.of : [item]))
  const parts = new Map(flat.map((item) => [item.text, item]))
  for (const text of parts.keys())
    if (text.startsWith('-') ? parts.has(text.slice(1)) : parts.has(`-${text}`)) return constant(isAny)
  // A or (A and B) is A; A and (A or B) is A
  const of = [...parts.values()]
    .filter((item) => !(isGroup(item, !isAny) && item.of.some(({ text }) => parts.has(text))))
    .sort(byText)
  if (of.length === 1) return of[0]!
  return {
    text: `${isAny ? 'any' : 'all'}(${of.map(({ text }) => text).join('; ')})`,
    op: 'atLeast',
    n: isAny ? 1 : of.length,
    of,
  }
}

const isGroup = (item: Node, isAny: boolean): item is Extract<Node, { op: 'atLeast' }> =>
  item.op === 'atLeast' && item.text.startsWith(isAny ? 'any(' : 'all(')
const byText = (a: Node, b: Node): number => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0)
