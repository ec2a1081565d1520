import type { Named } from './words.ts'

/** What a room lets be found of one of its records. Search and graph read this and nothing else of the room. */
export interface Publication {
  /** address of its page: a path, stable */
  iri: string
  kind: string
  title: Named
  /** other names: synonyms, acronyms */
  names: string[]
  /** identifiers that people type: accession, catalogue number */
  codes: string[]
  /** running text that is searched */
  text: string[]
  /** CURIEs of terms it is annotated with */
  concepts: string[]
  facets: Record<string, string[]>
  /** who may see it: `public`, `signed-in`, `org:ID`. Nobody when empty: closed by default. */
  audience: string[]
  /** first among equals: higher comes first */
  rank: number
  card: Card
}

export interface Card {
  /** organisations that hold it */
  holders: string[]
  summary?: Named
  /** what to show in a list, by facet or fact name; values are codes where the name is a facet */
  facts: { name: string; values: string[] }[]
  asks?: Asks
  url?: string
  licence?: string
  keywords?: string[]
}

/** What the holder will ask before it gives. Absent: not said. */
export interface Asks {
  /** CURIEs of data-use permissions and modifiers */
  permissions?: string[]
  fee?: boolean
  jointProject?: boolean
  industry?: boolean
  expectedDays?: number
  url?: string
  description?: Named
}
