import { audienceOf } from '../../../kernel/actor.ts'
import { handle } from '../../../kernel/feature.ts'
import type { Services } from '../../../kernel/feature.ts'
import { notFound } from '../../../kernel/problem.ts'
import { organisationNames } from '../../people/api.ts'
import { termNames } from '../../terms/api.ts'
import { categories } from '../codes.ts'
import { readLine } from '../contract.ts'
import type { LineView } from '../contract.ts'
import { crossReferenceUrl } from '../formats/banks.ts'
import { conceptOf, holderOf, lineIri } from '../model.ts'
import * as store from './store.ts'
import type { LineName, LineRow } from './store.ts'

async function view(services: Services, row: LineRow, audience: readonly string[]): Promise<LineView> {
  const { db } = services
  const { record } = row
  const known = await store.known(
    db,
    [...record.parents, ...record.siblings].map(({ accession }) => accession),
    audience,
  )
  const link = ({ accession, name }: LineName) => ({
    accession,
    name,
    iri: known.has(accession) ? lineIri(accession) : null,
  })
  const own = ({ accession, name }: LineName) => ({ accession, name, iri: lineIri(accession) })
  const organisations = await organisationNames(db)
  const terms = await termNames(services, record.diseases.map(conceptOf))
  const category = (categories as Readonly<Record<string, { en: string; ja: string }>>)[record.category]
  return {
    iri: lineIri(record.accession),
    accession: record.accession,
    secondary: record.secondary ?? [],
    name: record.name,
    nameJa: record.nameJa ?? null,
    synonyms: record.synonyms,
    category: { value: record.category, label: { ...(category ?? { en: record.category }) } },
    species: record.species,
    sex: record.sex ?? null,
    age: record.age ?? null,
    description: record.description ?? null,
    diseases: record.diseases.map((it) => ({
      ...it,
      iri: terms.has(conceptOf(it)) ? `/term/${encodeURIComponent(conceptOf(it))}` : null,
    })),
    parents: record.parents.map(link),
    children: (await store.childrenOf(db, record.accession, audience)).map(own),
    sameDonor: record.siblings.map(link),
    problems: record.problems,
    str: record.str
      ? {
          sources: record.str.sources,
          markers: record.str.markers.map(({ marker, alleles, sources }) => ({
            marker,
            alleles,
            sources: sources ?? null,
          })),
        }
      : null,
    deposits: record.deposits.map((it) => ({
      bank: it.bank,
      bankName: organisations.get(holderOf(it)) ?? { en: it.bank },
      holder: holderOf(it),
      catalogue: it.catalogue,
      // a number that is no longer handed out leads nowhere
      url: it.status === 'offered' ? (it.url ?? null) : null,
      status: it.status,
    })),
    crossReferences: record.crossReferences.map((it) => ({
      resource: it.resource,
      id: it.id,
      url: it.url ?? crossReferenceUrl(it.resource, it.id) ?? null,
    })),
    references: record.references,
    webPages: record.webPages,
    comments: record.comments,
    similarNames: (await store.alike(db, record.accession, row.alike, audience)).map(own),
    source: {
      id: row.source,
      format: row.format,
      release: row.about.release ?? null,
      licence: row.about.licence ?? null,
      importedAt: row.released_at,
      changedCopies: row.about.changedCopies ?? true,
    },
  }
}

export const routes = [
  handle(readLine, async ({ params }, services) => {
    const audience = audienceOf(services.actor)
    const row = await store.find(services.db, params.accession, audience)
    if (!row) throw notFound('The line')
    return view(services, row, audience)
  }),
]
