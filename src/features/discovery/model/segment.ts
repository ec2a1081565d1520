/** A segment: an immutable part of the index in one buffer, written once, opened without reading its documents. */
import type { Section } from './bytes.ts'
import { pack, unpack } from './bytes.ts'
import type { Column } from './columns.ts'
import { columnSections, openColumn } from './columns.ts'
import type { ExactTable } from './stored.ts'
import { exact, hashText, markText, StoredReader, wholeStrings } from './stored.ts'
import { Dictionary } from './terms.ts'

interface Meta {
  size: number
  facets: { name: string; single: boolean }[]
  conceptsSingle: boolean
  audiences: string[][]
}

export interface Segment {
  readonly buffer: ArrayBufferLike
  /** Documents, dead ones included. Numbered by rank, then title: see `compareDocs` in build.ts. */
  readonly size: number
  readonly rank: Float64Array
  readonly stored: StoredReader
  readonly terms: Dictionary
  /** Where the postings of a token begin, one more than tokens. */
  readonly starts: Uint32Array
  readonly postings: Uint8Array
  readonly exact: ExactTable
  /** Documents in order of their title. */
  readonly order: { en: Uint32Array; ja: Uint32Array }
  readonly audiences: readonly (readonly string[])[]
  /** Per document, which of the audiences. */
  readonly audience: Uint32Array
  readonly facets: ReadonlyMap<string, Column>
  readonly concepts: Column
}

export type Parts = Omit<Segment, 'buffer' | 'stored' | 'terms'> & {
  storedBytes: Uint8Array
  storedOffsets: Uint32Array
  termUnits: Uint16Array
  termOffsets: Uint32Array
}

export function packSegment(parts: Parts): Segment {
  const facets = [...parts.facets]
  const meta: Meta = {
    size: parts.size,
    facets: facets.map(([name, column]) => ({ name, single: column.offsets === undefined })),
    conceptsSingle: parts.concepts.offsets === undefined,
    audiences: parts.audiences.map((set) => [...set]),
  }
  const sections: Record<string, Section> = {
    rank: parts.rank,
    stored: parts.storedBytes,
    'stored.offsets': parts.storedOffsets,
    terms: parts.termUnits,
    'terms.offsets': parts.termOffsets,
    starts: parts.starts,
    postings: parts.postings,
    'exact.buckets': parts.exact.buckets,
    'exact.entries': parts.exact.entries,
    'exact.marks': parts.exact.marks,
    'order.en': parts.order.en,
    'order.ja': parts.order.ja,
    audience: parts.audience,
    ...columnSections('concepts', parts.concepts),
  }
  facets.forEach(([, column], at) => Object.assign(sections, columnSections(`facet.${at}`, column)))
  return read(pack(meta, sections))
}

/** Throws DamagedSegment where the buffer is not a whole segment of this version. */
export function openSegment(buffer: ArrayBufferLike): Segment {
  return read(buffer)
}

function read(buffer: ArrayBufferLike): Segment {
  const { meta, section } = unpack<Meta>(buffer)
  const u8 = (name: string) => section(name) as Uint8Array
  const u32 = (name: string) => section(name) as Uint32Array
  return {
    buffer,
    size: meta.size,
    rank: section('rank') as Float64Array,
    stored: new StoredReader(u8('stored'), u32('stored.offsets')),
    terms: new Dictionary(u32('terms.offsets'), section('terms') as Uint16Array),
    starts: u32('starts'),
    postings: u8('postings'),
    exact: { buckets: u32('exact.buckets'), entries: u32('exact.entries'), marks: u32('exact.marks') },
    order: { en: u32('order.en'), ja: u32('order.ja') },
    audiences: meta.audiences,
    audience: u32('audience'),
    facets: new Map(meta.facets.map(({ name, single }, at) => [name, openColumn(`facet.${at}`, single, section)])),
    concepts: openColumn('concepts', meta.conceptsSingle, section),
  }
}

/** Reading every one of a hundred thousand documents that share a name would take longer than the rest of the search. */
const verified = 64

/** The documents (dead ones included) that have this whole string as code, title or name. */
export function findExact(segment: Segment, key: string, visit: (doc: number, kind: number) => void): void {
  const { buckets, entries, marks } = segment.exact
  const bucket = hashText(key) & (buckets.length - 2)
  const mark = markText(key)
  let strangers = false
  for (let at = buckets[bucket]!, read = 0; at < buckets[bucket + 1]!; at++) {
    const entry = entries[at]!
    if (marks[at] !== mark || (entry & 3) === exact.iri) continue
    let same = true
    if (strangers || read++ < verified) {
      same = false
      wholeStrings(segment.stored.read(entry >>> 2), (kind, text) => {
        same ||= kind === (entry & 3) && text === key
      })
      strangers ||= !same
    }
    if (same) visit(entry >>> 2, entry & 3)
  }
}

/** The number of the document with this iri, or -1. */
export function findIri(segment: Segment, iri: string): number {
  const { buckets, entries, marks } = segment.exact
  const bucket = hashText(iri) & (buckets.length - 2)
  const mark = markText(iri)
  for (let at = buckets[bucket]!; at < buckets[bucket + 1]!; at++) {
    const entry = entries[at]!
    if (marks[at] === mark && (entry & 3) === exact.iri && segment.stored.iri(entry >>> 2) === iri) return entry >>> 2
  }
  return -1
}
