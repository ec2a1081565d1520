import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isCode } from '../donor-codes.ts'
import { donorJsonSchema } from '../donor-record.ts'
import { dayOf, monthNumber, monthText, yearsBetween, yearsOf } from './donor-dates.ts'
import { IdTable, NumberColumn } from './donor-ids.ts'
import { isUnit, ncitUnits, unitMeant } from './donor-units.ts'

test('months and days', () => {
  expect([monthNumber('2024-03'), monthNumber('2024-13'), monthNumber('24-03')]).toEqual([24290, undefined, undefined])
  fc.assert(
    fc.property(fc.integer({ min: 1850 * 12, max: 2100 * 12 }), (month) => monthNumber(monthText(month)) === month),
  )
  expect(
    ['2024-02', '2023-02', '1900-02', '2000-02', '2023-02-29', '2024-02-29', '2024-00', '2024-04-31', '1700-01-01'].map(
      dayOf,
    ),
  ).toEqual([
    '2024-02-29',
    '2023-02-28',
    '1900-02-28',
    '2000-02-29',
    undefined,
    '2024-02-29',
    undefined,
    undefined,
    undefined,
  ])
  expect([yearsBetween(1950 * 12, 2000 * 12), yearsBetween(1950 * 12 + 5, 2000 * 12)]).toEqual([50, 49])
})

test.each([
  ['P40Y1M1D', 40],
  ['P7D', 0],
  ['P12M', 1],
  ['P11M30D', 0],
  ['P52W', 0],
  ['P0Y', 0],
  ['P32Y6M1DT2H', 32],
  ['P', undefined],
  ['40', undefined],
  ['P1.5Y', undefined],
  ['PT', undefined],
  ['-P1Y', undefined],
])('%s is %s years', (text, years) => expect(yearsOf(text)).toBe(years))

test.each([
  'mL',
  'ml',
  'ug',
  'ng/uL',
  'kg/m2',
  'mm[Hg]',
  '%',
  'mL/min/{1.73_m2}',
  '10*3/uL',
  '10*6',
  '/min',
  'mmol/L',
  '[IU]/L',
  'm[IU]/mL',
  'Cel',
  'g/(24.h)',
  '{tube}',
  'U/L',
  'mg/dL',
  'cm',
  'a',
  '1',
  'm/s2',
  'pg/mL',
  'mol.kg-1',
  'meq/L',
  '[pH]',
  '/mL',
])('%s is a unit', (unit) => expect(isUnit(unit)).toBe(true))
test.each([
  'ML',
  'mmHg',
  'kg/m^2',
  'mg/',
  '',
  'bottle',
  'mg dL',
  'mL/',
  '(mg',
  '°C',
  'µL',
  'IU',
  'tube',
  '[foo]',
  'x'.repeat(50),
  '//m',
])('%s is none', (unit) => expect(isUnit(unit)).toBe(false))
test('what people write is led to a unit', () => {
  for (const text of ['mmHg', 'µL', 'μL', '°C', 'IU/L', 'ＭＬ', 'vial'])
    expect([text, isUnit(unitMeant(text) ?? '')]).toEqual([text, true])
  for (const unit of Object.values(ncitUnits)) expect([unit, isUnit(unit)]).toEqual([unit, true])
})

test('codes by their use', () => {
  for (const code of [
    'ICD10:E11',
    'ICD10:F31.81',
    'ICD10:F3181',
    'ORPHA:589',
    'NANDO:1200026',
    'MONDO:0009688',
    'HP:0001250',
    'OMIM:164400',
  ])
    expect([code, isCode('diagnosis', code)]).toEqual([code, true])
  for (const code of [
    'ICD10:E1',
    'ICD10:E10-E14',
    'ICD10:IV',
    'icd10:E11',
    'E11',
    'LOINC:4548-4',
    'HP:1',
    ':E11',
    'ICD10:',
    'constructor:x',
  ])
    expect([code, isCode('diagnosis', code)]).toEqual([code, false])
  expect([
    isCode('measurement', 'LOINC:4548-4'),
    isCode('measurement', 'ICD10:E11'),
    isCode('ethnicity', 'NCIT:C41260'),
  ]).toEqual([true, false, true])
})

test('identifiers keep their number, whatever they are', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[A-Za-z0-9._:-]{1,64}$/), { maxLength: 2000 }), (ids) => {
      const table = new IdTable()
      const map = new Map<string, number>()
      for (const id of ids) {
        const before = map.get(id)
        expect(table.find(id)).toBe(before ?? -1)
        const number = table.add(id)
        expect(number).toBe(before ?? map.size)
        map.set(id, number)
      }
      expect(table.size).toBe(map.size)
      for (const [id, number] of map) expect([table.text(number), table.find(id)]).toEqual([id, number])
    }),
    { numRuns: 50 },
  )
  const column = new NumberColumn('Int32', -1)
  column.set(5000, 7)
  expect([column.get(5000), column.get(4999), column.get(100_000)]).toEqual([7, -1, -1])
})

test('the schema can be read as JSON Schema', () => {
  const schema = JSON.parse(JSON.stringify(donorJsonSchema('/schemas/donor.json'))) as {
    $id: string
    anyOf: { properties: Record<string, unknown>; additionalProperties: boolean }[]
  }
  expect([
    schema.$id,
    schema.anyOf.length,
    schema.anyOf.every(({ additionalProperties }) => additionalProperties === false),
  ]).toEqual(['/schemas/donor.json', 3, true])
  expect(Object.keys(schema.anyOf[0]?.properties ?? {})).toContain('specimens')
})
