import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { memoryInput, openInput } from '../../../kernel/input.ts'
import { bbmri } from './bbmri.ts'
import { readAll, short } from './read-all.ts'

const real = join(import.meta.dirname, '../../../../../shared/data/bbmri-nl')
const here = existsSync(real)

describe.skipIf(!here)(`the real Dutch directory${here ? '' : ' (skipped: no ../shared/data)'}`, () => {
  test('108 biobanks and 278 collections, none at fault, none lost', async () => {
    const { records, keys, faults, notes } = await readAll(bbmri, await openInput(real))
    expect(faults).toEqual([])
    const count = (kind: string) => records.filter((record) => record.kind === kind).length
    expect([count('holder'), count('biobank'), count('collection')]).toEqual([70, 108, 278])
    expect(new Set(keys).size).toBe(456)
    const counts: Record<string, number> = {}
    for (const { code } of notes) counts[code] = (counts[code] ?? 0) + 1
    expect(counts).toEqual({
      'list-missing': 1,
      'holder-unsaid': 68,
      'holder-several': 2,
      'mail-removed': 24,
      'age-unlikely': 3,
      'biobank-empty': 10,
    })
    expect(JSON.stringify(records)).not.toMatch(/@[a-z]+\.(nl|org|uk)|AAAACXPK4LR5AACQK2ME25QAAI|""/)
    expect(records.filter((record) => record.donors?.low === 0).length).toBe(7)
    expect(records.filter((record) => record.kind === 'collection' && !record.donors).length).toBe(14)
    const hoorn = records.find((record) => record.name.en === 'Hoorn Study')
    expect(hoorn).toMatchObject({
      holder: 'bbmri-nl-77',
      age: { low: 50, high: 74, unit: 'YEAR' },
      donors: { low: 800, high: 800 },
      materials: ['DNA', 'PLASMA', 'SERUM'],
      access: { sampleFee: true, jointProject: true },
    })
    expect(hoorn?.diseases?.[0]).toBe('ICD10:E11')
    const holders = new Set(records.filter((record) => record.kind === 'holder').map(({ id }) => id))
    const biobanks = new Set(
      records.filter((record) => record.kind === 'biobank').map(({ holder, id }) => `${holder}/${id}`),
    )
    for (const record of records) {
      expect(holders).toContain(record.holder)
      expect(record.holder).toMatch(/^[a-z0-9-]+$/)
      for (const id of record.biobanks ?? []) expect(biobanks).toContain(`${record.holder}/${id}`)
    }
  })

  test('with --holder everything is its', async () => {
    const { records, notes } = await readAll(bbmri, await openInput(real), { holder: 'our-network' })
    expect(new Set(records.map(({ holder }) => holder))).toEqual(new Set(['our-network']))
    expect(records.length).toBe(386)
    expect(notes.map(({ code }) => code)).not.toContain('holder-unsaid')
    expect(records.find(({ name }) => name.en === 'DIPAK')?.contacts).toContainEqual({
      role: 'legal person',
      organisation: expect.any(String),
    })
  })
})

const persons = 'id,name,country\nJ1,First,NL\nJ2,Second,NL\n'
const biobanks =
  'id,name,contact_person,juristic_person,country,website\nBB1,One,44,J1,NL,https://one.example/\nBB2,Two,,,NL,\n'
const head =
  'id,name,type,disease,data_categories,materials,omics,sex,age_low,age_high,age_unit,numberOfDonors,biobanks,institutes,website,sampleAccessFee,dataAccessFee,parent_collection'
const lists = {
  'x_collection_types.csv': 'id\nCOHORT\n',
  'x_disease_types.csv': 'id\nurn:miriam:icd:E11\nurn:miriam:icd:E10-E14\nORPHA:589\nNI\n',
  'x_data_category_types.csv': 'id\nBIOLOGICAL_SAMPLES\nNAV_DATA_CATEGORY\n',
  'x_material_types.csv': 'id\nDNA\nPLASMA\nOTHER_MATERIAL_TYPE\n',
  'x_exp_data_types.csv': 'id\nGENOMICS\nNAV_EXP_DATA_TYPE\n',
  'x_sex_types.csv': 'id\nFEMALE\nNASK\n',
  'x_age_types.csv': 'id\nYEAR\nDAY\n',
}
const folder = (rows: string[], more: Record<string, string> = {}) =>
  memoryInput(
    {
      'x_juristic_persons.csv': persons,
      'x_biobanks.csv': biobanks,
      'x_sample_collections.csv': `${[head, ...rows].join('\n')}\n`,
      ...lists,
      ...more,
    },
    'x',
  )
const read = (rows: string[], more?: Record<string, string>) => readAll(bbmri, folder(rows, more))

describe('a folder', () => {
  test('codes that say nothing are absence; identifiers become CURIEs; references match in any case', async () => {
    const { records, faults, notes } = await read([
      'c1,A,COHORT,"NI,urn:miriam:icd:E10-E14,ORPHA:589",NAV_DATA_CATEGORY,"DNA,OTHER_MATERIAL_TYPE",NAV_EXP_DATA_TYPE,NASK,,,YEAR,0,bb1,j2,,TRUE,false,',
      'c2,B,COHORT,urn:miriam:icd:E11,,PLASMA,,FEMALE,1,15,DAY,,"BB2,BB1",,,,,C1',
    ])
    expect(faults).toEqual([])
    expect(records.slice(2)).toEqual([
      {
        kind: 'biobank',
        id: 'BB1',
        holder: 'x-j1',
        name: { en: 'One' },
        url: 'https://one.example/',
        country: 'NL',
        contacts: [{ role: 'contact person' }],
      },
      { kind: 'biobank', id: 'BB2', holder: 'x', name: { en: 'Two' }, country: 'NL' },
      {
        kind: 'collection',
        id: 'c1',
        holder: 'x-j1',
        name: { en: 'A' },
        biobanks: ['BB1'],
        types: ['COHORT'],
        materials: ['DNA'],
        diseases: ['ICD10:E10-E14', 'ORPHA:589'],
        donors: { low: 0, high: 0 },
        contacts: [{ role: 'participating institution', organisation: 'Second' }],
        access: { sampleFee: true, dataFee: false },
      },
      {
        kind: 'collection',
        id: 'c2',
        holder: 'x',
        name: { en: 'B' },
        biobanks: ['BB2', 'BB1'],
        parent: 'C1',
        types: ['COHORT'],
        materials: ['PLASMA'],
        sexes: ['FEMALE'],
        diseases: ['ICD10:E11'],
        age: { low: 1, high: 15, unit: 'DAY' },
      },
      expect.objectContaining({ kind: 'holder', id: 'x', name: { en: 'X' } }),
    ])
    expect(notes.map(({ code }) => code)).toEqual(['holder-unsaid', 'holder-several'])
  })

  test('every fault with its line and column; the other rows go on', async () => {
    const { records, faults } = await read([
      'c1,A,COHORTS,urn:miriam:icd:E99,,DNAA,,,50,40,YEAR,-5,BB9,J9,ftp://x,maybe,,', // 2
      ',B,COHORT,,,,,,,,,,BB1,,,,,', // 3
      'c3,C,COHORT,icd E11,,,,,10,,,many,BB1,,www.x.nl,,,c3', // 4
      'c4,good,COHORT,,,,,,,,,,BB1,,,,,', // 5
      'C4,twice,COHORT,,,,,,,,,,BB1,,,,,', // 6
      'c7,part,COHORT,,,,,,,,,,BB1,,,,,c99', // 7
      'c8,part of a rejected one,COHORT,,,,,,,,,,BB1,,,,,c1', // 8
    ])
    expect(short(faults)).toEqual([
      '2 biobanks reference-dangling',
      '2 institutes reference-dangling',
      '2 age_low range-reversed',
      '2 numberOfDonors number-negative',
      '2 type code-near',
      '2 materials code-near',
      '2 disease code-unknown',
      '2 website url-bad',
      '2 sampleAccessFee truth-bad',
      '3 id value-missing',
      '4 age_unit unit-missing',
      '4 numberOfDonors number-bad',
      '4 disease disease-form',
      '4 website url-bad',
      '4 parent_collection parent-cycle',
      '6 id id-duplicate',
      '7 parent_collection reference-dangling',
      '8 parent_collection reference-rejected',
    ])
    expect(faults.find(({ code }) => code === 'code-near')).toMatchObject({
      value: 'COHORTS',
      values: { nearest: 'COHORT' },
    })
    expect(faults.at(-2)?.key).toBe('collection x-j1/c7')
    expect(records.filter(({ kind }) => kind === 'collection').map(({ id }) => id)).toEqual(['c4', 'c7', 'c8'])
  })

  test('a biobank at fault takes its collections along, and says which row to mend', async () => {
    const { records, faults } = await read(['c1,A,COHORT,,,,,,,,,,BB1,,,,,'], {
      'x_biobanks.csv': biobanks.replace('J1', 'J7').replace(',NL,\n', ',Holland,\n'),
    })
    expect(short(faults)).toEqual([
      '2 juristic_person reference-dangling',
      '3 country country-bad',
      '2 biobanks reference-rejected',
    ])
    expect(records.map(({ kind }) => kind)).toEqual(['holder', 'holder'])
  })

  test('one biobank in two spellings of its id is one too many', async () => {
    const { faults } = await read(['c1,A,COHORT,,,,,,,,,,BB1,,,,,'], {
      'x_biobanks.csv': `${biobanks}bb1,One again,,J1,NL,\n`,
    })
    expect(faults).toEqual([
      {
        place: { file: 'x_biobanks.csv', line: 4, column: 'id' },
        code: 'id-duplicate',
        value: 'bb1',
        values: { first: 2 },
      },
    ])
  })

  test('mail addresses and persons stay out', async () => {
    const { records, notes } = await read([], {
      'x_biobanks.csv':
        'id,name,description,principal_investigators,juristic_person\nB,Bank,write to jan.jansen@bank.nl,"7,8",J1\n',
    })
    expect(records.at(-1)).toEqual({
      kind: 'biobank',
      id: 'B',
      holder: 'x-j1',
      name: { en: 'Bank' },
      description: { en: 'write to […]' },
      contacts: [{ role: 'principal investigator' }],
    })
    expect(notes.map(({ code }) => code)).toEqual(['mail-removed', 'biobank-empty'])
  })

  test('a folder without the files is refused by their names', async () => {
    const { faults } = await readAll(bbmri, memoryInput({ 'readme.csv': 'a\n1\n' }))
    expect(faults.map(({ values }) => values?.['name'])).toEqual(['biobanks', 'sample_collections', 'juristic_persons'])
  })
})
