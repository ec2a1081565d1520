import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalOf, exactUpTo, leavesOf } from './canonical.ts'
import { compileQuery } from './compile.ts'
import type { Bounds, DataTest, DonorTest, Gate, SpecimenTest } from './compile.ts'
import { evaluate, specimensOf } from './evaluate.ts'
import type { Donor, Specimen } from './evaluate.ts'
import { examples } from './examples.ts'
import type { CohortQuery, DataIs, DonorLeaf, DonorTree, SpecimenIs, Tree } from './query.ts'

/** A:1 is narrower than A, A:1:2 than A:1. */
const isWithin = (code: string, term: string) => code === term || code.startsWith(`${term}:`)
const found = (where: DonorTree, donor: Donor) => evaluate({ version: 1, where }, donor, isWithin)

describe('what a question means', () => {
  const donor: Donor = {
    sex: 'FEMALE',
    ageNow: 59,
    birthYear: 1967,
    ethnicity: ['E:1'],
    consent: ['DUO:1'],
    nearestRelative: 2,
    diagnoses: [
      { term: 'A:1', onset: 44, month: '2012-12' },
      { term: 'B', month: '2020-01' },
    ],
    measurements: [{ code: 'M', unit: 'u', value: 6.5, month: '2021-03' }],
    specimens: [
      { material: 'DNA', storage: 'COLD', ageAtSampling: 40 },
      { material: 'SERUM', storage: 'WARM', amount: { value: 99, unit: 'uL' }, sampled: '2019-06' },
    ],
    data: [{ kind: 'genome', produced: '2020-02' }],
  }
  test.each<[DonorTree, boolean]>([
    [{ sex: ['MALE', 'FEMALE'] }, true],
    [{ age: { at: 'now', from: 40, below: 60 } }, true],
    [{ age: { at: 'now', from: 60 } }, false],
    [{ age: { at: 'reported', below: 120 } }, false],
    [{ not: { age: { at: 'reported', below: 120 } } }, true],
    [{ age: { at: 'sampling', from: 40, below: 45 } }, true],
    [{ birthYear: { from: 1965, below: 1970 } }, true],
    [{ diagnosis: { terms: ['A'] } }, true],
    [{ diagnosis: { terms: ['A'], narrower: false } }, false],
    [{ diagnosis: { terms: ['A', 'B'], onset: { from: 40, below: 45 }, diagnosed: { to: '2012-12' } } }, true],
    // onset and month are of one diagnosis
    [{ diagnosis: { terms: ['A', 'B'], onset: { from: 40 }, diagnosed: { from: '2020-01' } } }, false],
    [
      { measurement: { code: 'M', unit: 'u', from: 6.5, below: 7, measured: { from: '2021-03', to: '2021-03' } } },
      true,
    ],
    [{ measurement: { code: 'M', unit: 'u', below: 6.5 } }, false],
    [{ measurement: { code: 'M', unit: 'v' } }, false],
    [{ specimen: { material: ['DNA'], storage: ['COLD'] } }, true],
    [{ specimen: { material: ['DNA'], storage: ['WARM'] } }, false],
    [{ all: [{ specimen: { material: ['DNA'] } }, { specimen: { storage: ['WARM'] } }] }, true],
    [{ specimen: { all: [{ material: ['SERUM'] }, { not: { storage: ['COLD'] } }] } }, true],
    [{ specimen: { amount: { unit: 'uL', from: 50, below: 100 } } }, true],
    [{ specimen: { amount: { unit: 'ug', from: 50, below: 100 } } }, false],
    [{ data: { kind: ['genome'], produced: { from: '2020-03' } } }, false],
    [{ pedigree: { relation: 'anyRelative' } }, false],
    [{ pedigree: { relation: 'anyRelative', degree: 2 } }, true],
    [{ pedigree: { relation: 'bothParentsInCohort' } }, false],
    [{ atLeast: { n: 2, of: [{ consent: ['DUO:2'] }, { consent: ['DUO:1'] }, { ethnicity: ['E:1'] }] } }, true],
    [{ atLeast: { n: 3, of: [{ consent: ['DUO:2'] }, { consent: ['DUO:1'] }, { ethnicity: ['E:1'] }] } }, false],
  ])('%j: %s', (where, answer) => expect(found(where, donor)).toBe(answer))

  test('of nobody anything is known, and nothing is denied', () => {
    for (const { query } of examples.slice(1, 7))
      expect(evaluate(query, {}, isWithin), JSON.stringify(query)).toBe(false)
    expect(evaluate({ version: 1 }, {}, isWithin)).toBe(true)
  })

  test('specimens are counted of the donors that are meant, and only those asked for', () => {
    const query: CohortQuery = {
      version: 1,
      count: 'specimens',
      where: { sex: ['FEMALE'] },
      specimens: { storage: ['WARM'] },
    }
    expect(specimensOf(query, donor)).toHaveLength(1)
    expect(evaluate(query, donor, isWithin)).toBe(true)
    expect(evaluate({ ...query, specimens: { storage: ['HOT'] } }, donor, isWithin)).toBe(false)
    expect(specimensOf({ version: 1, count: 'specimens' }, donor)).toHaveLength(2)
  })
})

// --- random questions and donors: the plan and the canonical form agree with the reference ---

const some = <T>(...values: T[]) => fc.constantFrom(...values)
const codes = (...values: string[]) => fc.subarray(values, { minLength: 1 })
const years = some<{ from?: number; below?: number }>(
  { from: 40 },
  { below: 50 },
  { from: 20, below: 60 },
  { from: 40, below: 45 },
)
const months = some<{ from?: string; to?: string }>(
  { from: '2015-01' },
  { to: '2019-12' },
  { from: '2012-12', to: '2015-01' },
)
const record = <T>(parts: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record(parts, { requiredKeys: [] }) as fc.Arbitrary<Partial<T>>
const specimenIs: fc.Arbitrary<SpecimenIs> = record({
  material: codes('DNA', 'SERUM'),
  storage: codes('COLD', 'WARM'),
  ageAtSampling: years,
  sampled: months,
  amount: years.map((range) => ({ unit: 'uL', ...range })),
})
const dataIs: fc.Arbitrary<DataIs> = record({ kind: codes('genome', 'image'), produced: months })
function tree<Leaf>(leaf: fc.Arbitrary<Leaf>, maxDepth: number): fc.Arbitrary<Tree<Leaf>> {
  const { node } = fc.letrec<{ node: Tree<Leaf> }>((tie) => {
    const items = fc.array(tie('node'), { minLength: 1, maxLength: 3 })
    return {
      node: fc.oneof(
        { maxDepth, withCrossShrink: true },
        leaf,
        items.map((all) => ({ all })),
        items.map((any) => ({ any })),
        tie('node').map((not) => ({ not })),
        fc.tuple(items, fc.nat(2)).map(([of, n]) => ({ atLeast: { n: 1 + (n % of.length), of } })),
      ) as fc.Arbitrary<Tree<Leaf>>,
    }
  })
  return node
}
const donorLeaf: fc.Arbitrary<DonorLeaf> = fc.oneof(
  codes('FEMALE', 'MALE').map((sex) => ({ sex })),
  fc
    .tuple(some('now' as const, 'reported' as const, 'sampling' as const), years)
    .map(([at, range]) => ({ age: { at, ...range } })),
  fc
    .tuple(codes('A', 'A:1', 'B'), fc.boolean(), fc.option(years), fc.option(months))
    .map(([terms, narrower, onset, diagnosed]) => ({
      diagnosis: { terms, narrower, ...(onset ? { onset } : {}), ...(diagnosed ? { diagnosed } : {}) },
    })),
  fc.tuple(years, fc.option(months)).map(([range, measured]) => ({
    measurement: { code: 'M', unit: 'u', ...range, ...(measured ? { measured } : {}) },
  })),
  codes('E:1', 'E:2').map((ethnicity) => ({ ethnicity })),
  codes('DUO:1', 'DUO:2').map((consent) => ({ consent })),
  some(
    { pedigree: { relation: 'bothParentsInCohort' as const } },
    { pedigree: { relation: 'anyRelative' as const, degree: 2 } },
  ),
  tree(specimenIs, 2).map((specimen) => ({ specimen })),
  tree(dataIs, 1).map((data) => ({ data })),
)
const query: fc.Arbitrary<CohortQuery> = tree(donorLeaf, 3).map((where) => ({ version: 1, where }))
const age = some(19, 20, 39, 40, 44, 45, 50, 60)
const month = some('2012-11', '2012-12', '2015-01', '2019-12', '2020-01')
const donors: fc.Arbitrary<Donor[]> = fc.array(
  record<Required<Donor>>({
    sex: some('FEMALE', 'MALE', 'OTHER'),
    ageNow: age,
    ageReported: age,
    birthYear: some(1960),
    ethnicity: codes('E:1', 'E:3'),
    consent: codes('DUO:1', 'DUO:2'),
    diagnoses: fc.array(
      fc.record({ term: some('A', 'A:1', 'A:1:2', 'B'), onset: age, month }, { requiredKeys: ['term'] }),
      { maxLength: 3 },
    ),
    measurements: fc.array(
      fc.record(
        { code: some('M', 'N'), unit: some('u'), value: age, month },
        { requiredKeys: ['code', 'unit', 'value'] },
      ),
      { maxLength: 2 },
    ),
    specimens: fc.array(
      record<Required<Specimen>>({
        material: some('DNA', 'SERUM', 'RNA'),
        storage: some('COLD', 'WARM'),
        amount: age.map((value) => ({ value, unit: 'uL' })),
        ageAtSampling: age,
        sampled: month,
      }),
      { maxLength: 3 },
    ),
    data: fc.array(fc.record({ kind: some('genome', 'image'), produced: month }, { requiredKeys: ['kind'] }), {
      maxLength: 2,
    }),
    bothParentsInCohort: fc.boolean(),
    nearestRelative: some(1, 2, 3),
  }),
  { minLength: 20, maxLength: 20 },
)

function passes<Test>(gate: Gate, tests: readonly Test[], holds: (test: Test) => boolean): boolean {
  if (gate.op === 'everything') return true
  if (gate.op === 'test') return holds(tests[gate.test]!)
  if (gate.op === 'not') return !passes(gate.of, tests, holds)
  const count = gate.of.filter((item) => passes(item, tests, holds)).length
  return count >= (gate.op === 'any' ? 1 : gate.op === 'all' ? gate.of.length : gate.n)
}
const inside = <T extends string | number>(value: T | undefined, it: Bounds<T> | undefined) =>
  it === undefined ||
  (value !== undefined && (it.from === undefined || value >= it.from) && (it.below === undefined || value < it.below))
const rowPasses = (row: object) => (test: SpecimenTest | DataTest) => {
  const value = (row as Record<string, unknown>)[test.column]
  if ('in' in test) return typeof value === 'string' && test.in.includes(value)
  if (test.column === 'amount') {
    const amount = value as Specimen['amount']
    return amount?.unit === test.unit && inside(amount.value, test.within)
  }
  return inside(value as string | undefined, test.within as Bounds<string>)
}
function planPasses(donor: Donor) {
  return (test: DonorTest): boolean => {
    switch (test.on) {
      case 'donor':
        return 'in' in test
          ? donor.sex !== undefined && test.in.includes(donor.sex)
          : inside(donor[test.column], test.within)
      case 'ethnicity':
      case 'consent':
        return (donor[test.on] ?? []).some((code) => test.in.includes(code))
      case 'diagnosis':
        return (donor.diagnoses ?? []).some(
          (it) =>
            test.terms.some((term) => (test.narrower ? isWithin(it.term, term) : it.term === term)) &&
            inside(it.onset, test.onset) &&
            inside(it.month, test.month),
        )
      case 'measurement':
        return (donor.measurements ?? []).some(
          (it) =>
            it.code === test.code &&
            it.unit === test.unit &&
            inside(it.value, test.value) &&
            inside(it.month, test.month),
        )
      case 'bothParents':
        return donor.bothParentsInCohort === true
      case 'relative':
        return (donor.nearestRelative ?? Infinity) <= test.degree
      case 'specimen':
        return (donor.specimens ?? []).some((row) => passes(test.rows.where, test.rows.tests, rowPasses(row)))
      case 'data':
        return (donor.data ?? []).some((row) => passes(test.rows.where, test.rows.tests, rowPasses(row)))
    }
  }
}

test('the plan counts what the reference counts', () => {
  let some = 0
  fc.assert(
    fc.property(query, donors, (asked, all) => {
      const plan = compileQuery(asked)
      const tests = plan.tests.map((it) => JSON.stringify(it))
      expect(new Set(tests).size).toBe(tests.length)
      for (const donor of all) {
        const wanted = evaluate(asked, donor, isWithin)
        some += wanted ? 1 : 0
        expect(passes(plan.where, plan.tests, planPasses(donor))).toBe(wanted)
      }
    }),
    { numRuns: 600, seed: 3 },
  )
  expect(some).toBeGreaterThan(1000)
})

test('questions with one canonical text find the same donors', () => {
  const byText = new Map<string, CohortQuery[]>()
  const asked = fc.sample(
    tree(donorLeaf, 2).map((where): CohortQuery => ({ version: 1, where })),
    { numRuns: 3000, seed: 11 },
  )
  for (const one of asked)
    if (leavesOf(one).length <= exactUpTo) byText.set(canonicalOf(one), [...(byText.get(canonicalOf(one)) ?? []), one])
  const all = fc.sample(donors, { numRuns: 10, seed: 12 }).flat()
  const groups = [...byText.values()].filter((same) => new Set(same.map((it) => JSON.stringify(it))).size > 1)
  expect(groups.length).toBeGreaterThan(50)
  for (const same of groups) {
    const answers = new Set(same.map((one) => all.map((donor) => (evaluate(one, donor, isWithin) ? 1 : 0)).join('')))
    expect(answers.size, JSON.stringify(same)).toBe(1)
  }
})
