import { expect, test } from 'vitest'
import { hpoJa } from './hpo-ja.ts'
import { hasRealData, labelCounts, readReal, readText } from './read-all.ts'

const head =
  'source_version\tsource_language\ttranslation_language\tsubject_id\tpredicate_id\tsource_value\ttranslation_value\ttranslation_status\r\n'
const read = (...rows: string[]) =>
  readText(hpoJa, {
    'hpo.tsv':
      head +
      rows.map((row) => `http://x/releases/2023-07-21/hp.owl\ten\tja\t${row.replaceAll('|', '\t')}\r\n`).join(''),
  })

test.skipIf(!hasRealData)('the published file: 17,868 rows, 219 of them not translated', async () => {
  const { records, lines, faults, notes, about } = await readReal(hpoJa, 'terms/hpo-ja-2023.tsv')
  expect(records.size).toBe(17_868)
  expect(faults).toEqual([])
  expect(notes).toEqual([])
  expect(labelCounts(records)).toEqual({ 'en preferred': 17_868, 'ja preferred': 17_649 })
  const terms = [...records.values()]
  const untranslated = terms.filter((term) => !term.labels.some((label) => label.lang === 'ja'))
  expect(untranslated).toHaveLength(219)
  expect(untranslated.every((term) => term.labels.every((label) => label.status === 'not_translated'))).toBe(true)
  expect(terms.some((term) => term.labels.some((label) => label.text === 'NA' || label.text.includes('\r')))).toBe(
    false,
  )
  expect(terms.filter((term) => term.obsolete)).toHaveLength(382)
  expect(about).toMatchObject({ release: '2023-07-21', date: '2023-07-21' })
  expect(lines.get('HP:0000002')).toBe(3)
  expect(records.get('HP:0000002')?.labels).toEqual([
    { lang: 'en', text: 'Abnormality of body height', kind: 'preferred' },
    { lang: 'ja', text: '身長の異常', kind: 'preferred', status: 'official' },
  ])
  // the same Japanese over several identifiers is data: 196 strings cover 412 identifiers, and each keeps its own
  const holders = Map.groupBy(
    terms.flatMap((term) =>
      term.labels.filter((label) => label.lang === 'ja').map((label) => ({ id: term.id, text: label.text })),
    ),
    (entry) => entry.text,
  )
  const shared = [...holders.values()].filter((entries) => entries.length > 1)
  expect([shared.length, shared.flat().length]).toEqual([196, 412])
})

test('rows of one subject are merged, wherever they stand', async () => {
  const { records, codes } = await read(
    'HP:1|rdfs:label|Tall|高身長|OFFICIAL',
    'HP:2|rdfs:label|Short|NA|NOT_TRANSLATED',
    'HP:1|oboInOwl:hasExactSynonym|Giant|巨人|CANDIDATE',
    'HP:1|IAO:0000115|Def|定義|OFFICIAL',
    'HP:1|rdfs:label|Tall|長身|CANDIDATE',
  )
  expect(codes).toEqual([])
  expect(records.get('HP:1')).toEqual({
    id: 'HP:1',
    labels: [
      { lang: 'en', text: 'Tall', kind: 'preferred' },
      { lang: 'ja', text: '高身長', kind: 'preferred', status: 'official' },
      { lang: 'en', text: 'Giant', kind: 'synonym' },
      { lang: 'ja', text: '巨人', kind: 'synonym', status: 'candidate' },
      { lang: 'ja', text: '長身', kind: 'synonym', status: 'candidate' },
    ],
    definition: { en: 'Def', ja: '定義' },
    parents: [],
    mappings: [],
  })
  expect(records.get('HP:2')?.labels).toEqual([
    { lang: 'en', text: 'Short', kind: 'preferred', status: 'not_translated' },
  ])
})

test('each faulty row by its line and column; the good ones stay', async () => {
  const { records, faults, notes } = await read(
    'HP:1|rdfs:label|A|あ|OFFICIAL',
    '|rdfs:label|B|い|OFFICIAL',
    'HP 2|rdfs:label|B|い|OFFICIAL',
    'HP:3|rdfs:comment|B|い|OFFICIAL',
    'HP:4|rdfs:label||い|OFFICIAL',
    'HP:1|rdfs:label|Other|う|OFFICIAL',
    'HP:5|rdfs:label|B|NA|OFFICIAL',
    'HP:6|rdfs:label|B|い|NOT_TRANSLATED',
    'HP:7|rdfs:label|B',
  )
  expect(faults.map(({ code, place }) => [place.line, place.column, code])).toEqual([
    [3, 'subject_id', 'id-missing'],
    [4, 'subject_id', 'id-malformed'],
    [5, 'predicate_id', 'predicate-unknown'],
    [6, 'source_value', 'label-missing'],
    [7, 'source_value', 'source-contradicts'],
    [10, undefined, 'column-count'],
  ])
  expect([...records.keys()]).toEqual(['HP:1', 'HP:5', 'HP:6'])
  expect(records.get('HP:5')?.labels).toEqual([{ lang: 'en', text: 'B', kind: 'preferred', status: 'not_translated' }])
  expect(notes.map((note) => note.place.line)).toEqual([8, 9])
})

test('another language pair is refused; another format is one fault', async () => {
  const { codes } = await readText(hpoJa, { 'a.tsv': `${head}v\ten\tfr\tHP:1\trdfs:label\tA\tB\tOFFICIAL\n` })
  expect(codes).toEqual(['language-unexpected'])
  const other = await readText(hpoJa, { 'a.csv': `id,label\n${'1,a\n'.repeat(500)}` })
  expect(other.faults).toMatchObject([{ code: 'wrong-format', values: { format: 'hpo-ja' } }])
})
