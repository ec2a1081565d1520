import fc from 'fast-check'
import { expect, test } from 'vitest'
import { live, merge, openShelf, readKept, sameBasket } from './basket.ts'
import type { Kept } from './basket.ts'

const at = (minute: number) => `2026-11-21T00:${String(minute).padStart(2, '0')}:00.000Z`
const aKept = fc.record(
  { iri: fc.constantFrom('/a', '/b', '/c', '/d'), at: fc.nat(9).map(at), out: fc.constant(true as const) },
  { requiredKeys: ['iri', 'at'] },
) as fc.Arbitrary<Kept>

test('two copies become one in any order, and merging again changes nothing', () => {
  fc.assert(
    fc.property(fc.array(aKept), fc.array(aKept), fc.array(aKept), (a, b, c) => {
      expect(merge(a, b)).toEqual(merge(b, a))
      expect(merge(merge(a, b), c)).toEqual(merge(a, merge(b, c)))
      expect(merge(merge(a, b), b)).toEqual(merge(a, b))
    }),
  )
})

test('a removal on one side does not come back from the other, and a later keeping does', () => {
  const phone: Kept[] = [
    { iri: '/a', at: at(1) },
    { iri: '/b', at: at(1) },
  ]
  const desk: Kept[] = [
    { iri: '/a', at: at(2), out: true },
    { iri: '/c', at: at(2) },
  ]
  expect(live(merge(phone, desk)).map(({ iri }) => iri)).toEqual(['/c', '/b'])
  expect(live(merge(merge(phone, desk), [{ iri: '/a', at: at(3) }])).map(({ iri }) => iri)).toEqual(['/a', '/c', '/b'])
})

test('old removals are forgotten, kept entries are not pushed out by them', () => {
  const removals = Array.from({ length: 400 }, (_, n): Kept => ({ iri: `/gone/${n}`, at: at(5), out: true }))
  const all = merge(removals, [{ iri: '/a', at: at(0) }])
  expect(live(all)).toHaveLength(1)
  expect(all.length).toBeLessThan(300)
})

test('a shelf outlives its page, survives rubbish in the storage and a storage that refuses', () => {
  const stored = new Map<string, string>()
  const storage = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  }
  openShelf(storage).set([{ iri: '/a', at: at(1), name: { ja: '細胞' } }])
  expect(openShelf(storage).get()).toEqual([{ iri: '/a', at: at(1), name: { ja: '細胞' } }])
  stored.set('hashidate.basket', '{"broken')
  expect(openShelf(storage).get()).toEqual([])
  const full = openShelf({
    getItem: () => null,
    setItem: () => {
      throw new Error('QuotaExceededError')
    },
  })
  full.set([{ iri: '/a', at: at(1) }])
  expect(full.get()).toHaveLength(1)
})

test('only what is of our form is read: an address of another site never becomes a link', () => {
  expect(
    readKept([
      { iri: 'https://evil.example', at: at(1) },
      { iri: '/a' },
      null,
      'x',
      { iri: '/b', at: at(1), name: { en: '', ja: 1 } },
    ]),
  ).toEqual([{ iri: '/b', at: at(1) }])
  expect(readKept({})).toEqual([])
  expect(
    sameBasket(
      [
        { iri: '/a', at: at(1) },
        { iri: '/b', at: at(2) },
      ],
      [
        { iri: '/b', at: at(2) },
        { iri: '/a', at: at(1) },
      ],
    ),
  ).toBe(true)
})
