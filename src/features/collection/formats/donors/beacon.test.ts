import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import readWorkbook from 'read-excel-file/node'
import { describe, expect, test } from 'vitest'
import { memoryInput, openInput } from '../../../../kernel/input.ts'
import type { Donor } from '../../donor-record.ts'
import type { Known } from '../../model/donor-index.ts'
import { readAll } from '../read-all.ts'
import { beacon, beaconFormat } from './beacon.ts'

const real = join(import.meta.dirname, '../../../../../../shared/data/cineca')
const here = existsSync(real)
const path = join(real, 'Beacon-v2-Models_CINECA_UK1.xlsx')
const counted = (values: readonly (string | undefined)[]) => {
  const counts: Record<string, number> = {}
  for (const value of values) if (value !== undefined) counts[value] = (counts[value] ?? 0) + 1
  return counts
}

describe.skipIf(!here)(`the CINECA cohort${here ? '' : ' (skipped: no ../shared/data)'}`, () => {
  /** read straight from the sheets, by other code than ours */
  const column = async (sheet: string, name: string) => {
    const data = (await readWorkbook(path)).find((one) => one.sheet === sheet)?.data ?? []
    const at = data[0]?.indexOf(name) ?? -1
    return data.slice(1).map((row) => (row[at] === null || row[at] === undefined ? undefined : String(row[at])))
  }

  test('2,504 people joined to 2,504 biosamples; every sex, diagnosis, ethnicity as in the workbook', async () => {
    const { records, faults, notes } = await readAll(beacon, await openInput(path))
    expect(faults).toEqual([])
    const donors = records as Donor[]
    expect(donors).toHaveLength(2504)
    expect(new Set(donors.map(({ id }) => id)).size).toBe(2504)
    expect(
      donors.every(({ type, id, specimens }) => type === 'donor' && specimens?.length === 1 && specimens[0]?.id === id),
    ).toBe(true)
    expect(counted(donors.map(({ sex }) => sex))).toEqual({ FEMALE: 1271, MALE: 1233 })
    expect(counted(await column('individuals', 'sex.id'))).toEqual({ 'NCIT:C16576': 1271, 'NCIT:C20197': 1233 })
    const wanted = counted(
      (await column('individuals', 'diseases_diseaseCode.id')).flatMap((cell) => cell?.split(',') ?? []),
    )
    const found = counted(donors.flatMap(({ diagnoses = [] }) => diagnoses.map(({ code }) => code)))
    expect(found).toEqual(wanted)
    expect([Object.keys(found).length, Object.values(found).reduce((sum, n) => sum + n, 0)]).toEqual([19, 2562])
    const ethnicities = counted(donors.map(({ ethnicity }) => ethnicity))
    expect(ethnicities).toEqual(counted(await column('individuals', 'ethnicity.id')))
    expect(Object.keys(ethnicities)).toHaveLength(7)
    expect(donors.filter(({ ethnicity }) => ethnicity === undefined)).toHaveLength(217)
    const values = (await column('individuals', 'measures_measurementValue')).map((cell) =>
      (JSON.parse(cell ?? '[]') as { quantity: { value: number } }[]).map(({ quantity }) => quantity.value),
    )
    expect(donors.map(({ measurements = [] }) => measurements.map(({ value }) => value))).toEqual(values)
    expect(donors[0]).toEqual({
      type: 'donor',
      id: 'HG00096',
      sex: 'MALE',
      ethnicity: 'NCIT:C42331',
      measurements: [
        { code: 'LOINC:35925-4', value: 26.63838307, unit: 'kg/m2', when: '2021-09' },
        { code: 'LOINC:3141-9', value: 85.6358, unit: 'kg', when: '2021-09' },
        { code: 'LOINC:8308-9', value: 179.2973, unit: 'cm', when: '2021-09' },
      ],
      specimens: [{ id: 'HG00096', material: 'WHOLE_BLOOD', sampled: '2020-09', sampledAge: 40 }],
    })
    expect(
      counted(
        donors.map(
          ({ specimens }) => `${specimens?.[0]?.material} ${specimens?.[0]?.sampled} ${specimens?.[0]?.sampledAge}`,
        ),
      ),
    ).toEqual({ 'WHOLE_BLOOD 2020-09 40': 2504 })
    expect(notes.map(({ code, values }) => [code, values?.names])).toEqual([
      ['sheets-untaken', 'analyses, cohorts, datasets, genomicVariations, runs'],
      ['fields-untaken-biosamples', 'biosampleStatus, info'],
      ['fields-untaken-individuals', 'geographicOrigin, info, interventionsOrProcedures'],
    ])
    expect(JSON.stringify(records)).not.toMatch(/SAMEA|synthetic|fake|British|Homo sapiens/)
  })

  test('the whole folder: the same people, and what is in no way taken is named', async () => {
    const { records, faults, notes } = await readAll(beacon, await openInput(real))
    expect([records.length, faults]).toEqual([2504, []])
    expect(
      notes
        .filter(({ code }) => ['biosample-repeated', 'entries-untaken', 'files-untaken'].includes(code))
        .map(({ values }) => values?.names ?? values?.count),
    ).toEqual([
      2504,
      'cohorts (cohorts.json), datasets (datasets.json), genomicVariations (genomicVariations.json)',
      'uk1.tsv',
    ])
  })

  test('biosamples alone: of people whom the holder has, or of nobody', async () => {
    const input = await openInput(join(real, 'biosamples.json'))
    const { records, faults } = await readAll(beacon, input)
    expect([records.length, faults.length, faults[0]?.code, faults[0]?.place]).toEqual([
      0,
      2504,
      'donor-unknown',
      { file: 'biosamples.json', line: 2, record: 'HG00096', column: 'individualId' },
    ])
    const known: Known = { withdrawn: () => false, donor: () => ({}) }
    expect((await readAll(beaconFormat({ known }), input)).records).toHaveLength(2504)
  })

  test('a workbook that was cut is refused whole', async () => {
    const bytes = readFileSync(path)
    const damaged = Buffer.from(bytes)
    damaged[300_000] = (damaged[300_000] ?? 0) ^ 1
    for (const part of [0.3, 0.9, 0.999, 1]
      .map((share) => bytes.subarray(0, Math.floor(bytes.length * share) - 1))
      .concat(damaged)) {
      const { records, faults } = await readAll(beacon, memoryInput({ 'x.xlsx': part }))
      expect([records.length, faults.map(({ code }) => code)]).toEqual([0, ['workbook-broken']])
    }
  })
})

const examples = join(
  import.meta.dirname,
  '../../../../../../shared/data/beacon-v2/models/json/beacon-v2-default-model',
)
test.skipIf(!existsSync(examples))('the official examples of individuals and biosamples are taken', async () => {
  for (const name of ['individual-MID-example', 'individual-MIN-example', 'individual-with-pedigree-MID-example']) {
    const { records, faults } = await readAll(
      beacon,
      await openInput(join(examples, `individuals/examples/${name}.json`)),
    )
    expect([name, records.length, faults]).toEqual([name, 1, []])
  }
  const { faults } = await readAll(
    beacon,
    await openInput(join(examples, 'biosamples/examples/biosample-MID-example.json')),
  )
  expect(faults.map(({ code, place }) => `${place.column} ${code}`)).toEqual([
    'individualId field-missing',
    'individualId id-form',
  ])
})

const read = (files: Record<string, unknown>) =>
  readAll(
    beaconFormat({ today: '2026-11-21' }),
    memoryInput(
      Object.fromEntries(
        Object.entries(files).map(([name, content]) => [
          name,
          typeof content === 'string' ? content : JSON.stringify(content, undefined, 1),
        ]),
      ),
    ),
  )
const person = (id: string, more: object = {}) => ({ id, sex: { id: 'NCIT:C16576' }, ...more })

test('pedigrees link those who are there, and loops are refused', async () => {
  const pedigrees = (self: string, father: string, mother: string) => [
    {
      id: 'p',
      members: [
        { memberId: self, role: { id: 'NCIT:C64435' } },
        { memberId: father, role: { id: 'NCIT:C96572' } },
        { memberId: mother, role: { id: 'NCIT:C96580' } },
      ],
    },
  ]
  const man = { sex: { id: 'NCIT:C20197' } }
  const good = await read({
    'individuals.json': [person('A', { pedigrees: pedigrees('A', 'B', 'Z') }), person('B', man)],
  })
  expect(good.records[0]).toEqual({ type: 'donor', id: 'A', sex: 'FEMALE', father: 'B' })
  expect(good.notes).toMatchObject([{ code: 'parents-outside', values: { count: 1 } }])
  const bad = await read({
    'individuals.json': [
      person('A', { ...man, pedigrees: pedigrees('A', 'B', 'Z') }),
      person('B', { ...man, pedigrees: pedigrees('B', 'A', 'Z') }),
    ],
  })
  expect(bad.faults.map(({ code, key }) => `${code} ${key}`)).toEqual(['pedigree-loop A', 'pedigree-loop B'])
})

test('faults name the file, the line of the entry and the field as Beacon has it', async () => {
  const { faults } = await read({
    'individuals.json': [
      person('A', {
        diseases: [
          { diseaseCode: { id: 'E11' } },
          { diseaseCode: { id: 'ICD10:E11' }, ageOfOnset: { iso8601duration: 'forty' } },
        ],
      }),
      { id: 'B', sex: { id: 'NCIT:C1' } },
      person('C'),
      { ...person('C'), sex: { id: 'NCIT:C20197' } },
      person('D', {
        measures: [{ assayCode: { id: 'LOINC:1-8' }, measurementValue: { value: 1, unit: { id: 'NCIT:C1' } } }],
      }),
    ],
    'biosamples.json': [
      { id: 'S1', individualId: 'C', sampleOriginType: { id: 'UBERON:0000178' } },
      { id: 'S1', individualId: 'D' },
      { id: 'S2', individualId: 'X' },
    ],
  })
  expect(faults.map(({ place, code }) => `${place.file}:${place.line}:${place.column} ${code}`)).toEqual([
    'individuals.json:2:diseases[1].ageOfOnset duration-bad',
    'individuals.json:2:diseases[0].diseaseCode code-form',
    'individuals.json:23:sex code-unlisted',
    'individuals.json:41:measures[0].measurementValue.unit unit-unknown',
    'individuals.json:35:sex sex-two',
    'biosamples.json:13:individualId donor-unknown',
  ])
})

test('JSON that was cut, broken or is something else', async () => {
  const text = JSON.stringify([person('A'), person('B')], undefined, 1)
  const codes = async (content: string) =>
    (await read({ 'x.json': content })).faults.map(({ code, place }) => `${code} ${place.line ?? ''}`)
  expect(await codes(text.slice(0, text.length - 30))).toEqual(['file-cut 8'])
  expect(await codes(text.slice(0, text.length - 1))).toEqual(['file-cut 8'])
  expect(await codes(text.replace('"id": "B"', '"id" "B"'))).toEqual(['json-bad 8'])
  expect(await codes('[{"hello": 1}]')).toEqual(['entry-unknown 1'])
  expect(await codes('"text"')).toEqual(['json-bad 1'])
  const answer = await read({
    'x.json': { meta: {}, response: { resultSets: [{ results: [person('A'), person('B')] }] } },
  })
  expect(answer.records).toHaveLength(2)
  const one = await read({ 'x.json': '{"id": "A", "sex": {"id": "NCIT:C16576"}, "note": "a } in a \\" text ]"}' })
  expect(one.records).toEqual([{ type: 'donor', id: 'A', sex: 'FEMALE' }])
})
