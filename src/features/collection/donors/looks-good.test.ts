import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openColumnar } from '../../../kernel/columnar.ts'
import { memoryInput } from '../../../kernel/input.ts'
import { donorsFormat } from '../formats/donors/donors.ts'
import { readAll } from '../formats/read-all.ts'
import { looksGood } from './looks-good.ts'
import { macros } from './stage.ts'

const folder = mkdtempSync(join(tmpdir(), 'hashidate-good-'))
const today = '2026-11-21'
const text = (lines: readonly (object | string)[]) =>
  lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')

/** By SQL, and by the careful reader of the same text. */
async function both(content: string): Promise<{ fast: boolean; faults: number; notes: number }> {
  const path = join(folder, `${crypto.randomUUID()}.ndjson`)
  writeFileSync(path, content)
  await using duck = await openColumnar({ memoryMb: 256, threads: 1, spill: join(folder, 'spill') })
  for (const macro of macros) await duck.run(macro)
  const fast = await looksGood(duck, path, { folder, segments: [], withdrawn: [] }, today)
  const { faults, notes } = await readAll(donorsFormat({ today }), memoryInput({ 'x.ndjson': content }))
  return { fast: fast !== undefined, faults: faults.length, notes: notes.length }
}

const full = {
  type: 'donor',
  id: 'C',
  sex: 'FEMALE',
  born: '1975-07',
  died: '2024-02',
  ethnicity: 'NCIT:C41260',
  father: 'F',
  mother: 'M',
  reported: '2024-04-10',
  consents: [{ scope: ['DUO:0000042'], from: '2020-04-01', until: '2034-03-31' }],
  diagnoses: [{ code: 'ICD10:G20', onset: '2019-02', onsetAge: 43, reported: '2024-05-02' }, { code: 'ORPHA:589' }],
  measurements: [{ code: 'LOINC:4548-4', value: 5.6, unit: '%', when: '2024-01', age: 48 }],
  specimens: [
    {
      id: 'S',
      material: 'PLASMA',
      sampled: '2024-01',
      sampledAge: 48,
      storage: 'LN',
      aliquots: [{ id: 'S-1', amount: 0.5, remaining: 0, unit: 'mL' }],
    },
  ],
  data: [{ kind: 'GENOMICS', specimen: 'S', produced: '2024-03', platform: 'NOVASEQ' }],
}
const parents = [
  { type: 'donor', id: 'F', sex: 'MALE', born: '1948-03' },
  { type: 'donor', id: 'M', sex: 'FEMALE', born: '1950-01' },
]
const change = (more: object) => [...parents, { ...full, ...more }]

test('a good file is taken by both', async () => {
  expect(await both(text([full, ...parents]))).toEqual({ fast: true, faults: 0, notes: 0 })
})

const bad: [string, (object | string)[]][] = [
  ['a line that is cut', [...parents, JSON.stringify(full).slice(0, -9)]],
  ['an unknown member', change({ nickname: 'x' })],
  ['an unknown member deep inside', change({ specimens: [{ id: 'S', colour: 'red' }] })],
  ['a member of another type', change({ diagnoses: [{ code: 'ICD10:G20', onsetAge: 'old' }] })],
  ['an age as text', change({ diagnoses: [{ code: 'ICD10:G20', onsetAge: '43' }] })],
  ['half a year of age', change({ diagnoses: [{ code: 'ICD10:G20', onsetAge: 43.5 }] })],
  ['a number as identifier', [{ type: 'donor', id: 12 }]],
  [
    'a number for a text and a text for a number',
    [{ type: 'donor', id: 12, diagnoses: [{ code: 'ICD10:G20', onsetAge: '43' }] }],
  ],
  ['a value as text', change({ measurements: [{ code: 'LOINC:4548-4', value: '5', unit: '%' }] })],
  ['a number among the permissions', change({ consents: [{ scope: [42], from: '2020-04-01' }] })],
  ['a text where a list should be', change({ diagnoses: 'ICD10:G20' })],
  ['a null', change({ ethnicity: null })],
  ['no type', [{ id: 'X' }]],
  ['a sex that is none', change({ sex: 'F' })],
  ['an identifier with a space', [{ type: 'donor', id: 'a b' }]],
  ['a day of birth', change({ born: '1975-07-01' })],
  ['a month that is none', change({ born: '1975-13' })],
  ['a day that is none', change({ reported: '2024-02-30' })],
  ['a report of tomorrow', change({ reported: '2026-11-22' })],
  ['a donor twice', [...change({}), { type: 'donor', id: 'C', sex: 'FEMALE' }]],
  ['an onset after the report', change({ diagnoses: [{ code: 'ICD10:G20', onset: '2024-06' }] })],
  ['an onset before birth', change({ diagnoses: [{ code: 'ICD10:G20', onset: '1970-01' }] })],
  [
    'a measurement after death',
    change({ measurements: [{ code: 'LOINC:4548-4', value: 1, unit: '%', when: '2024-03' }] }),
  ],
  ['an age after death', change({ diagnoses: [{ code: 'ICD10:G20', onsetAge: 60 }] })],
  ['an age over 120', change({ diagnoses: [{ code: 'ICD10:G20', onsetAge: 121 }] })],
  ['a death before birth', change({ died: '1974-01' })],
  ['120 years of age', [{ type: 'donor', id: 'X', born: '1890-01' }]],
  ['a code of no vocabulary', change({ diagnoses: [{ code: 'FOO:1' }] })],
  ['a diagnosis without code', change({ diagnoses: [{ onset: '2019-02' }] })],
  ['a unit that is none', change({ measurements: [{ code: 'LOINC:4548-4', value: 1, unit: 'mmHg' }] })],
  ['a material of no list', change({ specimens: [{ id: 'S', material: 'SPIT' }] })],
  ['a negative amount', change({ specimens: [{ id: 'S', aliquots: [{ id: 'A', amount: -1, unit: 'mL' }] }] })],
  [
    'more left than there was',
    change({ specimens: [{ id: 'S', aliquots: [{ id: 'A', amount: 1, remaining: 2, unit: 'mL' }] }] }),
  ],
  ['an amount without unit', change({ specimens: [{ id: 'S', aliquots: [{ id: 'A', amount: 1 }] }] })],
  ['an aliquot twice', change({ specimens: [{ id: 'S', aliquots: [{ id: 'A' }, { id: 'A' }] }] })],
  ['a specimen twice', change({ specimens: [{ id: 'S' }, { id: 'S' }] })],
  ['data of no specimen', change({ data: [{ kind: 'GENOMICS', specimen: 'T' }] })],
  [
    'a consent that ends before it begins',
    change({ consents: [{ scope: ['DUO:0000042'], from: '2020-04-01', until: '2019-01-01' }] }),
  ],
  ['a permission of no list', change({ consents: [{ scope: ['DUO:9999999'], from: '2020-04-01' }] })],
  ['a parent who is not there', change({ father: 'NOBODY' })],
  ['a father who is a woman', change({ father: 'M', mother: 'F' })],
  [
    'a parent as young as the child',
    [
      { type: 'donor', id: 'F', born: '1975-01' },
      { type: 'donor', id: 'C', born: '1975-07', father: 'F' },
    ],
  ],
  [
    'a loop',
    [
      { type: 'donor', id: 'A', father: 'B' },
      { type: 'donor', id: 'B', father: 'A' },
    ],
  ],
]
test.each(bad)('%s is left to the careful reader, which refuses it', async (_, lines) => {
  const { fast, faults } = await both(text(lines))
  expect({ fast, refused: faults > 0 }).toEqual({ fast: false, refused: true })
})

test.each([
  ['a member twice, as JSON allows it', ['{"type":"donor","id":"X","sex":"MALE","sex":"FEMALE"}']],
  ['white space', [`{ "type" : "donor", "id" : "X" }`]],
  [
    'later facts',
    [...parents, { type: 'fact', donor: 'F', reported: '2024-05-01', diagnoses: [{ code: 'ICD10:G20' }] }],
  ],
  ['an age a little off', change({ diagnoses: [{ code: 'ICD10:G20', onset: '2019-02', onsetAge: 40 }] })],
])('what is good in another way goes the careful way: %s', async (_, lines) => {
  expect(await both(text(lines))).toMatchObject({ fast: false, faults: 0 })
})
