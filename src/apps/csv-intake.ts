import { lineRows } from '../features/bank/intake.ts'
import type { LineRecord } from '../features/bank/record.ts'
import { entryRows } from '../features/collection/intake.ts'
import type { CatalogueRecord } from '../features/collection/record.ts'
import { hasRole, isOperator } from '../kernel/actor.ts'
import { intake } from '../kernel/intake-target.ts'
import { csv, csvTemplates } from './csv.ts'

/** A holder speaks for itself: what it lists is its own to give, whatever abbreviation its catalogue numbers carry. */
const heldBy = (line: LineRecord, holder: string): LineRecord => ({
  ...line,
  deposits: line.deposits.map((it) => ({ ...it, holder })),
})

/** `--as csv`: the own templates. The header says which one a file is. */
export const csvIntake = intake<CatalogueRecord | LineRecord>({
  format: csv,
  holder: 'needed',
  templates: Object.fromEntries(Object.entries(csvTemplates).map(([name, { text }]) => [name, text])),
  source: ({ holder }) => `catalogue:csv:${holder ?? ''}`,
  tables: [
    { name: 'collection.entry', children: [] },
    { name: 'bank.line', children: ['bank.deposit', 'bank.disease'] },
  ],
  rows: (record, { holder }) =>
    'accession' in record ? lineRows(holder === undefined ? record : heldBy(record, holder)) : entryRows(record),
  notes: Object.fromEntries(Object.entries(csv.faults).map(([code, { reason }]) => [code, reason])),
  mayImport: (actor, holder) => isOperator(actor) || (holder !== undefined && hasRole(actor, 'curator', holder)),
})
