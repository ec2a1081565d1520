import { createWriteStream, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { mkdir, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip, gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { migrationsFolder } from '../src/apps/app.ts'
import { transient } from '../src/features/platform/api.ts'
import { health, verify } from '../src/features/platform/contract.ts'
import { audit as record, verify as verifyChain } from '../src/kernel/audit.ts'
import { backup, neverKept, schemasOf, shapesOf } from '../src/kernel/backup.ts'
import { openDatabase, sql } from '../src/kernel/db.ts'
import type { Database, Tx } from '../src/kernel/db.ts'
import { Gate } from '../src/kernel/gate.ts'
import { migrate, readMigrations } from '../src/kernel/migrate.ts'
import { tell } from '../src/kernel/outbox.ts'
import { startPglite } from '../src/kernel/pglite.ts'
import { refuseHalfRestored, restore } from '../src/kernel/restore.ts'
import { schemaText } from '../src/kernel/schema-text.ts'
import { identityOf, secretOf, setSetting } from '../src/kernel/settings.ts'
import { freshDatabase } from './db.ts'
import { entries, finished, send, workshop } from './faults-tools.ts'

/** Backups: whole or refused, equal on both engines, taken from a running server. */
const { place, cli, served } = workshop()

describe('backup', () => {
  const migrations = readMigrations(migrationsFolder)
  const kept = new Set<string>([...neverKept, ...transient])

  async function embeddedDatabase(): Promise<Database> {
    const embedded = await startPglite('memory://')
    const database = openDatabase({ embedded })
    return {
      ...database,
      [Symbol.asyncDispose]: async () => (await database[Symbol.asyncDispose](), embedded[Symbol.asyncDispose]()),
    }
  }

  /** Rows that use what is hard to carry: JSON null, big and exact numbers, quotes, newlines, arrays, nothing. */
  async function fill({ db }: Database): Promise<void> {
    await secretOf(db)
    await identityOf(db)
    await setSetting(db, 'nothing', null)
    for (const topic of ['a', 'b']) await tell(db as Tx, topic, {})
    await setSetting(db, 'text', 'a "b"\n\\ \u2028 日本語 𠮷')
    await sql`insert into kernel.setting values ('exact', '{"n": 12345678901234567890.10}')`.execute(db)
    await sql`insert into kernel.source (id, format, release, about) values ('s', 'csv', 1, '{}')`.execute(db)
    await sql`insert into kernel.publication (id, source, key, since, hash, iri, kind, audience, doc)
      select gen_random_uuid(), 's', g::text, 1, 'h', '/' || g, 'k', array['public', 'a "b", c', ''], jsonb_build_object('n', g, 'none', null) from generate_series(1, 3000) g`.execute(
      db,
    )
    await sql`insert into terms.term (id, source, key, since, hash, vocabulary, curie, obsolete, parents, mappings, record)
      values ('00000000-0000-4000-8000-000000000001', 's', 'k', 1, 'h', 'v', 'V:1', false, array[]::text[], 'null', '[]')`.execute(
      db,
    )
    await sql`insert into terms.label select '00000000-0000-4000-8000-000000000001', 'f' || g, ' t ', 'ja', 'x' from generate_series(1, 2500) g`.execute(
      db,
    )
    await sql`insert into kernel.import (id, format, dry_run, on_error, state, files, by) values (gen_random_uuid(), 'csv', false, 'skip', 'reading', '{}', 'ann')`.execute(
      db,
    )
    for (const action of ['a', 'b', 'c']) {
      await record(db, 'ann', action, 'thing', { name: '山田', amount: 0 })
    }
  }

  /** Everything that a backup must keep, as text. */
  async function contents({ db }: Database): Promise<string[]> {
    const all: string[] = []
    for (const { name, columns } of await shapesOf(db, schemasOf(migrations))) {
      if (kept.has(name)) continue
      const fields = columns
        .filter((it) => it.name !== 'finished_at' && it.name !== 'state')
        .map((it) => sql`t.${sql.ref(it.name)}::text`)
      const { rows } = await sql<{
        row: string
      }>`select json_build_array(${sql.join(fields)})::text as row from ${sql.table(name)} t`.execute(db)
      all.push(...rows.map(({ row }) => `${name} ${row}`))
    }
    return all.filter((line) => !line.startsWith('kernel.setting ["identity"')).toSorted()
  }

  const write = async (database: Database, folder: string, file: string) => {
    const source = { database, gate: new Gate(), folder, migrations, version: '0.0.0', now: new Date(), transient }
    await pipeline(Readable.from(backup(source)), createGzip(), createWriteStream(file))
  }
  const load = async (database: Database, folder: string, file: string) => {
    await mkdir(folder, { recursive: true })
    return restore({ database, folder, migrations, transient }, file)
  }

  /** Of this engine into the other and so on: each has the same rows, tables and audit head. */
  async function round(databases: readonly Database[]): Promise<number> {
    const [first] = databases
    await migrate(first!, migrations)
    await fill(first!)
    let folder = place('files')
    await mkdir(join(folder, 'files', 'uploads'), { recursive: true })
    const bytes = crypto.getRandomValues(new Uint8Array(65_000))
    writeFileSync(join(folder, 'files', 'uploads', '名前.csv'), bytes)
    let file = place('a.gz')
    let told = 2
    await write(first!, folder, file)
    const expected = {
      rows: await contents(first!),
      chain: await verifyChain(first!.db),
      schema: await schemaText(first!.db, schemasOf(migrations)),
    }
    expect(expected.chain).toMatchObject({ events: 3, unsealed: 0, faults: [] })
    for (const next of databases.slice(1)) {
      folder = place('restored')
      const done = await load(next, folder, file)
      expect(done.rows).toBeGreaterThan(5500)
      expect(await contents(next)).toEqual(expected.rows)
      expect(await verifyChain(next.db)).toEqual(expected.chain)
      expect(await identityOf(next.db)).not.toBe(await identityOf(first!.db))
      expect(await secretOf(next.db)).toBe(await secretOf(first!.db))
      expect(new Uint8Array(readFileSync(join(folder, 'files', 'uploads', '名前.csv')))).toEqual(bytes)
      expect((await sql`select state from kernel.import`.execute(next.db)).rows).toEqual([{ state: 'interrupted' }])
      // identities go on where they were, keys are back
      const { rows } = await sql<{
        id: number
      }>`insert into kernel.outbox (topic, payload) values ('x', '{}') returning id`.execute(next.db)
      expect(rows).toEqual([{ id: ++told }])
      await expect(
        sql`insert into terms.label values (gen_random_uuid(), 'f', 't', 'ja', 'x')`.execute(next.db),
      ).rejects.toMatchObject({ code: '23503' })
      if (next.engine.name === first!.engine.name)
        expect(await schemaText(next.db, schemasOf(migrations))).toBe(expected.schema)
      file = place('b.gz')
      await write(next, folder, file)
    }
    return databases.length
  }

  test('is restored with the same rows, files and audit head', async () => {
    await using one = await embeddedDatabase()
    await using two = await embeddedDatabase()
    expect(await round([one, two])).toBe(2)
  }, 120_000)

  test.skipIf(!process.env.TEST_DATABASE_URL)(
    'goes from PGlite to PostgreSQL and back',
    async () => {
      await using one = await embeddedDatabase()
      await using two = await freshDatabase()
      await using three = await embeddedDatabase()
      expect(two.engine.name).toBe('postgres')
      expect(await round([one, two, three])).toBe(3)
    },
    60_000,
  )

  test('cut short, changed, of another product or release: refused before anything is touched', async () => {
    await using one = await embeddedDatabase()
    await migrate(one, migrations)
    await fill(one)
    const file = place('whole.gz')
    await write(one, place('none'), file)
    const bytes = readFileSync(file)
    const text = gunzipSync(bytes).toString()
    await using two = await embeddedDatabase()
    const refusal = async (content: Uint8Array | string) => {
      const other = place('bad.gz')
      writeFileSync(other, content)
      const folder = place('target')
      const error = await load(two, folder, other).then(
        () => undefined,
        (it: { type?: string }) => it,
      )
      expect(readdirSync(folder)).toEqual([])
      expect((await sql`select 1 from pg_namespace where nspname = 'kernel'`.execute(two.db)).rows).toEqual([])
      return error?.type
    }
    for (const share of [0.999, 0.5, 0.01])
      expect(await refusal(bytes.subarray(0, Math.floor(bytes.length * share)))).toBe('backup-damaged')
    const lines = text.trimEnd().split('\n')
    expect(await refusal(gzipSync(`${lines.slice(0, -1).join('\n')}\n`))).toBe('backup-damaged')
    expect(await refusal(gzipSync(`${lines.toSpliced(40, 1).join('\n')}\n`))).toBe('backup-damaged')
    expect(await refusal(gzipSync(text.replace('/77"', '/78"')))).toBe('backup-damaged')
    const flipped = Buffer.from(bytes)
    flipped[Math.floor(bytes.length / 2)]! ^= 16
    expect(await refusal(flipped)).toBe('backup-damaged')
    expect(await refusal(gzipSync('{"product":"other"}\n'))).toBe('backup-foreign')
    expect(await refusal('kind,id\n')).toBe('backup-foreign')
    expect(await refusal(gzipSync(text.replace('"format":1', '"format":2')))).toBe('backup-newer')
    const newer = [
      ...migrations,
      { name: '9999-later', text: 'create table kernel.later (id int primary key)', digest: 'x' },
    ]
    await migrate(one, newer)
    const later = place('later.gz')
    await write(one, place('none'), later)
    expect(await refusal(readFileSync(later))).toBe('backup-newer')
    // the same into a release that knows the migration
    const folder = place('target')
    await mkdir(folder)
    expect((await restore({ database: two, folder, migrations: newer, transient }, file)).upgraded).toEqual([
      '9999-later',
    ])
    expect(
      await restore({ database: two, folder, migrations: newer, transient }, file).catch(
        (it: { type: string }) => it.type,
      ),
    ).toBe('not-empty')
  }, 120_000)

  test('an interrupted restore is known for what it is, and started over', async () => {
    await using one = await embeddedDatabase()
    await migrate(one, migrations)
    await fill(one)
    const folder = place('origin')
    await mkdir(join(folder, 'files'), { recursive: true })
    writeFileSync(join(folder, 'files', 'a'), 'a')
    const file = place('whole.gz')
    await write(one, folder, file)
    const target = place('target')
    await using two = await embeddedDatabase()
    // a table of the name of one that the release adds: the last step fails, after everything was loaded
    const failing = [...migrations, { name: '9999-bad', text: 'create table kernel.setting (id int)', digest: 'x' }]
    await mkdir(target)
    await expect(restore({ database: two, folder: target, migrations: failing, transient }, file)).rejects.toThrow(
      '9999-bad',
    )
    await expect(refuseHalfRestored(two, target)).rejects.toThrow(/was interrupted.*starts over/)
    expect((await load(two, target, file)).files).toBe(1)
    await refuseHalfRestored(two, target)
    expect(await contents(two)).toEqual(await contents(one))
  }, 120_000)

  test('is taken from a running server, which goes on, and restored by the command', async () => {
    const folder = place('running')
    const server = await served(folder)
    await finished(server.call, (await send(server.call, entries(300))).id)
    const file = place('running.gz')
    let answered = 0
    const [made] = await Promise.all([
      cli('backup', file, '--data', folder, '--json'),
      (async () => {
        for (; answered < 20; answered++) await server.call(health)
      })(),
    ])
    expect([made.code, made.err]).toEqual([0, ''])
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect((await cli('backup', file, '--data', folder)).err).toContain('exists already')
    const head = (await server.call(verify)).head
    await server.kill()
    const target = place('target')
    const restored = await cli('restore', file, '--data', target)
    expect([restored.code, restored.err]).toEqual([0, ''])
    const verdict = await cli('audit', 'verify', '--data', target, '--json')
    expect(JSON.parse(verdict.out)).toMatchObject({ head, faults: [], unsealed: 0 })
    await truncate(file, 3000)
    const cut = await cli('restore', file, '--data', place('other'))
    expect([cut.code, cut.err]).toEqual([1, expect.stringContaining('The backup is damaged')])
  }, 180_000)
})
