import { sql } from 'kysely'
import type { Db, Tx } from '../../../kernel/db.ts'
import type { Kind, Segment } from './segments.ts'

export interface Release {
  readonly holder: string
  readonly release: number
  /** ISO day in Tokyo on which it began */
  readonly day: string
}

export async function releases(db: Db | Tx, holder?: string): Promise<Release[]> {
  const { rows } = await sql<Release>`select holder, release, day from collection.donor_release
    where ${holder ?? null}::text is null or holder = ${holder ?? null} order by holder`.execute(db)
  return rows
}

export async function segmentsOf(db: Db | Tx, holder: string): Promise<(Segment & { since: number })[]> {
  const { rows } = await sql<{ kind: Kind; since: number; sha256: string; rows: number; bytes: number }>`
    select kind, since, sha256, rows, bytes from collection.donor_segment where holder = ${holder} order by since, kind`.execute(
    db,
  )
  return rows
}

export async function withdrawnOf(db: Db | Tx, holder: string): Promise<string[]> {
  const { rows } = await sql<{
    donor: string
  }>`select donor from collection.donor_withdrawal where holder = ${holder} order by donor`.execute(db)
  return rows.map(({ donor }) => donor)
}

/** Inputs after which nobody has withdrawn: the same bytes would be found good again, and change nothing. */
export async function takenBy(db: Db, holder: string): Promise<Record<string, number>> {
  const { rows } = await sql<{
    digest: string
    read: number
  }>`select digest, read from collection.donor_input where holder = ${holder}
    and since >= coalesce((select max(since) from collection.donor_withdrawal where holder = ${holder}), 0)`.execute(db)
  return Object.fromEntries(rows.map(({ digest, read }) => [digest, read]))
}

export async function addInput(tx: Tx, holder: string, since: number, digest: string, read: number): Promise<void> {
  await sql`insert into collection.donor_input (holder, digest, since, read) values (${holder}, ${digest}, ${since}, ${read})
    on conflict (holder, digest) do update set since = excluded.since, read = excluded.read`.execute(tx)
}

export async function namedFiles(db: Db, among?: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ sha256: string }>`select distinct sha256 from collection.donor_segment
    where ${among ?? null}::text[] is null or sha256 = any(${among ?? null}::text[])`.execute(db)
  return new Set(rows.map(({ sha256 }) => sha256))
}

/** The holder's next release; refused when another came in between. */
export async function nextRelease(tx: Tx, holder: string, before: number, day: string): Promise<number> {
  const done =
    await sql`insert into collection.donor_release (holder, release, day) values (${holder}, ${before + 1}, ${day}::date)
    on conflict (holder) do update set release = excluded.release, day = excluded.day, at = now() where donor_release.release = ${before}`.execute(
      tx,
    )
  if (!done.numAffectedRows) throw new Error(`the donors of ${holder} have moved on from release ${before}`)
  return before + 1
}

export async function addSegments(tx: Tx, holder: string, since: number, segments: readonly Segment[]): Promise<void> {
  const rows = segments.map((it) => ({ ...it, holder, since }))
  await sql`insert into collection.donor_segment (holder, kind, since, sha256, rows, bytes)
    select holder, kind, since, sha256, rows, bytes from jsonb_populate_recordset(null::collection.donor_segment, ${JSON.stringify(rows)}::jsonb)`.execute(
    tx,
  )
}

export async function addWithdrawals(
  tx: Tx,
  holder: string,
  since: number,
  withdrawals: readonly { donor: string; reported: string }[],
): Promise<void> {
  const rows = withdrawals.map((it) => ({ ...it, holder, since }))
  for (let at = 0; at < rows.length; at += 1000) {
    await sql`insert into collection.donor_withdrawal select * from jsonb_populate_recordset(null::collection.donor_withdrawal, ${JSON.stringify(rows.slice(at, at + 1000))}::jsonb)`.execute(
      tx,
    )
  }
}
