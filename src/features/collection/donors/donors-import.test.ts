import { createWriteStream, existsSync, mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { sql } from 'kysely'
import readWorkbook from 'read-excel-file/node'
import { describe, expect, test } from 'vitest'
import { makeTestApp } from '../../../../test/app.ts'
import { freshDatabase } from '../../../../test/db.ts'
import { migrationsFolder } from '../../../apps/app.ts'
import { backup } from '../../../kernel/backup.ts'
import { readMigrations } from '../../../kernel/migrate.ts'
import { restore } from '../../../kernel/restore.ts'
import { ownCount } from '../../discovery/cohort-contract.ts'
import { transient } from '../../platform/api.ts'
import { donorTemplate } from '../donor-record.ts'
import { aHolder } from '../test-imports.ts'

const real = join(import.meta.dirname, '../../../../../shared/data/cineca')
const here = existsSync(real)

describe.skipIf(!here)(`the CINECA cohort${here ? '' : ' (skipped: no ../shared/data)'}`, () => {
  test(
    'every sex, diagnosis and ethnicity as in the workbook; a three-way question as by hand',
    { timeout: 120_000 },
    async () => {
      const path = join(real, 'Beacon-v2-Models_CINECA_UK1.xlsx')
      const data = (await readWorkbook(path)).find(({ sheet }) => sheet === 'individuals')?.data ?? []
      const at = (name: string) => data[0]?.indexOf(name) ?? -1
      const cell = (row: readonly unknown[], name: string) => String(row[at(name)] ?? '')
      const people = data.slice(1).map((row) => ({
        sex: cell(row, 'sex.id') === 'NCIT:C16576' ? 'FEMALE' : 'MALE',
        diseases: cell(row, 'diseases_diseaseCode.id').split(',').filter(Boolean),
        ethnicity: cell(row, 'ethnicity.id'),
      }))
      await using it = await aHolder()
      const view = await it.file(path, { format: 'beacon' })
      expect([view.state, view.report?.read, view.report?.accepted, view.differences?.added]).toEqual([
        'live',
        2504,
        2504,
        2504,
      ])
      expect((await it.own(undefined)).total).toBe(2504)
      for (const sex of ['FEMALE', 'MALE'])
        expect((await it.own({ sex: [sex] })).total).toBe(people.filter((one) => one.sex === sex).length)
      const codes = [...new Set(people.flatMap(({ diseases }) => diseases))]
      expect(codes).toHaveLength(19)
      for (const code of codes) {
        const wanted = people.filter(({ diseases }) => diseases.includes(code)).length
        expect([code, (await it.own({ diagnosis: { terms: [code], narrower: false } })).total]).toEqual([code, wanted])
      }
      for (const code of new Set(people.map(({ ethnicity }) => ethnicity).filter(Boolean))) {
        expect([code, (await it.own({ ethnicity: [code] })).total]).toEqual([
          code,
          people.filter(({ ethnicity }) => ethnicity === code).length,
        ])
      }
      const [a = '', b = '', c = ''] = codes
      const three = await it.own({
        all: [
          { any: [{ diagnosis: { terms: [a], narrower: false } }, { diagnosis: { terms: [b], narrower: false } }] },
          { sex: ['FEMALE'] },
          { not: { diagnosis: { terms: [c], narrower: false } } },
        ],
      })
      const wanted = people.filter(
        ({ diseases, sex }) =>
          (diseases.includes(a) || diseases.includes(b)) && sex === 'FEMALE' && !diseases.includes(c),
      )
      expect(wanted.length).toBeGreaterThan(0)
      expect(three.total).toBe(wanted.length)
      expect(three.facets.find(({ name }) => name === 'sex')?.values.map(({ value, count }) => [value, count])).toEqual(
        [
          ['FEMALE', wanted.length],
          ['MALE', 0],
          ['UNDIFFERENTIAL', 0],
        ],
      )
      // protected: near, and the cell of a facet is the number of that question
      const shown = await it.shown(undefined)
      expect(Math.abs((shown.total ?? 0) - 2504)).toBeLessThanOrEqual(9)
      const female = await it.shown({ sex: ['FEMALE'] })
      expect(shown.facets[0]?.values[0]?.count).toBe(female.total)
      // the same file again changes nothing
      const again = await it.file(path, { format: 'beacon' })
      expect([again.state, again.report?.unchanged]).toEqual(['unchanged', 2504])
    },
  )
})

const population = (n: number, more: (at: number) => object = () => ({})) =>
  Array.from({ length: n }, (_, at) => ({
    type: 'donor',
    id: `P${at}`,
    sex: at % 2 ? 'MALE' : 'FEMALE',
    born: `${1940 + (at % 60)}-06`,
    reported: '2024-01-10',
    ...more(at),
  }))

describe('imports of donors', () => {
  test('the template twice: the second time says nothing new', async () => {
    await using it = await aHolder()
    const first = await it.send(donorTemplate())
    expect([first.state, first.report?.rejected, first.differences]).toMatchObject([
      'live',
      [],
      { added: 3, removed: 1 },
    ])
    // D0001 has withdrawn
    expect((await it.own(undefined)).total).toBe(1)
    const second = await it.send(donorTemplate())
    expect([second.state, second.report?.read, second.report?.unchanged]).toEqual(['unchanged', 4, 4])
  })

  test('a dry run stores nothing; a file that adds shows its differences', async () => {
    await using it = await aHolder()
    const dry = await it.lines(population(20), { dryRun: true })
    expect([dry.state, dry.differences?.added, readdirSync(join(it.app.services.config.data, 'segments'))]).toEqual([
      'ready',
      20,
      [],
    ])
    await it.lines(population(20))
    const more = await it.lines([
      ...population(20, (at) => (at === 3 ? { diagnoses: [{ code: 'ICD10:G20' }] } : {})),
      { type: 'donor', id: 'NEW', sex: 'MALE' },
    ])
    expect([more.state, more.differences?.added, more.differences?.changed, more.report?.unchanged]).toEqual([
      'live',
      1,
      1,
      19,
    ])
    expect(more.differences?.examples).toEqual([
      { change: 'added', key: 'NEW' },
      { change: 'changed', key: 'P3' },
    ])
    expect((await it.own({ diagnosis: { terms: ['ICD10:G20'] } })).total).toBe(1)
  })

  const faulty: [string, object[], string, number][] = [
    [
      'a specimen of an unknown donor',
      [{ type: 'fact', donor: 'NOBODY', reported: '2024-02-01', specimens: [{ id: 'S1', material: 'DNA' }] }],
      'donor-unknown',
      21,
    ],
    ['two sexes', [{ type: 'donor', id: 'P0', sex: 'MALE' }], 'sex-two', 21],
    [
      'a negative amount',
      [{ type: 'donor', id: 'Q', specimens: [{ id: 'S1', aliquots: [{ id: 'A', amount: -1, unit: 'mL' }] }] }],
      'amount-negative',
      21,
    ],
    ['an unknown code', [{ type: 'donor', id: 'Q', diagnoses: [{ code: 'ICD10:NOPE' }] }], 'code-form', 21],
  ]
  test.each(faulty)('%s is refused with line, reason and mend; nothing is half done', async (_, lines, code, line) => {
    await using it = await aHolder()
    const view = await it.lines([...population(20), ...lines])
    expect([view.state, view.report?.accepted, view.report?.rejected.map((one) => [one.code, one.line])]).toEqual([
      'refused',
      0,
      [[code, line]],
    ])
    expect(view.report?.rejected[0]?.mend).not.toBe('')
    await expect(it.own(undefined)).rejects.toMatchObject({ type: 'not-found' })
    expect(readdirSync(join(it.app.services.config.data, 'segments'))).toEqual([])
    // the good rows alone, when asked for
    const skipped = await it.lines([...population(20), ...lines], { skip: true })
    expect(skipped.state).toBe('live')
  })

  test('two sexes over two files; a withdrawn donor again; a file that was cut', async () => {
    await using it = await aHolder()
    await it.lines([...population(20), { type: 'withdrawal', donor: 'P1', reported: '2024-02-01' }])
    const sex = await it.lines([{ type: 'donor', id: 'P0', sex: 'MALE' }])
    expect([sex.state, sex.report?.rejected[0]?.code, sex.report?.rejected[0]?.line]).toEqual([
      'refused',
      'sex-known',
      1,
    ])
    const back = await it.lines(population(20))
    expect([back.state, back.report?.rejected.map(({ code, line }) => [code, line])]).toEqual([
      'refused',
      [['donor-withdrawn', 2]],
    ])
    const cut = await it.send(`${JSON.stringify({ type: 'donor', id: 'Z' })}\n{"type":"donor","id":"Y","se`)
    expect([cut.state, cut.report?.rejected[0]?.code, cut.report?.rejected[0]?.line]).toEqual([
      'refused',
      'file-cut',
      2,
    ])
    expect((await it.own(undefined)).total).toBe(19)
  })

  test(
    'what was reported later is not known before; a withdrawal is in no answer, and the trail says so; both survive backup and restore',
    { timeout: 120_000 },
    async () => {
      await using it = await aHolder()
      await it.lines(population(100, () => ({ specimens: [] })))
      await it.lines(
        Array.from({ length: 30 }, (_, at) => ({
          type: 'fact',
          donor: `P${at}`,
          reported: '2024-05-20',
          diagnoses: [{ code: 'ICD10:G20', onset: '2023-03' }],
        })),
      )
      const ill = { diagnosis: { terms: ['ICD10:G20'] } }
      const days = async () => [
        (await it.own(ill, '2024-05-19')).total,
        (await it.own(ill, '2024-05-20')).total,
        (await it.own(undefined, '2024-01-09')).total,
        (await it.own(undefined, '2024-01-10')).total,
      ]
      expect(await days()).toEqual([0, 30, 0, 100])
      const before = [await it.shown(ill, '2024-05-30'), await it.shown(ill, '2024-06-30')]
      // the end of April knows nothing yet
      expect(before[0]).toMatchObject({
        asOf: '2024-04-30',
        total: null,
        holders: [{ status: 'few', count: null, below: 10 }],
      })
      expect(Math.abs((before[1]?.total ?? 0) - 30)).toBeLessThanOrEqual(9)
      const gone = await it.lines([{ type: 'withdrawal', donor: 'P0', reported: '2024-07-01' }])
      expect([gone.state, gone.differences?.removed]).toEqual(['live', 1])
      expect(await days()).toEqual([0, 29, 0, 99])
      const { rows } = await sql<{
        payload: object
      }>`select payload from kernel.audit where action = 'collection.withdrawal'`.execute(it.database.db)
      expect(rows.map(({ payload }) => payload)).toEqual([
        { release: 3, withdrawals: [{ donor: 'P0', reported: '2024-07-01' }] },
      ])

      const file = join(mkdtempSync(join(tmpdir(), 'hashidate-donors-')), 'all.backup')
      const { config, gate, database } = it.app.services
      const source = {
        database,
        gate,
        folder: config.data,
        migrations: readMigrations(migrationsFolder),
        version: 'test',
        now: new Date(),
        transient,
      }
      await pipeline(Readable.from(backup(source)), createGzip(), createWriteStream(file))
      await using other = await freshDatabase()
      const folder = mkdtempSync(join(tmpdir(), 'hashidate-donors-'))
      await restore({ database: other, folder, migrations: readMigrations(migrationsFolder), transient }, file)
      const app = await makeTestApp({ database: other, data: folder })
      try {
        const count = (where: object | undefined, asOf: string) =>
          app
            .as(it.people.member)
            .call(ownCount, { body: { holder: it.holder, query: { version: 1, ...(where ? { where } : {}) }, asOf } })
        expect([
          (await count(ill, '2024-05-19')).total,
          (await count(ill, '2024-05-20')).total,
          (await count(undefined, '2024-01-10')).total,
        ]).toEqual([0, 29, 99])
      } finally {
        await app[Symbol.asyncDispose]()
      }
    },
  )
})
