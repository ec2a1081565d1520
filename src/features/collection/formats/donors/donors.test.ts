import { describe, expect, test } from 'vitest'
import { memoryInput } from '../../../../kernel/input.ts'
import type { Donor } from '../../donor-record.ts'
import { donorTemplate } from '../../donor-record.ts'
import type { Known } from '../../model/donor-index.ts'
import { readAll } from '../read-all.ts'
import { donorsFormat } from './donors.ts'
import type { DonorPorts } from './checker.ts'

const today = '2026-11-21'
const known: Known = {
  withdrawn: (id) => id === 'GONE',
  donor: (id) => (id === 'OLD' ? { sex: 'MALE', born: '1940-05' } : undefined),
  specimen: (id) => (id === 'S-OLD' ? 'OLD' : undefined),
}
const read = (lines: readonly (object | string)[], ports: DonorPorts = {}) =>
  readAll(
    donorsFormat({ today, ...ports }),
    memoryInput({
      'x.ndjson': lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
    }),
  )
const said = async (lines: readonly (object | string)[], ports: DonorPorts = {}) => {
  const { faults } = await read(lines, ports)
  return faults.map(({ place, code }) => `${place.line} ${place.column ?? '-'} ${code}`)
}
const donor = (id: string, more: object = {}) => ({ type: 'donor', id, ...more })

describe('NDJSON', () => {
  test('the template imports as it is, and each fact carries the day it was reported', async () => {
    const { records, keys, faults } = await readAll(
      donorsFormat({ today }),
      memoryInput({ 'donors.ndjson': donorTemplate() }),
    )
    expect(faults).toEqual([])
    expect(keys.map((key) => key.split('/')[0])).toEqual(['D0001', 'D0002', 'fact', 'withdrawal'])
    const second = records[1] as Donor
    expect(second.diagnoses?.map(({ reported }) => reported)).toEqual(['2024-05-02', '2024-04-10'])
    expect(second.specimens?.[0]?.reported).toBe('2024-04-10')
    expect(second.consents?.[0]?.reported).toBe('2024-04-10')
  })

  test('a day of report is not invented; a month is its last day', async () => {
    const { records } = await read([
      donor('A', { diagnoses: [{ code: 'ICD10:E11' }, { code: 'ICD10:I10', reported: '2024-02' }] }),
    ])
    expect((records[0] as Donor).diagnoses).toEqual([
      { code: 'ICD10:E11' },
      { code: 'ICD10:I10', reported: '2024-02-29' },
    ])
    expect(records[0]).not.toHaveProperty('reported')
  })

  const table: [string, object[], string[], DonorPorts?][] = [
    [
      'a specimen of an unknown donor',
      [{ type: 'fact', donor: 'X', reported: '2024-01-01', specimens: [{ id: 'S' }] }],
      ['1 donor donor-unknown'],
    ],
    [
      'data of a specimen that the donor does not have',
      [donor('A', { specimens: [{ id: 'S' }] }), donor('B', { data: [{ kind: 'GENOMICS', specimen: 'S' }] })],
      ['2 data[0].specimen specimen-unknown'],
    ],
    [
      'one specimen of two donors',
      [donor('A', { specimens: [{ id: 'S' }] }), donor('B', { specimens: [{ id: 'S' }] })],
      ['2 specimens[0].id specimen-two-donors'],
    ],
    [
      'one specimen twice',
      [donor('A', { specimens: [{ id: 'S' }, { id: 'S' }] })],
      ['1 specimens[1].id specimen-duplicate'],
    ],
    [
      "a specimen of another holder's donor before",
      [donor('A', { specimens: [{ id: 'S-OLD' }] })],
      ['1 specimens[0].id specimen-two-donors'],
      { known },
    ],
    ['two sexes', [donor('A', { sex: 'MALE' }), donor('A', { sex: 'FEMALE' })], ['2 sex sex-two']],
    ['a donor twice', [donor('A', { sex: 'MALE' }), donor('A', { sex: 'MALE' })], ['2 id donor-duplicate']],
    [
      'negative amounts',
      [
        donor('A', {
          specimens: [
            {
              id: 'S',
              aliquots: [
                { id: '1', amount: -1, unit: 'mL' },
                { id: '2', remaining: -0.5, unit: 'mL' },
              ],
            },
          ],
        }),
      ],
      ['1 specimens[0].aliquots[0].amount amount-negative', '1 specimens[0].aliquots[1].remaining amount-negative'],
    ],
    [
      'more left than there was, no unit, the same aliquot',
      [
        donor('A', {
          specimens: [
            {
              id: 'S',
              aliquots: [
                { id: '1', amount: 1, remaining: 2, unit: 'mL' },
                { id: '1', amount: 1 },
              ],
            },
          ],
        }),
      ],
      [
        '1 specimens[0].aliquots[0].remaining remaining-more',
        '1 specimens[0].aliquots[1].id aliquot-duplicate',
        '1 specimens[0].aliquots[1].unit unit-missing',
      ],
    ],
    [
      'codes that no list has',
      [
        donor('A', {
          ethnicity: 'XX:1',
          diagnoses: [{ code: 'ICD10:E1' }, { code: 'ICD10:E10-E14' }, { code: 'FOO:12' }],
          specimens: [{ id: 'S', material: 'SPIT' }],
          consents: [{ scope: ['DUO:9999999'], from: '2024-01-01' }],
        }),
      ],
      [
        '1 ethnicity code-form',
        '1 consents[0].scope[0] code-unlisted',
        '1 diagnoses[0].code code-form',
        '1 diagnoses[1].code code-form',
        '1 diagnoses[2].code code-form',
        '1 specimens[0].material code-unlisted',
      ],
    ],
    [
      'a code that its vocabulary does not have',
      [donor('A', { diagnoses: [{ code: 'ICD10:E11' }, { code: 'ICD10:U99' }, { code: 'HP:0000001' }] })],
      ['1 diagnoses[1].code code-unknown'],
      { knows: (code) => (code.startsWith('ICD10') ? code === 'ICD10:E11' : undefined) },
    ],
    [
      'codes nearly right',
      [donor('A', { sex: 'FEMAL', specimens: [{ id: 'S', storage: 'MINUS_60_TO_80' }], data: [{ kind: 'GENOMIC' }] })],
      ['1 sex code-near', '1 specimens[0].storage code-near', '1 data[0].kind code-near'],
    ],
    [
      'units',
      [
        donor('A', {
          measurements: [
            { code: 'LOINC:1-8', value: 1, unit: 'mmHg' },
            { code: 'LOINC:1-8', value: 1, unit: 'mm[Hg]' },
          ],
        }),
      ],
      ['1 measurements[0].unit unit-unknown'],
    ],
    [
      'a withdrawn donor again',
      [donor('GONE'), { type: 'fact', donor: 'GONE', reported: '2024-01-01' }],
      ['1 id donor-withdrawn', '2 donor donor-withdrawn'],
      { known },
    ],
    [
      'a donor and a fact after the withdrawal',
      [
        donor('A'),
        { type: 'withdrawal', donor: 'A', reported: '2024-01-01' },
        { type: 'fact', donor: 'A', reported: '2024-01-01' },
      ],
      ['3 donor donor-withdrawn'],
    ],
    ['a withdrawal of nobody', [{ type: 'withdrawal', donor: 'A', reported: '2024-01-01' }], ['1 donor donor-unknown']],
    [
      'a withdrawn donor whose line says so',
      [donor('GONE', { consents: [{ scope: ['DUO:0000042'], from: '2020-01-01', withdrawn: '2022-01-01' }] })],
      [],
      { known },
    ],
    [
      'parents that are not there, of the wrong sex, too young, dead',
      [
        donor('F', { sex: 'FEMALE', born: '1960-01' }),
        donor('M', { sex: 'MALE', born: '1990-01' }),
        donor('D', { sex: 'MALE', born: '1950-01', died: '1980-01' }),
        donor('A', { father: 'NOBODY' }),
        donor('B', { father: 'F', mother: 'M', born: '2000-01' }),
        donor('C', { father: 'D', born: '1980-12' }),
        donor('E', { father: 'D', born: '1980-10' }),
      ],
      [
        '5 father father-sex',
        '5 mother mother-sex',
        '5 mother parent-young',
        '6 father parent-dead',
        '4 father parent-missing',
      ],
    ],
    [
      'a parent whom the holder has already',
      [donor('A', { father: 'OLD', born: '1970-01' }), donor('B', { father: 'OLD', born: '1950-01' })],
      ['2 father parent-young'],
      { known },
    ],
    [
      'loops',
      [
        donor('A', { father: 'B' }),
        donor('B', { father: 'C' }),
        donor('C', { mother: 'A' }),
        donor('D', { mother: 'D' }),
        donor('E', { father: 'A' }),
      ],
      [
        '4 mother pedigree-loop',
        '1 father pedigree-loop',
        '2 father pedigree-loop',
        '3 mother pedigree-loop',
        '5 father parent-rejected',
      ],
    ],
    [
      'a parent who is refused, before and after the child',
      [
        donor('X', { sex: 'x' }),
        donor('A', { father: 'X' }),
        donor('B', { father: 'Y' }),
        donor('C', { father: 'B' }),
        donor('Y', { born: '1700-01' }),
      ],
      [
        '1 sex code-unlisted',
        '2 father parent-rejected',
        '5 born age-over-120',
        '3 father parent-rejected',
        '4 father parent-rejected',
      ],
    ],
    [
      'impossible ages',
      [
        donor('A', {
          born: '1980-06',
          died: '2020-01',
          reported: '2024-01-01',
          diagnoses: [
            { code: 'ICD10:E11', onset: '1980-05' },
            { code: 'ICD10:E11', onset: '2020-02' },
            { code: 'ICD10:E11', onsetAge: 40 },
            { code: 'ICD10:E11', onsetAge: 121 },
          ],
        }),
      ],
      ['1 diagnoses[3].onsetAge age-impossible'],
    ],
    [
      'impossible times',
      [
        donor('A', {
          born: '1980-06',
          died: '2020-01',
          reported: '2024-01-01',
          diagnoses: [
            { code: 'ICD10:E11', onset: '1980-05' },
            { code: 'ICD10:E11', onset: '2020-02' },
            { code: 'ICD10:E11', onsetAge: 40 },
          ],
          specimens: [
            { id: 'S', sampled: '1979-01' },
            { id: 'T', sampled: '2021-01' },
            { id: 'U', sampledAge: 41 },
          ],
        }),
      ],
      [
        '1 diagnoses[0].onset before-birth',
        '1 diagnoses[1].onset after-death',
        '1 diagnoses[2].onsetAge after-death',
        '1 specimens[0].sampled before-birth',
        '1 specimens[1].sampled after-death',
        '1 specimens[2].sampledAge after-death',
      ],
    ],
    [
      'later than the report, or than today',
      [
        donor('A', { born: '2025-01', reported: '2024-12-31', diagnoses: [{ code: 'ICD10:E11', onset: '2025-02' }] }),
        donor('B', { reported: '2026-11-22' }),
        donor('C', { reported: '2026-02-30' }),
      ],
      [
        '1 born after-report',
        '1 diagnoses[0].onset after-report',
        '2 reported report-future',
        '3 reported day-impossible',
      ],
    ],
    [
      'a day of birth, a name, free text, a misspelt field',
      [
        donor('A', { born: '1950-03-12' }),
        donor('B', { birthDate: '1950-03-12' }),
        donor('C', { patientName: 'x' }),
        donor('D', { notes: 'x' }),
        donor('E', { diagnosis: [] }),
        donor('Taro Yamada'),
      ],
      [
        '1 born birth-exact',
        '2 birthDate birth-exact',
        '3 patientName personal-data',
        '4 notes free-text',
        '5 diagnosis field-unknown',
        '6 id id-form',
      ],
    ],
    [
      'a day where a month is kept',
      [donor('A', { diagnoses: [{ code: 'ICD10:E11', onset: '2019-02-03' }] })],
      ['1 diagnoses[0].onset month-wanted'],
    ],
    [
      'null, text for numbers, nothing',
      [
        donor('A', { born: null }),
        donor('B', { measurements: [{ code: 'LOINC:1-8', value: '3', unit: '%' }] }),
        { id: 'C' },
        { type: 'donor' },
      ],
      ['1 born field-type', '2 measurements[0].value field-type', '3 type type-unknown', '4 id field-missing'],
    ],
    [
      'a consent that ends before it begins',
      [
        donor('A', {
          consents: [{ scope: ['DUO:0000042'], from: '2024-01-01', until: '2023-01-01', withdrawn: '2023-12-31' }],
        }),
      ],
      ['1 consents[0].until consent-reversed', '1 consents[0].withdrawn consent-reversed'],
    ],
  ]
  test.each(table)('%s', async (_, lines, wanted, ports) => expect(await said(lines, ports)).toEqual(wanted))

  test('two sexes refuse the line that was taken before too', async () => {
    const { faults } = await read([donor('A', { sex: 'MALE' }), donor('A', { sex: 'FEMALE' })])
    expect(faults[0]).toMatchObject({ key: 'A', values: { first: 1, sex: 'MALE' } })
  })

  test('a report never repeats a day of birth or what may be a name', async () => {
    const { faults } = await read([
      donor('A', { born: '1950-03-12' }),
      donor('山田太郎'),
      donor('C', { name: '山田太郎' }),
      '{"type":"donor","id":"山田太郎',
    ])
    expect(faults).toHaveLength(4)
    expect(JSON.stringify(faults)).not.toMatch(/1950|山田/)
  })

  test('ages above 110 are noted, and taken', async () => {
    const { records, notes } = await read([donor('A', { born: '1912-01' })])
    expect([records.length, notes.map(({ code }) => code)]).toEqual([1, ['age-over-110']])
  })

  test('a file that was cut is told from a broken line', async () => {
    const whole = donorTemplate()
    const lines = whole.trimEnd().split('\n')
    expect(await said([...lines.slice(0, 1), (lines[1] ?? '').slice(0, 50)])).toEqual(['2 - file-cut'])
    expect(await said([(lines[0] ?? '').slice(0, 50), ...lines.slice(1, 2)])).toEqual([
      '1 - json-bad',
      '2 father parent-missing',
    ])
    const { records } = await read(lines)
    expect(records).toHaveLength(4)
  })

  test('specimens of donors whom the holder has: a newer state, and one of somebody else', async () => {
    const fact = (specimens: object[]) => ({ type: 'fact', donor: 'OLD', reported: '2024-01-01', specimens })
    expect(await said([fact([{ id: 'S-OLD' }]), fact([{ id: 'S-NEW', sampled: '1939-01' }])], { known })).toEqual([
      '2 specimens[0].sampled before-birth',
    ])
  })

  test('a loop of ten thousand donors and a hundred thousand numbered identifiers are told in good time', async () => {
    const size = 10_000
    const lines = Array.from({ length: size }, (_, at) => donor(`L${at}`, { father: `L${(at + 1) % size}` }))
    const { faults } = await read(lines)
    expect(faults).toHaveLength(size)
    expect(new Set(faults.map(({ code }) => code))).toEqual(new Set(['pedigree-loop']))
    const { keys } = await read(Array.from({ length: 100_000 }, (_, at) => donor(`D${at}`)))
    expect(new Set(keys).size).toBe(100_000)
  })
})
