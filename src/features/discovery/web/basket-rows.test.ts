import { expect, test } from 'vitest'
import type { Hit } from '../contract.ts'
import { basketRows } from './basket-rows.ts'

const hit: Hit = {
  iri: '/a',
  kind: 'collection',
  title: 'A',
  titleJa: null,
  holder: 'h',
  holders: [{ id: 'h', name: { ja: '保有' } }],
  facts: [],
  why: [],
  asks: { fee: false, expectedDays: 0 },
}
const at = '2026-11-21T00:00:00.000Z'

test('zero days and no fee are answers, what nobody said is not stated, what is gone says so', () => {
  const [head, known, gone] = basketRows(
    'en',
    [
      { iri: '/a', at },
      { iri: '/b', at, name: { en: 'B' } },
    ],
    [hit],
    'https://h.example',
  )
  const cell = (row: readonly (string | number)[] | undefined, name: string) => row?.[head?.indexOf(name) ?? -1]
  expect(cell(known, 'Address')).toBe('https://h.example/a')
  expect([
    cell(known, 'Fee'),
    cell(known, 'Expected working days'),
    cell(known, 'Use by companies'),
    cell(known, 'Permitted use'),
  ]).toEqual(['no', 0, 'not stated', 'not stated'])
  expect(cell(known, 'Holder')).toBe('保有')
  expect([cell(gone, 'Title (English)'), cell(gone, 'Note')]).toEqual(['B', 'no longer published'])
  expect(new Set([head, known, gone].map((row) => row?.length)).size).toBe(1)
})
