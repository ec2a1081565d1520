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

export async function insert(
  tx: Tx,
  row: Pick<ImportRow, 'id' | 'format' | 'holder' | 'dry_run' | 'on_error' | 'files' | 'by' | 'source'>,
): Promise<void> {
  await sql`insert into kernel.import (id, source, format, holder, dry_run, on_error, state, files, by)
    values (${row.id}, ${row.source}, ${row.format}, ${row.holder}, ${row.dry_run}, ${row.on_error}, 'queued', ${JSON.stringify(row.files)}::jsonb, ${row.by})`.execute(
    tx,
  )
}

export async function find(db: Db | Tx, id: string): Promise<ImportRow | undefined> {
  return (await sql<ImportRow>`select * from kernel.import where id = ${id}`.execute(db)).rows[0]
}

/** Newest first; `mine` and `holders` say whose may be seen, null sees all. */
export async function list(
  db: Db,
  seen: { by: string; holders: readonly string[] } | null,
  offset: number,
  limit: number,
): Promise<{ total: number; rows: ImportRow[] }> {
  const visible = seen === null ? sql`true` : sql`(by = ${seen.by} or holder = any(${seen.holders}))`
  const total = await sql<{ count: number }>`select count(*) from kernel.import where ${visible}`.execute(db)
  const { rows } =
    await sql<ImportRow>`select * from kernel.import where ${visible} order by created_at desc, id offset ${offset} limit ${limit}`.execute(
      db,
    )
  return { total: total.rows[0]?.count ?? 0, rows }
}

/** Take a queued import in hand; undefined when it is no longer queued (cancelled meanwhile, or taken by another server). */
export async function begin(db: Db, id: string): Promise<ImportRow | undefined> {
  const { rows } =
    await sql<ImportRow>`update kernel.import set state = 'reading', progress = progress || ${now} where id = ${id} and state = 'queued' returning *`.execute(
      db,
    )
  return rows[0]
}

/** To an end state. An end is final: what was cancelled meanwhile stays so, what is live cannot be cancelled. Says whether it moved. */
export async function move(
  db: Db | Tx,
  id: string,
  state: ImportState,
  report?: ImportRow['report'],
): Promise<boolean> {
  const done =
    await sql`update kernel.import set state = ${state}, report = coalesce(${report ? JSON.stringify(report) : null}::jsonb, report), finished_at = now()
    where id = ${id} and state in ('queued', 'reading')`.execute(db)
  return Number(done.numAffectedRows) > 0
}

// its process lives: when this is long ago, the import is nobody's any more
const now = sql`jsonb_build_object('at', extract(epoch from clock_timestamp()))`
const silent = sql`coalesce((i.progress->>'at')::float8, extract(epoch from i.created_at)) < extract(epoch from clock_timestamp()) - 120`

export async function progress(db: Db, id: string, value: ImportRow['progress'] = {}): Promise<void> {
  await sql`update kernel.import set progress = progress || ${JSON.stringify(value)}::jsonb || ${now} where id = ${id}`.execute(
    db,
  )
}

/** Kept faults of one import; the total is in its report. */
export const keptFaults = 10_000

export async function addFaults(db: Db, id: string, from: number, faults: readonly Fault[]): Promise<void> {
  const rows = faults
    .slice(0, Math.max(0, keptFaults - from))
    .map((fault, index) => ({ import: id, seq: from + index, fault }))
  if (!rows.length) return
  await sql`insert into kernel.import_fault select * from jsonb_populate_recordset(null::kernel.import_fault, ${JSON.stringify(rows)}::jsonb)`.execute(
    db,
  )
}

export async function faults(db: Db, id: string, limit: number): Promise<Fault[]> {
  const { rows } = await sql<{
    fault: Fault
  }>`select fault from kernel.import_fault where import = ${id} order by seq limit ${limit}`.execute(db)
  return rows.map(({ fault }) => fault)
}

/** Make the source if it is new, and take it for one import at a time; from one whose process is gone, too. */
export async function claim(
  db: Db,
  source: string,
  format: string,
  holder: string | null,
  id: string,
): Promise<number | undefined> {
  await sql`insert into kernel.source (id, format, holder) values (${source}, ${format}, ${holder}) on conflict do nothing`.execute(
    db,
  )
  const { rows } = await sql<{
    release: number
  }>`update kernel.source s set busy = ${id} where s.id = ${source} and (s.busy is null or s.busy = ${id}
    or not exists (select 1 from kernel.import i where i.id = s.busy and not (${silent}))) returning s.release`.execute(
    db,
  )
  return rows[0]?.release
}

export async function unclaim(db: Db, source: string, id: string): Promise<void> {
  await sql`update kernel.source set busy = null where id = ${source} and busy = ${id}`.execute(db)
}

export async function releaseOf(db: Db, source: string): Promise<number> {
  return (
    (await sql<{ release: number }>`select release from kernel.source where id = ${source}`.execute(db)).rows[0]
      ?.release ?? 0
  )
}

/** How far all the other sources are: equal numbers, nothing went live elsewhere in between. */
export async function elsewhere(db: Db | Tx, source: string): Promise<number> {
  return (
    (
      await sql<{
        sum: number
      }>`select coalesce(sum(release), 0)::int as sum from kernel.source where id <> ${source}`.execute(db)
    ).rows[0]?.sum ?? 0
  )
}

/**
 * Imports whose process ended in the middle, and sources that one of them held: of a folder that is ours alone all that are
 * open, else those long silent. Each is given to one asker only.
 */
export async function seizeInterrupted(
  db: Db,
  alone: boolean,
): Promise<{ id: string; source: string | null; format: string }[]> {
  const dead = alone
    ? sql`(i.state in ('queued', 'reading') or s.busy is not null)`
    : sql`(i.state = 'reading' or s.busy is not null) and ${silent}`
  const { rows } = await sql<{
    id: string
    source: string | null
    format: string
  }>`update kernel.import m set progress = m.progress || ${now}
    from kernel.import i left join kernel.source s on s.busy = i.id where m.id = i.id and ${dead} returning i.id, s.id as source, i.format`.execute(
    db,
  )
  return rows
}

/** Folders of sent files that no open import needs are let go: what is live can be told from its rows. True when they may be removed. */
export async function letGo(db: Db, folder: string): Promise<boolean> {
  const done =
    await sql`update kernel.import set files = files || '{"folder": "", "path": ""}'::jsonb where files->>'folder' = ${folder}
    and not exists (select 1 from kernel.import o where o.files->>'folder' = ${folder} and o.state in ('queued', 'reading'))`.execute(
      db,
    )
  return Number(done.numAffectedRows) > 0
}

/** Imports that ended so many days ago and whose files are still there. */
export async function withOldFiles(db: Db, days: number): Promise<Pick<ImportRow, 'id' | 'files'>[]> {
  const { rows } = await sql<Pick<ImportRow, 'id' | 'files'>>`select id, files from kernel.import
    where files->>'folder' <> '' and finished_at < now() - make_interval(days => ${days}) order by finished_at limit 1000`.execute(
    db,
  )
  return rows
}
