/**
 * The published value lists that a question's codes come from, as a port: what a list holds is the business of those who
 * keep it (vocabularies, the holders' collections). Codes of a list are compared as they are written.
 */
export const listNames = [
  'sex',
  'disease',
  'measurement',
  'ethnicity',
  'consent',
  'material',
  'storage',
  'amountUnit',
  'data',
] as const
export type ListName = (typeof listNames)[number]

/** Bounds of a measured value may be low, low + step, ... up to high. */
export interface Grid {
  readonly unit: string
  readonly low: number
  readonly high: number
  readonly step: number
}

export interface Lists {
  has(list: ListName, code: string): boolean
  /** what the sender may have meant */
  near(list: ListName, code: string): string | undefined
  /** `any` where no grid is published: bounds then have at most two significant digits */
  grids(measurement: string): readonly Grid[] | 'any'
}

export interface ListTables {
  readonly codes: Partial<Readonly<Record<ListName, Iterable<string>>>>
  readonly measurements?: Readonly<Record<string, readonly Grid[]>>
}

/** Lists from tables. A list that is absent is not at hand: every well-formed code passes. */
export function listsOf({ codes, measurements }: ListTables): Lists {
  const sets = new Map(listNames.flatMap((name) => (codes[name] ? [[name, new Set(codes[name])] as const] : [])))
  if (measurements && !sets.has('measurement')) sets.set('measurement', new Set(Object.keys(measurements)))
  return {
    has: (list, code) => sets.get(list)?.has(code) ?? true,
    near: (list, code) => nearest(code, sets.get(list) ?? []),
    grids: (code) => (measurements ? (Object.hasOwn(measurements, code) ? measurements[code]! : []) : 'any'),
  }
}

/** For reading a question where no list is at hand (`explain` without a server): its form is checked, its codes are not. */
export const openLists: Lists = listsOf({ codes: {} })

/** The most similar word, if it is similar at all: at most a third of its letters differ; case and separators hardly count. */
export function nearest(word: string, among: Iterable<string>): string | undefined {
  let best: string | undefined
  let least = Math.floor(word.length / 3) + 1
  for (const other of among) {
    if (Math.abs(other.length - word.length) >= least) continue
    const distance = edits(plain(word), plain(other), least)
    if (distance < least) [best, least] = [other, distance]
  }
  return best
}
const plain = (word: string) => word.toLowerCase().replaceAll(/[-_ ]/g, '_')

function edits(a: string, b: string, enough: number): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)))
    if (Math.min(...next) >= enough) return enough
    row = next
  }
  return row[b.length]!
}
