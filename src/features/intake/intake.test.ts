import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anActor, anonymous, makeTestApp } from '../../../test/app.ts'
import type { TestApp } from '../../../test/app.ts'
import { freshDatabase } from '../../../test/db.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Database } from '../../kernel/db.ts'
import { readLine } from '../bank/contract.ts'
import { readEntry } from '../collection/contract.ts'
import { dcat, entries, search } from '../discovery/contract.ts'
import { lookUp, readTerm } from '../terms/contract.ts'
import { cancelImport, importFaults, makeLive, readImport } from './contract.ts'
import { runImport } from './server/run.ts'
import { ended, entriesCsv, everyRow, imported, send } from './test-imports.ts'

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
const term = (id: string, columns = '', cells = '') => `id,label_ja${columns}\n${id},用語${cells}\n`
/** An import that waits, and that no worker knows of. */
async function waiting(holder: string, name: string, text: string): Promise<string> {
  const { id } = await imported(app, { format: 'csv', holder, files: { [name]: text }, dryRun: true })
  const { rows } = await sql<{
    id: string
  }>`insert into kernel.import (id, source, format, holder, dry_run, on_error, state, files, by)
    select gen_random_uuid(), source, format, holder, false, on_error, 'queued', files, by from kernel.import where id = ${id} returning id`.execute(
    db(),
  )
  return rows[0]!.id
}

describe('a newer file', () => {
  test('shows its differences in a dry run and changes nothing; then it is live', async () => {
    const holder = aHolder()
    expect(await csv(holder, [{ id: 'kept' }, { id: 'changes', donors: '10' }, { id: 'goes' }])).toMatchObject({
      state: 'live',
      repeatable: false,
      report: { read: 3, accepted: 3, unchanged: 0 },
    })
    const before = await everyRow(db())
    const newer = [{ id: 'kept' }, { id: 'changes', donors: '11' }, { id: 'comes' }]
    const dry = await csv(holder, newer, { dryRun: true })
    expect(dry).toMatchObject({
      state: 'ready',
      dryRun: true,
      repeatable: true,
      report: { read: 3, accepted: 2, unchanged: 1 },
      differences: { added: 1, changed: 1, removed: 1 },
    })
    expect(dry.differences?.examples.map(({ change, key }) => [change, key])).toEqual(
      expect.arrayContaining([
        ['added', `collection ${holder}/comes`],
        ['changed', `collection ${holder}/changes`],
        ['removed', `collection ${holder}/goes`],
      ]),
    )
    expect(await everyRow(db())).toEqual(before)
    const { id } = await app.as(operator).call(makeLive, { params: { id: dry.id } })
    expect(await ended(app, id)).toMatchObject({ state: 'live', dryRun: false, report: { accepted: 2, unchanged: 1 } })
    expect((await entry(holder, 'changes')).donors).toEqual({ low: 11, high: 11 })
    await expect(entry(holder, 'goes')).rejects.toMatchObject({ status: 404 })
    // what went in is not kept a second time, and a dry run of it cannot be repeated any more
    await expect(app.as(operator).call(makeLive, { params: { id: dry.id } })).rejects.toMatchObject({
      status: 409,
      type: 'import-state',
    })
    expect(await csv(holder, newer)).toMatchObject({ state: 'unchanged', report: { accepted: 0, unchanged: 3 } })
  })

  test('an entry that went away comes back', async () => {
    const holder = aHolder()
    for (const [ids, gone] of [
      [['a', 'b'], []],
      [['a'], ['b']],
      [['a', 'b'], []],
    ] as const) {
      await csv(
        holder,
        ids.map((id) => ({ id })),
      )
      for (const id of ids) expect((await entry(holder, id)).id).toBe(id)
      for (const id of gone) await expect(entry(holder, id)).rejects.toMatchObject({ status: 404 })
    }
  })
})

describe('a faulty row', () => {
  const rows = [{ id: 'a' }, { id: 'b', donors: '=1+1' }, { id: 'c' }]
  test('refuses everything, and its report says where it is and how to mend it, in both languages', async () => {
    const holder = aHolder()
    const before = await everyRow(db())
    const view = await csv(holder, rows)
    expect(view).toMatchObject({
      state: 'refused',
      report: { read: 3, accepted: 0, rejectedTotal: 1 },
      failure: null,
      repeatable: true,
    })
    const { ...english } = view.report!.rejected[0]!
    expect(english).toMatchObject({
      place: 'entries.csv',
      line: 3,
      column: 'donors',
      value: '=1+1',
      code: expect.stringMatching(/^[a-z-]+$/),
    })
    const [japanese] = (await ended(app, view.id, operator, 'ja')).report!.rejected
    for (const text of [english.reason, english.mend]) expect(text).toMatch(/^[\x20-\x7e]{10,}$/)
    for (const text of [japanese!.reason, japanese!.mend]) expect(text).toMatch(/[ぁ-ん].*。$/)
    expect(await everyRow(db())).toEqual({ ...before, [`release of catalogue:csv:${holder}`]: 0 })
    const faults = (await app
      .as(operator)
      .call(importFaults, { params: { id: view.id }, query: { lang: 'en' } })) as unknown as string
    // the sender's text runs in no spreadsheet
    expect(faults).toContain(`entries.csv,3,donors,'=1+1,${english.code},`)
    expect(faults).not.toMatch(/(^|[,"])=/m)
  })

  test('is left out with skip; what is live of it stays', async () => {
    const holder = aHolder()
    await csv(holder, [{ id: 'a' }, { id: 'b', donors: '5' }, { id: 'z' }])
    const view = await csv(holder, rows, { onError: 'skip' })
    expect(view).toMatchObject({
      state: 'live',
      report: { accepted: 1, unchanged: 1, rejectedTotal: 1 },
      differences: { added: 1, removed: 0 },
      notes: [{ code: 'removals-held' }],
    })
    expect((await entry(holder, 'b')).donors).toEqual({ low: 5, high: 5 })
    expect((await entry(holder, 'c')).id).toBe('c')
    // the faulty row may have been z: it stays too, until a whole file says otherwise
    expect((await entry(holder, 'z')).id).toBe('z')
    await csv(holder, [{ id: 'a' }])
    await expect(entry(holder, 'z')).rejects.toMatchObject({ status: 404 })
  })

  test('that stands twice is rejected once', async () => {
    const view = await csv(aHolder(), [{ id: 'a' }, { id: 'a', name: 'Other' }, { id: 'b' }], { onError: 'skip' })
    expect(view).toMatchObject({
      state: 'live',
      report: { read: 3, accepted: 2, rejectedTotal: 1, rejected: [{ line: 3, column: 'id', value: 'a' }] },
    })
  })

  test('found by a check of the whole file is taken back, and what it would have replaced goes on', async () => {
    const at = `T${++count}`
    const file = (text: string) => imported(app, { format: 'terms-csv', files: { 'terms.csv': text }, onError: 'skip' })
    const rows = (b: string) => `id,label_ja,parents\n${at}:1,一,\n${at}:2,二${b}\n${at}:3,三,\n`
    expect(await file(rows(','))).toMatchObject({ state: 'live', report: { accepted: 3 } })
    const cycle = `id,label_ja,parents\n${at}:1,いち,${at}:2\n${at}:2,に,${at}:1\n${at}:3,さん,\n${at}:4,よん,${at}:4\n`
    const view = await file(cycle)
    expect(view.state).toBe('live')
    expect(view.report!.rejected.length).toBeGreaterThan(0)
    const labels = async () =>
      Object.fromEntries(
        await Promise.all(
          [1, 2, 3, 4].map(async (id) => [
            id,
            await app
              .as(anonymous)
              .call(readTerm, { params: { id: `${at}:${id}` } })
              .then(
                (it) => it.label.ja,
                () => null,
              ),
          ]),
        ),
      )
    // one of the ring of 1 and 2 gives way, and 4 is its own parent
    expect([view.report!.rejected.map(({ value }) => value).toSorted(), await labels()]).toEqual([
      [`${at}:2`, `${at}:4`],
      { 1: 'いち', 2: '二', 3: 'さん', 4: null },
    ])
    expect(view.report!.accepted + view.report!.rejectedTotal).toBe(4)
    const { rows: twice } =
      await sql`select key from terms.term t join kernel.source s on s.id = t.source where t.key like ${`${at}:%`}
      and t.since <= s.release and (t.until is null or t.until > s.release) group by key having count(*) <> 1`.execute(
        db(),
      )
    expect(twice).toEqual([])
    await file(term(`${at}:9`))
  })
})

describe('an address', () => {
  const line = (accession: string) =>
    `accession,name,category,species,deposits\n${accession},Line,Cancer cell line,9606:Homo sapiens,AB:1\n`
  test('that another source publishes is not taken over', async () => {
    const [a, b, accession] = [aHolder(), aHolder(), `EX-${++count}`]
    expect((await imported(app, { format: 'csv', holder: a, files: { 'l.csv': line(accession) } })).state).toBe('live')
    const two = `${line(accession)}${accession}b,Other,Cancer cell line,9606:Homo sapiens,\n`
    const refused = await imported(app, { format: 'csv', holder: b, files: { 'l.csv': two } })
    expect(refused).toMatchObject({
      state: 'refused',
      report: {
        read: 2,
        rejectedTotal: 1,
        rejected: [{ code: 'address-taken', value: accession, place: `l.csv: ${accession}` }],
      },
    })
    expect(refused.report!.rejected[0]!.reason).toContain(`/line/${accession}`)
    for (const dryRun of [true, false]) {
      expect(
        await imported(app, { format: 'csv', holder: b, files: { 'l.csv': two }, onError: 'skip', dryRun }),
      ).toMatchObject({
        report: { accepted: 1, rejectedTotal: 1 },
        differences: { added: 1, examples: [{ key: `${accession}b` }] },
      })
    }
    expect((await app.as(anonymous).call(readLine, { params: { accession } })).source.id).toBe(`catalogue:csv:${a}`)
    expect((await app.as(anonymous).call(readLine, { params: { accession: `${accession}b` } })).source.id).toBe(
      `catalogue:csv:${b}`,
    )
  })

  test('that two imports want at the same time goes to one of them', async () => {
    const [a, b, accession] = [aHolder(), aHolder(), `EX-${++count}`]
    const ids = [await waiting(a, 'l.csv', line(accession)), await waiting(b, 'l.csv', line(accession))]
    await Promise.all(ids.map((id) => runImport(app.services, id, new AbortController().signal)))
    const views = await Promise.all(ids.map((id) => ended(app, id)))
    expect(views.map(({ state }) => state).toSorted()).toEqual(['live', 'refused'])
    expect(views.find(({ state }) => state === 'refused')?.report?.rejected[0]?.code).toBe('address-taken')
    const { rows } = await sql`select 1 from kernel.live_publication where iri = ${`/line/${accession}`}`.execute(db())
    expect(rows).toHaveLength(1)
    const { rows: left } =
      await sql`select 1 from kernel.publication p join kernel.source s on s.id = p.source where p.since > s.release or p.until > s.release`.execute(
        db(),
      )
    expect(left).toEqual([])
  })

  test('a line of a holder is a deposit of that holder, whatever bank it names', async () => {
    const [holder, accession] = [aHolder(), `EX-${++count}`]
    await imported(app, { format: 'csv', holder, files: { 'l.csv': line(accession).replace('AB:1', 'RCB:HPS0001') } })
    const seen = await app.as(anonymous).call(readLine, { params: { accession } })
    expect(seen.deposits).toMatchObject([{ bank: 'RCB', holder }])
  })
})

describe('while it runs', () => {
  const many = (n: number, donors = '1') => Array.from({ length: n }, (_, at) => ({ id: `r${at}`, donors }))
  test('it can be cancelled: nothing changed, nothing left, and the next import works', async () => {
    const holder = aHolder()
    await csv(holder, many(3))
    const before = await everyRow(db())
    const id = await send(app, { format: 'csv', holder, files: { 'many.csv': entriesCsv(many(20_000, '2')) } })
    for (;;) {
      const { state, progress } = await app.as(operator).call(readImport, { params: { id }, query: {} })
      expect(['queued', 'reading']).toContain(state)
      if (state === 'reading' && progress.read > 0) break
    }
    await app.as(operator).call(cancelImport, { params: { id } })
    await expect(app.as(operator).call(cancelImport, { params: { id } })).rejects.toMatchObject({
      status: 409,
      type: 'import-state',
      details: { state: 'cancelled' },
    })
    expect(await csv(holder, many(3))).toMatchObject({ state: 'unchanged' })
    expect(await ended(app, id)).toMatchObject({ state: 'cancelled', report: null, repeatable: true })
    expect(await everyRow(db())).toEqual(before)
    expect((await entry(holder, 'r1')).donors).toEqual({ low: 1, high: 1 })
  }, 60_000)

  test('an ended one cannot be cancelled', async () => {
    const view = await csv(aHolder(), many(1))
    await expect(app.as(operator).call(cancelImport, { params: { id: view.id } })).rejects.toMatchObject({
      status: 409,
      details: { state: 'live' },
    })
    expect((await ended(app, view.id)).state).toBe('live')
  })

  test('a second one of the same source is told so', async () => {
    const holder = aHolder()
    const ids = [
      await waiting(holder, 'e.csv', entriesCsv(many(300))),
      await waiting(holder, 'e.csv', entriesCsv(many(300, '2'))),
    ]
    await Promise.all(ids.map((id) => runImport(app.services, id, new AbortController().signal)))
    const views = await Promise.all(ids.map((id) => ended(app, id, operator, 'ja')))
    expect(views.map(({ state }) => state).toSorted()).toEqual(['failed', 'live'])
    const failed = views.find(({ state }) => state === 'failed')
    expect([failed?.failure, failed?.repeatable]).toEqual([expect.stringMatching(/^同じ情報源/), true])
    // it can be run again, and then it is what counts
    const { id } = await app.as(operator).call(makeLive, { params: { id: failed!.id } })
    expect((await ended(app, id)).state).toBe('live')
  })

  test('the end of its process leaves nothing: the next start mends', async () => {
    await using own = await freshDatabase()
    const holder = aHolder()
    {
      await using first = await makeTestApp({ database: own, jobs: true })
      await imported(first, {
        format: 'csv',
        holder,
        files: { 'e.csv': entriesCsv([{ id: 'a', donors: '1' }, { id: 'b' }]) },
      })
    }
    const before = await everyRow(own.db)
    // as it lies in the tables when the process is killed: a new version of a, the end of b, a new c
    const dead = crypto.randomUUID()
    const source = `catalogue:csv:${holder}`
    await sql`insert into kernel.import (id, source, format, holder, dry_run, on_error, state, files, by, created_at)
      values (${dead}, ${source}, 'csv', ${holder}, false, 'refuse', 'reading', '{"folder":"","path":"","list":[],"lang":"en"}', ${operator.id}, now() - interval '1 hour')`.execute(
      own.db,
    )
    await sql`update kernel.source set busy = ${dead} where id = ${source}`.execute(own.db)
    for (const table of ['collection.entry', 'kernel.publication']) {
      await sql`create temp table staged as select * from ${sql.table(table)}`.execute(own.db)
      await sql`update staged set id = gen_random_uuid(), since = 2, key = replace(key, '/b', '/c')`.execute(own.db)
      await sql`update ${sql.table(table)} set until = 2`.execute(own.db)
      await sql`insert into ${sql.table(table)} select * from staged`.execute(own.db)
      await sql`drop table staged`.execute(own.db)
    }
    await using second = await makeTestApp({ database: own, jobs: true })
    expect(await everyRow(own.db)).toEqual(before)
    expect((await second.as(anonymous).call(readEntry, { params: { kind: 'collection', holder, id: 'b' } })).id).toBe(
      'b',
    )
    expect((await ended(second, dead)).state).toBe('interrupted')
    expect(
      (await imported(second, { format: 'csv', holder, files: { 'e.csv': entriesCsv([{ id: 'a', donors: '2' }]) } }))
        .state,
    ).toBe('live')
  })

  test('what is staged is seen by nobody', async () => {
    await using own = await freshDatabase()
    const holder = aHolder()
    {
      await using first = await makeTestApp({ database: own, jobs: true })
      await imported(first, { format: 'csv', holder, files: { 'e.csv': entriesCsv([{ id: 'a', diseases: 'EX:1' }]) } })
      await imported(first, {
        format: 'csv',
        holder: `${holder}x`,
        files: {
          'l.csv':
            'accession,name,category,species,diseases\nEX-1,Line one,Cancer cell line,9606:Homo sapiens,NCIT:C1 Hidden name\n',
        },
      })
      await imported(first, { format: 'terms-csv', files: { 't.csv': term('EX:1') } })
    }
    // the rows are written, and the releases that would show them are not
    await sql`update kernel.source set release = 0`.execute(own.db)
    await using second = await makeTestApp({ database: own })
    const { call } = second.as(operator)
    for (;;) if (!(await call(search, { query: {} })).searched.behind) break
    await expect(call(readEntry, { params: { kind: 'collection', holder, id: 'a' } })).rejects.toMatchObject({
      status: 404,
    })
    await expect(call(readLine, { params: { accession: 'EX-1' } })).rejects.toMatchObject({ status: 404 })
    await expect(call(readTerm, { params: { id: 'EX:1' } })).rejects.toMatchObject({ status: 404 })
    expect((await call(lookUp, { query: { q: '用語' } })).terms).toEqual([])
    expect(await call(search, { query: {} })).toMatchObject({
      total: 0,
      hits: [],
      facets: [],
      searched: { publications: 0 },
    })
    expect(await call(entries, { query: { iri: ['/line/EX-1'] } })).toEqual({ entries: [], gone: ['/line/EX-1'] })
    expect(((await call(dcat, { query: {} })) as { 'dcat:dataset': unknown[] })['dcat:dataset']).toEqual([])
    for (const feature of second.services.features) {
      expect(await feature.head?.('/line/EX-1', second.services)).toBeUndefined()
      expect([...((await feature.names?.(second.services, ['NCIT:C1', 'EX:1'])) ?? [])]).toEqual([])
    }
  })
})
