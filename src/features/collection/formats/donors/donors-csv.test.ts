import { describe, expect, test } from 'vitest'
import { memoryInput } from '../../../../kernel/input.ts'
import type { DonorRecord } from '../../donor-record.ts'
import type { Known } from '../../model/donor-index.ts'
import { readAll } from '../read-all.ts'
import { donorsFormat, donorTemplates } from './donors.ts'
import type { DonorPorts } from './checker.ts'

const today = '2026-11-21'
const known: Known = {
  withdrawn: (id) => id === 'GONE',
  donor: (id) => (id === 'OLD' ? { sex: 'MALE', born: '1940-05' } : undefined),
  specimen: (id) => (id === 'S-OLD' ? 'OLD' : undefined),
}

describe('CSV', () => {
  const csv = (files: Record<string, string>, ports: DonorPorts = {}) =>
    readAll(donorsFormat({ today, ...ports }), memoryInput(files))
  const folder = {
    'donors.csv': donorTemplates.donor ?? '',
    'diagnoses.csv': donorTemplates['donor-diagnoses'] ?? '',
    'measurements.csv': donorTemplates['donor-measurements'] ?? '',
    'specimens.csv': donorTemplates['donor-specimens'] ?? '',
    'data.csv': donorTemplates['donor-data'] ?? '',
  }

  test('the templates are one donor', async () => {
    const { records, faults } = await csv(folder)
    expect(faults).toEqual([])
    const wanted: DonorRecord = {
      type: 'donor',
      id: 'D0002',
      sex: 'FEMALE',
      born: '1975-07',
      ethnicity: 'NCIT:C41260',
      reported: '2024-04-10',
      consents: [{ scope: ['DUO:0000042', 'DUO:0000021'], from: '2024-04-01', reported: '2024-04-10' }],
      diagnoses: [{ code: 'ICD10:G20', onset: '2019-02', reported: '2024-04-10' }],
      measurements: [{ code: 'LOINC:4548-4', value: 5.6, unit: '%', when: '2024-04', reported: '2024-04-10' }],
      specimens: [
        {
          id: 'S0001',
          material: 'PLASMA',
          sampled: '2024-04',
          storage: 'MINUS_60_TO_85',
          aliquots: [{ id: 'S0001-1', amount: 0.5, remaining: 0.5, unit: 'mL' }],
          reported: '2024-04-10',
        },
      ],
      data: [
        {
          kind: 'GENOMICS',
          specimen: 'S0001',
          produced: '2024-04',
          platform: 'ILLUMINA_NOVASEQ_6000',
          reported: '2024-04-10',
        },
      ],
    }
    expect(records).toEqual([wanted])
  })

  test('every fault has the file, line and column of its cell', async () => {
    const { faults } = await csv({
      'donors.csv':
        'id,sex,born,father,consent_scope,consent_from\nA,MALE,1950-01,,DUO:0000042,2024-01-01\nB,FEMALE,1955-01-02,A,,\nC,MALE,1951-01,A,,2024-01-01\nA,FEMALE,,,,\nD,MALE,1950-01,,,\n',
      'diagnoses.csv': 'donor,code,onset,onset_age\nD,ICD10:E11,1949-01,\nA,ICD10:E11,,-3\nZ,ICD10:E11,,\n',
      'specimens.csv': 'donor,specimen,material,aliquot,amount,unit\nA,S1,DNA,1,-2,ug\nA,S1,DNA,2,1,UG\nA,S1,DNA,,,\n',
      'data.csv': 'donor,kind,specimen\nA,GENOMICS,S9\n',
    })
    expect(
      faults.map(({ place, code }) => `${place.file}:${place.line}:${place.column ?? ''} ${code}`).toSorted(),
    ).toEqual([
      'diagnoses.csv:2:onset before-birth',
      'diagnoses.csv:3:onset_age number-negative',
      'diagnoses.csv:4:donor donor-unknown',
      'donors.csv:3:born birth-exact',
      'donors.csv:4:consent_scope field-missing',
      'donors.csv:5:sex sex-two',
      'specimens.csv:2:amount amount-negative',
      'specimens.csv:4:specimen specimen-duplicate',
    ])
  })

  test('headers: misspelt, missing, personal; and CSV beside NDJSON', async () => {
    const codes = async (files: Record<string, string>) => (await csv(files)).faults.map(({ code }) => code)
    expect(await codes({ 'donors.csv': 'id,sx\nA,MALE\n' })).toEqual(['header-unknown'])
    expect(await codes({ 'diagnoses.csv': 'donor,onset\nA,2020-01\n' })).toEqual(['header-missing'])
    expect(await codes({ 'donors.csv': 'id,name,date_of_birth,notes\nA,x,y,z\n' })).toEqual([
      'personal-data',
      'birth-exact',
      'free-text',
    ])
    expect(await codes({ 'donors.csv': 'id\nA\n', 'x.ndjson': '{}' })).toEqual(['folder-mixed'])
  })

  test('a file of diagnoses alone is about donors whom the holder has', async () => {
    const { records, faults } = await csv(
      { 'later.csv': 'donor,code,onset,reported\nOLD,ICD10:G20,2020-01,2024-05-01\nNEW,ICD10:G20,,\n' },
      { known },
    )
    expect(records).toEqual([
      {
        type: 'fact',
        donor: 'OLD',
        reported: '2024-05-01',
        diagnoses: [{ code: 'ICD10:G20', onset: '2020-01', reported: '2024-05-01' }],
      },
    ])
    expect(faults.map(({ code }) => code)).toEqual(['donor-unknown'])
  })
})
