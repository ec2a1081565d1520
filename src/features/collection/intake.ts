import { hasRole, isOperator } from '../../kernel/actor.ts'
import { intake } from '../../kernel/intake-target.ts'
import type { Intake, Shaped } from '../../kernel/intake-target.ts'
import type { Format } from '../../kernel/intake.ts'
import { codeLists, labelOf } from './codes.ts'
import type { CodeList } from './codes.ts'
import { bbmri } from './formats/bbmri.ts'
import { audienceOf, belongsTo, entryIri, rankOf, sizeClass } from './model.ts'
import type { CatalogueRecord } from './record.ts'

const present = <V>(value: V | undefined | null): value is V => value !== undefined && value !== null

/** What may be found of a catalogue entry. */
function publicationOf(record: CatalogueRecord): NonNullable<Shaped['publication']> {
  const { access } = record
  const facet = (values: readonly string[] | undefined) => [...new Set(values ?? [])]
  const words = (list: CodeList, codes: readonly string[] | undefined) =>
    (codes ?? []).flatMap((code) => Object.values(labelOf(list, code) ?? {}))
  const sized = record.kind === 'collection' || record.kind === 'dataset'
  const facets = {
    kind: [record.kind],
    holder: [record.holder],
    disease: facet(record.diseases),
    material: facet(record.materials),
    data: facet([...(record.dataCategories ?? []), ...(record.omics ?? [])]),
    type: facet(record.types),
    sex: facet(record.sexes),
    size: sized ? [sizeClass(record.donors ?? record.samples)] : [],
    permission: facet(access?.duo),
    industry: access?.industry === undefined ? [] : [access.industry ? 'yes' : 'no'],
    country: facet(record.country ? [record.country] : []),
    quality: facet(record.quality),
  }
  const fee = access?.sampleFee ?? access?.dataFee
  const asks = access && {
    ...(access.duo ? { permissions: access.duo } : {}),
    ...(present(fee) ? { fee: (access.sampleFee ?? false) || (access.dataFee ?? false) } : {}),
    ...(present(access.jointProject) ? { jointProject: access.jointProject } : {}),
    ...(present(access.industry) ? { industry: access.industry } : {}),
    ...(present(access.expectedDays) ? { expectedDays: access.expectedDays } : {}),
    ...(access.url ? { url: access.url } : {}),
    ...(access.description ? { description: access.description } : {}),
  }
  return {
    iri: entryIri(record),
    kind: record.kind,
    title: record.name,
    names: record.acronym ? [record.acronym] : [],
    codes: [record.id],
    text: [
      ...Object.values(record.description ?? {}),
      ...words('materials', record.materials),
      ...words('dataCategories', record.dataCategories),
      ...words('types', record.types),
      ...words('omics', record.omics),
    ].filter(present),
    concepts: facet(record.diseases),
    facets: Object.fromEntries(Object.entries(facets).filter(([, values]) => values.length)),
    audience: audienceOf(record),
    rank: rankOf(record),
    card: {
      holders: [record.holder],
      ...(record.description ? { summary: record.description } : {}),
      facts: [
        ...(sized
          ? [
              { name: 'donors', values: range(record.donors) },
              { name: 'samples', values: range(record.samples) },
            ]
          : []),
        { name: 'material', values: facets.material },
        { name: 'data', values: facets.data },
        { name: 'disease', values: facets.disease.slice(0, 5) },
        { name: 'type', values: facets.type },
      ].filter(({ values }) => values.length),
      ...(asks ? { asks } : {}),
      ...(record.url ? { url: record.url } : {}),
    },
  }
}

/** `5000` or `10-19`; nothing when it is not known. */
function range(size: CatalogueRecord['donors']): string[] {
  if (size?.low === undefined && size?.high === undefined) return []
  return [size.low === size.high ? String(size.low) : `${size.low ?? ''}-${size.high ?? ''}`]
}

export function entryRows(record: CatalogueRecord): Shaped {
  const publication = publicationOf(record)
  return {
    table: 'collection.entry',
    row: {
      iri: publication.iri,
      kind: record.kind,
      holder: record.holder,
      local_id: record.id,
      belongs_to: belongsTo(record),
      audience: publication.audience,
      record,
    },
    children: {},
    publication,
    organisations:
      record.kind === 'holder'
        ? [
            {
              id: record.holder,
              name: record.name,
              ...(record.url ? { url: record.url } : {}),
              ...(record.country ? { country: record.country } : {}),
            },
          ]
        : [{ id: record.holder, name: { en: record.holder } }],
  }
}

/** How catalogue entries of a format come in. Without a holder the file itself must say whose each record is. */
export function catalogueIntake(format: Format<CatalogueRecord>, it: Pick<Intake, 'holder' | 'templates'>): Intake {
  return intake<CatalogueRecord>({
    format,
    ...it,
    source: ({ holder }) => `catalogue:${format.name}${holder ? `:${holder}` : ''}`,
    tables: [{ name: 'collection.entry', children: [] }],
    rows: entryRows,
    notes: Object.fromEntries(Object.entries(format.faults).map(([code, { reason }]) => [code, reason])),
    mayImport: (actor, holder) => isOperator(actor) || (holder !== undefined && hasRole(actor, 'curator', holder)),
  })
}

export const catalogueIntakes: readonly Intake[] = [catalogueIntake(bbmri, { holder: 'optional' })]

/** Labels of this room's codes in search, by facet. */
export const facetLabels = {
  kind: codeLists.kinds,
  material: codeLists.materials,
  data: { ...codeLists.dataCategories, ...codeLists.omics },
  type: codeLists.types,
  sex: codeLists.sexes,
} as const
