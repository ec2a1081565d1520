import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { duo } from './duo.ts'
import { count, hasRealData, labelCounts, readReal, readText, realData } from './read-all.ts'

const real = (name: string) => readFileSync(join(realData, 'terms', name))
const owl = (body: string) => `<?xml version="1.0"?>
<rdf:RDF xmlns:obo="http://purl.obolibrary.org/obo/" xmlns:owl="http://www.w3.org/2002/07/owl#"
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:rdfs="http://www.w3.org/2000/01/rdf-schema#">
${body}
</rdf:RDF>`

test.skipIf(!hasRealData)(
  'the three published files together: 39 classes, 25 codes of the CSV, 20 Japanese labels',
  async () => {
    const names = ['duo-japanese.owl', 'duo.owl', 'duo.csv']
    const read = await readText(duo, Object.fromEntries(names.map((name) => [name, real(name)])))
    const { records, faults, notes, about } = read
    expect(faults).toEqual([])
    expect(records.size).toBe(39)
    expect(labelCounts(records)).toEqual({ 'en preferred': 39, 'en synonym': 3, 'ja preferred': 20 })
    expect([...records.keys()].every((id) => /^DUO:\d{7}$/.test(id))).toBe(true)
    // NPOA is DUO:0000044 in the CSV and DUO_00000044 in the OWL: one term with what both say
    expect(records.get('DUO:0000044')).toMatchObject({ notation: 'NPOA', parents: ['DUO:0000017'] })
    expect(notes.filter((note) => note.code === 'identifier-variant')).toMatchObject([
      { values: { written: 'DUO_00000044', id: 'DUO:0000044' } },
    ])
    // 7 of the 25 codes have no Japanese label; the ten study designs (DUO:0000031 to 40) are not in the CSV
    const missing = notes
      .filter((note) => note.code === 'japanese-label-missing')
      .map((note) => String(note.values?.['id']))
    const csv = await readText(duo, { 'duo.csv': real('duo.csv') })
    expect(csv.records.size).toBe(25)
    expect(missing.filter((id) => csv.records.has(id)).toSorted()).toEqual([
      'DUO:0000001',
      'DUO:0000015',
      'DUO:0000017',
      'DUO:0000043',
      'DUO:0000044',
      'DUO:0000045',
      'DUO:0000046',
    ])
    expect(missing).toHaveLength(17)
    expect(records.get('DUO:0000046')?.labels).toEqual([
      { lang: 'en', text: 'non-commercial use only', kind: 'preferred' },
    ])
    expect([...records.values()].filter((term) => term.obsolete).map((term) => term.id)).toEqual([
      'DUO:0000002',
      'DUO:0000003',
      'DUO:0000005',
      'DUO:0000014',
    ])
    expect(records.get('DUO:0000007')).toMatchObject({
      notation: 'DS',
      parents: ['DUO:0000006'],
      definition: { ja: '特定の疾患に関連する場合のみに使用が許可されています' },
      labels: [
        { lang: 'en', text: 'disease specific research' },
        { lang: 'ja', text: '疾患特異的研究' },
      ],
    })
    expect(about).toMatchObject({ release: '2021-02-23', licence: 'http://creativecommons.org/licenses/by/4.0/' })
  },
)

test.skipIf(!hasRealData)('each file alone, and the folder that holds other vocabularies too', async () => {
  expect((await readReal(duo, 'terms/duo.owl')).records.size).toBe(39)
  const japanese = await readReal(duo, 'terms/duo-japanese.owl')
  expect([japanese.records.size, count(japanese.codes)]).toEqual([20, {}])
  const folder = await readReal(duo, 'terms')
  expect([folder.records.size, folder.faults]).toEqual([39, []])
})

test('files that differ: the first label stands, the other is a synonym, and both are noted', async () => {
  const { records, notes } = await readText(duo, {
    'duo.owl': owl(`<owl:Class rdf:about="http://purl.obolibrary.org/obo/DUO_0000004">
      <rdfs:label xml:lang="en">no limit</rdfs:label><rdfs:label xml:lang="fr">libre</rdfs:label>
      <rdfs:subClassOf><owl:Restriction><rdfs:label>inner</rdfs:label></owl:Restriction></rdfs:subClassOf></owl:Class>
      <owl:Class rdf:about="http://purl.obolibrary.org/obo/IAO_0000027"><rdfs:label>data item</rdfs:label></owl:Class>`),
    'duo.csv': 'id,shorthand,label,description\nDUO:0000004,NRES,no restriction,Free.\n',
  })
  expect([...records.values()]).toEqual([
    {
      id: 'DUO:0000004',
      notation: 'NRES',
      definition: { en: 'Free.' },
      parents: [],
      mappings: [],
      labels: [
        { lang: 'en', text: 'no restriction', kind: 'preferred' },
        { lang: 'en', text: 'no limit', kind: 'synonym' },
      ],
    },
  ])
  expect(notes.map((note) => note.code)).toEqual(['label-differs'])
})

test('faulty rows by line; cycles across the OWL; broken XML by line and column', async () => {
  const csv = await readText(duo, { 'duo.csv': 'id,shorthand,label\nDUO:1,A,a\nDUO:0000001,B,b\nHP:1,C,c\nDUO:2,D,\n' })
  expect(csv.faults.map(({ code, place }) => [place.line, place.column, code])).toEqual([
    [3, 'id', 'duplicate-id'],
    [4, 'id', 'id-malformed'],
    [5, 'label', 'label-missing'],
  ])
  const node = (id: number, parent: number) => `<owl:Class rdf:about="http://purl.obolibrary.org/obo/DUO_000000${id}">
<rdfs:label>${id}</rdfs:label><rdfs:subClassOf rdf:resource="http://purl.obolibrary.org/obo/DUO_000000${parent}"/></owl:Class>\n`
  const knot = await readText(duo, { 'duo.owl': owl(node(1, 2) + node(2, 1)) })
  expect(knot.faults).toMatchObject([{ code: 'parent-cycle', key: 'DUO:0000002', place: { line: 6 } }])
  const broken = await readText(duo, { 'duo.owl': owl(`${node(1, 2)}<owl:Class rdf:about="x"><a></b>`) })
  expect(broken.faults).toMatchObject([{ code: 'xml-syntax', place: { line: 6 } }])
  const cut = await readText(duo, { 'duo.owl': owl(node(1, 2)).slice(0, -10) })
  expect(cut.faults).toMatchObject([{ code: 'xml-syntax' }])
})

test('another format is one fault that names this one', async () => {
  for (const [name, content] of [
    ['a.html', '<html><body>Not found</body></html>'],
    ['a.owl', owl('')],
    ['a.csv', 'name,price\n1,2\n'],
    ['a.txt', 'hello'],
  ] as const) {
    const { faults } = await readText(duo, { [name]: content })
    expect(faults).toMatchObject([{ values: { format: 'duo' } }])
  }
  expect((await readText(duo, { 'a.csv': 'id\n', 'b.csv': 'id\n' })).codes).toEqual(['not-this-format'])
})
