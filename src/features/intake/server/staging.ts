import { sql } from 'kysely'
import { transact } from '../../../kernel/db.ts'
import type { Db, Tx } from '../../../kernel/db.ts'
import type { Batch } from '../../../kernel/intake-reader.ts'
import type { Table } from '../../../kernel/intake-target.ts'

/** Tables that take rows of imports come from the program's own list, never from a request. */
const table = (name: string) => sql.table(name)

const withPublications = (tables: readonly Table[]): string[] => [
  ...tables.map(({ name }) => name),
  'kernel.publication',
]

/** How long one transaction of staging should take: on PGlite everybody waits for it. */
const goalMs = 15

/**
 * Writes batches, unseen until their source's next release. Nothing of it shows before that, so it need not be one
 * transaction: each is as many rows as were written in about the goal's time, and others have their turn in between.
 */
export class Stager {
  readonly #db: Db
  readonly #source: string
  readonly #release: number
  #rows = 100

  constructor(db: Db, source: string, release: number) {
    this.#db = db
    this.#source = source
    this.#release = release
  }

  async write(batch: Batch): Promise<void> {
    for (const { table: name, keys } of batch.closes) {
      await this.#steps(keys, (some) =>
        sql`update ${table(name)} set until = ${this.#release + 1}
        where source = ${this.#source} and key = any(${some}) and until is null and since <= ${this.#release}`.execute(
          this.#db,
        ),
      )
    }
    for (const { table: name, rows } of batch.inserts) {
      await this.#steps(rows, (some) =>
        sql`insert into ${table(name)}
        select * from jsonb_populate_recordset(null::${table(name)}, ${`[${some.join(',')}]`}::jsonb)`.execute(
          this.#db,
        ),
      )
    }
    // last: in a small file a record and the whole-file check that rejects it come in one batch
    await this.takeBack(batch.unstages)
  }

  /** Staged rows that turned out faulty go again, and what they would have ended goes on. */
  async takeBack(unstages: Batch['unstages']): Promise<void> {
    for (const { table: name, keys } of unstages) {
      await transact(this.#db, async (tx) => {
        await sql`delete from ${table(name)} where source = ${this.#source} and key = any(${keys}) and since = ${this.#release + 1}`.execute(
          tx,
        )
        await sql`update ${table(name)} set until = null where source = ${this.#source} and key = any(${keys}) and until = ${this.#release + 1}`.execute(
          tx,
        )
      })
    }
  }

  async #steps(all: readonly string[], write: (some: string[]) => Promise<unknown>): Promise<void> {
    for (let at = 0; at < all.length;) {
      const some = all.slice(at, at + this.#rows)
      const started = performance.now()
      await write(some)
      at += some.length
      const took = performance.now() - started
      if (took > goalMs) this.#rows = Math.max(20, Math.floor(this.#rows * 0.7))
      else if (some.length === this.#rows && took < goalMs / 2) this.#rows = Math.min(1000, Math.ceil(this.#rows * 1.3))
    }
  }
}

/** Records that are staged at an address which another source publishes by now, some pages of staged rows at a time. */
export async function* collisions(
  db: Db,
  source: string,
  release: number,
): AsyncIterable<{ key: string; iri: string }[]> {
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const { rows } = await sql<{ id: string; key: string; iri: string; taken: boolean }>`
      select p.id, p.key, p.iri, exists (select 1 from kernel.live_publication o where o.iri = p.iri and o.source <> p.source) as taken
      from kernel.publication p where p.source = ${source} and p.since = ${release + 1} and p.id > ${after} order by p.id limit 1000`.execute(
      db,
    )
    const taken = rows.filter((row) => row.taken)
    if (taken.length) yield taken
    if (rows.length < 1000) return
    after = rows.at(-1)?.id ?? after
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
      const gone =
        await sql`delete from ${table(name)} where id in (select id from ${table(name)} where source = ${source} and since > ${release} limit 250)`.execute(
          db,
        )
      if (!gone.numAffectedRows) break
    }
    for (;;) {
      const back =
        await sql`update ${table(name)} set until = null where id in (select id from ${table(name)} where source = ${source} and until > ${release} limit 250)`.execute(
          db,
        )
      if (!back.numAffectedRows) break
    }
  }
}

/** Keys and hashes that are live, a page at a time. */
export async function* liveKeys(
  db: Db,
  source: string,
  release: number,
  name: string,
): AsyncIterable<[string, string][]> {
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
  const done =
    await sql`update kernel.source set release = ${before + 1}, released_at = now(), about = ${JSON.stringify(about)}::jsonb
    where id = ${source} and release = ${before}`.execute(tx)
  if (!done.numAffectedRows) throw new Error(`the source ${source} has moved on from release ${before}`)
  return before + 1
}
