import { closed, many, NamedText, nullable, oneOf, route, T } from '../../kernel/contract.ts'
import type { Static } from '../../kernel/contract.ts'

/** What may be found. A room publishes its kinds; search knows no more of them than this list of words. */
export const kinds = ['holder', 'biobank', 'collection', 'dataset', 'line'] as const
export type Kind = (typeof kinds)[number]

/** Facets that hits can be narrowed by, in the order in which they are shown. Values of `term` facets are concept identifiers. */
export const facetNames = [
  'kind',
  'holder',
  'disease',
  'material',
  'data',
  'type',
  'category',
  'species',
  'sex',
  'size',
  'permission',
  'industry',
  'country',
  'quality',
] as const
export type FacetName = (typeof facetNames)[number]

/** A facet takes several values: any of them (default) or all of them (`name.mode=all`). */
const FacetFilter = Object.fromEntries(facetNames.map((name) => [name, T.Optional(many())])) as Record<
  FacetName,
  T.TOptional<T.TArray<T.TString>>
>

export const SearchQuery = closed({
  q: T.Optional(T.String({ maxLength: 500, description: 'Text in Japanese or English; empty finds everything' })),
  /** the meaning the person chose, when the text has several: nothing but this concept and what is narrower is found */
  sense: T.Optional(T.String({ maxLength: 100 })),
  /** facets whose values must all hold, instead of any */
  all: T.Optional(T.Array(oneOf(facetNames))),
  ...FacetFilter,
  sort: T.Optional(oneOf(['relevance', 'title-en', 'title-ja'])),
  offset: T.Optional(T.Integer({ minimum: 0, maximum: 10_000 })),
  limit: T.Optional(T.Integer({ minimum: 0, maximum: 100 })),
})
export type SearchQuery = Static<typeof SearchQuery>

/** What a holder asks before it gives; absent means not said. */
export const Asks = closed({
  permissions: T.Optional(T.Array(closed({ id: T.String(), label: NamedText }))),
  fee: T.Optional(T.Boolean()),
  jointProject: T.Optional(T.Boolean()),
  industry: T.Optional(T.Boolean()),
  expectedDays: T.Optional(
    T.Integer({ minimum: 0, description: 'working days until a decision, as the holder expects' }),
  ),
  url: T.Optional(T.String()),
  description: T.Optional(NamedText),
})
export type Asks = Static<typeof Asks>

export const Why = closed({
  reason: oneOf(['code', 'title', 'name', 'concept', 'narrower', 'translation', 'text']),
  /** the word or name that met; for concepts its identifier */
  value: T.String(),
  label: T.Optional(NamedText),
})

export const Hit = closed({
  iri: T.String({ description: 'stable address of the page, a path' }),
  kind: oneOf(kinds),
  title: nullable(T.String()),
  titleJa: nullable(T.String()),
  holder: nullable(
    T.String({ description: 'identifier of the holder; of the first one where several banks hold deposits' }),
  ),
  holders: T.Array(closed({ id: T.String(), name: NamedText })),
  summary: T.Optional(NamedText),
  /** short facts to show, in order: size, materials, category */
  facts: T.Array(closed({ name: T.String(), values: T.Array(closed({ value: T.String(), label: NamedText })) })),
  asks: T.Optional(Asks),
  why: T.Array(Why),
})
export type Hit = Static<typeof Hit>

export const FacetValue = closed({
  value: T.String(),
  label: NamedText,
  count: T.Integer({ minimum: 0 }),
  selected: T.Boolean(),
})
export const Facet = closed({
  name: oneOf(facetNames),
  mode: oneOf(['any', 'all']),
  values: T.Array(FacetValue),
  /** how many values there are in all; more than shown when the list is cut */
  distinct: T.Integer({ minimum: 0 }),
})
export type Facet = Static<typeof Facet>

export const SenseChoice = closed({
  id: T.String(),
  label: NamedText,
  vocabulary: T.String(),
  within: T.Array(NamedText, {
    description: 'broader terms from the root down: what tells two senses of one name apart',
  }),
  matched: T.String({ description: 'the name that the text met' }),
  iri: T.String({ description: 'page of the term' }),
  hits: T.Integer({ minimum: 0, description: 'how many publications this meaning alone finds' }),
})

export const SearchResult = closed({
  total: T.Integer({ minimum: 0 }),
  hits: T.Array(Hit),
  facets: T.Array(Facet),
  /** meanings of the text; more than one: the text is ambiguous and the person may choose */
  senses: T.Array(SenseChoice),
  /** the meaning that was chosen */
  sense: nullable(SenseChoice),
  /** what the person may have meant, when little or nothing was found */
  suggestions: T.Array(closed({ text: T.String(), sense: T.Optional(T.String()) })),
  /** what was searched: how many publications, and since when the index stands */
  searched: closed({
    publications: T.Integer({ minimum: 0 }),
    behind: T.Boolean({ description: 'a change is not in the index yet' }),
  }),
})
export type SearchResult = Static<typeof SearchResult>

export const search = route({
  id: 'discovery.search',
  method: 'GET',
  path: '/search',
  who: 'anyone',
  summary: 'Search everything published, with facets that follow the query and the reason for each hit',
  query: SearchQuery,
  response: SearchResult,
})

export const entries = route({
  id: 'discovery.entries',
  method: 'GET',
  path: '/entries',
  who: 'anyone',
  summary: 'Cards of publications by address, for a basket: what each is and what it will ask; those gone are named',
  query: closed({ iri: many(T.String({ maxLength: 400 })) }),
  response: closed({ entries: T.Array(Hit), gone: T.Array(T.String()) }),
})

export const linkedData = route({
  id: 'discovery.linked-data',
  method: 'GET',
  path: '/linked-data',
  who: 'anyone',
  summary: 'One publication as schema.org (Bioschemas) JSON-LD',
  query: closed({ iri: T.String({ maxLength: 400 }) }),
  response: T.Object({}, { additionalProperties: true }),
})

export const dcat = route({
  id: 'discovery.dcat',
  method: 'GET',
  path: '/dcat',
  who: 'anyone',
  summary: 'The catalogue as DCAT 3 (JSON-LD), a page at a time',
  query: closed({
    after: T.Optional(T.String({ maxLength: 400 })),
    limit: T.Optional(T.Integer({ minimum: 1, maximum: 500 })),
  }),
  response: T.Object({}, { additionalProperties: true }),
})

export const indexState = route({
  id: 'discovery.index-state',
  method: 'GET',
  path: '/index',
  who: 'operator',
  summary: 'The search index: how many publications, segments, bytes, and how far behind',
  response: closed({
    publications: T.Integer(),
    segments: T.Integer(),
    bytes: T.Integer(),
    behind: T.Boolean(),
    building: T.Boolean(),
  }),
})
export const reindex = route({
  id: 'discovery.reindex',
  method: 'POST',
  path: '/index/rebuild',
  who: 'operator',
  scope: 'admin',
  summary: 'Build the search index anew from the publications',
  response: closed({ publications: T.Integer() }),
})
