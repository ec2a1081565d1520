import { sql } from 'kysely'
import type { Db } from '../../../kernel/db.ts'
import type { CatalogueRecord } from '../record.ts'

export interface EntryRow {
  iri: string
  kind: CatalogueRecord['kind']
  holder: string
  audience: string[]
  belongs_to: string[]
  record: CatalogueRecord
  source: string
  format: string
  released_at: string | null
  about: { release?: string; licence?: string }
}

const live = sql`from collection.entry e join kernel.source s on s.id = e.source
  where e.since <= s.release and (e.until is null or e.until > s.release)`
const columns = sql`e.iri, e.kind, e.holder, e.audience, e.belongs_to, e.record, e.source, s.format, s.released_at, s.about`

/** An entry that somebody of this audience may see. */
export async function find(db: Db, iri: string, audience: readonly string[]): Promise<EntryRow | undefined> {
  const { rows } =
    await sql<EntryRow>`select ${columns} ${live} and e.iri = ${iri} and e.audience && ${audience}::text[] limit 1`.execute(
      db,
    )
  return rows[0]
}

export async function named(db: Db, iris: readonly string[], audience: readonly string[]): Promise<EntryRow[]> {
  const { rows } =
    await sql<EntryRow>`select ${columns} ${live} and e.iri = any(${iris}) and e.audience && ${audience}::text[]`.execute(
      db,
    )
  return rows
}

/** Direct parts: what names this entry as what it belongs to, and nothing between the two. */
export async function parts(
  db: Db,
  iri: string,
  audience: readonly string[],
  limit: number,
): Promise<{ total: number; rows: EntryRow[] }> {
  // the first address of belongs_to is the nearest; a collection of two biobanks is a part of both
  const direct = sql`e.belongs_to @> array[${iri}]::text[] and (e.belongs_to[1] = ${iri} or (${iri} like '/biobank/%' and e.belongs_to[1] like '/biobank/%'))`
  const total = await sql<{
    count: number
  }>`select count(*) ${live} and ${direct} and e.audience && ${audience}::text[]`.execute(db)
  const { rows } =
    await sql<EntryRow>`select ${columns} ${live} and ${direct} and e.audience && ${audience}::text[] order by e.kind, e.iri limit ${limit}`.execute(
      db,
    )
  return { total: total.rows[0]?.count ?? 0, rows }
}
