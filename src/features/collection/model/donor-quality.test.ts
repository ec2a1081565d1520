import { expect, test } from 'vitest'
import type { Donor, DonorRecord } from '../donor-record.ts'
import { quality } from './donor-quality.ts'

const donor = (id: string, more: Partial<Donor> = {}): DonorRecord => ({ type: 'donor', id, ...more })
const whole: Partial<Donor> = {
  sex: 'MALE',
  born: '1950-01',
  ethnicity: 'NCIT:C41260',
  consents: [{ scope: ['DUO:0000042'], from: '2020-01-01' }],
  diagnoses: [{ code: 'ICD10:I10', onset: '2000-01' }],
}
const report = (records: readonly DonorRecord[]) =>
  quality(
    records.map((record, at) => ({ record, place: { file: 'x', line: at + 1 } })),
    { today: '2026-11-21' },
  )
const flawsOf = (records: readonly DonorRecord[]) =>
  report(records)
    .fields.filter(({ missing, impossible, contradictory }) => missing + impossible + contradictory > 0)
    .map(
      ({ field, of, missing, impossible, contradictory }) =>
        `${field} ${of}: ${missing} ${impossible} ${contradictory}`,
    )

test('a whole record has no flaw; an empty one lacks everything that a donor should have', () => {
  expect(flawsOf([donor('A', whole)])).toEqual([])
  expect(flawsOf([donor('A', whole), donor('B')])).toEqual([
    'sex 2: 1 0 0',
    'born 2: 1 0 0',
    'ethnicity 2: 1 0 0',
    'consents 2: 1 0 0',
    'diagnoses 2: 1 0 0',
  ])
  expect(report([donor('A', whole), donor('B')]).fields.find(({ field }) => field === 'sex')?.examples.missing).toEqual(
    [{ file: 'x', line: 2, record: 'B' }],
  )
})

test.each<[string, DonorRecord[], string, string]>([
  [
    'onset before birth',
    [donor('A', { ...whole, diagnoses: [{ code: 'ICD10:I10', onset: '1940-01' }] })],
    'diagnoses.onset 1: 0 1 0',
    'before-birth',
  ],
  [
    'two onsets',
    [
      donor('A', {
        ...whole,
        diagnoses: [
          { code: 'ICD10:I10', onset: '1990-01' },
          { code: 'ICD10:I10', onset: '2010-01' },
        ],
      }),
    ],
    'diagnoses.onset 2: 0 0 1',
    'onset-differs',
  ],
  ['no onset', [donor('A', { ...whole, diagnoses: [{ code: 'ICD10:I10' }] })], 'diagnoses.onset 1: 1 0 0', ''],
  [
    'a man with a disease of women',
    [donor('A', { ...whole, diagnoses: [{ code: 'ICD10:O80', onset: '1990-01' }] })],
    'diagnoses.code 0: 0 0 1',
    'sex-unlikely',
  ],
  [
    'sampled before the consent',
    [
      donor('A', {
        ...whole,
        specimens: [
          {
            id: 'S',
            material: 'DNA',
            sampled: '2019-12',
            storage: 'RT',
            aliquots: [{ id: '1', amount: 0, unit: 'ug' }],
          },
        ],
      }),
    ],
    'specimens.sampled 1: 0 0 1',
    'before-consent',
  ],
  [
    'sampled after the withdrawal',
    [
      donor('A', {
        ...whole,
        consents: [{ scope: ['DUO:0000042'], from: '2018-01-01', withdrawn: '2019-01-01' }],
        specimens: [
          {
            id: 'S',
            material: 'DNA',
            sampled: '2019-12',
            storage: 'RT',
            aliquots: [{ id: '1', amount: 0, unit: 'ug' }],
          },
        ],
      }),
    ],
    'specimens.sampled 1: 0 0 1',
    'after-withdrawal',
  ],
  ['two sexes', [donor('A', whole), donor('A', { ...whole, sex: 'FEMALE' })], 'sex 2: 0 0 1', 'sex-two'],
  ['a parent who is not there', [donor('A', { ...whole, father: 'B' })], 'father 0: 1 0 0', 'parent-missing'],
  [
    'a specimen of a later fact without a material',
    [
      donor('A', whole),
      {
        type: 'fact',
        donor: 'A',
        reported: '2024-01-01',
        specimens: [{ id: 'S', sampledAge: 70, storage: 'RT', aliquots: [{ id: '1', remaining: 0, unit: 'mL' }] }],
      },
    ],
    'specimens.material 1: 1 0 0',
    '',
  ],
])('%s', (_, records, wanted, code) => {
  expect(flawsOf(records)).toEqual([wanted])
  expect(Object.keys(report(records).codes)).toEqual(code === '' ? [] : [code])
})

test('places of what is only known at the end, and no more than five examples', () => {
  const { fields, codes, donors } = report(
    Array.from({ length: 9 }, (_, at) => donor(`A${at}`, { ...whole, mother: 'NOBODY' })),
  )
  const mother = fields.find(({ field }) => field === 'mother')
  expect([donors, mother?.missing, mother?.examples.missing.length, codes]).toEqual([9, 9, 5, { 'parent-missing': 9 }])
  expect(mother?.examples.missing[1]).toEqual({ file: 'x', line: 2, record: 'A1', code: 'parent-missing' })
})
