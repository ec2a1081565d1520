import { closed, NamedText, nullable, oneOf, route, T } from '../../kernel/contract.ts'
import type { Static } from '../../kernel/contract.ts'
import { Asks } from '../discovery/contract.ts'

/** A coded value with its label in both languages. */
export const Coded = closed({ code: T.String(), label: NamedText })
export const SizeView = closed({ low: nullable(T.Integer({ minimum: 0 })), high: nullable(T.Integer({ minimum: 0 })) })
const Link = closed({ iri: T.String(), kind: oneOf(['holder', 'biobank', 'collection', 'dataset']), name: NamedText })

export const EntryView = closed({
  iri: T.String(),
  kind: oneOf(['holder', 'biobank', 'collection', 'dataset']),
  id: T.String(),
  holder: closed({ id: T.String(), iri: T.String(), name: NamedText }),
  name: NamedText,
  acronym: nullable(T.String()),
  description: nullable(NamedText),
  url: nullable(T.String()),
  country: nullable(T.String()),
  biobanks: T.Array(Link),
  parent: nullable(Link),
  /** sub-collections of a collection, collections of a biobank, biobanks of a holder; those the asker may see */
  parts: T.Array(closed({ ...Link.properties, donors: nullable(SizeView) })),
  partsTotal: T.Integer({ minimum: 0 }),
  types: T.Array(Coded),
  materials: T.Array(Coded),
  dataCategories: T.Array(Coded),
  omics: T.Array(Coded),
  sexes: T.Array(Coded),
  age: nullable(closed({ low: nullable(T.Number()), high: nullable(T.Number()), unit: Coded })),
  diseases: T.Array(closed({ id: T.String(), iri: nullable(T.String()), label: NamedText })),
  donors: nullable(SizeView),
  samples: nullable(SizeView),
  contacts: T.Array(
    closed({
      role: T.String(),
      organisation: T.Optional(T.String()),
      mail: T.Optional(T.String()),
      url: T.Optional(T.String()),
    }),
  ),
  asks: Asks,
  quality: T.Array(T.String()),
  audience: T.Array(T.String()),
  source: closed({
    id: T.String(),
    format: T.String(),
    release: nullable(T.String()),
    licence: nullable(T.String()),
    importedAt: nullable(T.String()),
  }),
})
export type EntryView = Static<typeof EntryView>

export const readEntry = route({
  id: 'collection.read',
  method: 'GET',
  path: '/catalogue/{kind}/{holder}/{id}',
  who: 'anyone',
  summary:
    'A holder, biobank, collection or dataset as its holder describes it (a holder is its own id: /catalogue/holder/x/x)',
  params: closed({
    kind: oneOf(['holder', 'biobank', 'collection', 'dataset']),
    holder: T.String({ maxLength: 100 }),
    id: T.String({ maxLength: 200 }),
  }),
  response: EntryView,
})
