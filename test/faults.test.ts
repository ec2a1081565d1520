import { existsSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { migrationsFolder, openApp } from '../src/apps/app.ts'
import { features } from '../src/apps/features.ts'
import { readImport } from '../src/features/intake/contract.ts'
import { audit, health, verify } from '../src/features/platform/contract.ts'
import { verify as verifyChain } from '../src/kernel/audit.ts'
import { holderOf } from '../src/kernel/data-folder.ts'
import { openDatabase, sql } from '../src/kernel/db.ts'
import { migrate, readMigrations } from '../src/kernel/migrate.ts'
import type { Problem } from '../src/kernel/problem.ts'
import { startPglite } from '../src/kernel/pglite.ts'
import { setSetting } from '../src/kernel/settings.ts'
import { config, connectTo, entries, finished, liveKeys, send, until, workshop } from './faults-tools.ts'

/** What can go wrong with a machine, done to real processes. */
const { root, place, cli, startServer, served, take, smallDisk } = workshop()

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
