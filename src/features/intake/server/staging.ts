import { sql } from 'kysely'
import { transact } from '../../../kernel/db.ts'
import type { Db, Tx } from '../../../kernel/db.ts'
import type { Batch } from '../../../kernel/intake-reader.ts'
import type { Table } from '../../../kernel/intake-target.ts'

/** Tables that take rows of imports come from the program's own list, never from a request. */
const table = (name: string) => sql.table(name)

const withPublications = (tables: readonly Table[]): string[] => [...tables.map(({ name }) => name), 'kernel.publication']

/** One batch, unseen until its source's next release: a short transaction, so that on PGlite nobody waits long. */
export async function stage(db: Db, source: string, release: number, batch: Batch): Promise<void> {
  if (!batch.inserts.length && !batch.closes.length && !batch.unstages.length) return
  await transact(db, async (tx) => {
    for (const { table: name, keys } of batch.closes) {
      await sql`update ${table(name)} set until = ${release + 1} where source = ${source} and key = any(${keys}) and until is null and since <= ${release}`.execute(tx)
    }
    await takeBack(tx, source, release, batch.unstages)
    for (const { table: name, json } of batch.inserts) {
      await sql`insert into ${table(name)} select * from jsonb_populate_recordset(null::${table(name)}, ${json}::jsonb)`.execute(tx)
    }
  })
}

/** Staged rows that turned out faulty, and what they would have ended. */
export const unstage = (db: Db, source: string, release: number, unstages: Batch['unstages']): Promise<void> =>
  transact(db, (tx) => takeBack(tx, source, release, unstages))

async function takeBack(tx: Tx, source: string, release: number, unstages: Batch['unstages']): Promise<void> {
  for (const { table: name, keys } of unstages) {
    await sql`delete from ${table(name)} where source = ${source} and key = any(${keys}) and since = ${release + 1}`.execute(tx)
    await sql`update ${table(name)} set until = null where source = ${source} and key = any(${keys}) and until = ${release + 1}`.execute(tx)
  }
}

/** Addresses of a batch that another source publishes already. */
export async function taken(db: Db, source: string, iris: readonly string[]): Promise<Set<string>> {
  if (!iris.length) return new Set()
  const { rows } = await sql<{ iri: string }>`
    select iri from kernel.live_publication where iri = any(${iris}) and source <> ${source}`.execute(db)
  return new Set(rows.map(({ iri }) => iri))
}

/** Take back what an import left that never went live; in small steps, and safe to do again. */
export async function sweep(db: Db, source: string, tables: readonly Table[]): Promise<void> {
  const found = await sql<{ release: number }>`select release from kernel.source where id = ${source}`.execute(db)
  const release = found.rows[0]?.release
  if (release === undefined) return
  for (const name of withPublications(tables)) {
    for (;;) {
      const gone = await sql`delete from ${table(name)} where id in (select id from ${table(name)} where source = ${source} and since > ${release} limit 1000)`.execute(db)
      if (!gone.numAffectedRows) break
    }
    for (;;) {
      const back = await sql`update ${table(name)} set until = null where id in (select id from ${table(name)} where source = ${source} and until > ${release} limit 1000)`.execute(db)
      if (!back.numAffectedRows) break
    }
  }
}

/** Keys and hashes that are live, a page at a time. */
export async function* liveKeys(db: Db, source: string, release: number, name: string): AsyncIterable<[string, string][]> {
  let after: string | null = null
  for (;;) {
    const { rows }: { rows: { key: string; hash: string }[] } = await sql<{ key: string; hash: string }>`
      select key, hash from ${table(name)} where source = ${source} and since <= ${release} and (until is null or until > ${release})
        and (${after}::text is null or key > ${after}) order by key limit 5000`.execute(db)
    if (rows.length) yield rows.map(({ key, hash }) => [key, hash])
    if (rows.length < 5000) return
    after = rows.at(-1)?.key ?? null
  }
}

/** The short transaction in which everything staged becomes what is. Returns the new release. */
export async function release(tx: Tx, source: string, before: number, about: object): Promise<number> {
  const done = await sql`update kernel.source set release = ${before + 1}, released_at = now(), about = ${JSON.stringify(about)}::jsonb
    where id = ${source} and release = ${before}`.execute(tx)
  if (!done.numAffectedRows) throw new Error(`the source ${source} has moved on from release ${before}`)
  return before + 1
}
