import { expect, test } from 'vitest'
import { diseaseTypes } from './disease-types.ts'
import { count, hasRealData, mappingCounts, readReal, readText } from './read-all.ts'

const head =
  'order,name,label,parent,codesystem,code,ontologyTermURI,definition,exact_mapping,btnt_mapping,ntbt_mapping\n'
const read = (rows: string) => readText(diseaseTypes, { 'd.csv': head + rows })

test.skipIf(!hasRealData)(
  'the published file: 23,532 terms with parents and cross-maps in their direction',
  async () => {
    const { records, lines, faults, notes } = await readReal(diseaseTypes, 'terms/icd10-orpha-disease-types.csv')
    expect(records.size).toBe(23_532)
    expect([faults, notes]).toEqual([[], []])
    expect(mappingCounts(records)).toEqual({ exact: 1160, narrow: 7469, broad: 7444 })
    expect(count([...records.keys()].map((id) => id.split(':')[0] ?? ''))).toEqual({
      '*': 1,
      ORPHA: 10_910,
      ICD10: 12_620,
      'ICD-10-GM-2026': 1,
    })
    expect(records.get('*')).toEqual({
      id: '*',
      labels: [{ lang: 'en', text: 'Any', kind: 'preferred' }],
      parents: [],
      mappings: [],
      definition: { en: 'Any disease' },
    })
    const g20 = records.get('ICD10:G20')
    expect(g20).toMatchObject({
      notation: 'G20',
      parents: ['ICD10:G20-G26'],
      links: ['https://icd.who.int/browse10/2019/en#/G20'],
    })
    expect(g20?.mappings).toContainEqual({ kind: 'narrow', target: 'ORPHA:171695' })
    expect(records.get('ORPHA:171695')?.mappings).toContainEqual({ kind: 'broad', target: 'ICD10:G20' })
    expect(records.get('ORPHA:589')?.mappings).toEqual([{ kind: 'exact', target: 'ICD10:G70.0' }])
    expect(lines.get('ORPHA:50918')).toBe(3)
    // what Orphanet names obsolete is marked so
    const obsolete = [...records.values()].filter((term) => term.obsolete)
    expect(obsolete).toHaveLength(1246)
    expect(
      [...records.values()]
        .filter((term) => term.labels[0]?.text.startsWith('OBSOLETE: '))
        .every((term) => term.obsolete),
    ).toBe(true)
  },
)

test.skipIf(!hasRealData)(
  'the plain national list is read too, without its two answers that are no disease',
  async () => {
    const { records, faults, notes } = await readReal(diseaseTypes, 'bbmri-nl/bbmri_nl_disease_types.csv')
    expect([records.size, faults, notes.map((note) => note.values?.['id'])]).toEqual([
      12_332,
      [],
      ['NAV_DISEASE_TYPE', 'NI'],
    ])
    expect(records.get('ICD10:A00.0')).toMatchObject({ notation: 'A00.0', links: ['http://identifiers.org/icd/A000'] })
  },
)

test('faults by line and column; a parent elsewhere is a note, a mapping elsewhere nothing', async () => {
  const { records, faults, notes } = await read(
    [
      ',urn:miriam:icd:G20,Parkinson,urn:miriam:icd:G99,,G20,,,ORPHA:1,,',
      ',urn:miriam:icd:G20,Again,,,,,,,,',
      ',,No id,,,,,,,,',
      ',ORPHA:2,,,,,,,,,',
      ',ORPHA:3,Bad map,,,,,,two words,,',
      ',ORPHA:4,A,ORPHA:5,,,,,,,',
      ',ORPHA:5,B,"ORPHA:4,urn:miriam:icd:G20",,,,,,,',
    ].join('\n'),
  )
  expect(faults.map(({ code, place, key }) => [place.line, place.column, code, key])).toEqual([
    [3, undefined, 'duplicate-id', undefined],
    [4, undefined, 'id-missing', undefined],
    [5, 'label', 'label-missing', undefined],
    [6, 'exact_mapping', 'id-malformed', undefined],
    [8, undefined, 'parent-cycle', 'ORPHA:5'],
  ])
  expect([...records.keys()]).toEqual(['ICD10:G20', 'ORPHA:4', 'ORPHA:5'])
  expect(notes).toMatchObject([{ code: 'parent-missing', values: { id: 'ICD10:G20', parent: 'ICD10:G99' } }])
})

test('another format is one fault that names this one', async () => {
  expect((await readText(diseaseTypes, { 'a.csv': 'x,y\n1,2\n3,4\n' })).faults).toMatchObject([
    { code: 'wrong-format', values: { format: 'disease-types' } },
  ])
})
