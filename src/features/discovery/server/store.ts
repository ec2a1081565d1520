import { sql } from 'kysely'
import type { Db } from '../../../kernel/db.ts'
import type { Publication } from '../../../kernel/publication.ts'

const page = 400

export async function sources(db: Db): Promise<{ id: string; release: number }[]> {
  const { rows } = await sql<{
    id: string
    release: number
  }>`select id, release from kernel.source where release > 0 order by id`.execute(db)
  return rows
}

/** Addresses whose version ended between two releases of a source, and at which nothing is live now. */
export async function* ended(db: Db, source: string, from: number, to: number): AsyncIterable<string[]> {
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const { rows } = await sql<{ id: string; iri: string; gone: boolean }>`
      select p.id, p.iri, not exists (select 1 from kernel.live_publication l where l.iri = p.iri) as gone from kernel.publication p
      where p.source = ${source} and p.until > ${from} and p.until <= ${to} and p.id > ${after} order by p.id limit ${page}`.execute(
      db,
    )
    const gone = rows.filter((row) => row.gone).map(({ iri }) => iri)
    if (gone.length) yield gone
    if (rows.length < page) return
    after = rows.at(-1)?.id ?? after
  }
}

/** Publications that began between two releases of a source and are still what it says, as JSON texts (nobody here reads them). */
export async function* begun(db: Db, source: string, from: number, to: number): AsyncIterable<string[]> {
  for (let since = from + 1; since <= to; since++) {
    let after = '00000000-0000-0000-0000-000000000000'
    for (;;) {
      const { rows } = await sql<{ id: string; doc: string; live: boolean }>`
        select id, doc::text as doc, (until is null or until > ${to}) as live from kernel.publication
        where source = ${source} and since = ${since} and id > ${after} order by id limit ${page}`.execute(db)
      const docs = rows.filter(({ live }) => live).map(({ doc }) => doc)
      if (docs.length) yield docs
      if (rows.length < page) break
      after = rows.at(-1)?.id ?? after
    }
  }
}

/** What is live at these addresses and may be seen; in no order. */
export async function publications(
  db: Db,
  iris: readonly string[],
  audience: readonly string[],
): Promise<Map<string, Publication>> {
  if (!iris.length) return new Map()
  const { rows } = await sql<{ iri: string; doc: Publication }>`
    select iri, doc from kernel.live_publication where iri = any(${iris}) and audience && ${audience}::text[]`.execute(
    db,
  )
  return new Map(rows.map(({ iri, doc }) => [iri, doc]))
}

/** What an audience may see of some kinds, by address, from one address on. */
export async function listed(
  db: Db,
  after: string,
  limit: number,
  audience: readonly string[],
  kinds: readonly string[],
): Promise<Publication[]> {
  const found: { iri: string; doc: Publication }[] = []
  for (const kind of kinds) found.push(...(await ofKind(db, kind, after, limit, audience)))
  return found
    .toSorted((a, b) => (a.iri < b.iri ? -1 : 1))
    .slice(0, limit)
    .map(({ doc }) => doc)
}

/** Steps are cut before anything is filtered: the planner cannot then think of sorting everything for each. */
async function ofKind(
  db: Db,
  kind: string,
  from: string,
  limit: number,
  audience: readonly string[],
): Promise<{ iri: string; doc: Publication }[]> {
  const found: { iri: string; doc: Publication }[] = []
  let after = { iri: from, id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }
  while (found.length < limit) {
    const { rows } = await sql<{ iri: string; id: string; doc: Publication | null }>`
      select p.iri, p.id, case when p.since <= s.release and (p.until is null or p.until > s.release) and p.audience && ${audience}::text[] then p.doc end as doc
      from (select * from kernel.publication where kind = ${kind} and (iri collate "C", id) > (${after.iri}, ${after.id}::uuid) order by iri collate "C", id limit 300) p
      join kernel.source s on s.id = p.source order by p.iri collate "C", p.id`.execute(db)
    for (const { iri, doc } of rows) if (doc) found.push({ iri, doc })
    const last = rows.at(-1)
    if (rows.length < 300 || !last) break
    after = last
  }
  return found.slice(0, limit)
}
