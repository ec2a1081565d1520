import { expect, test } from 'vitest'
import { nando } from './nando.ts'
import { count, hasRealData, labelCounts, mappingCounts, readReal, readText } from './read-all.ts'

const head = `@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix obo: <http://purl.obolibrary.org/obo/> .
@prefix n: <http://nanbyodata.jp/ontology/NANDO_> .
`
const read = (body: string) => readText(nando, { 'nando.ttl': head + body })

test.skipIf(!hasRealData)('the published file: 2,777 classes in three scripts', async () => {
  const { records, lines, faults, notes, about } = await readReal(nando, 'terms/nando.ttl')
  expect(records.size).toBe(2777)
  expect(faults).toEqual([])
  expect(labelCounts(records)).toEqual({
    'ja preferred': 2777,
    'ja-Hira preferred': 2773,
    'en preferred': 2775,
    'ja synonym': 961,
    'en synonym': 1971,
  })
  expect(mappingCounts(records)).toEqual({ close: 2341, related: 880 })
  expect(count(notes.map((note) => note.code))).toEqual({
    'misspelt-subclassof': 8,
    'parent-itself': 1,
    'not-a-class': 5,
  })
  expect([...records.values()].filter((term) => term.obsolete)).toHaveLength(9)
  expect(
    [...records.values()].filter((term) => term.labels.some((label) => label.text === '重症筋無力症')),
  ).toHaveLength(3)
  expect(about).toEqual({
    release: '1.0.0',
    licence: 'https://creativecommons.org/licenses/by/4.0/',
    date: '2023-11-27',
    source: 'http://nanbyodata.jp/ontology/nando.owl#',
  })
  expect(lines.get('NANDO:1200026')).toBe(461)
  expect(records.get('NANDO:1200026')).toEqual({
    id: 'NANDO:1200026',
    labels: [
      { lang: 'ja', text: '二次性進行型多発性硬化症', kind: 'preferred' },
      { lang: 'en', text: 'Secondary progressive multiple sclerosis', kind: 'preferred' },
      { lang: 'ja-Hira', text: 'にじせいしんこうがたたはつせいこうかしょう', kind: 'preferred' },
      { lang: 'en', text: 'SPMS', kind: 'synonym' },
      { lang: 'en', text: 'secondary progressive MS', kind: 'synonym' },
      { lang: 'ja', text: '二次性進行型MS', kind: 'synonym' },
    ],
    parents: ['NANDO:1200023'],
    mappings: [
      { kind: 'related', target: 'NANDO:2201321' },
      { kind: 'close', target: 'MONDO:0000450' },
    ],
    links: [
      'https://www.nanbyou.or.jp/wp-content/uploads/upload_files/File/013-201704-kojin.pdf',
      'https://www.mhlw.go.jp/file/06-Seisakujouhou-10900000-Kenkoukyoku/0000157736.docx',
      'https://www.nanbyou.or.jp/entry/3807',
    ],
  })
})

test('a class in two blocks is one; exact matches keep their kind; a label that differs becomes a synonym', async () => {
  const { records, codes } = await read(`n:1 a owl:Class ; rdfs:label "病"@ja, "びょう"@ja-Hira .
n:2 a owl:Class ; rdfs:label "b"@en ; rdfs:subClassOf n:1 .
n:1 skos:prefLabel "病気"@ja ; skos:exactMatch obo:MONDO_0000001 .`)
  expect(codes).toEqual([])
  expect(records.get('NANDO:1')).toMatchObject({
    labels: [
      { lang: 'ja', text: '病気', kind: 'preferred' },
      { lang: 'ja', text: '病', kind: 'synonym' },
      { lang: 'ja-Hira', text: 'びょう', kind: 'preferred' },
    ],
    mappings: [{ kind: 'exact', target: 'MONDO:0000001' }],
  })
  expect(records.get('NANDO:2')?.parents).toEqual(['NANDO:1'])
})

test('faults of single classes leave the others', async () => {
  const { records, faults, notes } = await read(`n:1 a owl:Class ; rdfs:subClassOf n:3 .
n:2 a owl:Class ; skos:prefLabel "a"@ja, "b"@ja .
n:3 a owl:Class ; rdfs:label "c"@en, "c"@fr ; rdfs:subClassOf n:4 .
n:4 a owl:Class ; rdfs:label "d"@en ; rdfs:subClassOf n:3, n:9 .
n:5 a owl:Class ; rdfs:label "e"@en ; <http://purl.org/dc/terms/identifier> "NANDO:6" .`)
  expect(faults.map(({ code, place, key }) => [code, place.record, place.line, key])).toEqual([
    ['label-missing', 'NANDO:1', 6, undefined],
    ['label-twice', 'NANDO:2', 7, undefined],
    ['identifier-differs', 'NANDO:5', 10, undefined],
    ['parent-cycle', 'NANDO:4', 9, 'NANDO:4'],
  ])
  expect([...records.keys()]).toEqual(['NANDO:3', 'NANDO:4'])
  expect(notes.map((note) => note.code)).toEqual(['label-language', 'parent-missing'])
})

test('broken Turtle is one fault with its line; another format is one fault that names this one', async () => {
  expect((await read('n:1 a owl:Class ; rdfs:label "a"@ja .\n\nn:2 a owl:Class rdfs:label .\n')).faults).toMatchObject([
    { code: 'turtle-syntax', place: { line: 8 } },
  ])
  for (const other of [
    'id,label\nG20,x\n',
    '<?xml version="1.0"?><a/>',
    '[["1" "a" []]]',
    'hello world',
    `${head}<a> <b> <c> .`,
  ]) {
    expect((await readText(nando, { 'x.txt': other })).faults).toMatchObject([
      { code: 'not-this-format', values: { format: 'nando' } },
    ])
  }
  expect((await readText(nando, { 'x.txt': '' })).codes).toEqual(['file-empty'])
})
