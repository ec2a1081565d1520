import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildSegment } from './build.ts'
import type { Doc, Query } from './doc.ts'
import { mergeSegments } from './merge.ts'
import { expected } from './reference.ts'
import { SearchIndex } from './search-index.ts'
import { openSegment } from './segment.ts'

let made = 0
function aDoc(over: Partial<Doc> = {}): Doc {
  return {
    iri: `/d/${++made}`,
    kind: 'collection',
    title: { en: `Thing ${made}` },
    names: [],
    codes: [],
    text: [],
    concepts: [],
    facets: {},
    audience: ['public'],
    rank: 0,
    ...over,
  }
}
const query = (over: Partial<Query> = {}): Query => ({
  text: '',
  concepts: [],
  filters: {},
  facets: [],
  audience: ['public'],
  sort: 'relevance',
  offset: 0,
  limit: 1000,
  ...over,
})
function indexOf(...lists: Doc[][]): SearchIndex {
  const index = new SearchIndex()
  for (const docs of lists) index.add(buildSegment(docs))
  return index
}
const iris = (index: SearchIndex, over: Partial<Query>) => index.search(query(over)).hits.map((hit) => hit.iri)

describe('against the plain reference', () => {
  const vocabulary = [
    'Parkinson',
    "Parkinson's",
    'disease',
    'parkinsons',
    'park',
    'cell',
    'cells',
    'blood',
    'MCF-7',
    'MCF7',
    'COLO 818',
    '18/1',
    '18-1',
    '18',
    'E11.9',
    'iPS',
    'serum',
    'the',
    'パーキンソン病',
    'パーキンソン',
    '重症筋無力症',
    '筋無力症',
    '血液',
    '癌',
    '胃癌',
    '癌細胞',
    'ひと',
    'ヒトiPS細胞',
    '病',
    '𠮟る',
    'α',
    '!!',
  ]
  const phrase = (max: number) =>
    fc
      .array(fc.constantFrom(...vocabulary), { minLength: 1, maxLength: max, size: 'max' })
      .chain((list) => fc.constantFrom(' ', '、', '').map((space) => list.join(space)))
  const some = (list: readonly string[], max: number) =>
    fc.array(fc.constantFrom(...list), { maxLength: max, size: 'max' })
  const concepts = ['C:1', 'C:2', 'C:3', 'C:4']
  const materials = ['DNA', 'RNA', 'serum', 'plasma']
  const audiences = ['public', 'signed-in', 'org:a']
  const doc = fc.record({
    iri: fc.integer({ min: 0, max: 200 }).map((n) => `/d/${n}`),
    kind: fc.constantFrom('collection', 'line'),
    title: fc.record({ en: phrase(3), ja: phrase(2) }, { requiredKeys: [] }),
    names: fc.array(phrase(2), { maxLength: 2 }),
    codes: fc.array(phrase(1), { maxLength: 2 }),
    text: fc.array(phrase(5), { maxLength: 2 }),
    concepts: some(concepts, 2),
    facets: fc
      .record({ material: some(materials, 3), holder: some(['h1', 'h2', 'h3'], 1) }, { requiredKeys: [] })
      .map((facets): Doc['facets'] =>
        Object.fromEntries(Object.entries(facets).filter(([, list]) => list !== undefined)),
      ),
    audience: fc.oneof(fc.constant(['public']), some(audiences, 2)),
    rank: fc.integer({ min: 0, max: 2 }),
  }) as fc.Arbitrary<Doc>
  const filter = (values: readonly string[]) =>
    fc.record({ values: some([...values, 'unknown'], 2), mode: fc.constantFrom('any' as const, 'all' as const) })
  const question = fc.record({
    text: fc.oneof(phrase(2), fc.constantFrom('', ' ', '!', 'p', 'c', '1', 'colo818')),
    also: fc.array(fc.oneof(phrase(2), fc.constantFrom('', 'colo818')), { maxLength: 2 }),
    concepts: fc.array(fc.record({ id: fc.constantFrom(...concepts), distance: fc.integer({ min: 0, max: 2 }) }), {
      maxLength: 2,
    }),
    conceptsOnly: fc.constantFrom(false, false, false, true),
    filters: fc.oneof(
      fc.constant({}),
      fc.record({ material: filter(materials) }),
      fc.record(
        {
          material: filter(materials),
          holder: filter(['h1', 'h2', 'h3']),
          kind: filter(['line']),
        },
        { requiredKeys: [] },
      ),
    ),
    audience: fc.oneof({ weight: 5, arbitrary: fc.constant(['public', 'org:a']) }, some(audiences, 3)),
    sort: fc.constantFrom('relevance' as const, 'relevance' as const, 'title-en' as const, 'title-ja' as const),
    offset: fc.constantFrom(0, 0, 3),
    limit: fc.constantFrom(5, 1000),
  })
  const change = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('add' as const),
        docs: fc.array(doc, { minLength: 5, maxLength: 80, size: 'max' }),
      }),
    },
    fc.record({
      do: fc.constant('remove' as const),
      at: fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 30, size: 'max' }),
    }),
    fc.record({ do: fc.constant('merge' as const) }),
    fc.record({ do: fc.constant('reopen' as const) }),
  )

  test('total, order, tiers and facets agree, whatever was added, replaced, removed, merged and reopened', () => {
    let hits = 0
    fc.assert(
      fc.property(
        fc.array(change, { minLength: 3, maxLength: 8, size: 'max' }),
        fc.array(question, { minLength: 12, maxLength: 12 }),
        (changes, questions) => {
          let index = new SearchIndex()
          const docs = new Map<string, Doc>()
          changes.forEach((step, at) => {
            if (step.do === 'add') {
              index.add(buildSegment(step.docs))
              for (const each of step.docs) docs.set(each.iri, each)
            } else if (step.do === 'remove') {
              const gone = [...new Set(step.at.map((n) => `/d/${n}`))]
              expect(index.remove(gone)).toBe(gone.filter((iri) => docs.delete(iri)).length)
            } else if (step.do === 'merge') {
              const inputs = index.parts()
              if (inputs.length > 0) index.replace(inputs, mergeSegments(inputs))
            } else {
              const parts = index.parts()
              index = new SearchIndex()
              for (const { segment, dead } of parts) index.add(openSegment(segment.buffer.slice(0)), dead)
            }
            const list = [...docs.values()]
            expect(index.size).toBe(list.length)
            for (const asked of at === changes.length - 1 ? questions : questions.slice(0, 2)) {
              const whole = query({ ...asked, facets: ['kind', 'material', 'holder', 'absent'] })
              const wanted = expected(list, whole)
              const got = index.search(whole)
              expect(got.total).toBe(wanted.total)
              expect(got.hits.map(({ iri, tier }) => ({ iri, tier }))).toEqual(
                wanted.hits.slice(whole.offset, whole.offset + whole.limit),
              )
              for (const facet of whole.facets) {
                const selected = whole.filters[facet]?.values ?? []
                const counts = { ...Object.fromEntries(selected.map((value) => [value, 0])), ...wanted.facets[facet] }
                expect(Object.fromEntries(got.facets[facet]!.map(({ value, count }) => [value, count]))).toEqual(counts)
                expect(got.facetValues[facet]).toBe(Object.keys(wanted.facets[facet]!).length)
              }
              for (const hit of got.hits) if (hit.tier !== 'all') expect(hit.why).not.toEqual([])
              hits += wanted.total
            }
          })
        },
      ),
      { numRuns: 150, seed: 1 },
    )
    expect(hits).toBeGreaterThan(20_000) // else the questions ask for nothing
  }, 60_000)
})

test('match any and match all differ', () => {
  const both = aDoc({ facets: { material: ['DNA', 'serum'] } })
  const one = aDoc({ facets: { material: ['DNA'] } })
  const index = indexOf([both, one])
  const ask = (mode: 'any' | 'all') => iris(index, { filters: { material: { values: ['DNA', 'serum'], mode } } })
  expect(ask('any')).toEqual([both.iri, one.iri])
  expect(ask('all')).toEqual([both.iri])
})

test('the tiers, and why', () => {
  const docs = {
    code: aDoc({ codes: ['G-20'] }),
    exact: aDoc({ title: { en: 'G20' } }),
    title: aDoc({ title: { en: 'Cohort of G20' } }),
    concept: aDoc({ concepts: ['ICD10:G20'] }),
    name: aDoc({ names: ['The G20 group'] }),
    narrower: aDoc({ concepts: ['ICD10:G20.1'] }),
    text: aDoc({ text: ['People with G20.'] }),
    none: aDoc(),
  }
  const { hits } = indexOf(Object.values(docs).reverse()).search(
    query({
      text: 'G20',
      concepts: [
        { id: 'ICD10:G20', distance: 0 },
        { id: 'ICD10:G20.1', distance: 1 },
      ],
    }),
  )
  expect(hits).toEqual([
    { iri: docs.code.iri, tier: 'code', why: [{ reason: 'code', value: 'G-20' }] },
    { iri: docs.exact.iri, tier: 'title-exact', why: [{ reason: 'title', value: 'G20' }] },
    { iri: docs.title.iri, tier: 'title', why: [{ reason: 'title', value: 'Cohort of G20' }] },
    { iri: docs.concept.iri, tier: 'concept', why: [{ reason: 'concept', value: 'ICD10:G20' }] },
    { iri: docs.name.iri, tier: 'name', why: [{ reason: 'name', value: 'The G20 group' }] },
    { iri: docs.narrower.iri, tier: 'narrower', why: [{ reason: 'narrower', value: 'ICD10:G20.1' }] },
    { iri: docs.text.iri, tier: 'text', why: [{ reason: 'text', value: 'g20' }] },
  ])
})

test('words spread over fields are all explained', () => {
  const doc = aDoc({ title: { en: 'Serum cohort', ja: '血清コホート' }, names: ['MG'], text: ['重症筋無力症の患者'] })
  expect(indexOf([doc]).search(query({ text: 'serum 重症筋無力症 mg' })).hits[0]?.why).toEqual([
    { reason: 'title', value: 'Serum cohort' },
    { reason: 'name', value: 'MG' },
    { reason: 'text', value: '重症筋無力症' },
  ])
})

test('whole words come before beginnings, beginnings of the title before its middle', () => {
  const titles = ['Cell bank', 'A cell bank', 'Cellular bank', 'A cellular bank']
  const docs = titles.map((en) => aDoc({ title: { en } }))
  expect(iris(indexOf(docs.toReversed()), { text: 'cell' })).toEqual(docs.map((doc) => doc.iri))
})

test('nothing of what one may not see comes out', () => {
  const open = aDoc({ facets: { disease: ['flu'] }, title: { en: 'Open cohort' } })
  const closed = aDoc({ facets: { disease: ['secret'] }, title: { en: 'Closed cohort' }, audience: ['org:x'] })
  const nobody = aDoc({ facets: { disease: ['hidden'] }, title: { en: 'Lost cohort' }, audience: [] })
  const index = indexOf([open], [closed, nobody])
  const ask = (audience: string[], values: string[] = []) => {
    const { total, facets, facetValues } = index.search(
      query({ text: 'cohort', audience, facets: ['disease'], filters: { disease: { values, mode: 'any' } } }),
    )
    return { total, values: facets.disease!.map(({ value }) => value), of: facetValues.disease }
  }
  expect(ask(['public'])).toEqual({ total: 1, values: ['flu'], of: 1 })
  expect(ask(['public', 'org:x'])).toEqual({ total: 2, values: ['flu', 'secret'], of: 2 })
  expect(ask([])).toEqual({ total: 0, values: [], of: 0 })
  // Asking for a hidden value looks the same as asking for one that does not exist.
  expect(ask(['public'], ['secret'])).toEqual({ total: 0, values: ['flu', 'secret'], of: 1 })
  expect(ask(['public'], ['nonsense'])).toEqual({ total: 0, values: ['flu', 'nonsense'], of: 1 })
})

test('the values listed are the fullest, the selected ones always, and it is said how many there are', () => {
  const docs = Array.from({ length: 200 }, (_, n) =>
    Array.from({ length: (n % 20) + 1 }, () => aDoc({ facets: { disease: [`D${String(n % 20).padStart(2, '0')}`] } })),
  ).flat()
  const { facets, facetValues } = indexOf(docs).search(
    query({
      facets: ['disease'],
      facetLimit: 3,
      filters: { disease: { values: ['D01'], mode: 'any' } },
    }),
  )
  expect(facets.disease).toEqual([
    { value: 'D19', count: 200 },
    { value: 'D18', count: 190 },
    { value: 'D17', count: 180 },
    { value: 'D01', count: 20 },
  ])
  expect(facetValues.disease).toBe(20)
})

test('kept counts follow removals', () => {
  const docs = Array.from({ length: 10 }, (_, n) => aDoc({ facets: { material: n % 2 ? ['DNA', 'RNA'] : ['DNA'] } }))
  const index = indexOf(docs)
  const counts = () => index.search(query({ facets: ['material'] })).facets.material
  expect(counts()).toEqual([
    { value: 'DNA', count: 10 },
    { value: 'RNA', count: 5 },
  ])
  index.remove([docs[1]!.iri])
  expect(counts()).toEqual([
    { value: 'DNA', count: 9 },
    { value: 'RNA', count: 4 },
  ])
})

test('what dies while segments are merged is dead afterwards', () => {
  const [a, b, c] = [aDoc(), aDoc(), aDoc()]
  const index = indexOf([a], [b, c])
  const inputs = index.parts()
  const merged = mergeSegments(inputs)
  index.remove([b.iri])
  index.add(buildSegment([{ ...c, title: { en: 'Newer' } }]))
  index.replace(inputs, merged)
  expect(iris(index, {}).sort()).toEqual([a.iri, c.iri].sort())
  expect(iris(index, { text: 'newer' })).toEqual([c.iri])
})
