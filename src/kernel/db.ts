import { AsyncLocalStorage } from 'node:async_hooks'
import { Kysely, PostgresDialect, sql } from 'kysely'
import type { Transaction } from 'kysely'
import pg from 'pg'
import type { Embedded } from './pglite.ts'

// The kernel's functions take any database; a feature narrows it with its own tables (`db.withTables<Tables>()`).
// oxlint-disable-next-line typescript/no-empty-object-type
export type Db = Kysely<{}>
// oxlint-disable-next-line typescript/no-empty-object-type
export type Tx = Transaction<{}>

/** What an engine can do. Ask these, never the engine's name. */
export interface Engine {
  readonly name: 'pglite' | 'postgres'
  /** several connections, so that two writers can meet */
  readonly concurrent: boolean
}
export const engines = {
  pglite: { name: 'pglite', concurrent: false },
  postgres: { name: 'postgres', concurrent: true },
} as const satisfies Record<string, Engine>

export interface Database extends AsyncDisposable {
  readonly db: Db
  readonly engine: Engine
  /** one connection for simple-protocol text of several statements (migrations) */
  script(text: string): Promise<void>
}

/**
 * One table of parsers for both engines: numbers are numbers (int8 within 2^53, else refused), numeric is text (exact), a date
 * stays `2026-11-21` (a Date would be a day off in Tokyo), an instant is ISO 8601 in UTC.
 */
const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  20: (text) => {
    const value = Number(text)
    if (!Number.isSafeInteger(value)) throw new Error('an int8 value is beyond 2^53')
    return value
  },
  1082: (text) => text,
  1184: (text) => new Date(text).toISOString(),
  1186: (text) => text,
}
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parsers[oid]) || pg.types.getTypeParser(oid, format),
} as pg.CustomTypesConfig

const inTransaction = new AsyncLocalStorage<{ pool: pg.Pool; ended: boolean; after: (() => void)[] }>()

/**
 * A pool that refuses work outside the transaction that the caller is in: with one connection (PGlite) it would wait for itself
 * for ever, with many it would read what the transaction has not written yet.
 */
function guarded(pool: pg.Pool): { connect(): Promise<pg.PoolClient>; end(): Promise<void> } {
  return {
    connect() {
      const open = inTransaction.getStore()
      if (open && open.pool === pool && !open.ended) throw new Error('inside a transaction use `tx`, not `db`')
      return pool.connect()
    },
    end: () => pool.end(),
  }
}

const pools = new WeakMap<Kysely<never>, { pool: pg.Pool; engine: Engine }>()

export function openDatabase(
  target: { url: string } | { embedded: Embedded },
  onIdleError: (error: Error) => void = () => {},
): Database {
  const engine = 'url' in target ? engines.postgres : engines.pglite
  const pool = new pg.Pool({
    types,
    application_name: 'hashidate',
    ...('url' in target
      ? { connectionString: target.url, max: 10, options: '-c timezone=UTC' }
      : {
          host: target.embedded.socketFolder,
          port: target.embedded.port,
          user: 'postgres',
          database: 'postgres',
          max: 1,
          idleTimeoutMillis: 0,
        }),
  })
  // an idle connection that breaks must not end the process; the next query gets a new one or a clear error
  pool.on('error', onIdleError)
  // the pool listens only while a connection is idle: one that breaks inside a transaction would end the process too
  pool.on('connect', (client) => void client.on('error', onIdleError))
  const db: Db = new Kysely({ dialect: new PostgresDialect({ pool: guarded(pool) as unknown as pg.Pool }) })
  pools.set(db as unknown as Kysely<never>, { pool, engine })
  return {
    db,
    engine,
    async script(text) {
      const connection = await pool.connect()
      try {
        await connection.query(text)
      } finally {
        connection.release()
      }
    },
    async [Symbol.asyncDispose]() {
      await db.destroy()
    },
  }
}

/** Do something once the transaction that one is in has been committed; at once where there is none. */
export function afterCommit(then: () => void): void {
  const open = inTransaction.getStore()
  if (open && !open.ended) open.after.push(then)
  else then()
}

const retried = new Set(['40001', '40P01'])

/**
 * All or nothing. On PostgreSQL SERIALIZABLE, tried again when two writers met; on PGlite there is one writer at a time.
 * `work` may run more than once: it does nothing outside the database.
 */
export async function transact<R>(db: Db, work: (tx: Tx) => Promise<R>): Promise<R> {
  const open = pools.get(db as unknown as Kysely<never>)
  if (!open) throw new Error('transact needs the outermost db')
  for (let attempt = 1; ; attempt++) {
    const mark = { pool: open.pool, ended: false, after: [] as (() => void)[] }
    try {
      const begin = open.engine.concurrent ? db.transaction().setIsolationLevel('serializable') : db.transaction()
      const result = await begin.execute((tx) => inTransaction.run(mark, () => work(tx)))
      for (const then of mark.after) then()
      return result
    } catch (error) {
      if (attempt < 8 && retried.has(sqlState(error) ?? '')) {
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** attempt))
        continue
      }
      throw error
    } finally {
      mark.ended = true
    }
  }
}

/** SQLSTATE of a database error: 23505 unique, 23503 foreign key, 53100 disk full, ... */
export const sqlState = (error: unknown): string | undefined =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  typeof error.code === 'string' &&
  /^[0-9A-Z]{5}$/.test(error.code)
    ? error.code
    : undefined

/** The database itself did not answer (it stops, starts again, or is not there): the statement is not to blame. */
export const isAway = (error: unknown): boolean => {
  const { code, syscall, message } = (error ?? {}) as { code?: unknown; syscall?: unknown; message?: unknown }
  return (
    (syscall === 'connect' && ['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT'].includes(String(code))) ||
    ['57P01', '57P02', '57P03', '53300'].includes(String(code)) ||
    (error instanceof Error &&
      /^(Connection terminated|Client has encountered a connection error)/.test(String(message)))
  )
}

/** Wait until the database answers again; at once when it does. */
export async function answering(db: Db, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await sql`select 1`.execute(db)
      return
    } catch (error) {
      if (!isAway(error)) return
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
  }
}

/** A fault's cause for the log. PGlite's and pg's errors carry the query, its parameters and the row: personal data stays out. */
export function cleanError(error: unknown): { name: string; message: string; code?: string; stack?: string } {
  const state = sqlState(error)
  if (state)
    return {
      name: 'DatabaseError',
      code: state,
      message: `SQLSTATE ${state}`,
      stack: String((error as Error).stack ?? '').replace(/^.*$/m, ''),
    }
  if (error instanceof Error)
    return { name: error.name, message: error.message, ...(error.stack ? { stack: error.stack } : {}) }
  return { name: 'Unknown', message: 'something that is not an Error was thrown' }
}

export { sql }
