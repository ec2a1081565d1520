import { Compile } from 'typebox/compile'
import { describe, expect, test } from 'vitest'
import { examples } from './examples.ts'
import { faultText, queryFaults } from './faults.ts'
import { listsOf, nearest, openLists } from './lists.ts'
import { CohortQuery } from './query.ts'
import { readQuery } from './validate.ts'

const schema = Compile(CohortQuery)
const lists = listsOf({
  codes: {
    sex: ['FEMALE', 'MALE'],
    disease: ['ICD10:G20', 'NANDO:1200026', 'ICD10:E11'],
    material: ['PLASMA', 'SERUM', 'DNA'],
    storage: ['MINUS_80', 'LN2'],
    amountUnit: ['uL', 'ug'],
    data: ['genome', 'transcriptome'],
    consent: ['DUO:0000042'],
    ethnicity: ['HANCESTRO:0019'],
  },
  measurements: { 'LOINC:4548-4': [{ unit: 'percent', low: 4, high: 15, step: 0.5 }] },
})
const faultsOf = (query: unknown) => {
  const read = readQuery(query, lists)
  return 'faults' in read ? read.faults.map(({ pointer, code }) => `${pointer} ${code}`) : []
}
const of = (where: unknown) => ({ version: 1, where })
const sex = { sex: ['FEMALE'] }
const deep = (levels: number): unknown => (levels === 0 ? sex : { not: deep(levels - 1) })

test.each(examples)('the example "$title.en" is valid, by schema and by reader', ({ query }) => {
  expect(schema.Errors(query)).toEqual([])
  expect(readQuery(query, openLists)).toEqual({ query })
})

describe('what is refused, and where', () => {
  test.each<[unknown, string[]]>([
    [[], [' not-an-object']],
    [null, [' not-an-object']],
    [{}, [' missing-key']],
    [{ version: 2 }, ['/version version']],
    [{ version: 1, counts: 'donors' }, ['/counts unknown-key-near']],
    [{ version: 1, count: 'persons' }, ['/count wrong-type']],
    [{ version: 1, specimens: {} }, ['/specimens only-when-counting-specimens']],
    [of({}), ['/where one-criterion']],
    [of({ sex: ['FEMALE'], age: { at: 'now', from: 40 } }), ['/where one-criterion']],
    [of({ all: [sex], any: [sex] }), ['/where one-criterion']],
    [of({ all: [] }), ['/where/all empty']],
    [of({ all: sex }), ['/where/all wrong-type']],
    [of({ all: [sex, { name: ['Taro'] }] }), ['/where/all/1/name unknown-key']],
    [of({ atLeast: { n: 3, of: [sex, sex] } }), ['/where/atLeast/n at-least']],
    [of({ atLeast: { n: 0, of: [sex] } }), ['/where/atLeast/n at-least']],
    [of({ atLeast: { n: 1.5, of: [sex] } }), ['/where/atLeast/n wrong-type']],
    [of({ atLeast: { of: [sex] } }), ['/where/atLeast missing-key']],
    [of({ sex: 'FEMALE' }), ['/where/sex wrong-type']],
    [of({ sex: [] }), ['/where/sex empty']],
    [of({ sex: ['FEMAL'] }), ['/where/sex/0 unknown-code-near']],
    [of({ sex: ['X'] }), ['/where/sex/0 unknown-code']],
    [of({ sex: ['FEMALE', 'FEMALE'] }), ['/where/sex/1 duplicate']],
    [of({ sex: ['a woman'] }), ['/where/sex/0 not-a-code']],
    [of({ sex: [1] }), ['/where/sex/0 not-a-code']],
    [of({ age: { at: 'now' } }), ['/where/age no-bound']],
    [of({ age: { from: 40 } }), ['/where/age missing-key']],
    [of({ age: { at: 'birth', from: 40 } }), ['/where/age/at wrong-type']],
    [of({ age: { at: 'now', from: 42 } }), ['/where/age/from off-grid']],
    [of({ age: { at: 'now', from: 125 } }), ['/where/age/from off-grid']],
    [of({ age: { at: 'now', from: '40' } }), ['/where/age/from wrong-type']],
    [of({ age: { at: 'now', from: 60, below: 40 } }), ['/where/age empty-range']],
    [of({ age: { at: 'now', from: 40, below: 40 } }), ['/where/age empty-range']],
    [of({ birthYear: { from: 1953 } }), ['/where/birthYear/from off-grid']],
    [of({ diagnosis: {} }), ['/where/diagnosis missing-key']],
    [of({ diagnosis: { terms: ['ICD10:G20'], narrower: 'yes' } }), ['/where/diagnosis/narrower wrong-type']],
    [
      of({ diagnosis: { terms: ['ICD10:G20'], diagnosed: { from: '2020-04-01' } } }),
      ['/where/diagnosis/diagnosed/from exact-date'],
    ],
    [
      of({ diagnosis: { terms: ['ICD10:G20'], diagnosed: { from: '2020-13' } } }),
      ['/where/diagnosis/diagnosed/from not-a-month'],
    ],
    [
      of({ diagnosis: { terms: ['ICD10:G20'], diagnosed: { from: '2021-01', to: '2020-12' } } }),
      ['/where/diagnosis/diagnosed empty-range'],
    ],
    [of({ diagnosis: { terms: ['ICD10:G20'], diagnosed: {} } }), ['/where/diagnosis/diagnosed no-bound']],
    [of({ diagnosis: { terms: ['ICD10:G2O'] } }), ['/where/diagnosis/terms/0 unknown-code-near']],
    [of({ measurement: { code: 'LOINC:4548-4', unit: 'percent', from: 6.3 } }), ['/where/measurement/from off-grid']],
    [of({ measurement: { code: 'LOINC:4548-4', unit: 'mmol/L', from: 6 } }), ['/where/measurement/unit no-such-unit']],
    [of({ measurement: { code: 'LOINC:1', unit: 'percent' } }), ['/where/measurement/code unknown-code']],
    [of({ pedigree: { relation: 'twin' } }), ['/where/pedigree/relation wrong-type']],
    [of({ pedigree: { relation: 'bothParentsInCohort', degree: 1 } }), ['/where/pedigree/degree degree']],
    [of({ pedigree: { relation: 'anyRelative', degree: 4 } }), ['/where/pedigree/degree wrong-type']],
    [of({ specimen: { any: [{ material: ['DNA'] }, {}] } }), ['/where/specimen/any/1 any-specimen-inside']],
    [of({ specimen: { amount: { unit: 'uL', from: 15 } } }), ['/where/specimen/amount/from off-grid']],
    [of({ specimen: { amount: { unit: 'uL' } } }), ['/where/specimen/amount no-bound']],
    [of({ specimen: { barcode: ['B1'] } }), ['/where/specimen/barcode unknown-key']],
    [of({ specimen: { sex: ['FEMALE'] } }), ['/where/specimen/sex unknown-key']],
    [of({ data: { kind: ['genom'] } }), ['/where/data/kind/0 unknown-code-near']],
    [of(deep(8)), ['/where/not/not/not/not/not/not/not/not too-deep']],
    [of({ any: Array.from({ length: 41 }, () => sex) }), [' too-many-leaves']],
    [of({ any: Array.from({ length: 300 }, () => sex) }), [' too-many-leaves', ' too-large']],
    [of({ any: Array.from({ length: 39 }, () => sex), 'a/b~': 1 }), ['/where one-criterion']],
  ])('%j', (query, faults) => {
    expect(faultsOf(query).map((fault) => fault)).toEqual(faults)
  })

  test('everything wrong is told at once, and in both languages without a hole', () => {
    const read = readQuery(
      of({
        all: [
          { sex: ['FEMAL'] },
          { age: { at: 'now', from: 41, below: 62 } },
          { specimen: { amount: { unit: 'uL', from: 25 } } },
        ],
      }),
      lists,
    )
    if (!('faults' in read)) return expect.fail('was taken')
    expect(read.faults.map(({ pointer, values }) => [pointer, values.near])).toEqual([
      ['/where/all/0/sex/0', 'FEMALE'],
      ['/where/all/1/age/from', '40 / 45'],
      ['/where/all/1/age/below', '60 / 65'],
      ['/where/all/2/specimen/amount/from', '20 / 50'],
    ])
    for (const fault of read.faults)
      for (const locale of ['en', 'ja'] as const) {
        const { reason, mend } = faultText(locale, fault)
        expect(reason + mend).not.toMatch(/\{(found|wanted|key|near|code|list|grid|value|allowed)\}/)
      }
    expect(Object.values(queryFaults).every(({ reason, mend }) => reason.ja && mend.ja)).toBe(true)
  })
})

test('a question within all limits passes', () => {
  expect(faultsOf(of({ any: Array.from({ length: 40 }, () => sex) }))).toEqual([])
  expect(faultsOf(of(deep(7)))).toEqual([])
  expect(faultsOf(of({ measurement: { code: 'LOINC:4548-4', unit: 'percent', from: 6.5, below: 9 } }))).toEqual([])
  expect(faultsOf(of({ specimen: {} }))).toEqual([])
  const open = (measurement: object) => {
    const read = readQuery(of({ measurement }), openLists)
    return 'faults' in read ? read.faults.map(({ pointer, values }) => `${pointer} ${values.near}`) : []
  }
  for (const unit of ['%', 'mm[Hg]', 'kg/m2', '10*3/uL', "10'", '{cells}/uL'])
    expect(open({ code: 'LOINC:1', unit, from: 0.35, below: 120 })).toEqual([])
  expect(open({ code: 'LOINC:1', unit: '%', from: 6.51 })).toEqual(['/where/measurement/from 6.5'])
  expect(open({ code: 'LOINC:1', unit: '%', from: -6.51 })).toEqual(['/where/measurement/from -6.5'])
  expect(open({ code: 'LOINC:1', unit: 'per cent' })).toHaveLength(1)
})

/** Broken copies of the examples: one value changed, dropped or added at a time. */
function* broken(value: unknown): Generator<unknown> {
  const others = [null, 'x y', -1, 3.5, [], {}, [{}], true]
  yield* others
  if (Array.isArray(value)) {
    for (const [at, item] of value.entries()) {
      yield value.toSpliced(at, 1)
      for (const other of broken(item)) yield value.with(at, other)
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      yield Object.fromEntries(Object.entries(value).filter(([other]) => other !== key))
      yield { ...value, [`${key}s`]: item }
      for (const other of broken(item)) yield { ...value, [key]: other }
    }
  }
}

test('the reader refuses all that the schema refuses', () => {
  let refused = 0
  let count = 0
  for (const { query } of examples)
    for (const other of broken(query)) {
      count++
      if (schema.Check(other)) continue
      refused++
      if ('query' in readQuery(other, openLists)) expect.fail(`taken: ${JSON.stringify(other)}`)
    }
  expect(refused).toBeGreaterThan(1000)
  expect(count).toBeGreaterThan(refused)
})

test.each([
  ['PLASM', ['PLASMA', 'SERUM'], 'PLASMA'],
  ['plasma', ['PLASMA'], 'PLASMA'],
  ['minus-80', ['MINUS_80', 'MINUS_20'], 'MINUS_80'],
  ['BLOOD', ['PLASMA'], undefined],
  ['X', ['Y'], undefined],
])('nearest to %s', (word, among, found) => expect(nearest(word, among)).toBe(found))
