import { byteFaults, guarded } from '../../../kernel/bytes.ts'
import { Cells, cellFaults } from '../../../kernel/cells.ts'
import { csvFaults, table } from '../../../kernel/csv.ts'
import type { Format, Input, InputFile, Read, ReadOptions } from '../../../kernel/intake.ts'
import type { CatalogueRecord } from '../record.ts'
import { bbmriFaults } from './bbmri-faults.ts'
import { collectionColumns, collectionRow } from './bbmri-collection.ts'
import { type Context, type Organisation, holderId, keyOf, listNames, tidyText } from './bbmri-context.ts'

/**
 * A folder of the CSV files of a BBMRI directory (EMX2). Persons are never stored: contact_person and
 * principal_investigators become roles. A biobank without a legal person is listed under the catalogue itself, so that no
 * biobank vanishes (emx2#3623). References match whatever their case: exports write the same id in both cases.
 */
export const bbmri: Format<CatalogueRecord> = {
  name: 'bbmri',
  title: { en: 'BBMRI directory, folder of EMX2 CSV files', ja: 'BBMRI ディレクトリ（EMX2 CSV のフォルダー）' },
  takes: 'folder',
  faults: { ...byteFaults, ...csvFaults, ...cellFaults, ...bbmriFaults },
  read: (input, options) => guarded(readFolder(input, options)),
}

type Reads = AsyncGenerator<Read<CatalogueRecord>>

async function* readFolder(input: Input, options: ReadOptions): Reads {
  const find = (name: string) => input.files.find((file) => file.name.toLowerCase().endsWith(`_${name}.csv`))
  const biobanks = find('biobanks')
  const collections = find('sample_collections') ?? find('collections')
  const persons = find('juristic_persons')
  const needed = { biobanks, sample_collections: collections, ...(!options.holder && { juristic_persons: persons }) }
  const missing = Object.entries(needed)
    .filter(([, file]) => !file)
    .map(([name]) => name)
  for (const name of missing) yield { fault: { place: { file: input.name }, code: 'file-missing', values: { name } } }
  if (!biobanks || !collections || missing.length > 0) return
  const prefix = biobanks.name.replace(/_biobanks\.csv$/i, '')
  const context: Context = {
    catalogue: holderId(prefix),
    holder: options.holder,
    organisations: new Map(),
    biobanks: new Map(),
    rejected: new Set(),
    collections: new Map(),
    parents: [],
    used: new Set(),
    lists: new Map(),
    catalogueUsed: false,
  }
  for (const [field, name] of Object.entries(listNames)) {
    const file = find(name)
    if (file) context.lists.set(field, yield* readList(file))
    else yield { note: { code: 'list-missing', place: { file: input.name }, values: { name } } }
  }
  if (persons) yield* readPersons(persons, context)
  yield* readBiobanks(biobanks, context)
  yield* readCollections(collections, context)
  if (context.catalogueUsed) yield catalogueItself(context, prefix, biobanks)
}

async function* readList(file: InputFile): AsyncGenerator<Read<CatalogueRecord>, Set<string>> {
  const codes = new Set<string>()
  for await (const one of table(file, { format: 'bbmri', required: ['id'], unknown: 'ignore' })) {
    if ('fault' in one) yield one
    else if (one.row.cells.id) codes.add(one.row.cells.id)
  }
  return codes
}

async function* readPersons(file: InputFile, context: Context): Reads {
  for await (const one of table(file, {
    format: 'bbmri',
    required: ['id', 'name'],
    optional: ['country'],
    unknown: 'ignore',
  })) {
    if ('fault' in one) {
      yield one
      continue
    }
    const cells = new Cells(one.row)
    const id = cells.required('id')
    const name = cells.required('name')
    const country = countryOf(cells)
    const first = id === undefined ? undefined : context.organisations.get(id.toLowerCase())
    if (id && first) cells.fault('id', 'id-duplicate', id, { first: first.line })
    for (const fault of cells.faults) yield { fault }
    if (!id || !name || cells.faults.length > 0) {
      if (id && !first) context.rejected.add(`organisation ${id.toLowerCase()}`)
      continue
    }
    const made: Organisation = { id: holderId(context.catalogue, id), name, line: one.row.place.line ?? 0 }
    context.organisations.set(id.toLowerCase(), made)
    if (context.holder) continue
    const record: CatalogueRecord = {
      kind: 'holder',
      id: made.id,
      holder: made.id,
      name: { en: name },
      ...(country && { country }),
    }
    yield { record, key: keyOf(record), place: one.row.place }
  }
}

const biobankColumns = [
  'acronym',
  'contact_person',
  'principal_investigators',
  'description',
  'website',
  'juristic_person',
  'country',
] as const

async function* readBiobanks(file: InputFile, context: Context): Reads {
  const shape = {
    format: 'bbmri',
    required: ['id', 'name'] as const,
    optional: biobankColumns,
    unknown: 'ignore' as const,
  }
  for await (const one of table(file, shape)) {
    if ('fault' in one) {
      yield one
      continue
    }
    const cells = new Cells(one.row)
    const place = one.row.place
    const id = cells.required('id')
    const name = cells.required('name')
    const country = countryOf(cells)
    const url = cells.web('website')
    const first = id === undefined ? undefined : context.biobanks.get(id.toLowerCase())
    if (id && first) cells.fault('id', 'id-duplicate', id, { first: first.line })
    const owners = cells.list('juristic_person', ',').flatMap((owner) => {
      const found = context.organisations.get(owner.toLowerCase())
      if (!found && (!context.holder || context.organisations.size > 0)) {
        const rejected = context.rejected.has(`organisation ${owner.toLowerCase()}`)
        cells.fault('juristic_person', rejected ? 'reference-rejected' : 'reference-dangling', owner, {
          id: owner,
          list: 'juristic_persons',
        })
      }
      return found ? [found] : []
    })
    for (const fault of cells.faults) yield { fault }
    if (!id || !name || cells.faults.length > 0) {
      if (id && !first) context.rejected.add(`biobank ${id.toLowerCase()}`)
      continue
    }
    const [owner] = owners
    const holder = context.holder ?? owner?.id ?? context.catalogue
    if (!context.holder && !owner) {
      context.catalogueUsed = true
      yield { note: { code: 'holder-unsaid', place, values: { holder } } }
    }
    if (!context.holder && owners.length > 1)
      yield { note: { code: 'holder-several', place, values: { holder: owner?.name ?? holder } } }
    const description = cells.text('description')
    const tidy = description === undefined ? undefined : tidyText(description)
    if (tidy !== description) yield { note: { code: 'mail-removed', place, values: { column: 'description' } } }
    const acronym = cells.text('acronym')
    const contacts = [
      ...(cells.text('contact_person') ? [{ role: 'contact person' }] : []),
      ...(cells.text('principal_investigators') ? [{ role: 'principal investigator' }] : []),
      ...(context.holder ? owners : owners.slice(1)).map(({ name: organisation }) => ({
        role: 'legal person',
        organisation,
      })),
    ]
    const record: CatalogueRecord = {
      kind: 'biobank',
      id,
      holder,
      name: { en: name },
      ...(acronym && { acronym }),
      ...(tidy && { description: { en: tidy } }),
      ...(url && { url }),
      ...(country && { country }),
      ...(contacts.length > 0 && { contacts }),
    }
    context.biobanks.set(id.toLowerCase(), { id, holder, line: place.line ?? 0 })
    yield { record, key: keyOf(record), place }
  }
}

async function* readCollections(file: InputFile, context: Context): Reads {
  const shape = {
    format: 'bbmri',
    required: ['id', 'name'] as const,
    optional: collectionColumns,
    unknown: 'ignore' as const,
  }
  for await (const one of table(file, shape)) {
    if ('fault' in one) yield one
    else yield* collectionRow(new Cells(one.row), context)
  }
  // parents may stand behind their parts, so they are looked for at the end
  for (const { parent, key, place } of context.parents) {
    if (context.collections.has(parent.toLowerCase())) continue
    const rejected = context.rejected.has(`collection ${parent.toLowerCase()}`)
    yield {
      fault: {
        place: { ...place, column: 'parent_collection' },
        code: rejected ? 'reference-rejected' : 'reference-dangling',
        value: parent,
        values: { id: parent, list: 'sample_collections' },
        key,
      },
    }
  }
  for (const [id, { line }] of context.biobanks) {
    if (!context.used.has(id))
      yield { note: { code: 'biobank-empty', place: { file: file.name, record: `biobank, line ${line}` } } }
  }
}

function catalogueItself(context: Context, prefix: string, file: InputFile): Read<CatalogueRecord> {
  const name = prefix.replaceAll('_', '-').toUpperCase()
  const record: CatalogueRecord = {
    kind: 'holder',
    id: context.catalogue,
    holder: context.catalogue,
    name: { en: name },
    description: {
      en: `Biobanks and collections for which the catalogue ${name} names no legal person.`,
      ja: `カタログ ${name} で法人が指定されていないバイオバンクとコレクションです。`,
    },
  }
  return { record, key: keyOf(record), place: { file: file.name, record: name } }
}

function countryOf<C extends string>(cells: Cells<C | 'country'>): string | undefined {
  const text = cells.text('country')
  return text === undefined || /^[A-Z]{2}$/.test(text) ? text : cells.fault('country', 'country-bad', text)
}
