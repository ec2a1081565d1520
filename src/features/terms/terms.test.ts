import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anActor, anonymous, makeTestApp } from '../../../test/app.ts'
import type { TestApp } from '../../../test/app.ts'
import { freshDatabase } from '../../../test/db.ts'
import type { Database } from '../../kernel/db.ts'
import { everyRow, imported, wentLive } from '../intake/test-imports.ts'
import {
  children,
  exportVocabulary,
  lookUp,
  overrideLabel,
  readTerm,
  vocabularies,
  withdrawOverride,
} from './contract.ts'

let app: TestApp
let database: Database
const operator = anActor({ grants: [['operator', null]] })
const curator = anActor({ grants: [['curator', 'any-holder']] })
const own = `id,label_en,label_ja,label_kana,synonyms_en,synonyms_ja,definition_en,definition_ja,parents,exact,close,narrow,broad,notation
AA:1,Root,根,ね,,,,,,,,,,
AA:2,Abnormal echocardiogram,異常心エコー図,いじょうしんえこーず|いじょうしんえこず,"Echo, abnormal|AE",心エコー図異常,"Two
lines, ""quoted""",定義,AA:1,BB:2,,BB:3,,AE1
AA:3,-itis of something,ー炎,,,,,,AA:1,,BB:2,,,
AA:4,Both ways,両方,,,,,,AA:2|AA:3,,,,,
AA:10,Tenth,十,,,,,,AA:1,,,,,
BB:2,Abnormal echocardiogram,心エコー異常,,,,,,,,,,,
BB:3,Narrow thing,狭い,,,,,,BB:2,,,,,
`
beforeAll(async () => {
  database = await freshDatabase()
  app = await makeTestApp({ database, jobs: true })
  await wentLive(app, { format: 'terms-csv', files: { 't.csv': own } })
})
afterAll(async () => {
  await app[Symbol.asyncDispose]()
  await database[Symbol.asyncDispose]()
})
const read = (id: string) => app.as(anonymous).call(readTerm, { params: { id } })
const find = async (q: string, query: object = {}) =>
  (await app.as(anonymous).call(lookUp, { query: { q, ...query } })).terms

describe('a term', () => {
  test('shows every way up, what is below in order, and mappings from both ends', async () => {
    expect((await read('AA:4')).paths.map((path) => path.map(({ id }) => id))).toEqual([
      ['AA:1', 'AA:2'],
      ['AA:1', 'AA:3'],
    ])
    expect((await read('AA:1')).children.map(({ id, children: count }) => [id, count])).toEqual([
      ['AA:10', 0],
      ['AA:2', 1],
      ['AA:3', 1],
    ])
    const of = async (id: string) => (await read(id)).mappings.map(({ kind, target, source }) => [kind, target, source])
    expect(await of('AA:2')).toEqual([
      ['exact', 'BB:2', 'AA'],
      ['narrow', 'BB:3', 'AA'],
    ])
    expect((await of('BB:2')).toSorted()).toEqual([
      ['close', 'AA:3', 'AA'],
      ['exact', 'AA:2', 'AA'],
    ])
    expect(await of('BB:3')).toEqual([['broad', 'AA:2', 'AA']])
  })

  test('shows who says what where sources of one concept disagree, and its namesakes', async () => {
    const term = await read('AA:2')
    expect(term.disagreements).toEqual([
      {
        lang: 'ja',
        says: [
          { source: 'AA', text: '異常心エコー図' },
          { source: 'BB', text: '心エコー異常' },
        ],
      },
    ])
    expect(term.namesakes.map(({ id }) => id)).toEqual(['BB:2'])
    expect(term).toMatchObject({
      notation: 'AE1',
      definition: { en: 'Two\nlines, "quoted"', ja: '定義' },
      kana: 'いじょうしんえこーず',
      source: { id: 'AA' },
    })
  })

  test('that is not there is not found, whatever its name', async () => {
    for (const id of [
      'AA:99',
      'x',
      '../..',
      '%',
      "'; drop table terms.term; --",
      'あ',
      '__proto__',
      'constructor',
      ' ',
    ]) {
      for (const route of [readTerm, children])
        await expect(app.as(anonymous).call(route as typeof readTerm, { params: { id } })).rejects.toMatchObject({
          status: 404,
          type: 'no-such-term',
        })
    }
    expect((await app.as(anonymous).fetch('/api/terms/%00')).status).toBe(422)
    expect((await app.as(anonymous).fetch('/api/terms?q=%00')).status).toBe(422)
    expect((await app.as(anonymous).fetch('/api/terms?q=')).status).toBe(422)
    await expect(read('x'.repeat(101))).rejects.toMatchObject({ status: 422 })
  })

  test('has its narrower terms in pages', async () => {
    const page = (query: object) => app.as(anonymous).call(children, { params: { id: 'AA:1' }, query })
    expect(await page({ limit: 2 })).toMatchObject({ total: 3, terms: [{ id: 'AA:10' }, { id: 'AA:2' }] })
    expect(await page({ limit: 2, offset: 2 })).toMatchObject({ total: 3, terms: [{ id: 'AA:3' }] })
  })
})

describe('a look-up', () => {
  test.each([
    ['異常心エコー図', 'AA:2'],
    ['異常心エコ図', 'AA:2'],
    ['異常 心エコー 図', 'AA:2'],
    ['いじょうしんえこず', 'AA:2'],
    ['イジョウシンエコーズ', 'AA:2'],
    ['ｲｼﾞｮｳｼﾝｴｺｰｽﾞ', 'AA:2'],
    ['echo abnormal', 'AA:2'],
    ['ＥＣＨＯ，ＡＢＮＯＲＭＡＬ', 'AA:2'],
    ['ae1', 'AA:2'],
    ['aa:2', 'AA:2'],
    ['AA_2', 'AA:2'],
  ])('of %s finds %s', async (q, id) => {
    expect((await find(q)).filter(({ match }) => match === 'exact').map((it) => it.id)).toEqual([id])
  })

  test('says how it matched, and takes one vocabulary where one is named', async () => {
    expect((await find('Abnormal echocardiogram')).map(({ id, match }) => [id, match])).toEqual([
      ['AA:2', 'exact'],
      ['BB:2', 'exact'],
    ])
    expect((await find('Abnormal echocardiogram', { vocabulary: ['BB'] })).map(({ id }) => id)).toEqual(['BB:2'])
    expect((await find('abnormal echo', { vocabulary: ['BB'] })).map(({ id, match }) => [id, match])).toEqual([
      ['BB:2', 'prefix'],
    ])
    expect((await find('abnormal echocardiogrm', { vocabulary: ['BB'] })).map(({ id, match }) => [id, match])).toEqual([
      ['BB:2', 'similar'],
    ])
    expect((await find('Abnormal echocardiogram', { limit: 1 })).length).toBe(1)
    for (const q of ['、。', '()', '%', '_', '\\', '😀']) expect([q, await find(q)]).toEqual([q, []])
  })
})

describe("a curator's label", () => {
  const said = { lang: 'ja' as const, text: '心エコー図の異常所見', reason: '学会の用語集に合わせる' }
  test('is shown everywhere at once, found, written down, and taken back', async () => {
    const before = await read('AA:2')
    const { id } = await app.as(curator).call(overrideLabel, { params: { id: 'AA:2' }, body: said })
    const after = await read('AA:2')
    expect(after.label).toEqual({ en: 'Abnormal echocardiogram', ja: said.text })
    expect(after.overrides).toMatchObject([{ id, ...said }])
    // the source's own label stays beside it
    expect(after.labels).toEqual([
      { lang: 'ja', text: said.text, kind: 'preferred', source: 'curator' },
      ...before.labels,
    ])
    expect(after.disagreements[0]?.says).toContainEqual({ source: 'curator', text: said.text })
    expect((await read('AA:4')).parents.map(({ label }) => label.ja)).toContain(said.text)
    expect((await find(said.text))[0]).toMatchObject({ id: 'AA:2', matched: said.text, match: 'exact' })
    expect((await find('心エコー図の異'))[0]).toMatchObject({ id: 'AA:2', match: 'prefix' })
    const trail = async (action: string) =>
      (
        await sql`select actor, payload->>'override' as override from kernel.audit where action = ${action} and subject = 'AA:2'`.execute(
          database.db,
        )
      ).rows
    expect(await trail('terms.override')).toEqual([{ actor: curator.id, override: id }])
    const away = { params: { id: 'AA:2', override: id } }
    await app.as(operator).call(withdrawOverride, away)
    expect(await read('AA:2')).toEqual(before)
    expect([await find(said.text), await trail('terms.withdraw-override')]).toEqual([
      [],
      [{ actor: operator.id, override: id }],
    ])
    await expect(app.as(curator).call(withdrawOverride, away)).rejects.toMatchObject({ status: 404 })
  })

  test('is of a term that is there, with a reason, by a curator', async () => {
    const params = { id: 'AA:2' }
    for (const [as, status] of [
      [anonymous, 401],
      [anActor(), 403],
      [anActor({ grants: [['member', 'x']] }), 403],
      [anActor({ grants: [['administrator', 'x']] }), 403],
    ] as const) {
      await expect(app.as(as).call(overrideLabel, { params, body: said })).rejects.toMatchObject({ status })
      await expect(app.as(as).call(withdrawOverride, { params: { ...params, override: 'x' } })).rejects.toMatchObject({
        status,
      })
    }
    const as = app.as(curator)
    await expect(as.call(overrideLabel, { params: { id: 'AA:99' }, body: said })).rejects.toMatchObject({ status: 404 })
    for (const fault of [
      { reason: '' },
      { text: '' },
      { lang: 'fr' },
      { text: 'a\0' },
      { text: '\ud800' },
      { more: 1 },
    ]) {
      await expect(
        as.call(overrideLabel, { params, body: { ...said, ...fault } as typeof said }),
      ).rejects.toMatchObject({ status: 422 })
    }
    await expect(as.call(withdrawOverride, { params: { ...params, override: 'x' } })).rejects.toMatchObject({
      status: 404,
    })
  })

  test('of a term that went away is not offered', async () => {
    await app.as(curator).call(overrideLabel, { params: { id: 'BB:3' }, body: { ...said, text: '消える用語' } })
    expect((await find('消える用語')).map(({ id }) => id)).toEqual(['BB:3'])
    await imported(app, {
      format: 'terms-csv',
      files: {
        't.csv': own
          .split('\n')
          .filter((line) => !line.startsWith('BB:3'))
          .join('\n'),
      },
    })
    expect(await find('消える用語')).toEqual([])
    await imported(app, { format: 'terms-csv', files: { 't.csv': own } })
    expect((await find('消える用語')).map(({ id }) => id)).toEqual(['BB:3'])
  })
})

describe('a vocabulary', () => {
  const exported = (id: string) =>
    app.as(anonymous).call(exportVocabulary, { params: { id } }) as unknown as Promise<string>
  test('is listed with its size', async () => {
    const all = (await app.as(anonymous).call(vocabularies)).vocabularies
    expect(all.map(({ id, terms, changedCopies }) => [id, terms, changedCopies])).toEqual([
      ['AA', 5, true],
      ['BB', 2, true],
    ])
    await expect(exported('CC')).rejects.toMatchObject({ status: 404, type: 'no-such-vocabulary' })
  })

  test('comes back from its export as it was', async () => {
    const before = await everyRow(database.db)
    const [a, b] = [await exported('AA'), await exported('BB')]
    expect(a).toContain(",'-itis of something,")
    const view = await imported(app, { format: 'terms-csv', files: { 't.csv': `${a}${b.slice(b.indexOf('\n') + 1)}` } })
    expect([view.state, view.report, view.differences?.examples]).toMatchObject([
      'unchanged',
      { unchanged: 7, rejectedTotal: 0 },
      [],
    ])
    expect(await everyRow(database.db)).toEqual(before)
  })

  test('is not given out changed where its licence forbids that', async () => {
    await sql`update kernel.source set about = about || '{"changedCopies": false, "licence": "CC BY-ND 4.0"}' where id = 'terms:terms-csv'`.execute(
      database.db,
    )
    await expect(exported('AA')).rejects.toMatchObject({
      status: 403,
      type: 'no-changed-copies',
      details: { licence: 'CC BY-ND 4.0' },
    })
    expect((await app.as(anonymous).call(vocabularies)).vocabularies[0]).toMatchObject({
      licence: 'CC BY-ND 4.0',
      changedCopies: false,
    })
    expect((await read('AA:2')).source.changedCopies).toBe(false)
    await sql`update kernel.source set about = '{}' where id = 'terms:terms-csv'`.execute(database.db)
  })
})
