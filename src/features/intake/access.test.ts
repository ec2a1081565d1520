import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anActor, anonymous, makeTestApp } from '../../../test/app.ts'
import type { TestApp } from '../../../test/app.ts'
import { freshDatabase } from '../../../test/db.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Database } from '../../kernel/db.ts'
import {
  cancelImport,
  formats,
  importFaults,
  listImports,
  makeLive,
  readImport,
  startImport,
  template,
} from './contract.ts'
import { entriesCsv, imported, send } from './test-imports.ts'

let app: TestApp
let database: Database
beforeAll(async () => {
  database = await freshDatabase()
  app = await makeTestApp({ database, jobs: true })
})
afterAll(async () => {
  await app[Symbol.asyncDispose]()
  await database[Symbol.asyncDispose]()
})
const operator = anActor({ grants: [['operator', null]] })
const csv = (holder: string, rows: Parameters<typeof entriesCsv>[0], it: object = {}) =>
  imported(app, { format: 'csv', holder, files: { 'entries.csv': entriesCsv(rows) }, ...it })
const term = (id: string, columns = '', cells = '') => `id,label_ja${columns}\n${id},用語${cells}\n`
/** An import that waits, and that no worker knows of. */

describe('who may', () => {
  const home = 'home-of-imports'
  const people: Record<string, Actor> = {
    anonymous,
    researcher: anActor(),
    member: anActor({ grants: [['member', home]] }),
    administrator: anActor({ grants: [['administrator', home]] }),
    curator: anActor({ grants: [['curator', home]] }),
    'curator elsewhere': anActor({ grants: [['curator', 'elsewhere']] }),
    operator,
  }
  let own: string
  beforeAll(async () => {
    own = (await csv(home, [{ id: 'a' }], { dryRun: true })).id
  })
  const status = async (work: Promise<unknown>) =>
    work.then(
      () => 200,
      (error: { status?: number }) => error.status,
    )
  const table: [string, (as: Actor) => Promise<unknown>, number[]][] = [
    //                                                                                                        anon  res  mem  adm  cur  else  op
    ['formats', (as) => app.as(as).call(formats), [401, 200, 200, 200, 200, 200, 200]],
    ['template', (as) => app.as(as).call(template, { params: { name: 'line' } }), [200, 200, 200, 200, 200, 200, 200]],
    [
      'start',
      (as) =>
        send(app, { format: 'csv', holder: home, files: { 'e.csv': entriesCsv([{ id: 'a' }]) }, dryRun: true, as }),
      [401, 403, 403, 403, 200, 403, 200],
    ],
    [
      'start for everybody',
      (as) => send(app, { format: 'terms-csv', files: { 't.csv': term('EX:1') }, dryRun: true, as }),
      [401, 403, 403, 403, 403, 403, 200],
    ],
    [
      'start a whole catalogue',
      (as) => send(app, { format: 'cellosaurus', holder: home, files: { 't.txt': '' }, dryRun: true, as }),
      [401, 403, 403, 403, 403, 403, 200],
    ],
    [
      'start without a holder',
      (as) => send(app, { format: 'bbmri', files: { 't.csv': '' }, dryRun: true, as }),
      [401, 403, 403, 403, 403, 403, 200],
    ],
    ['list', (as) => app.as(as).call(listImports, { query: {} }), [401, 200, 200, 200, 200, 200, 200]],
    [
      'read',
      (as) => app.as(as).call(readImport, { params: { id: own }, query: {} }),
      [401, 404, 404, 404, 200, 404, 200],
    ],
    [
      'faults',
      (as) => app.as(as).call(importFaults, { params: { id: own }, query: {} }),
      [401, 404, 404, 404, 200, 404, 200],
    ],
    ['make live', (as) => app.as(as).call(makeLive, { params: { id: own } }), [401, 404, 404, 404, 200, 404, 200]],
    ['cancel', (as) => app.as(as).call(cancelImport, { params: { id: own } }), [401, 404, 404, 404, 409, 404, 409]],
  ]
  test.each(table)('%s', async (_, ask, expected) => {
    const seen: Record<string, unknown> = {}
    for (const [name, as] of Object.entries(people)) seen[name] = await status(ask(as))
    expect(seen).toEqual(Object.fromEntries(Object.keys(people).map((name, at) => [name, expected[at]])))
  })

  test('each sees the imports of their holders and their own, and is offered what they may', async () => {
    const seen = async (as: Actor) =>
      (await app.as(as).call(listImports, { query: { limit: 100 } })).imports.map(({ holder }) => holder)
    expect(new Set(await seen(people.curator!))).toEqual(new Set([home]))
    expect(await seen(people['curator elsewhere']!)).toEqual([])
    expect((await seen(operator)).length).toBeGreaterThan(5)
    const offered = async (as: Actor) => (await app.as(as).call(formats)).formats.map(({ name }) => name)
    expect(await offered(people.researcher!)).toEqual([])
    expect((await offered(people.curator!)).toSorted()).toEqual(['bbmri', 'beacon', 'csv', 'donors'])
    expect(await offered(operator)).toContain('cellosaurus')
  })

  test('who is no curator any more does not make a dry run live', async () => {
    const id = crypto.randomUUID()
    const was = anActor({ id, grants: [['curator', home]] })
    const dry = await csv(home, [{ id: 'b' }], { dryRun: true, as: was })
    const now = anActor({ id })
    expect((await app.as(now).call(readImport, { params: { id: dry.id }, query: {} })).state).toBe('ready')
    await expect(app.as(now).call(makeLive, { params: { id: dry.id } })).rejects.toMatchObject({ status: 403 })
  })

  test('an import that is not, is not found', async () => {
    const params = { id: crypto.randomUUID() }
    for (const call of [readImport, importFaults])
      await expect(app.as(operator).call(call as typeof readImport, { params, query: {} })).rejects.toMatchObject({
        status: 404,
      })
    for (const call of [makeLive, cancelImport])
      await expect(app.as(operator).call(call as typeof makeLive, { params })).rejects.toMatchObject({ status: 404 })
    await expect(app.as(operator).call(readImport, { params: { id: 'x' }, query: {} })).rejects.toMatchObject({
      status: 422,
    })
    await expect(
      app
        .as(operator)
        .fetch('/api/imports', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })
        .then((it) => it.status),
    ).resolves.toBe(415)
    expect(startImport.who).toBe('signed-in')
  })
})
