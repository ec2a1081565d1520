import fc from 'fast-check'
import { expect, test } from 'vitest'
import { facetNames } from '../contract.ts'
import type { SearchQuery } from '../contract.ts'
import {
  address,
  asking,
  cleared,
  pageOf,
  readSearch,
  sorted,
  toggled,
  toPage,
  withMode,
  withSense,
  writeSearch,
} from './url-state.ts'

const text = fc
  .string({ minLength: 1, maxLength: 30, unit: 'grapheme' })
  .filter((one) => one.trim() === one && one !== '')
const values = fc.uniqueArray(text, { minLength: 1, maxLength: 4 })
const aQuery = fc.record(
  {
    q: text,
    sense: text,
    all: fc.subarray([...facetNames], { minLength: 1 }),
    kind: values,
    disease: values,
    size: values,
    sort: fc.constantFrom('title-en' as const, 'title-ja' as const),
    offset: fc.integer({ min: 1, max: 500 }).map((page) => page * 20),
  },
  { requiredKeys: [] },
)

test('a search and its address say the same, for any search', () => {
  fc.assert(
    fc.property(aQuery, (query) => {
      const given = new URL(address(query as SearchQuery), 'http://x').searchParams
      expect(readSearch(given)).toEqual(query)
    }),
  )
})

test('what an address cannot mean is left out and the rest holds', () => {
  const params = new URLSearchParams(
    'q=+iPS+&page=x&sort=size&colour=red&kind=line&kind=line&kind=&all=kind&all=nothing',
  )
  expect(readSearch(params)).toEqual({ q: 'iPS', kind: ['line'], all: ['kind'] })
  expect(pageOf(readSearch(new URLSearchParams('page=3')))).toBe(3)
  expect(readSearch(new URLSearchParams('page=99999')).offset).toBeLessThanOrEqual(10_000)
})

test('every change of what is searched goes back to the first page', () => {
  const query: SearchQuery = { q: 'a', kind: ['line'], all: ['kind'], offset: 40 }
  expect(toggled(query, 'kind', 'dataset')).toEqual({ q: 'a', kind: ['line', 'dataset'], all: ['kind'] })
  // the last value gone, its any/all goes with it
  expect(toggled(query, 'kind', 'line')).toEqual({ q: 'a' })
  expect(withMode(query, 'kind', 'any')).toEqual({ q: 'a', kind: ['line'] })
  expect(withSense(query, 'NANDO:1')).toEqual({ q: 'a', kind: ['line'], all: ['kind'], sense: 'NANDO:1' })
  expect(sorted(query, 'title-ja')).toEqual({ q: 'a', kind: ['line'], all: ['kind'], sort: 'title-ja' })
  expect(sorted({ ...query, sort: 'title-ja' }, 'relevance')).toEqual({ q: 'a', kind: ['line'], all: ['kind'] })
  expect(toPage(query, 2).offset).toBe(20)
  expect(toPage(query, 1)).toEqual({ q: 'a', kind: ['line'], all: ['kind'] })
})

test('another text drops the narrowings, clearing keeps the text and its meaning', () => {
  expect(asking(' b ')).toEqual({ q: 'b' })
  expect(asking('  ')).toEqual({})
  expect(cleared({ q: 'a', sense: 's', kind: ['line'], offset: 20 })).toEqual({ q: 'a', sense: 's' })
  expect(writeSearch({}).toString()).toBe('')
})
