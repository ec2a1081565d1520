import { mkdtempSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { anActor, anonymous, makeTestApp } from '../../../test/app.ts'
import { engine, freshDatabase } from '../../../test/db.ts'
import { backup } from '../../kernel/backup.ts'
import { check } from '../../kernel/backup-file.ts'
import { seal } from '../../kernel/audit.ts'
import { version } from '../../kernel/version.ts'
import * as contract from './contract.ts'
import { verbs } from './cli.ts'
import { backupSource } from './server/source.ts'

const operator = anActor({ grants: [['operator', null]] })
const curator = anActor({ grants: [['curator', 'some-org']] })

test('only operators see figures, jobs, the audit trail and backups', async () => {
  await using app = await makeTestApp({ database: await freshDatabase() })
  for (const url of ['/api/metrics', '/api/jobs', '/api/audit', '/api/audit/verify']) {
    expect([url, (await app.as(anonymous).fetch(url)).status]).toEqual([url, 401])
    expect([url, (await app.as(curator).fetch(url)).status]).toEqual([url, 403])
  }
  expect((await app.as(curator).fetch('/api/backup', { method: 'POST' })).status).toBe(403)
  const scoped = anActor({ grants: [['operator', null]], scopes: ['read', 'write'] })
  expect((await app.as(scoped).fetch('/api/backup', { method: 'POST' })).status).toBe(403)
})

test('health tells everybody whether it works, and nothing more', async () => {
  await using app = await makeTestApp()
  expect(await app.as(anonymous).call(contract.health)).toEqual({ status: 'ok', version })
  app.services.gate.close('test')
  expect(await app.as(anonymous).call(contract.health)).toEqual({ status: 'read-only', version })
})

test('health is 503 when the database does not answer in time', async () => {
  await using database = await freshDatabase()
  await using app = await makeTestApp({ database })
  const slow = sql`select pg_sleep(3)`.execute(database.db)
  const busy = database.engine.concurrent
    ? Promise.all(Array.from({ length: 12 }, () => sql`select pg_sleep(3)`.execute(database.db)))
    : slow
  const answer = await app.as(anonymous).fetch('/api/health')
  expect([answer.status, ((await answer.json()) as { type: string }).type]).toEqual([503, 'database-silent'])
  await Promise.all([slow, busy])
  expect((await app.as(anonymous).fetch('/api/health')).status).toBe(200)
})

test('figures count requests by pattern, never by address', async () => {
  await using app = await makeTestApp()
  await app.as(anonymous).fetch('/api/health')
  const answer = await app.as(operator).fetch('/api/metrics')
  const text = await answer.text()
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
  expect(text).toMatch(/hashidate_request_seconds_count\{method="GET",route="\/api\/health",status="2xx"\} 1/)
})

describe('audit trail', () => {
  const record = async (app: Awaited<ReturnType<typeof makeTestApp>>, subject: string, ...actions: string[]) => {
    for (const action of actions) await app.services.audit(app.services.db, 'ann', action, subject, { action })
  }

  test('is listed newest first, by filter and page', async () => {
    await using app = await makeTestApp()
    const subject = crypto.randomUUID()
    const { call } = app.as(operator)
    const before = new Date(Date.now() - 1000).toISOString()
    await record(app, subject, 'test.one', 'test.two', 'tested')
    const all = await call(contract.audit, { query: { subject } })
    expect([all.total, all.events.map(({ action }) => action).toSorted()]).toEqual([
      3,
      ['test.one', 'test.two', 'tested'],
    ])
    expect(all.events.map(({ at }) => at)).toEqual(
      all.events
        .map(({ at }) => at)
        .toSorted()
        .toReversed(),
    )
    expect(JSON.parse(all.events[0]!.payload!)).toEqual({ action: all.events[0]!.action })
    expect((await call(contract.audit, { query: { subject, action: 'test' } })).total).toBe(2)
    expect((await call(contract.audit, { query: { subject, action: 'test.one' } })).total).toBe(1)
    expect((await call(contract.audit, { query: { subject, actor: 'bob' } })).total).toBe(0)
    expect((await call(contract.audit, { query: { subject, from: before } })).total).toBe(3)
    expect((await call(contract.audit, { query: { subject, to: before } })).total).toBe(0)
    const page = await call(contract.audit, { query: { subject, offset: 1, limit: 1 } })
    expect([page.total, page.events]).toEqual([3, [all.events[1]]])
    expect((await app.as(operator).fetch('/api/audit?from=yesterday')).status).toBe(422)
  })

  test('what was changed behind its back is found, and the command exits 1', async () => {
    await using database = await freshDatabase()
    await using app = await makeTestApp({ database })
    await record(app, 'thing', 'a', 'b', 'c')
    await seal(database.db)
    const { call } = app.as(operator)
    const lines: string[] = []
    const run = () => {
      lines.length = 0
      const say = (line: string) => void lines.push(line)
      return verbs[0]!.run(
        { words: [], flags: {} },
        { call, locale: 'en', json: false, data: '', out: say, err: say, signal: new AbortController().signal },
      )
    }
    const whole = await call(contract.verify)
    expect(whole).toMatchObject({ events: 3, unsealed: 0, faults: [] })
    expect(await run()).toBe(0)
    await sql`update kernel.audit set payload = '{"action":"x"}' where seq = 2`.execute(database.db)
    expect((await call(contract.verify)).faults).toMatchObject([{ seq: 2, fault: 'payload' }])
    await sql`update kernel.audit set payload = null, salt = null where seq = 2`.execute(database.db)
    expect(await call(contract.verify)).toMatchObject({ erased: 1, faults: [], head: whole.head })
    await sql`delete from kernel.audit where seq = 2`.execute(database.db)
    expect((await call(contract.verify)).faults).toMatchObject([
      { seq: 3, fault: 'gap' },
      { seq: 3, fault: 'hash' },
    ])
    expect(await run()).toBe(1)
    expect(lines[0]).toContain(whole.head)
    expect(lines.join('\n')).toContain('records before it are missing')
  })
})

test('the contract is printed from the routes, every route with who may', async () => {
  await using app = await makeTestApp()
  const answer = await app.as(anonymous).fetch('/openapi.json')
  const document = (await answer.json()) as {
    openapi: string
    paths: Record<string, Record<string, Record<string, unknown>>>
  }
  expect(await (await app.as(anonymous).fetch('/api/openapi.json')).json()).toEqual(document)
  expect(document.openapi).toBe('3.1.0')
  const routes = app.services.features.flatMap((feature) => feature.routes ?? []).map(({ route }) => route)
  expect(routes.length).toBeGreaterThan(20)
  for (const { path, method, id, who } of routes)
    expect(document.paths[`/api${path}`]?.[method.toLowerCase()]).toMatchObject({ operationId: id, 'x-who': who })
  expect(document.paths['/api/audit']?.['get']).toMatchObject({
    security: [{ token: [] }, { session: [] }],
    responses: {
      401: {},
      422: { content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
    },
  })
  expect(document.paths['/api/imports']?.['post']?.['requestBody']).toMatchObject({
    content: { 'multipart/form-data': { schema: { properties: { format: {}, file: { type: 'array' } } } } },
  })
})

test('a backup is streamed, is whole, and is in the audit trail', async () => {
  await using database = await freshDatabase()
  await using app = await makeTestApp({ database })
  const answer = await app.as(operator).fetch('/api/backup', { method: 'POST' })
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/gzip'])
  const file = join(mkdtempSync(join(tmpdir(), 'hashidate-')), 'one.gz')
  await writeFile(file, new Uint8Array(await answer.arrayBuffer()))
  const { manifest, sums } = await check(file)
  expect(manifest.tables.map(({ name }) => name)).toContain('kernel.publication')
  expect(manifest.tables.map(({ name }) => name)).not.toContain('people.session')
  expect(sums.rows).toBeGreaterThan(0)
  expect(app.services.gate.closed).toEqual([])
  expect((await app.as(operator).call(contract.audit, { query: { action: 'platform.backup' } })).events).toMatchObject([
    { actor: operator.id, seq: 1 },
  ])
})

test.skipIf(engine.concurrent)(
  'on PGlite writing waits while a backup is read, reading goes on; given up, it lets go',
  async () => {
    await using database = await freshDatabase()
    await using app = await makeTestApp({ database })
    const { gate } = app.services
    const taken = backup(backupSource(app.services))
    await taken.next()
    expect((await app.as(operator).fetch('/api/backup', { method: 'POST' })).status).toBe(503)
    expect((await app.as(operator).fetch('/api/audit')).status).toBe(200)
    let done = false
    const patient = gate.patient(async () => (done = true))
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(done).toBe(false)
    await taken.return(undefined)
    expect(gate.closed).toEqual([])
    expect(await patient).toBe(true)
    gate.close('a fault')
    await expect(gate.patient(async () => true)).rejects.toMatchObject({ type: 'read-only' })
  },
)
