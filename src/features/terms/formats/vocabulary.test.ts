import { expect, test } from 'vitest'
import type { TermRecord } from '../record.ts'
import { curie, Vocabulary } from './vocabulary.ts'

const term = (id: string, ...parents: string[]): TermRecord => ({
  id,
  labels: [{ lang: 'en', text: id, kind: 'preferred' }],
  parents,
  mappings: [],
})
const cyclesOf = (...terms: TermRecord[]) => {
  const vocabulary = new Vocabulary()
  for (const [at, record] of terms.entries()) vocabulary.add(record, { file: 'f', line: at + 1 })
  return [...vocabulary.end()].flatMap((read) =>
    'fault' in read ? [[read.fault.key, read.fault.values?.['path']]] : [],
  )
}

test('the row that closes a cycle is the fault, with the way round', () => {
  expect(cyclesOf(term('T:1'), term('T:2', 'T:1'), term('T:3', 'T:2', 'T:1'))).toEqual([])
  expect(cyclesOf(term('T:1', 'T:1'))).toEqual([['T:1', 'T:1 → T:1']])
  expect(cyclesOf(term('T:0', 'T:2'), term('T:1', 'T:3'), term('T:2', 'T:1'), term('T:3', 'T:2'))).toEqual([
    ['T:3', 'T:3 → T:2 → T:1 → T:3'],
  ])
  expect(cyclesOf(term('T:1', 'T:2'), term('T:2', 'T:1'), term('T:3', 'T:4'), term('T:4', 'T:3'))).toEqual([
    ['T:4', 'T:4 → T:3 → T:4'],
    ['T:2', 'T:2 → T:1 → T:2'],
  ])
})

test('a deep hierarchy and a long cycle are no trouble', () => {
  const chain = Array.from({ length: 50_000 }, (_, at) => term(`T:${at}`, `T:${at + 1}`))
  expect(cyclesOf(...chain)).toEqual([])
  expect(cyclesOf(...chain, term('T:50000', 'T:0'))).toMatchObject([['T:50000', expect.stringContaining('…')]])
})

test('double identifiers, malformed ones, and terms without a label are faults; a parent elsewhere is a note', () => {
  const vocabulary = new Vocabulary()
  const place = { file: 'f', line: 1 }
  expect(vocabulary.add(term('T:1', 'T:9'), place)).toMatchObject({ key: 'T:1' })
  expect(vocabulary.add(term('T:1'), { file: 'f', line: 2 })).toMatchObject({
    fault: { code: 'duplicate-id', values: { id: 'T:1', line: 1 } },
  })
  expect(vocabulary.add(term('G 20'), place)).toMatchObject({ fault: { code: 'id-malformed' } })
  expect(vocabulary.add({ ...term('T:2'), labels: [] }, place)).toMatchObject({ fault: { code: 'label-missing' } })
  expect([...vocabulary.end()]).toEqual([
    { note: { code: 'parent-missing', place, values: { id: 'T:1', parent: 'T:9' } } },
  ])
})

test('only known addresses become CURIEs', () => {
  expect(curie('http://purl.obolibrary.org/obo/MONDO_0000450')).toBe('MONDO:0000450')
  expect(curie('urn:miriam:icd:G20-G26')).toBe('ICD10:G20-G26')
  expect(curie('http://www.orpha.net/ORDO/Orphanet_589')).toBe('ORPHA:589')
  expect(curie('https://example.org/G20')).toBe('https://example.org/G20')
})
