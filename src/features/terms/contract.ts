import { closed, NamedText, nullable, oneOf, route, T } from '../../kernel/contract.ts'
import type { Static } from '../../kernel/contract.ts'

export const LabelView = closed({
  lang: oneOf(['en', 'ja', 'ja-Hira']),
  text: T.String(),
  kind: oneOf(['preferred', 'synonym']),
  status: T.Optional(T.String({ description: 'what the source says of its own translation' })),
  /** who said it: vocabulary or `curator` */
  source: T.String(),
})

export const TermCard = closed({
  id: T.String({ description: 'CURIE' }),
  iri: T.String({ description: 'address of the page, a path' }),
  label: NamedText,
  kana: T.Optional(T.String()),
  vocabulary: T.String(),
  obsolete: T.Boolean(),
})
export type TermCard = Static<typeof TermCard>

export const VocabularyView = closed({
  id: T.String(),
  name: NamedText,
  terms: T.Integer({ minimum: 0 }),
  release: nullable(T.String()),
  licence: nullable(T.String()),
  source: nullable(T.String()),
  date: nullable(T.String()),
  importedAt: nullable(T.String()),
  /** false: the licence forbids changed copies, so no transformed export */
  changedCopies: T.Boolean(),
})

export const vocabularies = route({
  id: 'terms.vocabularies',
  method: 'GET',
  path: '/vocabularies',
  who: 'anyone',
  summary: 'Vocabularies with release, licence, source and size',
  response: closed({ vocabularies: T.Array(VocabularyView) }),
})

export const lookUp = route({
  id: 'terms.look-up',
  method: 'GET',
  path: '/terms',
  who: 'anyone',
  summary:
    'Terms whose name is the text (tolerant of width, case, kana, marks); then those that begin with it; then similar ones, marked',
  query: closed({
    q: T.String({ minLength: 1, maxLength: 200 }),
    vocabulary: T.Optional(T.Array(T.String({ maxLength: 40 }))),
    limit: T.Optional(T.Integer({ minimum: 1, maximum: 100 })),
  }),
  response: closed({
    terms: T.Array(
      closed({ ...TermCard.properties, matched: T.String(), match: oneOf(['exact', 'prefix', 'similar']) }),
    ),
  }),
})

export const readTerm = route({
  id: 'terms.read',
  method: 'GET',
  path: '/terms/{id}',
  who: 'anyone',
  summary: 'A term: labels of every source, hierarchy, mappings, where it comes from',
  params: closed({ id: T.String({ maxLength: 100 }) }),
  response: closed({
    ...TermCard.properties,
    notation: nullable(T.String()),
    labels: T.Array(LabelView),
    definition: nullable(NamedText),
    /** every way up: each is a list from the root to a direct parent */
    paths: T.Array(T.Array(TermCard)),
    parents: T.Array(TermCard),
    children: T.Array(closed({ ...TermCard.properties, children: T.Integer({ minimum: 0 }) })),
    mappings: T.Array(
      closed({
        kind: oneOf(['exact', 'close', 'narrow', 'broad', 'related']),
        target: T.String(),
        term: nullable(TermCard),
        source: T.String(),
      }),
    ),
    /** other terms with the same name in the same language: different meanings, or the same one elsewhere */
    namesakes: T.Array(TermCard),
    /** sources that name the same concept (exact mappings) differently in one language; `lang` and who says what */
    disagreements: T.Array(
      closed({ lang: oneOf(['en', 'ja']), says: T.Array(closed({ source: T.String(), text: T.String() })) }),
    ),
    overrides: T.Array(
      closed({
        id: T.String(),
        lang: oneOf(['en', 'ja', 'ja-Hira']),
        text: T.String(),
        reason: T.String(),
        at: T.String(),
      }),
    ),
    links: T.Array(T.String()),
    source: VocabularyView,
  }),
})

export const children = route({
  id: 'terms.children',
  method: 'GET',
  path: '/terms/{id}/children',
  who: 'anyone',
  summary: 'Direct narrower terms, a page at a time',
  params: closed({ id: T.String({ maxLength: 100 }) }),
  query: closed({
    offset: T.Optional(T.Integer({ minimum: 0 })),
    limit: T.Optional(T.Integer({ minimum: 1, maximum: 500 })),
  }),
  response: closed({ total: T.Integer(), terms: T.Array(closed({ ...TermCard.properties, children: T.Integer() })) }),
})

export const overrideLabel = route({
  id: 'terms.override',
  method: 'POST',
  path: '/terms/{id}/overrides',
  who: 'curator',
  summary: 'A curator says another label, with the reason; what the source says stays beside it',
  params: closed({ id: T.String({ maxLength: 100 }) }),
  body: closed({
    lang: oneOf(['en', 'ja', 'ja-Hira']),
    text: T.String({ minLength: 1, maxLength: 300 }),
    reason: T.String({ minLength: 3, maxLength: 1000 }),
  }),
  ok: 201,
  response: closed({ id: T.String() }),
})
export const withdrawOverride = route({
  id: 'terms.withdraw-override',
  method: 'DELETE',
  path: '/terms/{id}/overrides/{override}',
  who: 'curator',
  summary: "Take a curator's label back",
  params: closed({ id: T.String({ maxLength: 100 }), override: T.String({ maxLength: 60 }) }),
})

export const exportVocabulary = route({
  id: 'terms.export',
  method: 'GET',
  path: '/vocabularies/{id}/export',
  who: 'anyone',
  media: 'text/csv',
  summary: 'A vocabulary as CSV in our own columns; refused where the licence forbids changed copies',
  params: closed({ id: T.String({ maxLength: 40 }) }),
})
