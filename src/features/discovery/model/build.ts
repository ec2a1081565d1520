/** From documents to a segment. */
import { scan } from '../../../kernel/text.ts'
import { Bytes, Numbers } from './bytes.ts'
import { ColumnBuilder } from './columns.ts'
import type { Doc } from './doc.ts'
import { field } from './levels.ts'
import { writePosting } from './postings.ts'
import type { Segment } from './segment.ts'
import { packSegment } from './segment.ts'
import { compareText, ExactBuilder, titleKey, titleKeyJa, writeStored } from './stored.ts'
import { TermTable } from './terms.ts'

export interface SortKeys {
  rank: number
  key: string
  iri: string
}

/** The order of documents among equals, in a segment and across segments. */
export function compareDocs(a: SortKeys, b: SortKeys): number {
  return b.rank - a.rank || compareText(a.key, b.key) || compareText(a.iri, b.iri)
}

/** Of documents with the same iri the last counts. */
export function buildSegment(input: Iterable<Doc>): Segment {
  const byIri = new Map<string, Doc>()
  for (const doc of input) byIri.set(doc.iri, doc)
  const docs = [...byIri.values()]
  const size = docs.length

  const terms = new TermTable()
  const entries = new Numbers() // token * 16 + fields, document by document
  const ends = new Uint32Array(size)
  let seen = new Int32Array(1 << 16).fill(-1) // token -> last document
  let place = new Uint32Array(1 << 16) // token -> its entry there
  let current = 0
  let mask = 0
  const sink = (units: Uint16Array, start: number, end: number) => {
    const term = terms.intern(units, start, end)
    if (term >= seen.length) {
      const more = new Int32Array(seen.length * 2).fill(-1)
      more.set(seen)
      seen = more
      const places = new Uint32Array(more.length)
      places.set(place)
      place = places
    }
    if (seen[term] === current) entries.array[place[term]!]! |= mask
    else {
      seen[term] = current
      place[term] = entries.length
      entries.push(((term << 4) | mask) >>> 0)
    }
    mask &= ~field.begins
  }
  const facets = new Map<string, ColumnBuilder>()
  const concepts = new ColumnBuilder()
  const audienceNumbers = new Map<string, number>()
  const audiences: string[][] = []
  const audienceOf = new Uint32Array(size)
  for (; current < size; current++) {
    const doc = docs[current]!
    for (const title of [doc.title.en, doc.title.ja]) {
      mask = field.title | field.begins
      if (title !== undefined) scan(title, sink)
    }
    mask = field.name
    for (const name of doc.names) scan(name, sink)
    for (const code of doc.codes) scan(code, sink)
    mask = field.text
    for (const text of doc.text) scan(text, sink)
    ends[current] = entries.length

    const columns = doc.facets.kind === undefined ? { ...doc.facets, kind: [doc.kind] } : doc.facets
    for (const name in columns) {
      let column = facets.get(name)
      if (column === undefined) facets.set(name, (column = new ColumnBuilder()))
      column.add(current, columns[name]!)
    }
    concepts.add(current, doc.concepts)
    const set = [...new Set(doc.audience)].sort()
    const setKey = JSON.stringify(set)
    let number = audienceNumbers.get(setKey)
    if (number === undefined) {
      number = audiences.push(set) - 1
      audienceNumbers.set(setKey, number)
    }
    audienceOf[current] = number
  }

  const en = docs.map(titleKey)
  const ja = docs.map(titleKeyJa)
  const order = Uint32Array.from(docs.keys()).sort(
    (a, b) => docs[b]!.rank - docs[a]!.rank || compareText(en[a]!, en[b]!) || compareText(docs[a]!.iri, docs[b]!.iri),
  )
  const sortBy = (keys: readonly string[]) =>
    Uint32Array.from(docs.keys()).sort(
      (a, b) =>
        compareText(keys[order[a]!]!, keys[order[b]!]!) || compareText(docs[order[a]!]!.iri, docs[order[b]!]!.iri),
    )

  const stored = new Bytes()
  const storedOffsets = new Uint32Array(size + 1)
  const whole = new ExactBuilder()
  const rank = new Float64Array(size)
  const audience = new Uint32Array(size)
  order.forEach((arrival, doc) => {
    const source = docs[arrival]!
    writeStored(stored, source)
    storedOffsets[doc + 1] = stored.length
    rank[doc] = source.rank
    audience[doc] = audienceOf[arrival]!
    whole.add(doc, source)
  })

  const dictionary = terms.sorted()
  return packSegment({
    size,
    rank,
    audience,
    audiences,
    storedBytes: stored.take(),
    storedOffsets,
    termUnits: dictionary.units,
    termOffsets: dictionary.offsets,
    ...postingsOf(dictionary.order, entries.take(), ends, order),
    exact: whole.finish(),
    order: { en: sortBy(en), ja: sortBy(ja) },
    facets: new Map([...facets].map(([name, column]) => [name, column.finish(order)])),
    concepts: concepts.finish(order),
  })
}

/** Turn entries by document into postings by token: count, place in the final order of documents, write. */
function postingsOf(terms: Uint32Array, entries: Uint32Array, ends: Uint32Array, order: Uint32Array) {
  const next = new Uint32Array(terms.length + 1)
  for (const entry of entries) next[(entry >>> 4) + 1]!++
  for (let term = 0; term < terms.length; term++) next[term + 1]! += next[term]!
  const placed = new Uint32Array(entries.length)
  for (let doc = 0; doc < order.length; doc++) {
    const arrival = order[doc]!
    for (let at = arrival === 0 ? 0 : ends[arrival - 1]!; at < ends[arrival]!; at++) {
      const entry = entries[at]!
      placed[next[entry >>> 4]!++] = ((doc << 4) | (entry & 15)) >>> 0
    }
  }
  // `next[term]` is now the end of the token's places.
  const postings = new Bytes()
  postings.reserve(entries.length + 16)
  const starts = new Uint32Array(terms.length + 1)
  for (let rank = 0; rank < terms.length; rank++) {
    const term = terms[rank]!
    let last = -1
    for (let at = term === 0 ? 0 : next[term - 1]!; at < next[term]!; at++) {
      const doc = placed[at]! >>> 4
      writePosting(postings, doc - last, placed[at]! & 15)
      last = doc
    }
    starts[rank + 1] = postings.length
  }
  return { postings: postings.take(), starts }
}
