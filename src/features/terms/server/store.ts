import { sql } from 'kysely'
import type { Db, Tx } from '../../../kernel/db.ts'
import { fold } from '../../../kernel/text.ts'
import type { TermRecord } from '../record.ts'

/** What each source says of a concept. */
export async function records(
  db: Db,
  curie: string,
): Promise<{ source: string; vocabulary: string; record: TermRecord }[]> {
  const { rows } = await sql<{ source: string; vocabulary: string; record: TermRecord }>`
    select t.source, t.vocabulary, t.record from terms.term t join kernel.source s on s.id = t.source
    where t.curie = ${curie} and t.since <= s.release and (t.until is null or t.until > s.release) order by t.source`.execute(
    db,
  )
  return rows
}

/** Other concepts that share a name with this one, in the same language. */
export async function namesakes(db: Db, curie: string): Promise<string[]> {
  const { rows } = await sql<{ curie: string }>`
    select distinct t.curie from terms.label mine join terms.term me on me.id = mine.record and me.curie = ${curie}
      join kernel.source ms on ms.id = me.source and me.since <= ms.release and (me.until is null or me.until > ms.release)
      join terms.label l on l.folded = mine.folded and l.lang = mine.lang and mine.kind <> 'code'
      join terms.term t on t.id = l.record join kernel.source s on s.id = t.source
    where t.curie <> ${curie} and not t.obsolete and t.since <= s.release and (t.until is null or t.until > s.release) order by t.curie limit 50`.execute(
    db,
  )
  return rows.map((row) => row.curie)
}

export interface Override {
  id: string
  lang: 'en' | 'ja' | 'ja-Hira'
  text: string
  reason: string
  at: string
}

export async function overrides(db: Db, curie: string): Promise<Override[]> {
  const { rows } =
    await sql<Override>`select id, lang, text, reason, at from terms.override where curie = ${curie} and withdrawn_at is null order by at desc, id desc`.execute(
      db,
    )
  return rows
}

export async function addOverride(
  tx: Tx,
  it: { id: string; curie: string; lang: string; text: string; reason: string; by: string },
): Promise<void> {
  await sql`insert into terms.override (id, curie, lang, text, folded, reason, by)
    values (${it.id}, ${it.curie}, ${it.lang}, ${it.text}, ${fold(it.text)}, ${it.reason}, ${it.by})`.execute(tx)
}

export async function withdrawOverride(tx: Tx, curie: string, id: string): Promise<boolean> {
  const done =
    await sql`update terms.override set withdrawn_at = now() where id::text = ${id} and curie = ${curie} and withdrawn_at is null`.execute(
      tx,
    )
  return Number(done.numAffectedRows) > 0
}

export interface SourceRow {
  id: string
  released_at: string | null
  about: { release?: string; licence?: string; source?: string; date?: string; changedCopies?: boolean }
}
export async function sources(db: Db): Promise<Map<string, SourceRow>> {
  const { rows } =
    await sql<SourceRow>`select id, released_at, about from kernel.source where id like 'terms:%'`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}

/**
 * All live records of one vocabulary, a page at a time, in order of identifier. Pages are cut before anything is filtered: the
 * planner cannot then think of sorting all terms for each.
 */
export async function* recordsOf(db: Db, vocabulary: string): AsyncIterable<TermRecord[]> {
  let after = { curie: '', id: '00000000-0000-0000-0000-000000000000' }
  let given = ''
  for (;;) {
    const { rows } = await sql<{ curie: string; id: string; record: TermRecord | null }>`
      select t.curie, t.id, case when t.vocabulary = ${vocabulary} and t.since <= s.release and (t.until is null or t.until > s.release) then t.record end as record
      from (select * from terms.term where (curie, id) > (${after.curie}, ${after.id}::uuid) order by curie, id limit 300) t join kernel.source s on s.id = t.source
      order by t.curie, t.id`.execute(db)
    // one that several sources speak of is given once
    const records = rows.flatMap(({ curie, record }) => (record && curie !== given ? [((given = curie), record)] : []))
    if (records.length) yield records
    const last = rows.at(-1)
    if (rows.length < 300 || !last) return
    after = last
  }
}
