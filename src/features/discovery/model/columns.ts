/**
 * A facet as a column: value numbers per document, from 1 (0 = none), one per document where that is enough, else
 * with offsets. Values are numbered within the segment; the index maps them to its own numbers.
 */
import type { Section } from './bytes.ts'
import { Numbers } from './bytes.ts'

export type Ids = Uint16Array | Uint32Array
export interface Column {
  values: readonly string[]
  ids: Ids
  offsets: Uint32Array | undefined
}

const nothing: readonly string[] = []

/** Collects the values of documents in order of arrival. */
export class ColumnBuilder {
  readonly #numbers = new Map<string, number>()
  readonly values: string[] = []
  readonly #ids = new Numbers()
  readonly #offsets = new Numbers()

  /** The documents before `doc` that were not given have no value. */
  add(doc: number, values: readonly string[]): void {
    while (this.#offsets.length <= doc) this.#offsets.push(this.#ids.length)
    const from = this.#ids.length
    for (const value of values) {
      let id = this.#numbers.get(value)
      if (id === undefined) {
        this.values.push(value)
        id = this.values.length
        this.#numbers.set(value, id)
      }
      let known = false
      for (let at = from; at < this.#ids.length; at++) if (this.#ids.array[at] === id) known = true
      if (!known) this.#ids.push(id)
    }
  }

  /** The column in the final order: `order[place]` is the arrival number of the document at that place. */
  finish(order: Uint32Array): Column {
    this.add(order.length, nothing)
    const all = this.#ids.array
    const starts = this.#offsets.array
    let single = true
    for (let doc = 0; doc < order.length && single; doc++) single = starts[doc + 1]! - starts[doc]! <= 1
    const Ids = this.values.length < 0xffff ? Uint16Array : Uint32Array
    if (single) {
      const ids = new Ids(order.length)
      for (let place = 0; place < order.length; place++) {
        const doc = order[place]!
        if (starts[doc + 1]! > starts[doc]!) ids[place] = all[starts[doc]!]!
      }
      return { values: this.values, ids, offsets: undefined }
    }
    const ids = new Ids(this.#ids.length)
    const offsets = new Uint32Array(order.length + 1)
    let to = 0
    for (let place = 0; place < order.length; place++) {
      const doc = order[place]!
      for (let at = starts[doc]!; at < starts[doc + 1]!; at++) ids[to++] = all[at]!
      offsets[place + 1] = to
    }
    return { values: this.values, ids, offsets }
  }
}

/** Add to `counts` (by value number) the values of the listed documents. */
export function countColumn(column: Column, docs: Uint32Array, length: number, counts: Uint32Array): void {
  const { ids, offsets } = column
  if (offsets === undefined) {
    for (let at = 0; at < length; at++) counts[ids[docs[at]!]!]!++
    counts[0] = 0
    return
  }
  for (let at = 0; at < length; at++) {
    const doc = docs[at]!
    for (let to = offsets[doc + 1]!, from = offsets[doc]!; from < to; from++) counts[ids[from]!]!++
  }
}

/** The value numbers of one document. */
export function valuesOf(column: Column, doc: number): number[] {
  if (column.offsets === undefined) return column.ids[doc] === 0 ? [] : [column.ids[doc]!]
  return Array.from(column.ids.subarray(column.offsets[doc]!, column.offsets[doc + 1]!))
}

/** For every document, raise `out` to the highest of `table` over its values. */
export function raiseByColumn(column: Column, table: Uint8Array, out: Uint8Array, size: number): void {
  const { ids, offsets } = column
  for (let doc = 0; doc < size; doc++) {
    const to = offsets === undefined ? doc + 1 : offsets[doc + 1]!
    let best = out[doc]!
    for (let at = offsets === undefined ? doc : offsets[doc]!; at < to; at++) {
      const reached = table[ids[at]!]!
      if (reached > best) best = reached
    }
    out[doc] = best
  }
}

/**
 * Of the listed documents, mark those with fewer than `needed` of the wanted values (1 in `wanted`): `mark` in `fails`,
 * by position, or 255 where another filter had marked it.
 */
export function failColumn(
  column: Column | undefined,
  wanted: Uint8Array,
  needed: number,
  docs: Uint32Array,
  length: number,
  fails: Uint8Array,
  mark: number,
): void {
  const offsets = column?.offsets
  for (let at = 0; at < length; at++) {
    const doc = docs[at]!
    let count = 0
    if (offsets !== undefined) {
      for (let from = offsets[doc]!, to = offsets[doc + 1]!; from < to; from++) count += wanted[column!.ids[from]!]!
    } else if (column !== undefined) count = wanted[column.ids[doc]!]!
    if (count < needed) fails[at] = fails[at] === 0 ? mark : 255
  }
}

export function columnSections(prefix: string, column: Column): Record<string, Section> {
  const encoder = new TextEncoder()
  const values = encoder.encode(JSON.stringify(column.values))
  return {
    [`${prefix}.values`]: values,
    [`${prefix}.ids`]: column.ids,
    ...(column.offsets && { [`${prefix}.offsets`]: column.offsets }),
  }
}

export function openColumn(prefix: string, single: boolean, section: (name: string) => Section): Column {
  const json = (section(`${prefix}.values`) as Uint8Array).slice()
  return {
    values: JSON.parse(new TextDecoder().decode(json)) as string[],
    ids: section(`${prefix}.ids`) as Ids,
    offsets: single ? undefined : (section(`${prefix}.offsets`) as Uint32Array),
  }
}
