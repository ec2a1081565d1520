import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anActor, anonymous, makeTestApp } from '../../../test/app.ts'
import type { TestApp } from '../../../test/app.ts'
import { freshDatabase } from '../../../test/db.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Database } from '../../kernel/db.ts'
import { readEntry } from '../collection/contract.ts'
import { formats, readImport, template } from './contract.ts'
import { tidyJob } from './server/jobs.ts'
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
const db = () => database.db
const operator = anActor({ grants: [['operator', null]] })
let count = 0
const aHolder = () => `holder-${++count}`
const csv = (holder: string, rows: Parameters<typeof entriesCsv>[0], it: object = {}) =>
  imported(app, { format: 'csv', holder, files: { 'entries.csv': entriesCsv(rows) }, ...it })
const entry = (holder: string, id: string, as: Actor = anonymous, kind: 'collection' | 'biobank' = 'collection') =>
  app.as(as).call(readEntry, { params: { kind, holder, id } })
/** An import that waits, and that no worker knows of. */
const fileOf = async (id: string) =>
  (await sql<{ folder: string }>`select files->>'folder' as folder from kernel.import where id = ${id}`.execute(db()))
    .rows[0]?.folder

describe('files', () => {
  test('in CP932 and with a byte order mark are read as they are meant', async () => {
    const row = (bytes: number[]) => Uint8Array.from([...Buffer.from('kind,id,name_ja\ncollection,x,'), ...bytes, 10])
    const holder = aHolder()
    for (const [name, bytes] of [
      ['cp932.csv', row([0x93, 0xfa, 0x96, 0x7b])],
      ['utf8.csv', Uint8Array.from([0xef, 0xbb, 0xbf, ...row([...Buffer.from('日本')])])],
    ] as const) {
      expect([name, (await imported(app, { format: 'csv', holder, files: { [name]: bytes } })).failure]).toEqual([
        name,
        null,
      ])
      expect((await entry(holder, 'x')).name).toEqual({ ja: '日本' })
    }
  })

  test('that are templates import as they are', async () => {
    const list = (await app.as(operator).call(formats)).formats.flatMap(({ name, templates, holder }) =>
      templates.map((it) => ({ format: name, name: it, holder })),
    )
    // those of donors belong together and are tried with their readers
    const alone = list.filter(({ format }) => format !== 'donors')
    expect(alone.map(({ name }) => name).toSorted()).toEqual(['collection', 'line', 'term'])
    for (const { format, name, holder } of alone) {
      const text = (await app.as(anonymous).call(template, { params: { name } })) as unknown as string
      const view = await imported(app, {
        format,
        files: { [`${name}.csv`]: text },
        ...(holder === 'needed' ? { holder: aHolder() } : {}),
      })
      expect([name, view.state, view.report?.rejected]).toEqual([name, 'live', []])
    }
    await expect(app.as(anonymous).call(template, { params: { name: 'nothing' } })).rejects.toMatchObject({
      status: 404,
    })
  })

  test('that are refused are not kept', async () => {
    const sent = { format: 'nothing', files: { 'a.csv': 'x' } }
    await expect(send(app, sent)).rejects.toMatchObject({ status: 422, type: 'no-such-format' })
    await expect(send(app, { ...sent, format: 'csv' })).rejects.toMatchObject({ status: 422, type: 'holder-needed' })
    await expect(send(app, { ...sent, format: 'csv', holder: 'No Holder' })).rejects.toMatchObject({
      status: 422,
      type: 'bad-holder',
    })
    await expect(send(app, { format: 'csv', holder: 'x', files: {} })).rejects.toMatchObject({
      status: 422,
      type: 'no-file',
    })
    // refused before it is known what it is
    await expect(send(app, { ...sent, onError: 'perhaps' as 'skip' })).rejects.toMatchObject({
      status: 422,
      type: 'invalid',
    })
    const folders = async () =>
      (await readdir(join(app.services.config.data, 'files', 'uploads')).catch(() => [])).length
    const { rows: kept } =
      await sql`select distinct files->>'folder' from kernel.import where files->>'folder' <> '' and state <> 'queued'`.execute(
        db(),
      )
    expect(await folders()).toBe(kept.length)
    const live = await csv(aHolder(), [{ id: 'a' }])
    expect(await fileOf(live.id)).toBe('')
    const refused = await csv(aHolder(), [{ id: 'a', donors: 'x' }])
    const files = join(app.services.config.data, 'files')
    expect(existsSync(join(files, String(await fileOf(refused.id))))).toBe(true)
    // and those wait a fortnight, not for ever
    await tidyJob.run({}, app.services, AbortSignal.any([]))
    expect(existsSync(join(files, String(await fileOf(refused.id))))).toBe(true)
    const folder = join(files, String(await fileOf(refused.id)))
    await sql`update kernel.import set finished_at = now() - interval '15 days' where id = ${refused.id}`.execute(db())
    await tidyJob.run({}, app.services, AbortSignal.any([]))
    expect([await fileOf(refused.id), existsSync(folder)]).toEqual(['', false])
    expect((await app.as(operator).call(readImport, { params: { id: refused.id }, query: {} })).repeatable).toBe(false)
  })
})
