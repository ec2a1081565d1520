import { expect, test } from 'vitest'
import { buildSegment } from './build.ts'
import type { Doc } from './doc.ts'
import { SearchIndex } from './search-index.ts'
import { suggest } from './suggest.ts'

const doc = (n: number, over: Partial<Doc>): Doc => ({
  iri: `/d/${n}`,
  kind: 'line',
  title: {},
  names: [],
  codes: [],
  text: [],
  concepts: [],
  facets: {},
  audience: ['public'],
  rank: 0,
  ...over,
})

function anIndex(): SearchIndex {
  const index = new SearchIndex()
  index.add(
    buildSegment([
      doc(1, { title: { en: 'Parkinson cohort', ja: 'パーキンソン病の患者集団' }, codes: ['HPS0063'] }),
      doc(2, { title: { ja: '重症筋無力症患者由来血清' }, text: ['Fibroblasts'] }),
    ]),
  )
  index.add(
    buildSegment([
      doc(3, { title: { en: 'Sarkoidosis', ja: '多発性硬化症' }, audience: ['org:a'] }),
      doc(4, { title: { en: 'Perkinsen' }, audience: [] }),
      doc(5, { title: { en: 'Fibroblast' } }),
    ]),
  )
  return index
}

test.each([
  ['parkinsen', ['parkinson']],
  ['prakinson', ['parkinson']],
  ['farkinson', ['parkinson']],
  ['cohrt', ['cohort']],
  ['hps0064', undefined],
  ['xyz', undefined],
  ['パーキンスン病', ['パーキンソン病']],
  ['重症筋無気力症', ['重症筋無力症']],
  ['fibroblasr', ['fibroblast', 'fibroblasts']],
])('%s: %j', (text, instead) => {
  expect(suggest(anIndex(), text, ['public'])[0]?.instead).toEqual(instead)
})

test('each unknown word by itself, known ones are left alone', () => {
  expect(suggest(anIndex(), 'parkinsen cohort 重症筋無気力症', ['public'])).toEqual([
    { word: 'parkinsen', instead: ['parkinson'] },
    { word: '重症筋無気力症', instead: ['重症筋無力症'] },
  ])
})

test('what only hidden documents say is neither suggested nor known', () => {
  const index = anIndex()
  expect(suggest(index, 'sarkoidosas', ['public'])).toEqual([])
  expect(suggest(index, 'sarkoidosas', ['org:a'])).toEqual([{ word: 'sarkoidosas', instead: ['sarkoidosis'] }])
  expect(suggest(index, '多発性効果症', ['public'])).toEqual([])
  expect(suggest(index, '多発性効果症', ['org:a'])).toEqual([{ word: '多発性効果症', instead: ['多発性硬化症'] }])
  // The word of document 4 is as unknown as any other misspelling.
  expect(suggest(index, 'perkinsen', ['public'])).toEqual([{ word: 'perkinsen', instead: ['parkinson'] }])
  index.remove(['/d/1'])
  expect(suggest(index, 'parkinsen', ['public'])).toEqual([])
})
