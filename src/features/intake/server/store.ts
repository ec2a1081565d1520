import { sql } from 'kysely'
import type { Db, Tx } from '../../../kernel/db.ts'
import type { Summary } from '../../../kernel/intake-reader.ts'
import type { Fault } from '../../../kernel/intake.ts'
import type { ImportState } from '../contract.ts'

export interface ImportRow {
  id: string
  source: string | null
  format: string
  holder: string | null
  dry_run: boolean
  on_error: 'refuse' | 'skip'
  state: ImportState
  files: { folder: string; path: string; list: { name: string; size: number }[]; lang: 'en' | 'ja' }
  by: string
  progress: { bytesRead?: number; read?: number }
  report: (Summary & { seconds: number; failure?: string }) | null
  created_at: string
  finished_at: string | null
}

export async function insert(tx: Tx, row: Pick<ImportRow, 'id' | 'format' | 'holder' | 'dry_run' | 'on_error' | 'files' | 'by' | 'source'>): Promise<void> {
  await sql`insert into kernel.import (id, source, format, holder, dry_run, on_error, state, files, by)
    values (${row.id}, ${row.source}, ${row.format}, ${row.holder}, ${row.dry_run}, ${row.on_error}, 'queued', ${JSON.stringify(row.files)}::jsonb, ${row.by})`.execute(tx)
}

export async function find(db: Db | Tx, id: string): Promise<ImportRow | undefined> {
  return (await sql<ImportRow>`select * from kernel.import where id = ${id}`.execute(db)).rows[0]
}

/** Newest first; `mine` and `holders` say whose may be seen, null sees all. */
export async function list(db: Db, seen: { by: string; holders: readonly string[] } | null, offset: number, limit: number): Promise<{ total: number; rows: ImportRow[] }> {
  const visible = seen === null ? sql`true` : sql`(by = ${seen.by} or holder = any(${seen.holders}))`
  const total = await sql<{ count: number }>`select count(*) from kernel.import where ${visible}`.execute(db)
  const { rows } = await sql<ImportRow>`select * from kernel.import where ${visible} order by created_at desc, id offset ${offset} limit ${limit}`.execute(db)
  return { total: total.rows[0]?.count ?? 0, rows }
}

export async function move(db: Db | Tx, id: string, state: ImportState, report?: ImportRow['report']): Promise<void> {
  const ended = state !== 'queued' && state !== 'reading'
  await sql`update kernel.import set state = ${state}, report = coalesce(${report ? JSON.stringify(report) : null}::jsonb, report),
    finished_at = ${ended ? sql`now()` : null} where id = ${id}`.execute(db)
}

export async function progress(db: Db, id: string, value: ImportRow['progress']): Promise<void> {
  await sql`update kernel.import set progress = ${JSON.stringify(value)}::jsonb where id = ${id}`.execute(db)
}

/** Kept faults of one import; the total is in its report. */
export const keptFaults = 10_000

export async function addFaults(db: Db, id: string, from: number, faults: readonly Fault[]): Promise<void> {
  const rows = faults.slice(0, Math.max(0, keptFaults - from)).map((fault, index) => ({ import: id, seq: from + index, fault }))
  if (!rows.length) return
  await sql`insert into kernel.import_fault select * from jsonb_populate_recordset(null::kernel.import_fault, ${JSON.stringify(rows)}::jsonb)`.execute(db)
}

export async function faults(db: Db, id: string, limit: number): Promise<Fault[]> {
  const { rows } = await sql<{ fault: Fault }>`select fault from kernel.import_fault where import = ${id} order by seq limit ${limit}`.execute(db)
  return rows.map(({ fault }) => fault)
}

/** Make the source if it is new, and take it for one import at a time. */
export async function claim(db: Db, source: string, format: string, holder: string | null, id: string): Promise<number | undefined> {
  await sql`insert into kernel.source (id, format, holder) values (${source}, ${format}, ${holder}) on conflict do nothing`.execute(db)
  const { rows } = await sql<{ release: number }>`update kernel.source set busy = ${id} where id = ${source} and (busy is null or busy = ${id}) returning release`.execute(db)
  return rows[0]?.release
}

export async function unclaim(db: Db, source: string, id: string): Promise<void> {
  await sql`update kernel.source set busy = null where id = ${source} and busy = ${id}`.execute(db)
}

export async function releaseOf(db: Db, source: string): Promise<number> {
  return (await sql<{ release: number }>`select release from kernel.source where id = ${source}`.execute(db)).rows[0]?.release ?? 0
}

/** Imports that were running when their process ended. */
export async function interrupted(db: Db): Promise<{ id: string; source: string | null; format: string }[]> {
  const { rows } = await sql<{ id: string; source: string | null; format: string }>`
    select id, source, format from kernel.import where state in ('queued', 'reading') order by created_at`.execute(db)
  return rows
}
