import { lineRows } from '../features/bank/intake.ts'
import { lineCsv, lineTemplate } from '../features/bank/formats/csv.ts'
import type { LineRecord } from '../features/bank/record.ts'
import { entryRows } from '../features/collection/intake.ts'
import { collectionCsv, collectionTemplate } from '../features/collection/formats/csv.ts'
import type { CatalogueRecord } from '../features/collection/record.ts'
import { hasRole, isOperator } from '../kernel/actor.ts'
import { headerOf } from '../kernel/csv.ts'
import { intake } from '../kernel/intake-target.ts'
import type { Input, Read, ReadOptions } from '../kernel/intake.ts'

type Either = CatalogueRecord | LineRecord

/** `--as csv`: the own templates. The header says which one a file is. */
export const csvIntake = intake<Either>({
  format: {
    name: 'csv',
    title: { en: 'Own CSV template (collections, cell lines)', ja: '本システムのCSV様式（コレクション、細胞株）' },
    takes: 'file',
    faults: { ...collectionCsv.faults, ...lineCsv.faults },
    read: readEither,
  },
  holder: 'needed',
  templates: { collection: collectionTemplate(), line: lineTemplate() },
  source: ({ holder }) => `catalogue:csv:${holder ?? ''}`,
  tables: [{ name: 'collection.entry', children: [] }, { name: 'bank.line', children: ['bank.deposit', 'bank.disease'] }],
  rows: (record) => ('accession' in record ? lineRows(record) : entryRows(record)),
  notes: Object.fromEntries(Object.entries({ ...collectionCsv.faults, ...lineCsv.faults }).map(([code, { reason }]) => [code, reason])),
  mayImport: (actor, holder) => isOperator(actor) || (holder !== undefined && hasRole(actor, 'curator', holder)),
})

async function* readEither(input: Input, options: ReadOptions): AsyncIterable<Read<Either>> {
  const file = input.files[0]
  // a file that cannot be read as text is refused, with its reason, by the reader it is given to
  const header = file ? await headerOf(file).catch(() => []) : []
  yield* header.includes('accession') ? lineCsv.read(input, options) : collectionCsv.read(input, options)
}
