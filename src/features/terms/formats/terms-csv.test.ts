import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { readText } from './read-all.ts'
import { termsCsv, termTemplate, termTemplateCsv } from './terms-csv.ts'

const { columns, example } = termTemplate
test('the example of the template fills every column and is read without a fault, in UTF-8 and CP932', async () => {
  expect(columns.filter((column) => !example[column])).toEqual([])
  for (const content of [termTemplateCsv, iconv.encode(termTemplateCsv.slice(1), 'cp932')]) {
    const { records, codes } = await readText(termsCsv, { 'terms.csv': content })
    expect(codes).toEqual([])
    expect([...records.values()]).toEqual([
      {
        id: 'EXAMPLE:0001',
        labels: [
          { lang: 'ja', text: 'パーキンソン病', kind: 'preferred' },
          { lang: 'en', text: 'Parkinson disease', kind: 'preferred' },
          { lang: 'ja-Hira', text: 'ぱーきんそんびょう', kind: 'preferred' },
          { lang: 'en', text: 'PD', kind: 'synonym' },
          { lang: 'en', text: 'Paralysis agitans', kind: 'synonym' },
          { lang: 'ja', text: '振戦麻痺', kind: 'synonym' },
        ],
        parents: ['EXAMPLE:0000'],
        mappings: [
          { kind: 'exact', target: 'MONDO:0005180' },
          { kind: 'close', target: 'NANDO:1200010' },
          { kind: 'narrow', target: 'ORPHA:2828' },
          { kind: 'broad', target: 'ICD10:G20-G26' },
        ],
        definition: { en: 'A progressive disorder of movement.', ja: '運動機能が徐々に低下する疾患。' },
        notation: 'PD',
      },
    ])
  }
})

test('few columns are enough', async () => {
  const { records, codes } = await readText(termsCsv, { 'a.csv': 'label_ja,id\n病,X:1\n' })
  expect([records.size, codes]).toEqual([1, []])
})

test('faults by line and column; a misspelt column is named with the one meant', async () => {
  const { faults, records, notes } = await readText(termsCsv, {
    'a.csv': `id,label_en,label_kana,parents,exact
,a,,,
X 1,a,,,
X:1,,,,
X:2,b,病気,,
X:3,c,,two words,
X:4,d,,,X:4
X:5,e,ビョーキ（いち）,X:6,MONDO:1|Y 2
X:6,f,ビョーキ（いち）,X:7,MONDO:1
X:7,g,,X:6|X:99,
X:6,h,,,
`,
  })
  expect(faults.map(({ code, place, key }) => [place.line, place.column, code, key])).toEqual([
    [2, 'id', 'id-missing', undefined],
    [3, 'id', 'id-malformed', undefined],
    [4, 'label_ja', 'label-missing', undefined],
    [5, 'label_kana', 'kana-expected', undefined],
    [6, 'parents', 'id-malformed', undefined],
    [7, 'exact', 'target-itself', undefined],
    [8, 'exact', 'id-malformed', undefined],
    [11, undefined, 'duplicate-id', undefined],
    [10, undefined, 'parent-cycle', 'X:7'],
  ])
  expect([...records.keys()]).toEqual(['X:6', 'X:7'])
  expect(notes).toMatchObject([{ code: 'parent-missing', values: { parent: 'X:99' } }])

  const misspelt = await readText(termsCsv, { 'a.csv': 'id,lable_en\nX:1,a\n' })
  expect(misspelt.faults).toMatchObject([
    { code: 'header-unknown', values: { column: 'lable_en', nearest: 'label_en' } },
  ])
  expect(misspelt.records.size).toBe(0)
  expect((await readText(termsCsv, { 'a.csv': 'x,y\n1,2\n1,2\n' })).faults).toMatchObject([
    { code: 'wrong-format', values: { format: 'terms-csv' } },
  ])
})
