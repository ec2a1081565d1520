import { describe, expect, test } from 'vitest'
import { canonicalCell, canonicalOf, exactUpTo, leavesOf } from './canonical.ts'
import { examples } from './examples.ts'
import type { CohortQuery, DonorLeaf, DonorTree } from './query.ts'
import { shapeOf } from './query.ts'

const canonical = (where: DonorTree) => canonicalOf({ version: 1, where })
/** mulberry32: the same pairs in every run */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const disease = (at: number): DonorTree => ({ diagnosis: { terms: [`ICD10:A${at}`] } })
const ages = [
  [0, 40],
  [40, 60],
  [40, 50],
  [50, 60],
  [20, 50],
  [20, 120],
] as const
const pool: readonly DonorTree[] = [
  ...[1, 2, 3, 4].map(disease),
  { sex: ['FEMALE'] },
  { sex: ['MALE'] },
  { sex: ['FEMALE', 'MALE'] },
  ...ages.map(([from, below]): DonorTree => ({ age: { at: 'now', from, below } })),
  { specimen: { material: ['DNA'] } },
]

function aTree(next: () => number, depth: number, leaves: readonly DonorTree[] = pool): DonorTree {
  const pick = Math.floor(next() * (depth > 0 ? 6 : 1))
  const items = () => Array.from({ length: 1 + Math.floor(next() * 3) }, () => aTree(next, depth - 1, leaves))
  if (pick === 1 || pick === 2) return { all: items() }
  if (pick === 3) return { any: items() }
  if (pick === 4) return { not: aTree(next, depth - 1, leaves) }
  if (pick === 5) {
    const of = items()
    return { atLeast: { n: 1 + Math.floor(next() * of.length), of } }
  }
  return leaves[Math.floor(next() * leaves.length)]!
}

const not = (of: DonorTree): DonorTree => ({ not: of })
function shuffled<T>(items: readonly T[], next: () => number): T[] {
  const list = [...items]
  for (let at = list.length - 1; at > 0; at--) {
    const other = Math.floor(next() * (at + 1))
    ;[list[at], list[other]] = [list[other]!, list[at]!]
  }
  return list
}

/** All ways to choose n of them, written out. */
function choices(of: readonly DonorTree[], n: number): DonorTree[] {
  if (n === 0) return []
  if (n === 1) return [...of]
  return of.flatMap((first, at) => choices(of.slice(at + 1), n - 1).map((rest): DonorTree => ({ all: [first, rest] })))
}

/** The same question, written differently: one to three laws of logic applied at random places. */
function rewritten(tree: DonorTree, next: () => number): DonorTree {
  const inside = (it: DonorTree): DonorTree => (next() < 0.6 ? rewritten(it, next) : it)
  const shape = shapeOf<DonorLeaf>(tree)
  const law = Math.floor(next() * 6)
  if (law === 0) return not(not(inside(tree)))
  if (law === 1) return { any: [tree, { all: [inside(tree), aTree(next, 1)] }] } // absorption
  if (law === 2) return { all: [inside(tree), { any: [tree, aTree(next, 1)] }, tree] }
  if (law === 3) return { any: [inside(tree), tree] }
  if (shape.op === 'leaf') {
    const { leaf } = shape
    if ('sex' in leaf && leaf.sex.length > 1) return { any: leaf.sex.map((one): DonorTree => ({ sex: [one] })) }
    if ('age' in leaf && leaf.age.from === 40 && leaf.age.below === 60)
      return { any: [{ age: { at: 'now', from: 50, below: 60 } }, { age: { at: 'now', from: 40, below: 50 } }] }
    return tree
  }
  if (shape.op === 'not') {
    const inner = shapeOf<DonorLeaf>(shape.of)
    // De Morgan
    if (inner.op === 'all') return { any: inner.of.map((it) => not(inside(it))) }
    if (inner.op === 'any') return { all: inner.of.map((it) => not(inside(it))) }
    return not(inside(shape.of))
  }
  const of = shuffled(shape.of, next).map(inside)
  if (shape.op === 'atLeast') return next() < 0.5 ? { any: choices(of, shape.n) } : { atLeast: { n: shape.n, of } }
  // distribution over the first item that allows it
  const at = of.findIndex((it) => (shape.op === 'all' ? 'any' in it : 'all' in it))
  if (at >= 0 && of.length > 1) {
    const inner = shapeOf<DonorLeaf>(of[at]!) as { of: readonly DonorTree[] }
    const rest = of.filter((_, other) => other !== at)
    return shape.op === 'all'
      ? { any: inner.of.map((it): DonorTree => ({ all: [it, ...rest] })) }
      : { all: inner.of.map((it): DonorTree => ({ any: [it, ...rest] })) }
  }
  return shape.op === 'all' ? { atLeast: { n: of.length, of } } : { atLeast: { n: 1, of } }
}

/** Every donor that the pool can tell apart: a reference that knows nothing of the canonical form. */
interface Someone {
  sex: string | undefined
  age: number | undefined
  signs: number
}
const everyone: Someone[] = ['FEMALE', 'MALE', 'OTHER', undefined].flatMap((sex) =>
  [10, 20, 40, 50, 60, 130, undefined].flatMap((age) =>
    Array.from({ length: 32 }, (_, signs) => ({ sex, age, signs })),
  ),
)
function holds(tree: DonorTree, one: Someone): boolean {
  const shape = shapeOf<DonorLeaf>(tree)
  if (shape.op === 'all' || shape.op === 'any')
    return shape.op === 'all' ? shape.of.every((it) => holds(it, one)) : shape.of.some((it) => holds(it, one))
  if (shape.op === 'not') return !holds(shape.of, one)
  if (shape.op === 'atLeast') return shape.of.filter((it) => holds(it, one)).length >= shape.n
  const { leaf } = shape
  if ('sex' in leaf) return one.sex !== undefined && leaf.sex.includes(one.sex)
  if ('age' in leaf) return one.age !== undefined && one.age >= leaf.age.from! && one.age < leaf.age.below!
  if ('diagnosis' in leaf) return ((one.signs >> (Number(leaf.diagnosis.terms[0]!.slice(-1)) - 1)) & 1) === 1
  return one.signs >= 16
}
const meaning = (tree: DonorTree) => everyone.map((one) => (holds(tree, one) ? 1 : 0)).join('')

describe('equivalent questions are one', () => {
  test('10,000 random pairs: equal texts where the meaning is equal, and only there', () => {
    const next = random(20261121)
    const texts = new Map<string, string>()
    let written = 0
    for (let pair = 0; pair < 10_000; pair++) {
      const tree = aTree(next, 3)
      let other = tree
      for (let times = 1 + Math.floor(next() * 3); times > 0; times--) {
        const wider = rewritten(other, next)
        if (leavesOf({ version: 1, where: wider }).length <= exactUpTo && JSON.stringify(wider).length < 6000)
          other = wider
      }
      written += JSON.stringify(other) === JSON.stringify(tree) ? 0 : 1
      const text = canonical(tree)
      if (canonical(other) !== text) expect.fail(`${JSON.stringify(tree)}\n${JSON.stringify(other)}`)
      // different meanings never share a text, equal ones always do, whichever pair they come from
      if (pair % 4 === 0) {
        const key = meaning(tree)
        expect(texts.get(text) ?? key).toBe(key)
        texts.set(text, key)
      }
    }
    expect(written).toBeGreaterThan(9500)
    expect(new Set(texts.values()).size).toBe(texts.size)
    expect(texts.size).toBeGreaterThan(500)
  })

  test.each<[string, DonorTree, DonorTree]>([
    ['what does not matter is gone', { any: [disease(1), { all: [disease(1), disease(2)] }] }, disease(1)],
    [
      'excluded middle',
      { any: [{ all: [disease(1), disease(2)] }, { all: [disease(1), not(disease(2))] }] },
      disease(1),
    ],
    [
      'ages side by side',
      { any: [{ age: { at: 'now', from: 40, below: 50 } }, { age: { at: 'now', from: 50, below: 60 } }] },
      { age: { at: 'now', from: 40, below: 60 } },
    ],
    [
      'an age within an age',
      { all: [{ age: { at: 'now', from: 20, below: 80 } }, { age: { at: 'now', from: 40 } }] },
      { age: { at: 'now', from: 40, below: 80 } },
    ],
    ['nobody is both', { all: [{ sex: ['FEMALE'] }, { sex: ['MALE'] }] }, { all: [disease(1), not(disease(1))] }],
    [
      'lists are any of',
      { diagnosis: { terms: ['X:1', 'X:2'] } },
      { any: [{ diagnosis: { terms: ['X:2'] } }, { diagnosis: { terms: ['X:1'], narrower: true } }] },
    ],
    [
      'inside a specimen',
      { specimen: { all: [{ material: ['DNA'] }, { storage: ['MINUS_80'] }] } },
      { specimen: { storage: ['MINUS_80'], material: ['DNA'] } },
    ],
    [
      'months side by side',
      {
        specimen: {
          any: [{ sampled: { from: '2019-01', to: '2019-12' } }, { sampled: { from: '2020-01', to: '2020-12' } }],
        },
      },
      { specimen: { sampled: { from: '2019-01', to: '2020-12' } } },
    ],
    [
      'age at sampling is of a specimen',
      { age: { at: 'sampling', from: 40 } },
      { specimen: { ageAtSampling: { from: 40 } } },
    ],
    [
      'a specimen that cannot be',
      { specimen: { all: [{ material: ['DNA'] }, { material: ['RNA'] }] } },
      { all: [disease(1), not(disease(1))] },
    ],
    [
      'first degree is the default',
      { pedigree: { relation: 'anyRelative' } },
      { pedigree: { relation: 'anyRelative', degree: 1 } },
    ],
  ])('%s', (_, a, b) => expect(canonical(a)).toBe(canonical(b)))

  test.each<[string, DonorTree, DonorTree]>([
    [
      'one specimen is not two',
      { specimen: { material: ['DNA'], storage: ['MINUS_80'] } },
      { all: [{ specimen: { material: ['DNA'] } }, { specimen: { storage: ['MINUS_80'] } }] },
    ],
    ['unknown is not male', { not: { sex: ['FEMALE'] } }, { sex: ['MALE'] }],
    [
      'an age is known or not',
      { any: [{ age: { at: 'now', from: 40 } }, { age: { at: 'now', below: 40 } }] },
      { any: [disease(1), not(disease(1))] },
    ],
    ['narrower or not', { diagnosis: { terms: ['X:1'] } }, { diagnosis: { terms: ['X:1'], narrower: false } }],
    ['unit', { specimen: { amount: { unit: 'uL', from: 10 } } }, { specimen: { amount: { unit: 'ug', from: 10 } } }],
    [
      'onset',
      { diagnosis: { terms: ['X:1'], onset: { from: 40 } } },
      { diagnosis: { terms: ['X:1'], onset: { below: 40 } } },
    ],
    ['age of what', { age: { at: 'now', from: 40 } }, { age: { at: 'reported', from: 40 } }],
  ])('but not: %s', (_, a, b) => expect(canonical(a)).not.toBe(canonical(b)))

  test('donors and specimens are two questions; everybody is one', () => {
    const texts = examples.map(({ query }) => canonicalOf(query))
    expect(new Set(texts).size).toBe(examples.length)
    expect(canonicalOf({ version: 1 })).toBe(
      canonicalOf({ version: 1, count: 'donors', where: { any: [disease(1), not(disease(1))] } }),
    )
    expect(canonicalOf({ version: 1, count: 'specimens' })).not.toBe(canonicalOf({ version: 1 }))
    expect(canonicalOf({ version: 1, count: 'specimens', specimens: {} })).toBe(
      canonicalOf({ version: 1, count: 'specimens' }),
    )
  })

  test("a facet's cell is the question with the category, asked directly", () => {
    const query: CohortQuery = { version: 1, where: disease(1) }
    expect(canonicalCell(query, { sex: ['FEMALE'] })).toBe(canonical({ all: [{ sex: ['FEMALE'] }, disease(1)] }))
    expect(canonicalCell({ version: 1 }, { sex: ['FEMALE'] })).toBe(canonical({ sex: ['FEMALE'] }))
    // a question that says the category already has it as its only cell
    expect(canonicalCell({ version: 1, where: { sex: ['FEMALE'] } }, { sex: ['FEMALE'] })).toBe(
      canonical({ sex: ['FEMALE'] }),
    )
  })
})

describe('large questions', () => {
  const many = (count: number) => Array.from({ length: count }, (_, at) => disease(at + 10))

  test('16 criteria are exact, in a few milliseconds', () => {
    const next = random(7)
    const times = Array.from({ length: 30 }, () => {
      const trees = many(16)
      const tree: DonorTree = {
        any: [
          { all: trees.slice(0, 5) },
          { atLeast: { n: 4, of: trees.slice(3, 13) } },
          { all: [not(trees[13]!), { any: shuffled(trees, next) }] },
        ],
      }
      const from = performance.now()
      canonical(tree)
      return performance.now() - from
    }).sort((a, b) => a - b)
    // typical: under 5 ms on a quiet machine; this bound only sees a change of order
    expect(times[15]).toBeLessThan(50)
    expect(canonical({ all: many(16) }).length).toBeLessThan(1200)
    expect(canonical({ all: [...many(15), { any: [disease(10), disease(99)] }] })).toBe(canonical({ all: many(15) }))
  })

  test('from 17 the sorted form: order, brackets, De Morgan, repetition, absorption, at least', () => {
    const trees = many(20)
    const [a, b] = [trees.slice(0, 9), trees.slice(9)]
    const text = canonical({ all: [{ any: a }, { not: { any: b } }, trees[0]!] })
    const again = canonical({
      all: [trees[0]!, { all: [{ all: shuffled(b, random(3)).map(not) }] }, not(not({ any: shuffled(a, random(4)) }))],
    })
    expect(again).toBe(text)
    expect(canonical({ any: trees })).toBe(canonical({ atLeast: { n: 1, of: shuffled(trees, random(5)) } }))
    expect(canonical({ all: trees })).toBe(canonical({ not: { any: trees.map(not) } }))
    expect(canonical(not({ atLeast: { n: 3, of: trees } }))).toBe(
      canonical({ atLeast: { n: 18, of: shuffled(trees.map(not), random(6)) } }),
    )
    expect(canonical({ any: [...trees, not(trees[4]!)] })).toBe('1 donors everything')
    expect(canonical({ all: trees })).not.toBe(canonical({ any: trees }))
    expect(canonical({ atLeast: { n: 3, of: trees } })).not.toBe(canonical({ atLeast: { n: 4, of: trees } }))
    expect(canonical({ all: trees })).not.toBe(canonical({ all: [...trees.slice(1), not(trees[0]!)] }))
  })

  test('over 40 is refused', () => {
    expect(() => canonical({ any: many(40) })).not.toThrow()
    expect(() => canonical({ any: many(41) })).toThrow(RangeError)
    expect(() => canonicalCell({ version: 1, where: { any: many(40) } }, { sex: ['FEMALE'] })).not.toThrow()
  })
})
