import { expect, test } from 'vitest'
import { mondo } from './mondo.ts'
import { hasRealData, readReal, readText } from './read-all.ts'

const read = (content: string) => readText(mondo, { 'mondo.edn': content })

test.skipIf(!hasRealData)('the published file: 22,382 terms with 35,512 parents', async () => {
  const { records, lines, faults, notes } = await readReal(mondo, 'terms/mondo-parents.edn')
  expect([records.size, faults]).toEqual([22_382, []])
  expect([...records.values()].flatMap((term) => term.parents)).toHaveLength(35_512)
  expect(notes.map((note) => [note.code, note.values?.['id'], note.values?.['parent']])).toEqual([
    ['parent-elsewhere', 'MONDO:0000001', '00016'],
    ['parent-elsewhere', 'MONDO:0021125', '000001'],
    ['parent-elsewhere', 'MONDO:0042489', '00016'],
  ])
  expect(records.get('MONDO:0005180')).toEqual({
    id: 'MONDO:0005180',
    labels: [{ lang: 'en', text: 'Parkinson disease', kind: 'preferred' }],
    mappings: [],
    parents: ['MONDO:0000510', 'MONDO:0019052', 'MONDO:0021095', 'MONDO:0024237'],
  })
  expect(lines.get('MONDO:0000009')).toBe(4)
})

test('strings with escapes, comments and commas; each entry begins where its vector opens', async () => {
  const { records, lines, codes } = await read(
    '; parents\n[["0000001", "a \\"b\\" \\u00e9\\\\ ] [" []] ; none\n  ["0000002"\n   "c" ["0000001"]]]\n',
  )
  expect(codes).toEqual([])
  expect(records.get('MONDO:0000001')?.labels[0]?.text).toBe('a "b" é\\ ] [')
  expect([lines.get('MONDO:0000001'), lines.get('MONDO:0000002')]).toEqual([2, 3])
})

test('faulty entries by line and column; the others stay', async () => {
  const { records, faults, notes } = await read(`[["0000001" "a" ["0000002"]]
 ["0000002" "b" ["0000001"]]
 ["0000002" "again" []] ["2" "short" []]
 "loose" ["0000003" "c"] ["0000004" "" []] ["0000005" "e" ["0000009"]]]`)
  expect(faults.map(({ code, place, key }) => [place.line, place.column, code, key])).toEqual([
    [3, 2, 'duplicate-id', undefined],
    [3, 25, 'id-malformed', undefined],
    [4, 2, 'edn-entry', undefined],
    [4, 10, 'edn-entry', undefined],
    [4, 26, 'label-missing', undefined],
    [2, 2, 'parent-cycle', 'MONDO:0000002'],
  ])
  expect([...records.keys()]).toEqual(['MONDO:0000001', 'MONDO:0000002', 'MONDO:0000005'])
  expect(notes.map((note) => note.code)).toEqual(['parent-missing'])
})

test.each([
  ['[["0000001" "a" []]\n ["0000002" :b []]]', 2, 13],
  ['[["0000001" "a" []]\n ["0000002" "b\\x" []]]', 2, 16],
  ['[["0000001" "a" []]]\n["0000002"]', 2, 1],
  ['[["0000001" "a" []]\n ["0000002" "b', 2, 2],
])('EDN that breaks: %j', async (content, line, column) => {
  expect((await read(content)).faults).toMatchObject([{ code: 'edn-syntax', place: { line, column } }])
})

test('a plain table, with and without prefixes', async () => {
  const expected = ['MONDO:0000001', 'MONDO:0000003']
  for (const content of [
    'id,label,parents\n0000002,b,0000001|0000003\n',
    'id\tlabel\tparents\nMONDO:0000002\tb\tMONDO:0000001, MONDO:0000003\n',
  ])
    expect((await read(content)).records.get('MONDO:0000002')?.parents).toEqual(expected)
})

test('another format is one fault that names this one', async () => {
  for (const other of ['a,b\n1,2\n', '<?xml version="1.0"?>', ']', '; only a comment', '@prefix a: <b> .']) {
    expect((await read(other)).faults).toMatchObject([{ values: { format: 'mondo' } }])
  }
})
