import { describe, expect, test } from 'vitest'
import { readAll, short } from '../features/collection/formats/read-all.ts'
import { memoryInput } from '../kernel/input.ts'
import { csv, csvTemplates, template, templateOf } from './csv.ts'

const read = (text: string, holder: string | undefined = 'our-bank') =>
  readAll(csv, memoryInput({ 'own.csv': text }), holder === undefined ? {} : { holder })
const rows = (header: string, ...more: string[]) => read(`${[header, ...more].join('\n')}\n`)

describe('the templates', () => {
  test.each(['collection', 'line'] as const)('the example row of %s imports as it is', async (name) => {
    const { records, faults, notes } = await read(template(name))
    expect([faults, notes]).toEqual([[], []])
    expect(records.length).toBe(1)
    expect(templateOf(csvTemplates[name].columns.map((column) => column.name))).toBe(name)
  })

  test('an example says what it means', async () => {
    expect((await read(template('collection'))).records[0]).toMatchObject({
      kind: 'collection',
      id: 'NEURO-001',
      holder: 'our-bank',
      name: { en: 'Parkinson disease cohort', ja: 'パーキンソン病コホート' },
      types: ['COHORT', 'LONGITUDINAL'],
      materials: ['PLASMA', 'DNA'],
      diseases: ['ICD10:G20'],
      donors: { low: 500, high: 999 },
      age: { low: 40, high: 89, unit: 'YEAR' },
      contacts: [{ role: 'access office', mail: 'access@example.org' }],
      access: {
        duo: ['DUO:0000006', 'DUO:0000021'],
        sampleFee: true,
        dataFee: false,
        jointProject: false,
        industry: true,
        expectedDays: 30,
      },
    })
    expect((await read(template('line'))).records[0]).toMatchObject({
      accession: 'EX-0001',
      species: [{ taxon: '9606', name: 'Homo sapiens' }],
      diseases: [{ source: 'ICD10', id: 'G20', label: 'Parkinson disease' }],
      parents: [{ accession: 'EX-0000', name: 'EXF-A' }],
      str: {
        markers: [
          { marker: 'D3S1358', alleles: '15,17' },
          { marker: 'TH01', alleles: '7,9.3' },
        ],
      },
      deposits: [
        { bank: 'RCB', catalogue: 'HPS9999', status: 'offered' },
        { bank: 'RCB', catalogue: 'HPS9998', status: 'discontinued' },
      ],
    })
  })

  test('a header with a slip is told the nearest name', async () => {
    const { faults } = await rows('kind,id,name_en,matrials,donor', 'collection,1,A,,')
    expect(faults.map(({ code, values }) => [code, values?.['column'], values?.['nearest']])).toEqual([
      ['header-unknown', 'matrials', 'materials'],
      ['header-unknown', 'donor', 'donors'],
    ])
    const missing = await rows('accesion,name,category,species', 'A,B,Hybridoma,10090:Mus musculus')
    expect(short(missing.faults)).toEqual(['1 header-missing', '1 accesion header-unknown'])
  })
})

describe('catalogue entries', () => {
  test('all three kinds in one sheet; unknown is absent, zero is a value, codes in any case', async () => {
    const { records, keys, faults, notes } = await rows(
      'kind,id,name_ja,biobanks,parent,donors,samples,materials,sexes,industry',
      'Biobank,B,バンク,,,,,,,',
      'collection,C,集団,B,,0,1000-,dna|ＰＬＡＳＭＡ|NAV,FEMALE|UNKNOWN,いいえ',
      'dataset,D,データ,,C,１０〜１９,,,,',
      'collection,E,部分,,Z,,,,,',
    )
    expect(faults).toEqual([])
    expect(records).toEqual([
      { kind: 'biobank', id: 'B', holder: 'our-bank', name: { ja: 'バンク' } },
      {
        kind: 'collection',
        id: 'C',
        holder: 'our-bank',
        name: { ja: '集団' },
        biobanks: ['B'],
        materials: ['DNA', 'PLASMA'],
        sexes: ['FEMALE'],
        donors: { low: 0, high: 0 },
        samples: { low: 1000 },
        access: { industry: false },
      },
      {
        kind: 'dataset',
        id: 'D',
        holder: 'our-bank',
        name: { ja: 'データ' },
        parent: 'C',
        donors: { low: 10, high: 19 },
      },
      { kind: 'collection', id: 'E', holder: 'our-bank', name: { ja: '部分' }, parent: 'Z' },
    ])
    expect(keys).toEqual(['biobank our-bank/B', 'collection our-bank/C', 'dataset our-bank/D', 'collection our-bank/E'])
    expect(notes).toEqual([
      { code: 'reference-elsewhere', place: { file: 'own.csv', line: 5, column: 'parent' }, values: { id: 'Z' } },
    ])
  })

  test('every fault of a row is reported with its column, and the next row goes on', async () => {
    const header = template('collection').split('\n')[0] ?? ''
    const row = (cells: Record<string, string>) =>
      header
        .split(',')
        .map((name) => cells[name] ?? '')
        .join(',')
    const { records, faults } = await rows(
      header,
      row({
        kind: 'cohort',
        holder: 'Our Bank',
        parent: 'x',
        url: 'www.x.jp',
        country: 'Japan',
        types: 'COHROT',
        materials: 'BRAIN',
        age_low: '20',
        diseases: 'E11|icd10:E11|ICD10:E1|ORPHA:x|OWN:1',
        donors: '20-10',
        samples: '約100',
        contact_mail: 'office',
        duo: 'HMB|ICD10:E11',
        sample_fee: '有',
        expected_days: '-3',
        language: 'Japanese',
        visibility: 'secret',
      }),
      row({ kind: 'collection', id: 'a', name_en: 'A' }),
      row({ kind: 'collection', id: 'a', name_en: 'B' }),
      row({
        kind: 'collection',
        id: 'c',
        name_en: 'C',
        parent: 'c',
        holder: 'others',
        age_low: '9',
        age_high: '8',
        age_unit: 'YEAR',
        samples: '-5',
      }),
    )
    expect(short(faults).toSorted()).toEqual(
      [
        '2 kind kind-unknown',
        '2 id value-missing',
        '2 holder id-bad',
        '2 name-missing',
        '2 url url-bad',
        '2 country form-bad',
        '2 types code-near',
        '2 materials code-unknown',
        '2 age_unit unit-missing',
        '2 diseases curie-bad',
        '2 diseases curie-bad',
        '2 diseases curie-bad',
        '2 diseases curie-bad',
        '2 donors range-reversed',
        '2 samples amount-bad',
        '2 contact_mail form-bad',
        '2 contact_role contact-role',
        '2 duo curie-bad',
        '2 duo curie-bad',
        '2 sample_fee truth-bad',
        '2 expected_days number-negative',
        '2 language form-bad',
        '2 visibility form-bad',
        '4 id id-duplicate',
        '5 holder holder-other',
        '5 parent parent-itself',
        '5 age_low range-reversed',
        '5 samples number-negative',
      ].toSorted(),
    )
    expect(records.map(({ name }) => name)).toEqual([{ en: 'A' }])
    expect(faults.find(({ code }) => code === 'code-near')).toMatchObject({
      value: 'COHROT',
      values: { nearest: 'COHORT' },
    })
  })

  test('somebody must hold it', async () => {
    const text = 'kind,id,name_en\ncollection,1,A\n'
    expect(short((await readAll(csv, memoryInput({ 'own.csv': text }))).faults)).toEqual(['2 holder holder-missing'])
    const own = await readAll(csv, memoryInput({ 'own.csv': 'kind,id,name_en,holder\ncollection,1,A,some-bank\n' }))
    expect(own.records).toMatchObject([{ holder: 'some-bank' }])
  })
})

test('lines: deposits, faults by column, no number for two lines', async () => {
  const { records, faults } = await rows(
    'accession,name,category,species,deposits,discontinued,diseases,references,web_pages',
    '18/1,18/1,Hybridoma,10090:Mus musculus,RCB:RCB0001|TKG:TKG 0377,,,,',
    '18.1,18.1,Hybridoma,10090:Mus musculus,,,OWN:7,,',
    'a b,x,Hybridom,mouse,RCB,,ICD10:G2 Parkinson,pubmed 1,www.x',
    'C,C,Hybridoma,10090:Mus musculus,RCB:RCB0001,,,,',
    '18.1,y,Hybridoma,9606:Homo sapiens,,,,,',
  )
  expect(records.map((record) => 'accession' in record && record.accession)).toEqual(['18/1', '18.1'])
  expect(records[0]).toMatchObject({
    deposits: [
      { bank: 'RCB', catalogue: 'RCB0001' },
      { bank: 'TKG', catalogue: 'TKG 0377' },
    ],
  })
  expect(records[1]).toMatchObject({ diseases: [{ source: 'OWN', id: '7', label: 'OWN:7' }] })
  expect(short(faults)).toEqual([
    '4 accession form-bad',
    '4 category code-near',
    '4 web_pages url-bad',
    '4 species form-bad',
    '4 diseases curie-bad',
    '4 deposits form-bad',
    '4 references form-bad',
    '5 deposits deposit-twice',
    '6 accession accession-duplicate',
  ])
})

test('an empty or unreadable file is one fault', async () => {
  expect(short((await read('')).faults)).toEqual(['file-empty'])
  expect(short((await rows('a,b,c', '1,2,3')).faults)).toEqual(['1 wrong-format'])
})
