import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RawBuilder } from 'kysely'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { startCaretaker, usual } from './caretaker.ts'
import { isAway, openDatabase, sql } from './db.ts'
import { Gate } from './gate.ts'
import { startPglite } from './pglite.ts'

/** An embedded database in a folder, under care in the given rhythm. */
async function cared(rhythm: Partial<typeof usual>) {
  const folder = mkdtempSync(join(tmpdir(), 'hashidate-'))
  const parts = new AsyncDisposableStack()
  parts.defer(() => rmSync(folder, { recursive: true, force: true }))
  const embedded = parts.use(await startPglite(folder))
  const database = parts.use(openDatabase({ embedded }))
  const gate = new Gate()
  const care = parts.use(
    startCaretaker(
      { database, embedded, gate, log: pino({ level: 'silent' }), clock: { now: () => new Date() } },
      { ...usual, ...rhythm },
    ),
  )
  await database.script('create table thing (id int primary key, text text)')
  return { embedded, database, gate, care, [Symbol.asyncDispose]: () => parts.disposeAsync() }
}

const until = async (what: () => Promise<boolean> | boolean) => {
  const end = Date.now() + 60_000
  while (!(await what())) {
    if (Date.now() > end) throw new Error('it did not come')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

test('the log is checkpointed as it grows, and statistics follow the rows', async () => {
  await using it = await cared({ roundMs: 50, checkpointBytes: 2 ** 20, tidyMs: 200 })
  const { db } = it.database
  const redo = async () =>
    (await sql<{ at: number }>`select (redo_lsn - '0/0')::int8 as at from pg_control_checkpoint()`.execute(db)).rows[0]!
      .at
  await until(async () => (await redo()) > 0)
  await new Promise((resolve) => setTimeout(resolve, 200))
  const before = await redo()
  for (let from = 0; from < 8000; from += 1000) {
    await sql`insert into thing select g, repeat(md5(g::text), 20) from generate_series(${from}::int, ${from + 999}::int) g`.execute(
      db,
    )
  }
  const number = async (query: RawBuilder<{ n: number }>) => (await query.execute(db)).rows[0]?.n
  await until(async () => (await redo()) > before + 2 ** 20)
  const rows = () => number(sql`select reltuples::int8 as n from pg_class where relname = 'thing'`)
  await until(async () => (await rows()) !== -1)
  expect(await rows()).toBe(8000)
  await sql`delete from thing where id < 5000`.execute(db)
  await until(async () => (await rows()) === 3000)
  expect(await number(sql`select vacuum_count as n from pg_stat_user_tables where relname = 'thing'`)).toBe(1)
}, 90_000)

test('an engine that does not answer is ended and started again: who waited gets an error, what was committed is there', async () => {
  await using it = await cared({ silenceMs: 1000, retryMs: 200 })
  const { db } = it.database
  await sql`insert into thing values (1, 'one')`.execute(db)
  const endless = sql`select count(*) from generate_series(1, 1000000000000)`.execute(db).then(
    () => undefined,
    (error: unknown) => error,
  )
  await until(() => it.gate.closed.length > 0)
  expect(() => it.gate.check()).toThrow('the database does not answer')
  expect(isAway(await endless)).toBe(true)
  await until(() => it.gate.closed.length === 0)
  expect((await sql`select * from thing`.execute(db)).rows).toEqual([{ id: 1, text: 'one' }])
}, 90_000)

test('a query that takes its time, while others are answered, is left alone', async () => {
  await using it = await cared({ silenceMs: 1000 })
  const { db } = it.database
  for (let count = 0; count < 8; count++) await sql`select pg_sleep(0.3)`.execute(db)
  expect(it.gate.closed).toEqual([])
}, 90_000)
