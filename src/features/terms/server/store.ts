import { sql } from 'kysely'
import type { Db, Tx } from '../../../kernel/db.ts'
import { distance } from '../../../kernel/distance.ts'
import { fold } from '../../../kernel/text.ts'
import { vocabularyRank } from '../model.ts'
import type { TermRecord } from '../record.ts'

export interface Match {
  curie: string
  vocabulary: string
  matched: string
  kind: string
  folded: string
}

const liveLabels = sql`terms.label l join terms.term t on t.id = l.record join kernel.source s on s.id = t.source
  where t.since <= s.release and (t.until is null or t.until > s.release)`

/** Names that curators gave, of terms that are live. */
const curatorLabels = sql`terms.override o join terms.term t on t.curie = o.curie join kernel.source s on s.id = t.source
  where o.withdrawn_at is null and t.since <= s.release and (t.until is null or t.until > s.release)`

const within = (vocabularies: readonly string[] | undefined) =>
  vocabularies ? sql`and t.vocabulary = any(${vocabularies})` : sql``

const between =
  /(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]) (?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])/gu
/** As labels are looked up; a space that somebody typed inside a Japanese name is no part of it. */
const joined = (text: string): string => fold(text).replaceAll(between, '')

/** Terms one of whose names is the text, tolerantly; a curator's labels count too. Best first. */
export async function exact(db: Db, text: string, limit: number, vocabularies?: readonly string[]): Promise<Match[]> {
  const rows: Match[] = []
  // one after the other: for both at once the planner reads all labels
  for (const folded of new Set([fold(text), joined(text)])) {
    if (!folded) break
    const found = await sql<Match>`
      select t.curie, t.vocabulary, l.text as matched, l.kind, l.folded from ${liveLabels} and l.folded = ${folded} and not t.obsolete ${within(vocabularies)}
      union all
      select t.curie, t.vocabulary, o.text, 'curator', o.folded from ${curatorLabels} and o.folded = ${folded} and not t.obsolete ${within(vocabularies)}
      limit 500`.execute(db)
    rows.push(...found.rows)
  }
  return ranked(rows.toSorted((a, b) => (a.curie < b.curie ? -1 : 1))).slice(0, limit)
}

/** Terms one of whose names begins with the text. */
export async function prefix(db: Db, text: string, limit: number, vocabularies?: readonly string[]): Promise<Match[]> {
  const folded = joined(text)
  if (!folded) return []
  const end = folded + '\u{10ffff}'
  const { rows } = await sql<Match>`
    (select t.curie, t.vocabulary, l.text as matched, l.kind, l.folded from ${liveLabels}
      and l.folded > ${folded} and l.folded < ${end} and not t.obsolete ${within(vocabularies)} order by l.folded limit 120)
    union all
    (select t.curie, t.vocabulary, o.text, 'curator', o.folded from ${curatorLabels} and o.folded > ${folded} and o.folded < ${end} and not t.obsolete ${within(vocabularies)} limit 100)`.execute(
    db,
  )
  return ranked(
    rows.toSorted((a, b) => a.folded.length - b.folded.length || (a.folded + a.curie < b.folded + b.curie ? -1 : 1)),
  ).slice(0, limit)
}

/** Terms spelt nearly so: the beginning is right, and there are few wrong characters after it. Proposals, never merged. */
export async function similar(db: Db, text: string, limit: number, vocabularies?: readonly string[]): Promise<Match[]> {
  const folded = joined(text)
  if (folded.length < 3) return []
  const most = Math.min(4, 1 + Math.floor(folded.length / 5))
  // whole characters: half of a pair is no text
  const head = [...folded].slice(0, /^[\u0020-\u024f]/.test(folded) ? 3 : 1).join('')
  const { rows } = await sql<Match>`
    select distinct on (l.folded, t.curie) t.curie, t.vocabulary, l.text as matched, l.kind, l.folded from ${liveLabels}
      and l.folded >= ${head} and l.folded < ${head + '\u{10ffff}'} and length(l.folded) between ${folded.length - most} and ${folded.length + most}
      and not t.obsolete and l.kind <> 'code' ${within(vocabularies)} limit 4000`.execute(db)
  return rows
    .map((row) => ({ row, steps: distance(folded, row.folded, most) }))
    .filter(({ steps }) => steps > 0 && steps <= most)
    .toSorted(
      (a, b) =>
        a.steps - b.steps ||
        vocabularyRank(a.row.vocabulary) - vocabularyRank(b.row.vocabulary) ||
        (a.row.curie < b.row.curie ? -1 : 1),
    )
    .map(({ row }) => row)
    .slice(0, limit)
}

const kindRank = ['code', 'curator', 'preferred', 'synonym']

/** One row a concept, its best name; preferred names and nearer vocabularies first. The order among equals is the one given. */
function ranked(rows: readonly Match[]): Match[] {
  const best = new Map<string, Match>()
  for (const row of rows) {
    const before = best.get(row.curie)
    if (!before || kindRank.indexOf(row.kind) < kindRank.indexOf(before.kind)) best.set(row.curie, row)
  }
  const order = new Map([...best.values()].map((row, at) => [row, at]))
  return [...best.values()].toSorted(
    (a, b) =>
      kindRank.indexOf(a.kind) - kindRank.indexOf(b.kind) ||
      vocabularyRank(a.vocabulary) - vocabularyRank(b.vocabulary) ||
      order.get(a)! - order.get(b)!,
  )
}

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
