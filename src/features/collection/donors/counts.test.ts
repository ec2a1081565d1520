import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { anActor, anonymous } from '../../../../test/app.ts'
import { countCohort, explainCohort, ownCount } from '../../discovery/cohort-contract.ts'
import { aHolder } from '../test-imports.ts'

const people = (n: number) =>
  Array.from({ length: n }, (_, at) => ({
    type: 'donor',
    id: `SECRET${at}`,
    sex: at % 2 ? 'MALE' : 'FEMALE',
    born: `${1930 + (at % 80)}-06`,
    reported: '2024-01-10',
  }))

test('who may see what, the allowance, and what a failure looks like', { timeout: 120_000 }, async () => {
  await using it = await aHolder()
  await it.lines(people(200))
  const { app, holder, people: who } = it
  const query = { version: 1, where: { sex: ['FEMALE'] } }
  // sign-in
  expect(
    (
      await app.as(anonymous).fetch('/api/cohorts/count', {
        method: 'POST',
        body: JSON.stringify({ query }),
        headers: { 'content-type': 'application/json' },
      })
    ).status,
  ).toBe(401)
  // true counts: the holder's own people, nobody else, not even an operator of the installation
  for (const actor of [who.member, who.curator])
    expect((await app.as(actor).call(ownCount, { body: { holder, query } })).total).toBe(100)
  for (const actor of [who.stranger, who.researcher, anActor({ grants: [['operator', null]] })]) {
    await expect(app.as(actor).call(ownCount, { body: { holder, query } })).rejects.toMatchObject({
      status: 404,
      type: 'not-found',
    })
  }
  await expect(app.as(who.stranger).call(ownCount, { body: { holder: 'other-bank', query } })).rejects.toMatchObject({
    status: 404,
  })
  // a stranger may not import for this holder
  await expect(it.lines(people(1), { as: who.stranger })).rejects.toMatchObject({ status: 403 })
  // faults with their place
  await expect(it.shown({ sex: ['WOMAN'] })).rejects.toMatchObject({
    type: 'cohort-question',
    details: { faults: [{ pointer: '/where/sex/0' }] },
  })
  await expect(it.shown({ sex: ['FEMALE'] }, '2024-02-31')).rejects.toMatchObject({ status: 422 })
  // repeats are free and equal, by whatever words, for whoever asks; no pseudonym leaves
  const first = await it.shown({ sex: ['FEMALE'] })
  expect(await it.shown({ not: { not: { sex: ['FEMALE'] } } })).toMatchObject({
    total: first.total,
    facets: first.facets,
  })
  expect((await app.as(who.member).call(countCohort, { body: { query } })).total).toBe(first.total)
  expect(Math.abs((first.total ?? 0) - 100)).toBeLessThanOrEqual(9)
  expect(JSON.stringify(first)).not.toContain('SECRET')
  const log = await sql<{
    n: number
  }>`select count(*) as n from discovery.question where person = ${who.researcher.id}`.execute(it.database.db)
  expect(log.rows[0]?.n).toBe(1)
  // the 101st new question
  const bands = Array.from({ length: 120 }, (_, at) => ({
    age: { at: 'now', from: 5 * (at % 20), below: 5 * (at % 20) + 5 * (1 + Math.floor(at / 20)) },
  }))
  let asked = 1
  for (const where of bands.slice(0, 99)) {
    await it.shown(where)
    asked++
  }
  expect(asked).toBe(100)
  const later = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
  await expect(it.shown(bands[100])).rejects.toMatchObject({
    status: 429,
    type: 'allowance-used',
    details: { again: expect.stringContaining(later) },
  })
  expect((await it.shown({ sex: ['FEMALE'] })).total).toBe(first.total)
  expect((await it.shown(bands[100], undefined, who.stranger)).holders[0]?.status).not.toBe('unknown')
  // an import starts the next release: numbers are drawn anew, and repeats are new questions
  await it.lines([{ type: 'donor', id: 'ONE-MORE' }])
  await expect(it.shown({ sex: ['FEMALE'] })).rejects.toMatchObject({ type: 'allowance-used' })
  // a holder whose donors cannot be read is unknown, with the reason, and no number
  const { data } = app.services.config
  for (const name of readdirSync(join(data, 'segments'))) rmSync(join(data, 'segments', name))
  rmSync(join(data, 'cache', 'donors'), { recursive: true, force: true })
  await sql`update collection.donor_release set release = release + 1`.execute(it.database.db)
  await sql`update collection.donor_segment set sha256 = repeat('0', 64)`.execute(it.database.db)
  const broken = await it.shown({ sex: ['FEMALE'] }, undefined, who.stranger)
  expect(broken).toMatchObject({
    total: null,
    totalUnknown: 1,
    holders: [{ status: 'unknown', count: null, below: null, reason: { code: 'failed' } }],
  })
})

test('a sentence for everybody, and the schema where it is promised', async () => {
  await using it = await aHolder()
  const { sentence } = await it.app
    .as(anonymous)
    .call(explainCohort, { body: { query: { version: 1, where: { sex: ['FEMALE'] } } } })
  expect(sentence.ja).toContain('女性')
  const schema = await it.app.as(anonymous).fetch('/schemas/cohort-query.json')
  expect([schema.status, ((await schema.json()) as { title?: string }).title !== '']).toEqual([200, true])
})

test('a consent that ends begins the next release; fewer than ten is one answer', { timeout: 60_000 }, async () => {
  await using it = await aHolder()
  const until = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10)
  await it.lines(
    people(60).map((one, at) => ({
      ...one,
      consents: [{ scope: ['DUO:0000042'], from: '2023-01-01', ...(at < 20 ? { until } : {}) }],
    })),
  )
  expect((await it.own(undefined)).total).toBe(40)
  // as if it had been imported before the end
  await sql`update collection.donor_release set day = ${until}::date - 30`.execute(it.database.db)
  expect((await it.own(undefined)).total).toBe(40)
  const { rows } = await sql<{
    release: number
    trail: number
  }>`select release, (select count(*) from kernel.audit where action = 'collection.consents-changed') as trail from collection.donor_release`.execute(
    it.database.db,
  )
  expect(rows).toEqual([{ release: 2, trail: 1 }])
  const few = await it.shown({ birthYear: { from: 1930, below: 1935 } })
  const nobody = await it.shown({ birthYear: { from: 2090, below: 2095 } })
  expect(JSON.stringify(few.holders)).toBe(JSON.stringify(nobody.holders))
  expect(JSON.stringify(few.facets.map(({ values }) => values.map(({ count, below }) => [count, below])))).toBe(
    JSON.stringify(nobody.facets.map(({ values }) => values.map(({ count, below }) => [count, below]))),
  )
})

test(
  'killed in the middle of an import: the release before stays, and what lies about is swept',
  { timeout: 180_000 },
  async () => {
    const cli = join(import.meta.dirname, '../../../../bin/hashidate.mjs')
    const data = mkdtempSync(join(tmpdir(), 'hashidate-killed-'))
    const run = (args: string[], until?: () => boolean) =>
      new Promise<{ code: number | null; out: string }>((resolve) => {
        const child = spawn(process.execPath, [cli, ...args, '--data', data], {
          stdio: ['ignore', 'pipe', 'inherit'],
          env: { ...process.env, HASHIDATE_LOG: 'silent' },
        })
        let out = ''
        child.stdout.on('data', (piece: Buffer) => (out += piece.toString()))
        const watch = setInterval(() => until?.() && child.kill('SIGKILL'), 2)
        child.once('exit', (code) => {
          clearInterval(watch)
          resolve({ code, out })
        })
      })
    const [a, b, query] = [join(data, 'a.ndjson'), join(data, 'b.ndjson'), join(data, 'query.json')]
    writeFileSync(
      a,
      people(30)
        .map((one) => `${JSON.stringify(one)}\n`)
        .join(''),
    )
    writeFileSync(
      b,
      Array.from(
        { length: 60_000 },
        (_, at) =>
          `${JSON.stringify({ type: 'donor', id: `B${at}`, sex: 'MALE', specimens: [{ id: `S${at}`, material: 'DNA' }] })}\n`,
      ).join(''),
    )
    writeFileSync(query, '{"version":1}')
    const segments = join(data, 'segments')
    expect((await run(['import', a, '--as', 'donors', '--holder', 'some-bank', '--json'])).code).toBe(0)
    const before = readdirSync(segments)
    // when the first new segment is there, and nothing of it is live yet
    const killed = await run(
      ['import', b, '--as', 'donors', '--holder', 'some-bank'],
      () => existsSync(segments) && readdirSync(segments).some((name) => !before.includes(name)),
    )
    expect(killed.code).toBe(null)
    expect(readdirSync(segments).length).toBeGreaterThan(before.length)
    const counted = await run(['count', '--query', query, '--as-holder', 'some-bank', '--json'])
    expect(Object.keys(JSON.parse(counted.out) as object)).toEqual(['holders', 'total', 'facets', 'sentence'])
    expect((JSON.parse(counted.out) as { holders: object[] }).holders).toEqual([
      { id: 'some-bank', status: 'ok', count: 30, below: null },
    ])
    expect(readdirSync(segments)).toEqual(before)
    expect(readFileSync(a, 'utf8')).toContain('SECRET0')
  },
)
