/**
 * What the search engine holds, is asked and answers. The rules, exactly:
 *
 * Matching. The text is cut by `words`. Every word must match (AND), each in any field: title (both languages), names
 * (names and codes) or text. A Latin word matches tokens that begin with it, or the token without a final s
 * (parkinsons, parkinson). A Japanese run matches a field that holds all its bigrams; a run of one character, a field
 * with any token that holds it. Or the whole text equals a code, a title or a name, spaces aside (MCF-7 = MCF7). Or
 * the publication carries one of the concepts. Or all words of one of `also` (the senses' names in the other language)
 * match in any field. Empty text matches all; a text without letter or digit matches nothing.
 * With `conceptsOnly` only concepts count.
 *
 * Filters: AND across facets, any or all of the values within one; an empty list filters nothing. The counts of a
 * facet ignore its own filter when that is `any`. Audience comes first: a document that shares no audience with the
 * asker takes no part in hits, total, counts, values or suggestions.
 *
 * Order: by `tiers`, finer steps within a tier (begins with the text, whole words before beginnings of words), then
 * rank (higher first), folded title, iri.
 */
export interface Doc {
  iri: string
  /** Also counted as the facet `kind`, unless `facets` has its own. */
  kind: string
  title: { en?: string; ja?: string }
  /** Synonyms, acronyms, alternative names. */
  names: readonly string[]
  /** Identifiers people type: accessions, catalogue numbers, the holder's own. */
  codes: readonly string[]
  text: readonly string[]
  /** CURIEs of terms the publication is annotated with. */
  concepts: readonly string[]
  facets: Readonly<Record<string, readonly string[]>>
  /** Who may see it: 'public', 'signed-in', 'org:x'. Empty = nobody. */
  audience: readonly string[]
  /** Higher first among equals. */
  rank: number
}

export interface Filter {
  values: readonly string[]
  mode: 'any' | 'all'
}

export interface Query {
  text: string
  /** Other names of what the text means (translations): each finds too, a little lower. */
  also?: readonly string[]
  /** What the text may mean, expanded by the caller: 0 = the sense itself, 1 or more = narrower or mapped. */
  concepts: readonly { id: string; distance: number }[]
  conceptsOnly?: boolean
  filters: Readonly<Record<string, Filter>>
  facets: readonly string[]
  /** Values listed per facet (default 50); the selected ones are always listed. */
  facetLimit?: number
  audience: readonly string[]
  sort: 'relevance' | 'title-en' | 'title-ja'
  offset: number
  limit: number
}

export const tiers = [
  'code',
  'title-exact',
  'title',
  'concept',
  'translation',
  'name',
  'narrower',
  'translation-text',
  'text',
  'all',
] as const
export type Tier = (typeof tiers)[number]

export interface Why {
  reason: 'code' | 'title' | 'name' | 'concept' | 'narrower' | 'translation' | 'text'
  value: string
}
export interface Hit {
  iri: string
  tier: Tier
  why: Why[]
}
export interface FacetCount {
  value: string
  count: number
}

export interface Result {
  total: number
  hits: Hit[]
  facets: Record<string, FacetCount[]>
  /** How many values each facet has with a count above 0, listed or not. */
  facetValues: Record<string, number>
}
