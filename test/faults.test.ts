import { execFileSync, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import {
  createWriteStream,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  statfsSync,
  writeFileSync,
} from 'node:fs'
import { mkdir, open, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip, gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { migrationsFolder, openApp, projectRoot } from '../src/apps/app.ts'
import type { App } from '../src/apps/app.ts'
import { connect } from '../src/apps/connect.ts'
import { features } from '../src/apps/features.ts'
import { endStates, readImport, startImport } from '../src/features/intake/contract.ts'
import { transient } from '../src/features/platform/api.ts'
import { audit, health, verify } from '../src/features/platform/contract.ts'
import { audit as record, verify as verifyChain } from '../src/kernel/audit.ts'
import { backup, neverKept, schemasOf, shapesOf } from '../src/kernel/backup.ts'
import { client } from '../src/kernel/client.ts'
import type { Call } from '../src/kernel/client.ts'
import { readConfig } from '../src/kernel/config.ts'
import { holderOf, operatorKey } from '../src/kernel/data-folder.ts'
import { openDatabase, sql } from '../src/kernel/db.ts'
import type { Database, Db, Tx } from '../src/kernel/db.ts'
import { Gate } from '../src/kernel/gate.ts'
import { inProcess } from '../src/kernel/inject.ts'
import { migrate, readMigrations } from '../src/kernel/migrate.ts'
import { tell } from '../src/kernel/outbox.ts'
import type { Problem } from '../src/kernel/problem.ts'
import { startPglite } from '../src/kernel/pglite.ts'
import { refuseHalfRestored, restore } from '../src/kernel/restore.ts'
import { schemaText } from '../src/kernel/schema-text.ts'
import { identityOf, secretOf, setSetting } from '../src/kernel/settings.ts'
import { freshDatabase } from './db.ts'

/** What can go wrong with a machine, done to real processes. */
const root = mkdtempSync(join(tmpdir(), 'hashidate-faults-'))
const children = new Set<ChildProcess>()
const mounted: string[] = []
afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
  for (const folder of mounted) execFileSync('umount', ['-l', folder])
  rmSync(root, { recursive: true, force: true })
})
let count = 0
const place = (name: string) => join(root, `${name}-${++count}`)
const plain = { HASHIDATE_LOG: 'error', HASHIDATE_MIN_FREE_BYTES: '0', HASHIDATE_REQUESTS_PER_MINUTE: '1000000' }
const { DATABASE_URL: _, HASHIDATE_URL: __, ...outer } = process.env
// this file is about folders; the suite's server is used by the one test that says so
const clean = { ...outer, LANG: 'C' }

interface Ended {
  code: number | null
  out: string
  err: string
}
function start(
  args: string[],
  env: Record<string, string> = {},
): { child: ChildProcess; said: { out: string; err: string }; ended: Promise<Ended> } {
  const child = spawn(process.execPath, args, { cwd: projectRoot, env: { ...clean, ...plain, ...env } })
  children.add(child)
  const said = { out: '', err: '' }
  child.stdout.on('data', (text: Buffer) => (said.out += text.toString()))
  child.stderr.on('data', (text: Buffer) => (said.err += text.toString()))
  const ended = new Promise<Ended>((resolve) =>
    child.on('close', (code) => (children.delete(child), resolve({ code, ...said }))),
  )
  return { child, said, ended }
}
const cli = (...args: string[]): Promise<Ended> => start(['bin/hashidate.mjs', ...args]).ended

/** The server in a process of its own; without the page, which takes time to build and has no part in this. */
const serverCode = `
  import { openApp } from '${projectRoot}src/apps/app.ts'
  import { features } from '${projectRoot}src/apps/features.ts'
  import { readConfig } from '${projectRoot}src/kernel/config.ts'
  try {
    const app = await openApp(readConfig(process.env, { data: process.env.FOLDER }), { features })
    await app.server.listen({ host: '127.0.0.1', port: 0 })
    app.announce('http://127.0.0.1:' + app.server.server.address().port)
    console.log('ready')
  } catch (error) { console.error(error.message); process.exit(1) }`
const serverFile = join(root, 'server.mjs')
writeFileSync(serverFile, serverCode)
const startServer = (folder: string, env: Record<string, string> = {}) =>
  start([serverFile], { FOLDER: folder, ...env })
async function served(folder: string, env: Record<string, string> = {}) {
  const server = startServer(folder, env)
  await until(() => server.said.out.includes('ready') || server.child.exitCode !== null)
  if (server.child.exitCode !== null) throw new Error(`the server did not start: ${server.said.err}`)
  const { call } = await connect({ ...plain }, folder, 'en')
  return { ...server, call, kill: () => (server.child.kill('SIGKILL'), server.ended) }
}

async function until(what: () => Promise<boolean> | boolean, ms = 60_000): Promise<void> {
  const end = Date.now() + ms
  while (!(await what())) {
    if (Date.now() > end) throw new Error('it did not come about')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** Catalogue entries as CSV, of about 400 bytes each. */
function entries(many: number, from = 0): Blob {
  const text = 'A cohort that is followed every year with plasma and DNA. '.repeat(5)
  const lines = Array.from({ length: many }, (_1, at) => `collection,C${from + at},Cohort ${from + at},${text}`)
  return new Blob([`kind,id,name_en,description_en\n${lines.join('\n')}\n`])
}
const send = (call: Call, blob: Blob) =>
  call(startImport, { body: { format: 'csv', holder: 'our-bank' }, files: [{ name: 'own.csv', blob }] })
async function finished(call: Call, id: string) {
  const read = () => call(readImport, { params: { id }, query: {} })
  await until(async () => endStates.includes((await read()).state), 60_000)
  return read()
}
const config = (folder: string) => readConfig(plain, { data: folder })
const liveKeys = async (db: Db) =>
  (await sql<{ key: string }>`select key from kernel.live_publication order by key collate "C"`.execute(db)).rows.map(
    ({ key }) => key,
  )

test('killed in the middle of an import: the state before is there, and a second import works', async () => {
  const folder = place('killed')
  const server = await served(folder)
  expect(await finished(server.call, (await send(server.call, entries(50))).id)).toMatchObject({
    state: 'live',
    failure: null,
  })
  const { id } = await send(server.call, entries(30_000))
  await until(async () => (await server.call(readImport, { params: { id }, query: {} })).progress.read > 2000)
  await server.kill()
  await using app = await openApp(config(folder), { features })
  const { db } = app.services
  const { call } = connectTo(app)
  expect(await liveKeys(db)).toHaveLength(50)
  expect((await call(readImport, { params: { id }, query: {} })).state).toBe('interrupted')
  expect(
    (
      await sql`select 1 from kernel.publication p join kernel.source s on s.id = p.source where p.since > s.release limit 1`.execute(
        db,
      )
    ).rows,
  ).toEqual([])
  expect((await verifyChain(db)).faults).toEqual([])
  const again = await finished(call, (await send(call, entries(60))).id)
  expect([again.state, again.differences?.added]).toEqual(['live', 10])
  expect(await liveKeys(db)).toHaveLength(60)
}, 180_000)

function connectTo(app: App): { call: Call } {
  return {
    call: client(inProcess(app.server), '', () => ({
      authorization: `Operator ${operatorKey(app.services.config.data)}`,
    })),
  }
}

describe('one process a folder', () => {
  test('a second one is refused and told which one holds it; a lock that nobody holds is taken over', async () => {
    const folder = place('locked')
    const server = await served(folder)
    const second = await startServer(folder).ended
    expect([second.code, second.err]).toEqual([1, expect.stringContaining(`in use by process ${server.child.pid}`)])
    const file = place('some.gz')
    await take(server.call, folder, file)
    const restoring = await cli('restore', file, '--data', folder)
    expect([restoring.code, restoring.err]).toEqual([
      1,
      expect.stringContaining(`in use by process ${server.child.pid}`),
    ])
    await server.kill()
    // its lock is still there, with the number of a process that is no more
    expect(existsSync(join(folder, 'lock.json'))).toBe(true)
    expect((await (await served(folder)).kill()).err).toBe('')
    writeFileSync(join(folder, 'lock.json'), '{"pid": not json')
    await using app = await openApp(config(folder), { features, jobs: false })
    expect(holderOf(app.services.config.data)?.pid).toBe(process.pid)
  }, 120_000)

  test('files of another PostgreSQL major are left as they are, with what to do', async () => {
    const folder = place('major')
    await mkdir(join(folder, 'pg'), { recursive: true })
    writeFileSync(join(folder, 'pg', 'PG_VERSION'), '17\n')
    const { code, err } = await startServer(folder).ended
    expect([code, err]).toEqual([
      1,
      expect.stringMatching(/PostgreSQL 17; this program embeds 18\..*backup FILE.*restore FILE/),
    ])
    expect(readdirSync(join(folder, 'pg'))).toEqual(['PG_VERSION'])
    expect(existsSync(join(folder, 'lock.json'))).toBe(false)
  })

  test('what cannot be read is said in one line', async () => {
    const file = place('file')
    writeFileSync(file, '')
    const one = await cli('audit', 'verify', '--data', join(file, 'below'))
    expect([one.code, one.err]).toEqual([
      1,
      expect.stringMatching(/^hashidate: The data folder .* cannot be made: ENOTDIR/),
    ])
    const two = await cli('import', join(root, 'none.csv'), '--as', 'csv', '--data', place('data'))
    expect([two.code, two.err]).toEqual([1, expect.stringMatching(/none\.csv cannot be read: ENOENT\n$/)])
    const three = await cli('backup', place('x.gz'), '--data', place('nothing'))
    expect([three.code, three.err]).toEqual([1, expect.stringMatching(/^hashidate: There is no installation in /)])
    const five = await cli('backup', join(file, 'x.gz'), '--data', place('nothing'))
    expect([five.code, five.err]).toEqual([1, expect.stringMatching(/x\.gz cannot be written: ENOTDIR\n$/)])
    const four = await cli('restore', join(root, 'none.gz'), '--data', place('data'))
    expect([four.code, four.err]).toEqual([1, expect.stringMatching(/none\.gz cannot be read: ENOENT/)])
  }, 120_000)
})

test('a folder of an earlier release is upgraded, and keeps its rows', async () => {
  const folder = place('earlier')
  const all = readMigrations(migrationsFolder)
  {
    await using embedded = await startPglite(join(folder, 'pg'))
    await using database = openDatabase({ embedded })
    await migrate(database, all.slice(0, 1))
    await sql`insert into kernel.source (id, format) values ('old', 'csv')`.execute(database.db)
    await setSetting(database.db, 'secret', 'of before')
  }
  await using app = await openApp(config(folder), { features, jobs: false })
  expect(app.services.secret).toBe('of before')
  expect((await sql`select id from kernel.source`.execute(app.services.db)).rows).toEqual([{ id: 'old' }])
  expect((await sql`select name from kernel.migration`.execute(app.services.db)).rows).toHaveLength(all.length)
}, 60_000)

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

async function take(call: Call, folder: string, file: string): Promise<void> {
  await call(health)
  const { code, err } = await cli('backup', file, '--data', folder)
  expect([code, err]).toEqual([0, ''])
}

/** A small disk of its own; undefined where it cannot be mounted. */
function smallDisk(megabytes: number): string | undefined {
  const folder = place('disk')
  try {
    execFileSync('mkdir', ['-p', folder])
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'ignore' })
    mounted.push(folder)
    return folder
  } catch {
    return undefined
  }
}

describe('a full disk', () => {
  const disk = smallDisk(400)
  if (!disk) process.stderr.write('skipped: no small disk can be mounted here, so a full one is not tried\n')

  /** A server with fifty entries on a disk that has only so much room left. */
  async function crowded(free: number, least: number) {
    const folder = join(disk!, `data-${free}`)
    const server = await served(folder, { HASHIDATE_MIN_FREE_BYTES: String(least * 2 ** 20) })
    expect((await finished(server.call, (await send(server.call, entries(50))).id)).state).toBe('live')
    const { bavail, bsize } = statfsSync(disk!)
    const ballast = join(disk!, 'ballast')
    const handle = await open(ballast, 'w')
    for (let left = bavail * bsize - free * 2 ** 20; left > 0; left -= 2 ** 20)
      await handle.write(Buffer.alloc(Math.min(left, 2 ** 20), 1))
    await handle.close()
    const status = async () => (await server.call(health).catch((error: Problem) => error)).status
    return {
      ...server,
      status,
      makeRoom: () => rmSync(ballast),
      [Symbol.asyncDispose]: async () => {
        await server.kill()
        rmSync(folder, { recursive: true })
        rmSync(ballast, { force: true })
      },
    }
  }
  const room = expect.stringMatching(/disk is full/i)

  test.skipIf(!disk)(
    'noticed in time: the import fails clearly, the server is read-only, and with room it works again',
    async () => {
      await using server = await crowded(120, 100)
      const { call } = server
      const { id } = await send(call, entries(30_000))
      expect(await finished(call, id)).toMatchObject({ state: 'failed', failure: room })
      await until(async () => (await server.status()) === 'read-only')
      await expect(send(call, entries(1))).rejects.toMatchObject({ type: 'read-only', status: 503 })
      expect((await call(audit, { query: {} })).total).toBeGreaterThan(0)
      server.makeRoom()
      await until(async () => (await server.status()) === 'ok')
      expect(await finished(call, (await send(call, entries(60))).id)).toMatchObject({
        state: 'live',
        differences: { added: 10 },
      })
    },
    60_000,
  )

  test.skipIf(!disk)(
    'in the middle of the log: the database ends, is started again when there is room, and has lost nothing',
    async () => {
      await using server = await crowded(25, 0)
      const { call } = server
      const { id } = await send(call, entries(30_000))
      await until(async () => (await server.status()) === 503)
      await expect(call(audit, { query: {} })).rejects.toMatchObject({ type: 'database-silent' })
      server.makeRoom()
      await until(async () => (await server.status()) === 'ok')
      expect(await finished(call, id)).toMatchObject({ state: 'failed', failure: room })
      expect(await finished(call, (await send(call, entries(60))).id)).toMatchObject({
        state: 'live',
        differences: { added: 10 },
      })
      expect((await call(verify)).faults).toEqual([])
    },
    60_000,
  )
})
