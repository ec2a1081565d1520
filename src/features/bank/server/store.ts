import { sql } from 'kysely'
import type { Db } from '../../../kernel/db.ts'
import type { LineRecord } from '../record.ts'

export interface LineRow {
  accession: string
  alike: string
  record: LineRecord
  source: string
  format: string
  released_at: string | null
  about: { release?: string; licence?: string; changedCopies?: boolean }
}

const live = sql`from bank.line l join kernel.source s on s.id = l.source
  where l.since <= s.release and (l.until is null or l.until > s.release)`
const columns = sql`l.accession, l.alike, l.record, l.source, s.format, s.released_at, s.about`

export async function find(db: Db, accession: string, audience: readonly string[]): Promise<LineRow | undefined> {
  const { rows } =
    await sql<LineRow>`select ${columns} ${live} and l.accession = ${accession} and l.audience && ${audience}::text[] limit 1`.execute(
      db,
    )
  return rows[0]
}

export interface LineName {
  accession: string
  name: string
}

/** Which of these accessions are in the catalogue. */
export async function known(db: Db, accessions: readonly string[], audience: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{
    accession: string
  }>`select l.accession ${live} and l.accession = any(${accessions}) and l.audience && ${audience}::text[]`.execute(db)
  return new Set(rows.map(({ accession }) => accession))
}

export async function childrenOf(db: Db, accession: string, audience: readonly string[]): Promise<LineName[]> {
  const { rows } =
    await sql<LineName>`select l.accession, l.name ${live} and l.parents @> array[${accession}]::text[] and l.audience && ${audience}::text[] order by l.name limit 200`.execute(
      db,
    )
  return rows
}

/** Other lines whose name differs in marks and spaces only. */
export async function alike(db: Db, accession: string, key: string, audience: readonly string[]): Promise<LineName[]> {
  const { rows } =
    await sql<LineName>`select l.accession, l.name ${live} and l.alike = ${key} and l.accession <> ${accession} and l.audience && ${audience}::text[] order by l.name limit 50`.execute(
      db,
    )
  return rows
}

/** Names of diseases as sources of lines that everybody may see give them. */
export async function diseaseNames(db: Db, ids: readonly string[]): Promise<Map<string, { en: string }>> {
  const { rows } = await sql<{ curie: string; label: string }>`select distinct on (d.curie) d.curie, d.label
    from bank.disease d join bank.line l on l.id = d.record join kernel.source s on s.id = l.source
    where d.curie = any(${ids}) and l.audience && array['public'] and l.since <= s.release and (l.until is null or l.until > s.release)
    order by d.curie, l.accession`.execute(db)
  return new Map(rows.map(({ curie, label }) => [curie, { en: label }]))
}
