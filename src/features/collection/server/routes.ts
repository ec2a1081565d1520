import { audienceOf } from '../../../kernel/actor.ts'
import { handle } from '../../../kernel/feature.ts'
import type { Services } from '../../../kernel/feature.ts'
import { notFound } from '../../../kernel/problem.ts'
import { organisationNames } from '../../people/api.ts'
import { termNames } from '../../terms/api.ts'
import { labelOf } from '../codes.ts'
import type { CodeList } from '../codes.ts'
import { readEntry } from '../contract.ts'
import type { EntryView } from '../contract.ts'
import { belongsTo, entryIri, holderIri } from '../model.ts'
import { permissionNames } from '../permissions.ts'
import type { CatalogueRecord } from '../record.ts'
import * as store from './store.ts'
import type { EntryRow } from './store.ts'

const coded = (list: CodeList, codes: readonly string[] | undefined) =>
  (codes ?? []).map((code) => ({ code, label: { ...(labelOf(list, code) ?? { en: code, ja: code }) } }))
const size = (it: CatalogueRecord['donors']) => (it ? { low: it.low ?? null, high: it.high ?? null } : null)
const link = ({ iri, kind, record }: EntryRow) => ({ iri, kind, name: record.name })

async function view(services: Services, row: EntryRow, audience: readonly string[]): Promise<EntryView> {
  const { db } = services
  const { record } = row
  const above = await store.named(db, belongsTo(record), audience)
  const parts = await store.parts(db, row.iri, audience, 500)
  const names = await termNames(services, [...(record.diseases ?? []), ...(record.access?.duo ?? [])])
  const organisation = (await organisationNames(db)).get(record.holder)
  const { access } = record
  const parent = above.find(({ kind }) => kind === 'collection')
  return {
    iri: row.iri,
    kind: row.kind,
    id: record.id,
    holder: {
      id: record.holder,
      iri: holderIri(record.holder),
      name: above.find(({ kind }) => kind === 'holder')?.record.name ?? organisation ?? { en: record.holder },
    },
    name: record.name,
    acronym: record.acronym ?? null,
    description: record.description ?? null,
    url: record.url ?? null,
    country: record.country ?? null,
    biobanks: above.filter(({ kind }) => kind === 'biobank').map(link),
    parent: parent ? link(parent) : null,
    parts: parts.rows.map((part) => ({ ...link(part), donors: size(part.record.donors) })),
    partsTotal: parts.total,
    types: coded('types', record.types),
    materials: coded('materials', record.materials),
    dataCategories: coded('dataCategories', record.dataCategories),
    omics: coded('omics', record.omics),
    sexes: coded('sexes', record.sexes),
    age: record.age
      ? { low: record.age.low ?? null, high: record.age.high ?? null, unit: coded('ageUnits', [record.age.unit])[0]! }
      : null,
    diseases: (record.diseases ?? []).map((id) => ({
      id,
      iri: names.has(id) ? `/term/${encodeURIComponent(id)}` : null,
      label: names.get(id) ?? {},
    })),
    donors: size(record.donors),
    samples: size(record.samples),
    contacts: record.contacts ?? [],
    asks: access
      ? {
          ...(access.duo
            ? {
                permissions: access.duo.map((id) => ({
                  id,
                  label: names.get(id) ?? permissionNames([id]).get(id) ?? {},
                })),
              }
            : {}),
          ...(access.sampleFee === undefined && access.dataFee === undefined
            ? {}
            : { fee: (access.sampleFee ?? false) || (access.dataFee ?? false) }),
          ...(access.jointProject === undefined ? {} : { jointProject: access.jointProject }),
          ...(access.industry === undefined ? {} : { industry: access.industry }),
          ...(access.expectedDays === undefined ? {} : { expectedDays: access.expectedDays }),
          ...(access.url ? { url: access.url } : {}),
          ...(access.description ? { description: access.description } : {}),
        }
      : {},
    quality: record.quality ?? [],
    audience: row.audience,
    source: {
      id: row.source,
      format: row.format,
      release: row.about.release ?? null,
      licence: row.about.licence ?? null,
      importedAt: row.released_at,
    },
  }
}

export const routes = [
  handle(readEntry, async ({ params }, services) => {
    const audience = audienceOf(services.actor)
    // a holder is its own id: one thing has one address
    if (params.kind === 'holder' && params.id !== params.holder) throw notFound('The entry')
    const row = await store.find(services.db, entryIri(params), audience)
    if (!row) throw notFound('The entry')
    return view(services, row, audience)
  }),
]
