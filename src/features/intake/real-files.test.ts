import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anonymous, makeTestApp } from '../../../test/app.ts'
import type { TestApp } from '../../../test/app.ts'
import { freshDatabase } from '../../../test/db.ts'
import type { Database } from '../../kernel/db.ts'
import { readEntry } from '../collection/contract.ts'
import { readLine } from '../bank/contract.ts'
import { search } from '../discovery/contract.ts'
import { children, exportVocabulary, lookUp, readTerm, vocabularies } from '../terms/contract.ts'
import { everyRow, haveRealData, imported, realFile, wentLive } from './test-imports.ts'

// the files that holders and vocabularies publish; skipped, and said so, where the folder with them is not there (../shared/data)
describe.skipIf(!haveRealData)('files as they are published', () => {
  let app: TestApp
  let database: Database
  beforeAll(async () => {
    database = await freshDatabase()
    app = await makeTestApp({ database, jobs: true })
    for (const { format, files } of inputs) await wentLive(app, { format, files: files() })
  }, 120_000)
  afterAll(async () => {
    await app[Symbol.asyncDispose]()
    await database[Symbol.asyncDispose]()
  })

  const inputs = [
    { format: 'nando', files: () => realFile('terms/nando.ttl') },
    { format: 'hpo-ja', files: () => realFile('terms/hpo-ja-2023.tsv') },
    { format: 'disease-types', files: () => realFile('terms/icd10-orpha-disease-types.csv') },
    { format: 'mondo', files: () => realFile('terms/mondo-parents.edn') },
    { format: 'duo', files: () => realFile('terms/duo.csv', 'terms/duo.owl', 'terms/duo-japanese.owl') },
    { format: 'cellosaurus', files: () => realFile('cellosaurus/cellosaurus_head_1000.txt') },
    { format: 'bbmri', files: () => realFile('bbmri-nl') },
  ]
  const call = <R>(ask: (call: ReturnType<TestApp['as']>['call']) => Promise<R>) => ask(app.as(anonymous).call)
  const found = async (q: string, match = 'exact') =>
    (await call((it) => it(lookUp, { query: { q, limit: 100 } }))).terms.filter((term) => term.match === match)

  test('everything they hold is there', async () => {
    const rows = await everyRow(database.db)
    const terms = Object.fromEntries(
      (
        await sql<{ source: string; count: number }>`select source, count(*) from terms.term group by 1`.execute(
          database.db,
        )
      ).rows.map(({ source, count }) => [source, count]),
    )
    expect(terms).toMatchObject({
      'terms:nando': 2777,
      'terms:hpo-ja': 17_868,
      'terms:disease-types': 23_532,
      'terms:mondo': 22_382,
    })
    const kinds = (
      await sql<{
        kind: string
        count: number
      }>`select kind, count(*) from collection.entry group by 1 order by 1`.execute(database.db)
    ).rows
    expect(kinds).toEqual([
      { kind: 'biobank', count: 108 },
      { kind: 'collection', count: 278 },
      { kind: 'holder', count: 70 },
    ])
    expect(rows['bank.line']).toBe(1000)
  })

  test('again: nothing accepted, nothing written, no release', async () => {
    const before = await everyRow(database.db)
    for (const { format, files } of inputs) {
      const { state, report, differences } = await imported(app, { format, files: files() })
      expect([format, state, report?.accepted, report?.rejectedTotal, differences?.removed]).toEqual([
        format,
        'unchanged',
        0,
        0,
        0,
      ])
      expect(report?.unchanged).toBe(report?.read)
    }
    expect(await everyRow(database.db)).toEqual(before)
  }, 60_000)

  test.each([
    'じゅうしょうきんむりょくしょう',
    'ジュウショウキンムリョクショウ',
    'ｼﾞｭｳｼｮｳｷﾝﾑﾘｮｸｼｮｳ',
    'じゅうしょう きんむりょくしょう',
    '重症筋無力症',
    '重症 筋無力症',
  ])('%s finds the three of NANDO, which stay three', async (q) => {
    const nando = (await found(q)).filter(({ vocabulary }) => vocabulary === 'NANDO')
    expect(nando.map(({ id, label }) => [id, label.ja])).toEqual(
      ['NANDO:1200020', 'NANDO:2100252', 'NANDO:2200906'].map((id) => [id, '重症筋無力症']),
    )
  })

  test.each([
    ['パーキンソン病', 'NANDO:1200010'],
    ['パーキンソン 病', 'NANDO:1200010'],
    ['ぱーきんそん病', 'NANDO:1200010'],
    ['ﾊﾟｰｷﾝｿﾝ病', 'NANDO:1200010'],
    ['パキンソン病', 'NANDO:1200010'],
    ['parkinson disease', 'MONDO:0005180'],
    ["Parkinson's Disease", 'ICD10:G20'],
    ['ＰＡＲＫＩＮＳＯＮ　ＤＩＳＥＡＳＥ', 'MONDO:0005180'],
    ['g20', 'ICD10:G20'],
    ['G20', 'ICD10:G20'],
    ['Ｇ２０', 'ICD10:G20'],
    ['icd10:g20', 'ICD10:G20'],
    ['DUO:0000044', 'DUO:0000044'],
    ['DUO_0000044', 'DUO:0000044'],
    ['duo 0000044', 'DUO:0000044'],
    ['NPOA', 'DUO:0000044'],
  ])('%s finds %s', async (q, id) => {
    expect((await found(q)).map((it) => it.id)).toContain(id)
  })

  test('what is spelt nearly so is marked as similar; what is written nowhere finds nothing', async () => {
    const ids = async (q: string, match: string) => (await found(q, match)).slice(0, 3).map(({ id }) => id)
    expect(await ids('重症筋無力', 'prefix')).toEqual(['NANDO:1200020', 'NANDO:2100252', 'NANDO:2200906'])
    for (const [q, id] of [
      ['重症筋無力病', 'NANDO:1200020'],
      ['Parkinsn disease', 'NANDO:1200010'],
      ['パーキンソソ病', 'NANDO:1200010'],
    ] as const) {
      expect([q, await ids(q, 'exact'), (await ids(q, 'similar')).includes(id)]).toEqual([q, [], true])
    }
    expect((await call((it) => it(lookUp, { query: { q: 'zzzz' } }))).terms).toEqual([])
  })

  test('a look-up over all vocabularies takes milliseconds', async () => {
    const times: number[] = []
    for (const q of [
      '重症筋無力症',
      'p',
      '腎',
      'しんぞう',
      'zzzzz',
      'abnormality of the hart',
      '先天性心疾患異常',
      'G20',
      'parkin',
      'abnormal',
    ]) {
      const started = performance.now()
      await call((it) => it(lookUp, { query: { q } }))
      times.push(performance.now() - started)
    }
    // a bound that tells a scan of 170,000 labels from an index, on a machine that does other things too
    expect(times.toSorted((a, b) => a - b)[times.length >> 1]).toBeLessThan(100)
  })

  test('vocabularies say their size, release and licence', async () => {
    const all = Object.fromEntries((await call((it) => it(vocabularies))).vocabularies.map((it) => [it.id, it]))
    expect(all.NANDO).toMatchObject({
      terms: 2777,
      release: '1.0.0',
      licence: 'https://creativecommons.org/licenses/by/4.0/',
      date: '2023-11-27',
      changedCopies: true,
    })
    expect([all.HP?.terms, all.MONDO?.terms, all.DUO?.licence]).toEqual([
      17_868,
      22_382,
      'http://creativecommons.org/licenses/by/4.0/',
    ])
  })

  test('terms: ways up, both directions of mappings, namesakes, the missing label stays missing', async () => {
    const term = (id: string) => call((it) => it(readTerm, { params: { id } }))
    const pd = await term('NANDO:1200010')
    expect(pd.paths.map((path) => path.map(({ id }) => id))).toEqual([
      ['NANDO:0000001', 'NANDO:1000001', 'NANDO:1100001'],
    ])
    expect(pd.mappings).toMatchObject([
      { kind: 'close', target: 'MONDO:0005180', source: 'NANDO', term: { label: { en: 'Parkinson disease' } } },
    ])
    expect((await term('MONDO:0005180')).mappings).toContainEqual(
      expect.objectContaining({ kind: 'close', target: 'NANDO:1200010', source: 'NANDO' }),
    )
    expect(pd.namesakes.map(({ id }) => id)).toEqual(expect.arrayContaining(['ICD10:G20', 'MONDO:0005180']))
    expect((await term('ORPHA:2828')).mappings).toContainEqual(
      expect.objectContaining({ kind: 'broad', target: 'ICD10:G20', source: 'ORPHA' }),
    )
    expect((await term('DUO:0000044')).label).toEqual({ en: 'population origins or ancestry research prohibited' })
    expect((await term('HP:0003115')).labels).toContainEqual({
      lang: 'ja',
      kind: 'preferred',
      text: '心電図異常',
      status: 'official',
      source: 'HP',
    })
    const kinds = await call((it) => it(children, { params: { id: 'NANDO:1000001' }, query: { limit: 3 } }))
    expect([kinds.total > 3, kinds.terms.length, kinds.terms.every((it) => it.children > 0)]).toEqual([true, 3, true])
    const text = (await call((it) => it(exportVocabulary, { params: { id: 'DUO' } }))) as unknown as string
    expect(
      text
        .trimEnd()
        .split('\r\n')
        .filter((line) => line.startsWith('DUO:')),
    ).toHaveLength(39)
  })

  test('a biobank without collections has its page; a line shows what is offered, and where', async () => {
    const empty = await call((it) =>
      it(readEntry, { params: { kind: 'biobank', holder: 'bbmri-nl-69', id: 'AAAACXPF2EYBEACQK2ME25QAAM' } }),
    )
    expect([empty.parts, empty.partsTotal, empty.source.format]).toEqual([[], 0, 'bbmri'])
    const line = await call((it) => it(readLine, { params: { accession: 'CVCL_A324' } }))
    expect(line.deposits.map(({ bank, catalogue, status, url }) => [bank, catalogue, status, url])).toEqual([
      ['ATCC', 'ACS-1023', 'offered', 'https://www.atcc.org/Products/ACS-1023'],
      ['RCB', 'HPS0001', 'discontinued', null],
      ['RCB', 'HPS0063', 'offered', 'http://cellbank.brc.riken.jp/cell_bank/CellInfo/?cellNo=HPS0063&lang=En'],
    ])
    expect([line.name, line.parents, line.source.changedCopies]).toEqual([
      '201B7',
      [{ accession: 'CVCL_DP59', name: 'HDF1388', iri: null }],
      false,
    ])
    expect((await call((it) => it(readLine, { params: { accession: 'CVCL_3480' } }))).similarNames).toEqual([
      { accession: 'CVCL_9V12', name: '1-A2', iri: '/line/CVCL_9V12' },
    ])
  })

  test('search: an ambiguous text shows its senses with hits, one of them can be chosen', async () => {
    const seek = async (query: object) => {
      for (;;) {
        const result = await call((it) => it(search, { query }))
        if (!result.searched.behind) return result
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    }
    const all = await seek({ q: '重症筋無力症' })
    expect(all.senses.map(({ id }) => id)).toEqual(['NANDO:1200020', 'NANDO:2100252', 'NANDO:2200906'])
    const pd = await seek({ q: 'パーキンソン病' })
    expect([pd.total > 0, pd.hits[0]?.why.length]).toEqual([true, expect.any(Number)])
    const ips = await seek({ q: '201B7' })
    expect(ips.hits[0]).toMatchObject({ iri: '/line/CVCL_A324', kind: 'line', title: '201B7', holder: 'atcc' })
    const sense = await seek({ sense: 'ICD10:G20' })
    expect([sense.sense?.id, sense.sense?.hits, sense.total > 0]).toEqual(['ICD10:G20', sense.total, true])
    expect((await seek({})).total).toBe(1456)
  })
})
