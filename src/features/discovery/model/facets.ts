/** Filters and facet counts over the hits of one segment. */
import type { Column } from './columns.ts'
import { countColumn, failColumn } from './columns.ts'
import type { FacetCount, Filter } from './doc.ts'
import type { Scratch } from './match.ts'
import type { Segment } from './segment.ts'
import { compareText } from './stored.ts'

export type Filters = readonly (readonly [facet: string, filter: Filter])[]

/** Filters that say something, each value once. */
export function tidyFilters(filters: Readonly<Record<string, Filter>>): Filters {
  return Object.entries(filters)
    .filter(([, filter]) => filter.values.length > 0)
    .map(([facet, { values, mode }]) => [facet, { values: [...new Set(values)], mode }])
}

/**
 * For each of the first `count` documents of `docs`: 0 when it passes all filters, i + 1 when filter i alone stops
 * it, 255 when more do. Written to `fails`, by position.
 */
export function applyFilters(
  segment: Segment,
  filters: Filters,
  docs: Uint32Array,
  count: number,
  fails: Uint8Array,
): void {
  fails.fill(0, 0, count)
  filters.forEach(([facet, { values, mode }], at) => {
    const column = segment.facets.get(facet)
    const wanted = new Uint8Array((column?.values.length ?? 0) + 1)
    const set = new Set(values)
    column?.values.forEach((value, id) => {
      if (set.has(value)) wanted[id + 1] = 1
    })
    failColumn(column, wanted, mode === 'all' ? set.size : 1, docs, count, fails, at + 1)
  })
}

/** What an asker sees of a segment without a question; counts are made when first needed. */
export interface View {
  visible: Uint8Array
  total: number
  counts: Map<string, Uint32Array>
}

/** Counts over all that is visible, kept for the empty question and for questions that most documents meet. */
export function viewCounts(view: View, column: Column, facet: string, size: number): Uint32Array {
  let counts = view.counts.get(facet)
  if (counts === undefined) {
    const docs = new Uint32Array(view.total)
    let length = 0
    for (let doc = 0; doc < size; doc++) if (view.visible[doc] !== 0) docs[length++] = doc
    counts = new Uint32Array(column.values.length + 1)
    countColumn(column, docs, length, counts)
    view.counts.set(facet, counts)
  }
  return counts
}

/**
 * Counts of one facet over the listed documents. Where they are most of what is visible, the others are counted and
 * taken away from the kept counts.
 */
export function countFacet(
  segment: Segment,
  facet: string,
  view: View,
  docs: Uint32Array,
  length: number,
  complement: { docs: Uint32Array; length: number } | undefined,
): Uint32Array {
  const column = segment.facets.get(facet)!
  if (length === view.total) return viewCounts(view, column, facet, segment.size)
  const counts = new Uint32Array(column.values.length + 1)
  if (complement === undefined) {
    countColumn(column, docs, length, counts)
    return counts
  }
  countColumn(column, complement.docs, complement.length, counts)
  const all = viewCounts(view, column, facet, segment.size)
  for (let id = 0; id < counts.length; id++) counts[id] = all[id]! - counts[id]!
  return counts
}

/** The visible documents that are not listed; `docs` is in ascending order. */
export function others(view: View, size: number, docs: Uint32Array, length: number, scratch: Scratch) {
  const to = scratch.others
  const { visible } = view
  let count = 0
  let at = 0
  for (let doc = 0; doc < size; doc++) {
    if (at < length && docs[at] === doc) at++
    else {
      to[count] = doc
      count += visible[doc]! & 1
    }
  }
  return { docs: to, length: count }
}

/** The values with the highest counts (then in order of the value), and always the selected ones. */
export function listValues(names: readonly string[], counts: Uint32Array, limit: number, selected: readonly string[]) {
  const worse = (a: number, b: number) => counts[a]! - counts[b]! || compareText(names[b]!, names[a]!)
  const heap: number[] = [] // the worst kept is on top
  let values = 0
  for (let id = 0; id < names.length; id++) {
    if (counts[id] === 0) continue
    values++
    if (heap.length < limit) {
      heap.push(id)
      if (heap.length === limit) heap.sort(worse)
      continue
    }
    if (limit === 0 || worse(id, heap[0]!) <= 0) continue
    // Sift down.
    let at = 0
    for (let child = 1; child < limit; child = at * 2 + 1) {
      if (child + 1 < limit && worse(heap[child + 1]!, heap[child]!) < 0) child++
      if (worse(id, heap[child]!) <= 0) break
      heap[at] = heap[child]!
      at = child
    }
    heap[at] = id
  }
  const listed: FacetCount[] = heap
    .sort((a, b) => -worse(a, b))
    .map((id) => ({ value: names[id]!, count: counts[id]! }))
  const have = new Set(listed.map(({ value }) => value))
  const missing = selected.filter((value) => !have.has(value))
  if (missing.length > 0) {
    const numbers = new Map(missing.map((value) => [value, 0]))
    names.forEach((name, id) => {
      if (numbers.has(name)) numbers.set(name, counts[id]!)
    })
    listed.push(
      ...[...numbers]
        .map(([value, count]) => ({ value, count }))
        .sort((a, b) => b.count - a.count || compareText(a.value, b.value)),
    )
  }
  return { listed, values }
}
