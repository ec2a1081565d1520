import { array, assert, asyncProperty, boolean, constantFrom, dictionary, record } from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeTestApp } from '../../../test/app.ts'
import type { TestApp } from '../../../test/app.ts'
import { freshDatabase } from '../../../test/db.ts'
import type { Database } from '../../kernel/db.ts'
import { entriesCsv, imported } from './test-imports.ts'

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

/** What is live of a holder, in the table and in publications, without ids and releases. */
async function live(holder: string): Promise<unknown> {
  const { rows } = await sql<{ key: string; donors: string | null; published: string }>`
    select replace(e.key, ${holder}, 'h') as key, e.record->>'donors' as donors, (select string_agg(replace(p.iri, ${holder}, 'h'), ' ') from kernel.live_publication p where p.source = e.source and p.iri = e.iri) as published
    from collection.entry e join kernel.source s on s.id = e.source
    where e.source = ${`catalogue:csv:${holder}`} and e.since <= s.release and (e.until is null or e.until > s.release) order by e.key`.execute(
    database.db,
  )
  return rows
}

const file = dictionary(constantFrom('a', 'b', 'c', 'd'), constantFrom('', '0', '7'), {
  minKeys: 1,
  noNullPrototype: true,
})
const step = record({ file, dryRun: boolean(), faulty: boolean() })
const text = (of: Record<string, string>, more: { id: string; donors: string }[] = []) =>
  entriesCsv([...Object.entries(of).map(([id, donors]) => ({ id, donors })), ...more])

test('any sequence of files leaves what the last one alone would have; dry runs and refused ones leave nothing', async () => {
  let count = 0
  await assert(
    asyncProperty(array(step, { maxLength: 3 }), file, async (before, last) => {
      const [long, short] = [`sequence-${++count}`, `single-${count}`]
      const send = (holder: string, content: string, dryRun = false) =>
        imported(app, { format: 'csv', holder, dryRun, files: { 'e.csv': content } })
      for (const { file: one, dryRun, faulty } of before) {
        const { state } = await send(long, text(one, faulty ? [{ id: 'e', donors: 'many' }] : []), dryRun)
        expect(['live', 'unchanged', 'ready', 'refused']).toContain(state)
      }
      await send(long, text(last))
      await send(short, text(last))
      expect(await live(long)).toEqual(await live(short))
      expect(((await live(short)) as unknown[]).length).toBe(Object.keys(last).length)
      // and it is what the file says: the same again changes nothing
      expect((await send(long, text(last))).state).toBe('unchanged')
    }),
    { numRuns: 8 },
  )
  const { rows } =
    await sql`select 1 from collection.entry e join kernel.source s on s.id = e.source where e.since > s.release or e.until > s.release`.execute(
      database.db,
    )
  expect(rows).toEqual([])
}, 120_000)
