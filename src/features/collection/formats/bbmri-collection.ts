import type { Cells } from '../../../kernel/cells.ts'
import type { Read } from '../../../kernel/intake.ts'
import { codeLists, saysNothing, type CodeList } from '../codes.ts'
import type { AccessTerms, CatalogueRecord } from '../record.ts'
import { type Context, keyOf, tidyText } from './bbmri-context.ts'

export const collectionColumns = [
  'acronym',
  'type',
  'disease',
  'data_categories',
  'materials',
  'omics',
  'sex',
  'age_low',
  'age_high',
  'age_unit',
  'numberOfDonors',
  'description',
  'contact_person',
  'principal_investigators',
  'institutes',
  'biobanks',
  'biobank',
  'parent_collection',
  'country',
  'website',
  'sampleAccessFee',
  'sampleAccessJointProjects',
  'sampleAccessDescription',
  'sampleAccessURI',
  'dataAccessFee',
  'dataAccessJointProjects',
  'dataAccessDescription',
  'dataAccessURI',
] as const
type Column = (typeof collectionColumns)[number] | 'id' | 'name'
type Row = Cells<Column>

export function* collectionRow(cells: Row, context: Context): Generator<Read<CatalogueRecord>> {
  const id = cells.required('id')
  const name = cells.required('name')
  const known = id?.toLowerCase() ?? ''
  const first = context.collections.get(known)
  if (id && first !== undefined) cells.fault('id', 'id-duplicate', id, { first })
  const banks = ['biobanks', 'biobank'] as const
  const biobanks = banks.flatMap((column) =>
    cells.list(column, ',').flatMap((one) => {
      const found = context.biobanks.get(one.toLowerCase())
      if (!found) refuse(cells, column, context, 'biobank', one, 'biobanks')
      return found ? [found] : []
    }),
  )
  const institutes = cells.list('institutes', ',').flatMap((one) => {
    const found = context.organisations.get(one.toLowerCase())
    if (!found && !(context.holder && context.organisations.size === 0)) {
      refuse(cells, 'institutes', context, 'organisation', one, 'juristic_persons')
    }
    return found ? [found] : []
  })
  const age = ageOf(cells, context)
  const donors = cells.whole('numberOfDonors')
  const described = describedOf(cells, context)
  const url = cells.web('website')
  const country = cells.text('country')
  const access = accessOf(cells)
  const parent = cells.text('parent_collection')
  if (parent && parent.toLowerCase() === known) cells.fault('parent_collection', 'parent-cycle', parent)
  for (const fault of cells.faults) yield { fault }
  if (!id || !name || cells.faults.length > 0) {
    if (id && first === undefined) context.rejected.add(`collection ${known}`)
    return
  }
  context.collections.set(known, cells.place.line ?? 0)
  for (const one of biobanks) context.used.add(one.id.toLowerCase())
  const holder = context.holder ?? biobanks[0]?.holder ?? institutes[0]?.id ?? context.catalogue
  if (holder === context.catalogue) context.catalogueUsed = true
  const acronym = cells.text('acronym')
  const contacts = [
    ...(cells.text('contact_person') ? [{ role: 'contact person' }] : []),
    ...(cells.text('principal_investigators') ? [{ role: 'principal investigator' }] : []),
    ...institutes.map(({ name: organisation }) => ({ role: 'participating institution', organisation })),
  ]
  for (const column of ['description', 'sampleAccessDescription', 'dataAccessDescription'] as const) {
    const text = cells.text(column)
    if (text && tidyText(text) !== text)
      yield { note: { code: 'mail-removed', place: cells.place, values: { column } } }
  }
  if (age?.unit === 'YEAR' && age.high !== undefined && age.high > 120) {
    yield { note: { code: 'age-unlikely', place: { ...cells.place, column: 'age_high' }, values: { high: age.high } } }
  }
  if (new Set(biobanks.map((one) => one.holder)).size > 1) {
    yield { note: { code: 'holder-several', place: { ...cells.place, column: 'biobanks' }, values: { holder } } }
  }
  const record: CatalogueRecord = {
    kind: 'collection',
    id,
    holder,
    name: { en: name },
    ...(acronym && { acronym }),
    ...(biobanks.length > 0 && { biobanks: biobanks.map((one) => one.id) }),
    ...(parent && { parent }),
    ...(url && { url }),
    ...(country && { country }),
    ...described,
    ...(age && { age }),
    ...(donors !== undefined && { donors: { low: donors, high: donors } }),
    ...(contacts.length > 0 && { contacts }),
    ...(access && { access }),
  }
  const key = keyOf(record)
  if (parent) context.parents.push({ parent, key, place: cells.place })
  yield { record, key, place: cells.place }
}

function refuse(cells: Row, column: Column, context: Context, kind: string, id: string, list: string): void {
  const code = context.rejected.has(`${kind} ${id.toLowerCase()}`) ? 'reference-rejected' : 'reference-dangling'
  cells.fault(column, code, id, { id, list })
}

/** Coded columns: a code must be in the sender's list (in ours where the list is not sent); codes that say nothing are absence. */
function coded(
  cells: Row,
  context: Context,
  column: 'type' | 'data_categories' | 'materials' | 'omics' | 'sex',
  list: CodeList,
): string[] {
  const sent = context.lists.get(column)
  const names = sent ?? new Set(Object.keys(codeLists[list]))
  const codes = cells.list(column, ',')
  return cells
    .codes(column, codes, names, (code) => names.has(code) || (!sent && saysNothing(code)))
    .filter((code) => !saysNothing(code))
}

function describedOf(cells: Row, context: Context): Partial<CatalogueRecord> {
  const lists = {
    types: coded(cells, context, 'type', 'types'),
    materials: coded(cells, context, 'materials', 'materials'),
    dataCategories: coded(cells, context, 'data_categories', 'dataCategories'),
    omics: coded(cells, context, 'omics', 'omics'),
    sexes: coded(cells, context, 'sex', 'sexes'),
    diseases: diseasesOf(cells, context),
  }
  const said = Object.fromEntries(Object.entries(lists).filter(([, codes]) => codes.length > 0))
  const description = cells.text('description')
  return { ...said, ...(description && { description: { en: tidyText(description) } }) }
}

function diseasesOf(cells: Row, context: Context): string[] {
  const sent = context.lists.get('disease')
  return cells.list('disease', ',').flatMap((code) => {
    if (saysNothing(code)) return []
    const curie = code
      .replace(/^urn:miriam:icd:/i, 'ICD10:')
      .replace(/^(?:urn:miriam:orphanet:|orphanet:)(?:ORPHA:)?/i, 'ORPHA:')
    if (!/^(?:ICD10:[A-Z0-9][A-Z0-9.-]*|ORPHA:\d+)$/.test(curie))
      return cells.fault('disease', 'disease-form', code) ?? []
    return cells.codes('disease', [code], [], (one) => sent?.has(one) ?? true).map(() => curie)
  })
}

function ageOf(cells: Row, context: Context): CatalogueRecord['age'] {
  const low = cells.whole('age_low')
  const high = cells.whole('age_high')
  const sent = context.lists.get('age_unit') ?? new Set(Object.keys(codeLists.ageUnits))
  const text = cells.text('age_unit')
  const [unit] = text && !saysNothing(text) ? cells.codes('age_unit', [text], sent, (code) => sent.has(code)) : []
  if (low === undefined && high === undefined) return undefined
  if (low !== undefined && high !== undefined && low > high)
    return cells.fault('age_low', 'range-reversed', String(low), { low, high })
  if (unit !== 'DAY' && unit !== 'WEEK' && unit !== 'MONTH' && unit !== 'YEAR') {
    return text ? undefined : cells.fault('age_unit', 'unit-missing')
  }
  return { ...(low !== undefined && { low }), ...(high !== undefined && { high }), unit }
}

/** One set of terms for samples and data: a joint project is required when either asks for one. */
function accessOf(cells: Row): AccessTerms | undefined {
  const sampleFee = cells.truth('sampleAccessFee')
  const dataFee = cells.truth('dataAccessFee')
  const joint = [cells.truth('sampleAccessJointProjects'), cells.truth('dataAccessJointProjects')]
  const jointProject = joint.includes(true) ? true : joint.includes(false) ? false : undefined
  const sampleUrl = cells.web('sampleAccessURI')
  const dataUrl = cells.web('dataAccessURI')
  const url = sampleUrl ?? dataUrl
  const samples = cells.text('sampleAccessDescription')
  const data = cells.text('dataAccessDescription')
  const lines = samples === data ? [samples] : [samples && `Samples: ${samples}`, data && `Data: ${data}`]
  if (dataUrl && dataUrl !== url) lines.push(`Data: ${dataUrl}`)
  const description = tidyText(lines.filter((line) => line !== undefined && line !== '').join('\n'))
  const access: AccessTerms = {
    ...(sampleFee !== undefined && { sampleFee }),
    ...(dataFee !== undefined && { dataFee }),
    ...(jointProject !== undefined && { jointProject }),
    ...(url && { url }),
    ...(description && { description: { en: description } }),
  }
  return Object.keys(access).length > 0 ? access : undefined
}
