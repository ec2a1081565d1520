import { closed, NamedText, nullable, oneOf, route, T } from '../../kernel/contract.ts'
import type { Static } from '../../kernel/contract.ts'

const LineLink = closed({
  accession: T.String(),
  name: T.String(),
  iri: nullable(T.String({ description: 'null when that line is not in the catalogue' })),
})

export const LineView = closed({
  iri: T.String(),
  accession: T.String(),
  secondary: T.Array(T.String()),
  name: T.String(),
  nameJa: nullable(T.String()),
  synonyms: T.Array(T.String()),
  category: closed({ value: T.String(), label: NamedText }),
  species: T.Array(closed({ taxon: T.String(), name: T.String() })),
  sex: nullable(T.String()),
  age: nullable(T.String()),
  description: nullable(NamedText),
  diseases: T.Array(closed({ source: T.String(), id: T.String(), label: T.String(), iri: nullable(T.String()) })),
  parents: T.Array(LineLink),
  children: T.Array(LineLink),
  sameDonor: T.Array(LineLink),
  problems: T.Array(T.String()),
  str: nullable(
    closed({
      sources: T.Array(T.String()),
      markers: T.Array(closed({ marker: T.String(), alleles: T.String(), sources: nullable(T.String()) })),
    }),
  ),
  deposits: T.Array(
    closed({
      bank: T.String(),
      bankName: NamedText,
      holder: nullable(T.String()),
      catalogue: T.String(),
      url: nullable(T.String()),
      status: oneOf(['offered', 'discontinued', 'probably-discontinued']),
    }),
  ),
  crossReferences: T.Array(closed({ resource: T.String(), id: T.String(), url: nullable(T.String()) })),
  references: T.Array(T.String()),
  webPages: T.Array(T.String()),
  comments: T.Array(closed({ topic: T.String(), text: T.String() })),
  /** lines whose names look alike but are other lines: proposed, never merged */
  similarNames: T.Array(LineLink),
  source: closed({
    id: T.String(),
    format: T.String(),
    release: nullable(T.String()),
    licence: nullable(T.String()),
    importedAt: nullable(T.String()),
    changedCopies: T.Boolean(),
  }),
})
export type LineView = Static<typeof LineView>

export const readLine = route({
  id: 'bank.line',
  method: 'GET',
  path: '/lines/{accession}',
  who: 'anyone',
  summary: 'A cell line, with the deposits that banks hold of it',
  params: closed({ accession: T.String({ maxLength: 100 }) }),
  response: LineView,
})
