import { sql } from 'kysely'
import type { Db } from '../../../kernel/db.ts'
import type { Publication } from '../../../kernel/publication.ts'

const page = 1000

export async function sources(db: Db): Promise<{ id: string; release: number }[]> {
  const { rows } = await sql<{ id: string; release: number }>`select id, release from kernel.source where release > 0 order by id`.execute(db)
  return rows
}

/** Addresses whose version ended between two releases of a source, and at which nothing is live now. */
export async function* ended(db: Db, source: string, from: number, to: number): AsyncIterable<string[]> {
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const { rows } = await sql<{ id: string; iri: string; gone: boolean }>`
      select p.id, p.iri, not exists (select 1 from kernel.live_publication l where l.iri = p.iri) as gone from kernel.publication p
      where p.source = ${source} and p.until > ${from} and p.until <= ${to} and p.id > ${after} order by p.id limit ${page}`.execute(db)
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
export async function publications(db: Db, iris: readonly string[], audience: readonly string[]): Promise<Map<string, Publication>> {
  if (!iris.length) return new Map()
  const { rows } = await sql<{ iri: string; doc: Publication }>`
    select iri, doc from kernel.live_publication where iri = any(${iris}) and audience && ${audience}::text[]`.execute(db)
  return new Map(rows.map(({ iri, doc }) => [iri, doc]))
}

/** Everything an audience may see, by address, a page at a time. */
export async function listed(db: Db, after: string, limit: number, audience: readonly string[], kinds: readonly string[]): Promise<Publication[]> {
  const { rows } = await sql<{ doc: Publication }>`
    select doc from kernel.live_publication where iri > ${after} and audience && ${audience}::text[] and kind = any(${kinds})
    order by iri limit ${limit}`.execute(db)
  return rows.map(({ doc }) => doc)
}
