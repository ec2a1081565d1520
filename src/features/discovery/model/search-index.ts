/**
 * The index: immutable segments, newest last, each with the documents that are dead in it (replaced by a newer
 * version, or removed). A search asks every segment and merges exactly.
 */
import { compareDocs } from './build.ts'
import type { Chosen } from './choose.ts'
import { best, inOrder, sift } from './choose.ts'
import { valuesOf } from './columns.ts'
import type { FacetCount, Hit, Query, Result } from './doc.ts'
import type { View } from './facets.ts'
import { applyFilters, countFacet, listValues, others, tidyFilters } from './facets.ts'
import { tierOf } from './levels.ts'
import type { Asked } from './match.ts'
import { ask, matchSegment, Scratch } from './match.ts'
import type { MergeInput } from './merge.ts'
import type { Segment } from './segment.ts'
import { findIri } from './segment.ts'
import { compareText, titleKey, titleKeyJa } from './stored.ts'
import { explain } from './why.ts'

/** A segment in the index. */
interface Part {
  segment: Segment
  dead: Uint8Array
  live: number
  /** What askers see, by their audience; the latest first. */
  views: Map<string, View>
  /** Facet -> value number in the segment -> value number in the index. */
  numbers: ReadonlyMap<string, Uint32Array>
}

type Candidates = Chosen & { part: Part }
interface Head {
  from: Candidates
  at: number
  level: number
  rank: number
  key: string
  iri: string
}

const keptViews = 16

export class SearchIndex {
  #parts: Part[] = []
  readonly #values = new Map<string, { names: string[]; numbers: Map<string, number> }>()
  readonly #scratch = new Scratch()

  /** Live documents. */
  get size(): number {
    return this.#parts.reduce((sum, part) => sum + part.live, 0)
  }
  get bytes(): number {
    return this.#parts.reduce((sum, part) => sum + part.segment.buffer.byteLength, 0)
  }

  /** Segments with their dead documents, oldest first: what to keep on disk, and what `mergeSegments` takes. */
  parts(): MergeInput[] {
    return this.#parts.map(({ segment, dead }) => ({ segment, dead: dead.slice() }))
  }

  /** The documents of the segment replace those with the same iri. With `dead` the segment is taken as it was kept. */
  add(segment: Segment, dead?: Uint8Array): void {
    const part = this.#part(segment, dead)
    if (dead === undefined && this.#parts.length > 0) {
      for (let doc = 0; doc < segment.size; doc++) this.#kill(segment.stored.iri(doc))
    }
    this.#parts.push(part)
  }

  /** How many there were. */
  remove(iris: Iterable<string>): number {
    let count = 0
    for (const iri of iris) if (this.#kill(iri)) count++
    return count
  }

  has(iri: string): boolean {
    return this.#find(iri) !== undefined
  }

  /** Put a merged segment where its inputs (from `parts()`) were; what died meanwhile dies in it. */
  replace(inputs: readonly MergeInput[], merged: Segment): void {
    const old = inputs.map((input) => {
      const part = this.#parts.find(({ segment }) => segment === input.segment)
      if (part === undefined) throw new Error('A merged segment is no longer in the index')
      return { part, before: input.dead }
    })
    const gone: string[] = []
    for (const { part, before } of old) {
      for (let doc = 0; doc < part.segment.size; doc++) {
        if (part.dead[doc] === 1 && before?.[doc] !== 1) gone.push(part.segment.stored.iri(doc))
      }
    }
    const place = Math.min(...old.map(({ part }) => this.#parts.indexOf(part)))
    const removed = new Set(old.map(({ part }) => part))
    const fresh = this.#part(merged)
    const rest = this.#parts.filter((part) => !removed.has(part))
    this.#parts = [...rest.slice(0, place), fresh, ...rest.slice(place)]
    for (const iri of gone) this.#killIn(fresh, iri)
    // Values that no segment has any more are forgotten.
    this.#values.clear()
    for (const part of this.#parts) part.numbers = this.#number(part.segment)
  }

  #part(segment: Segment, dead: Uint8Array = new Uint8Array(segment.size)): Part {
    let live = segment.size
    for (const each of dead) live -= each
    this.#scratch.fit(segment.size)
    return { segment, dead: dead.slice(), live, views: new Map(), numbers: this.#number(segment) }
  }

  /** The index's numbers for the values of a segment. */
  #number(segment: Segment): ReadonlyMap<string, Uint32Array> {
    const numbers = new Map<string, Uint32Array>()
    for (const [facet, column] of segment.facets) {
      let known = this.#values.get(facet)
      if (known === undefined) this.#values.set(facet, (known = { names: [], numbers: new Map() }))
      const { names, numbers: byName } = known
      numbers.set(
        facet,
        Uint32Array.from([
          0,
          ...column.values.map((value) => {
            let number = byName.get(value)
            if (number === undefined) byName.set(value, (number = names.push(value) - 1))
            return number
          }),
        ]),
      )
    }
    return numbers
  }

  #find(iri: string): { part: Part; doc: number } | undefined {
    for (let at = this.#parts.length - 1; at >= 0; at--) {
      const part = this.#parts[at]!
      const doc = findIri(part.segment, iri)
      if (doc >= 0 && part.dead[doc] === 0) return { part, doc }
    }
    return undefined
  }

  #kill(iri: string): boolean {
    return this.#parts.some((part) => this.#killIn(part, iri))
  }

  /** Kept counts are mended rather than dropped: counting a million documents again for each edit would be felt. */
  #killIn(part: Part, iri: string): boolean {
    const doc = findIri(part.segment, iri)
    if (doc < 0 || part.dead[doc] === 1) return false
    part.dead[doc] = 1
    part.live--
    for (const view of part.views.values()) {
      if (view.visible[doc] === 0) continue
      view.visible[doc] = 0
      view.total--
      for (const [facet, counts] of view.counts) {
        for (const id of valuesOf(part.segment.facets.get(facet)!, doc)) counts[id]!--
      }
    }
    return true
  }

  /** What the asker may see of a part. */
  #view(part: Part, audience: readonly string[]): View {
    const key = JSON.stringify([...new Set(audience)].sort())
    let view = part.views.get(key)
    if (view === undefined) {
      const { segment, dead } = part
      const open = Uint8Array.from(segment.audiences, (set) => (set.some((each) => audience.includes(each)) ? 255 : 0))
      const visible = new Uint8Array(segment.size)
      let total = 0
      for (let doc = 0; doc < segment.size; doc++) {
        const seen = dead[doc] === 0 ? open[segment.audience[doc]!]! : 0
        visible[doc] = seen
        total += seen & 1
      }
      view = { visible, total, counts: new Map() }
    }
    part.views.delete(key)
    part.views.set(key, view)
    if (part.views.size > keptViews) part.views.delete(part.views.keys().next().value!)
    return view
  }

  /** How many documents the asker may see. */
  count(audience: readonly string[]): number {
    return this.#parts.reduce((sum, part) => sum + this.#view(part, audience).total, 0)
  }

  /** For `suggest`: each segment with what the asker sees of it. */
  seen(audience: readonly string[]): { segment: Segment; visible: Uint8Array }[] {
    return this.#parts.map((part) => ({ segment: part.segment, visible: this.#view(part, audience).visible }))
  }

  search(query: Query): Result {
    const asked = ask(query)
    const filters = tidyFilters(query.filters)
    const facets = [...new Set(query.facets)]
    const counts = new Map(facets.map((facet) => [facet, new Uint32Array(this.#values.get(facet)?.names.length ?? 0)]))
    const need = query.offset + query.limit
    const candidates: Candidates[] = []
    let total = 0
    for (const part of this.#parts) {
      const view = this.#view(part, query.audience)
      if (view.total === 0) continue
      const scratch = this.#scratch
      const { segment } = part
      const { docs } = scratch
      let length =
        asked.everything && asked.concepts.size === 0 && asked.also.length === 0 && filters.length === 0
          ? this.#all(part, view)
          : matchSegment(segment, asked, view.visible, scratch)
      const counted = new Map<string, Uint32Array>()
      if (filters.length > 0) {
        applyFilters(segment, filters, docs, length, scratch.word)
        filters.forEach(([facet, { mode }], at) => {
          if (mode !== 'any' || !counts.has(facet) || !segment.facets.has(facet)) return
          const own = sift(docs, length, scratch.word, at + 1, scratch.others)
          counted.set(facet, countFacet(segment, facet, view, scratch.others, own, undefined))
        })
        length = sift(docs, length, scratch.word, 0, docs)
      }
      total += length
      const complement =
        length > view.total / 2 && length < view.total ? others(view, segment.size, docs, length, scratch) : undefined
      for (const facet of facets) {
        if (!segment.facets.has(facet)) continue
        const each = counted.get(facet) ?? countFacet(segment, facet, view, docs, length, complement)
        const to = counts.get(facet)!
        const numbers = part.numbers.get(facet)!
        for (let id = 1; id < each.length; id++) to[numbers[id]!]! += each[id]!
      }
      candidates.push(
        query.sort === 'relevance'
          ? { part, ...best(docs, length, scratch.levels, need) }
          : { part, ...inOrder(segment.order[query.sort === 'title-ja' ? 'ja' : 'en'], docs, length, scratch, need) },
      )
    }
    const result: Result = { total, hits: this.#page(candidates, query, asked), facets: {}, facetValues: {} }
    for (const facet of facets) {
      const selected = filters.find(([name]) => name === facet)?.[1].values ?? []
      const { listed, values } = listValues(
        this.#values.get(facet)?.names ?? [],
        counts.get(facet)!,
        query.facetLimit ?? 50,
        selected,
      )
      result.facets[facet] = listed satisfies FacetCount[]
      result.facetValues[facet] = values
    }
    return result
  }

  /** Everything the asker sees, without reading postings. */
  #all(part: Part, view: View): number {
    const { docs, levels } = this.#scratch
    const { size } = part.segment
    let count = 0
    for (let doc = 0; doc < size; doc++) {
      const seen = view.visible[doc]! & 1
      levels[doc] = seen
      docs[count] = doc
      count += seen
    }
    return count
  }

  /** Merge the candidates of the segments and tell the hits of the page. */
  #page(candidates: readonly Candidates[], query: Query, asked: Asked): Hit[] {
    const byTitle = query.sort !== 'relevance'
    const keyOf = query.sort === 'title-ja' ? titleKeyJa : titleKey
    const compare = (a: Head, b: Head) =>
      byTitle ? compareText(a.key, b.key) || compareText(a.iri, b.iri) : b.level - a.level || compareDocs(a, b)
    const alone = candidates.length === 1
    const head = (from: Candidates, at: number): Head | undefined => {
      const doc = from.docs[at]
      if (doc === undefined) return undefined
      const { segment } = from.part
      const stored = alone ? undefined : segment.stored.read(doc)
      return {
        from,
        at,
        level: from.levels[at]!,
        rank: segment.rank[doc]!,
        key: stored ? keyOf(stored) : '',
        iri: stored?.iri ?? '',
      }
    }
    const heads = candidates.map((from) => head(from, alone ? query.offset : 0)).filter((each) => each !== undefined)
    const hits: Hit[] = []
    for (let place = alone ? query.offset : 0; place < query.offset + query.limit && heads.length > 0; place++) {
      let first = 0
      for (let at = 1; at < heads.length; at++) if (compare(heads[at]!, heads[first]!) < 0) first = at
      const { from, at, level } = heads[first]!
      const next = head(from, at + 1)
      if (next === undefined) heads.splice(first, 1)
      else heads[first] = next
      if (place < query.offset) continue
      const { segment } = from.part
      const doc = from.docs[at]!
      const stored = segment.stored.read(doc)
      const concepts =
        asked.concepts.size === 0 ? [] : valuesOf(segment.concepts, doc).map((id) => segment.concepts.values[id - 1]!)
      const tier = tierOf(level)
      hits.push({ iri: stored.iri, tier, why: explain(tier, stored, concepts, asked) })
    }
    return hits
  }
}
