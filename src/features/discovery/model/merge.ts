/** Several segments into one, without their dead documents; nothing is tokenised again. */
import type { SortKeys } from './build.ts'
import { compareDocs } from './build.ts'
import { Bytes, Numbers } from './bytes.ts'
import type { Column } from './columns.ts'
import { ColumnBuilder, valuesOf } from './columns.ts'
import { walk, writePosting } from './postings.ts'
import type { Segment } from './segment.ts'
import { packSegment } from './segment.ts'
import { compareText, ExactBuilder, titleKey, titleKeyJa } from './stored.ts'
import type { Dictionary } from './terms.ts'

/** `dead[doc] === 1` leaves the document out. An iri must be live in one segment at most, as `SearchIndex` keeps it. */
export interface MergeInput {
  segment: Segment
  dead?: Uint8Array
}

/** Merge k ordered lists; `least` of equal heads is the first. */
function mergeOrder<T>(lists: readonly (readonly T[])[], compare: (a: T, b: T) => number): { list: number; item: T }[] {
  const at = lists.map(() => 0)
  const merged: { list: number; item: T }[] = []
  for (;;) {
    let first = -1
    for (let list = 0; list < lists.length; list++) {
      if (at[list]! >= lists[list]!.length) continue
      if (first < 0 || compare(lists[list]![at[list]!]!, lists[first]![at[first]!]!) < 0) first = list
    }
    if (first < 0) return merged
    merged.push({ list: first, item: lists[first]![at[first]!++]! })
  }
}

interface Live extends SortKeys {
  doc: number
  ja: string
}

export function mergeSegments(inputs: readonly MergeInput[]): Segment {
  const live = inputs.map(({ segment, dead }) => {
    const list: Live[] = []
    for (let doc = 0; doc < segment.size; doc++) {
      if (dead?.[doc] === 1) continue
      const stored = segment.stored.read(doc)
      list.push({ doc, rank: segment.rank[doc]!, key: titleKey(stored), ja: titleKeyJa(stored), iri: stored.iri })
    }
    return list
  })
  const merged = mergeOrder(live, compareDocs)
  const size = merged.length
  const renumber = inputs.map(({ segment }) => new Uint32Array(segment.size).fill(0xffffffff))
  merged.forEach(({ list, item }, place) => {
    renumber[list]![item.doc] = place
  })

  const stored = new Bytes()
  const storedOffsets = new Uint32Array(size + 1)
  const whole = new ExactBuilder()
  const rank = new Float64Array(size)
  const audience = new Uint32Array(size)
  const audiences: string[][] = []
  const audienceNumbers = new Map<string, number>()
  const concepts = new ColumnBuilder()
  const names = [...new Set(inputs.flatMap(({ segment }) => [...segment.facets.keys()]))]
  const facets = new Map(names.map((name) => [name, new ColumnBuilder()]))
  merged.forEach(({ list, item }, place) => {
    const { segment } = inputs[list]!
    const record = segment.stored.bytes.subarray(
      segment.stored.offsets[item.doc]!,
      segment.stored.offsets[item.doc + 1]!,
    )
    stored.reserve(record.length)
    stored.array.set(record, stored.length)
    stored.length += record.length
    storedOffsets[place + 1] = stored.length
    whole.add(place, segment.stored.read(item.doc))
    rank[place] = item.rank
    const set = segment.audiences[segment.audience[item.doc]!]!
    const key = JSON.stringify(set)
    let number = audienceNumbers.get(key)
    if (number === undefined) audienceNumbers.set(key, (number = audiences.push([...set]) - 1))
    audience[place] = number
    const copy = (column: Column | undefined, to: ColumnBuilder) => {
      if (column !== undefined)
        to.add(
          place,
          valuesOf(column, item.doc).map((id) => column.values[id - 1]!),
        )
    }
    copy(segment.concepts, concepts)
    for (const [name, to] of facets) copy(segment.facets.get(name), to)
  })

  const sortBy = (keyOf: (item: Live) => string) =>
    Uint32Array.from(merged.keys()).sort(
      (a, b) =>
        compareText(keyOf(merged[a]!.item), keyOf(merged[b]!.item)) ||
        compareText(merged[a]!.item.iri, merged[b]!.item.iri),
    )
  const same = Uint32Array.from(merged.keys())
  return packSegment({
    size,
    rank,
    audience,
    audiences,
    storedBytes: stored.take(),
    storedOffsets,
    ...mergePostings(
      inputs.map(({ segment }) => segment),
      renumber,
    ),
    exact: whole.finish(),
    order: { en: sortBy((item) => item.key), ja: sortBy((item) => item.ja) },
    facets: new Map([...facets].map(([name, column]) => [name, column.finish(same)])),
    concepts: concepts.finish(same),
  })
}

function compareTerms(a: Dictionary, x: number, b: Dictionary, y: number): number {
  const from = a.offsets[x]!
  const other = b.offsets[y]!
  const lengthA = a.offsets[x + 1]! - from
  const lengthB = b.offsets[y + 1]! - other
  for (let at = 0; at < lengthA && at < lengthB; at++) {
    const difference = a.units[from + at]! - b.units[other + at]!
    if (difference !== 0) return difference
  }
  return lengthA - lengthB
}

/** Walk the dictionaries side by side. Within a segment new numbers keep the old order, so lists merge as they are. */
function mergePostings(segments: readonly Segment[], renumber: readonly Uint32Array[]) {
  const at = segments.map(() => 0)
  const termOffsets = new Numbers()
  const starts = new Numbers()
  const units: Uint16Array[] = []
  let unitCount = 0
  const postings = new Bytes()
  termOffsets.push(0)
  starts.push(0)
  for (;;) {
    let first = -1
    for (let list = 0; list < segments.length; list++) {
      if (at[list]! >= segments[list]!.terms.size) continue
      if (first < 0 || compareTerms(segments[list]!.terms, at[list]!, segments[first]!.terms, at[first]!) < 0)
        first = list
    }
    if (first < 0) break
    const { terms } = segments[first]!
    const term = at[first]!
    const placed: number[] = []
    let lists = 0
    segments.forEach((segment, list) => {
      const here = at[list]!
      if (list !== first && (here >= segment.terms.size || compareTerms(segment.terms, here, terms, term) !== 0)) return
      if (list !== first) at[list]!++
      lists++
      const numbers = renumber[list]!
      walk(segment.postings, segment.starts[here]!, segment.starts[here + 1]!, (doc, mask) => {
        if (numbers[doc] !== 0xffffffff) placed.push(numbers[doc]! * 16 + mask)
      })
    })
    at[first]!++
    if (placed.length === 0) continue
    const ordered = lists > 1 ? Float64Array.from(placed).sort() : placed
    let last = -1
    for (const each of ordered) {
      const doc = Math.floor(each / 16)
      writePosting(postings, doc - last, each % 16)
      last = doc
    }
    starts.push(postings.length)
    units.push(terms.units.subarray(terms.offsets[term]!, terms.offsets[term + 1]!))
    unitCount += terms.length(term)
    termOffsets.push(unitCount)
  }
  const termUnits = new Uint16Array(unitCount)
  let to = 0
  for (const each of units) {
    termUnits.set(each, to)
    to += each.length
  }
  return { postings: postings.take(), starts: starts.take(), termUnits, termOffsets: termOffsets.take() }
}
