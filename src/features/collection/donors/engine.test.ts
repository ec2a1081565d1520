import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openColumnar } from '../../../kernel/columnar.ts'
import type { DataPlan, DonorLeafPlan, DonorPlan, PlanTree, SpecimenPlan } from '../../../kernel/counters.ts'
import type { Donor, DonorRecord, Facts } from '../donor-record.ts'
import { atLeast, has, none, put, size } from './bits.ts'
import { Engine } from './engine.ts'
import { load } from './load.ts'
import { macros, parseLines, readLines, stage } from './stage.ts'

/** The same questions answered one donor at a time, from the records themselves. */
const month = (text: string | undefined) =>
  text === undefined ? -1 : Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)) - 1
const age = (said: number | undefined, when: string | undefined, born: string | undefined) =>
  said ??
  (month(when) >= 0 && month(born) >= 0 && month(when) >= month(born)
    ? Math.floor((month(when) - month(born)) / 12)
    : -1)
const inside = (value: number, range: { from?: number; below?: number } | undefined) =>
  !range || (value >= 0 && value >= (range.from ?? 0) && value < (range.below ?? 999))
const during = (value: number, range: { from?: string; to?: string } | undefined) =>
  !range || (value >= 0 && value >= (range.from ? month(range.from) : 0) && value <= (range.to ? month(range.to) : 1e9))

function holds<L extends object>(tree: PlanTree<L>, leaf: (it: L) => boolean): boolean {
  if ('all' in tree) return (tree.all as PlanTree<L>[]).every((it) => holds(it, leaf))
  if ('any' in tree) return (tree.any as PlanTree<L>[]).some((it) => holds(it, leaf))
  if ('not' in tree) return !holds(tree.not as PlanTree<L>, leaf)
  if ('atLeast' in tree) {
    const { n, of } = tree.atLeast as { n: number; of: PlanTree<L>[] }
    return of.filter((it) => holds(it, leaf)).length >= n
  }
  return leaf(tree as L)
}

class Reference {
  readonly people: Donor[]
  constructor(records: readonly DonorRecord[], asOf: string) {
    const gone = new Set(records.flatMap((it) => (it.type === 'withdrawal' ? [it.donor] : [])))
    const known = <T extends { reported?: string | undefined }>(
      list: readonly T[] | undefined,
      line: { reported?: string | undefined },
    ) => (list ?? []).filter((it) => (it.reported ?? line.reported ?? '') <= asOf)
    this.people = records
      .flatMap((it) => (it.type === 'donor' && !gone.has(it.id) && (it.reported ?? '') <= asOf ? [it] : []))
      .flatMap((donor) => {
        const lines: (Donor | Facts)[] = [
          donor,
          ...records.flatMap((it) => (it.type === 'fact' && it.donor === donor.id ? [it] : [])),
        ]
        const consents = lines.flatMap((it) => it.consents ?? [])
        if (
          consents.length &&
          !consents.some((it) => it.from <= asOf && (it.until ?? '9999') >= asOf && it.withdrawn === undefined)
        )
          return []
        return [
          {
            ...donor,
            consents,
            diagnoses: lines.flatMap((it) => known(it.diagnoses, it)),
            measurements: lines.flatMap((it) => known(it.measurements, it)),
            specimens: lines.flatMap((it) => known(it.specimens, it)),
            data: lines.flatMap((it) => known(it.data, it)),
          },
        ]
      })
  }

  count(plan: DonorPlan | undefined, asOf: string): number {
    const ids = new Set(this.people.map(({ id }) => id))
    return this.people.filter(
      (donor) => plan === undefined || holds<DonorLeafPlan>(plan, (leaf) => this.#leaf(leaf, donor, asOf, ids)),
    ).length
  }

  #leaf(leaf: DonorLeafPlan, donor: Donor, asOf: string, ids: ReadonlySet<string>): boolean {
    if ('sex' in leaf) return donor.sex !== undefined && leaf.sex.includes(donor.sex)
    if ('ethnicity' in leaf) return donor.ethnicity !== undefined && leaf.ethnicity.includes(donor.ethnicity)
    if ('birthYear' in leaf) return donor.born !== undefined && inside(Number(donor.born.slice(0, 4)), leaf.birthYear)
    if ('age' in leaf) {
      if (leaf.age.at === 'now') return inside(age(undefined, asOf.slice(0, 7), donor.born), leaf.age)
      if (leaf.age.at === 'sampling')
        return (donor.specimens ?? []).some((it) => inside(age(it.sampledAge, it.sampled, donor.born), leaf.age))
      return inside(
        Math.max(
          -1,
          ...(donor.diagnoses ?? []).map((it) => it.onsetAge ?? -1),
          ...(donor.measurements ?? []).map((it) => it.age ?? -1),
          ...(donor.specimens ?? []).map((it) => it.sampledAge ?? -1),
        ),
        leaf.age,
      )
    }
    if ('diagnosis' in leaf) {
      const { terms, onset, diagnosed } = leaf.diagnosis
      return (donor.diagnoses ?? []).some(
        (it) =>
          terms.includes(it.code) &&
          during(month(it.onset), diagnosed) &&
          inside(age(it.onsetAge, it.onset, donor.born), onset),
      )
    }
    if ('measurement' in leaf) {
      const { code, unit, from = -Infinity, below = Infinity, measured } = leaf.measurement
      return (donor.measurements ?? []).some(
        (it) =>
          it.code === code &&
          it.unit === unit &&
          it.value >= from &&
          it.value < below &&
          during(month(it.when), measured),
      )
    }
    if ('consent' in leaf)
      return (donor.consents ?? []).some(
        (it) =>
          it.withdrawn === undefined &&
          it.from <= asOf &&
          (it.until ?? '9999') >= asOf &&
          it.scope.some((code) => leaf.consent.includes(code)),
      )
    if ('pedigree' in leaf)
      return donor.father !== undefined && donor.mother !== undefined && ids.has(donor.father) && ids.has(donor.mother)
    if ('specimen' in leaf) {
      return (donor.specimens ?? []).some((it) =>
        holds<SpecimenPlan>(
          leaf.specimen,
          ({ material, storage, ageAtSampling, sampled }) =>
            (!material || material.includes(it.material ?? '')) &&
            (!storage || storage.includes(it.storage ?? '')) &&
            during(month(it.sampled), sampled) &&
            inside(age(it.sampledAge, it.sampled, donor.born), ageAtSampling),
        ),
      )
    }
    return (donor.data ?? []).some((it) =>
      holds<DataPlan>(leaf.data, ({ kind, produced }) => !produced && (!kind || kind.includes(it.kind))),
    )
  }
}

const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined })
const some = (...of: string[]) => fc.subarray(of, { minLength: 1 })
const code = fc.constantFrom('ICD10:G20', 'ICD10:E11.9', 'ICD10:I10', 'ORPHA:589')
const months = fc.constantFrom('1999-12', '2010-01', '2020-06', '2023-03')
const reported = maybe(fc.constantFrom('2023-01-10', '2024-01-31', '2024-02-01', '2025-06-01'))
const range = fc.record({ from: fc.constantFrom(0, 20, 40), below: fc.constantFrom(30, 50, 120) })
const facts = {
  diagnoses: fc.array(
    fc.record({ code, onset: maybe(months), onsetAge: maybe(fc.constantFrom(0, 19, 45)), reported }),
    { maxLength: 3 },
  ),
  measurements: fc.array(
    fc.record({
      code: fc.constantFrom('LOINC:1-8', 'LOINC:2-6'),
      value: fc.constantFrom(0, 1.5, 20),
      unit: fc.constantFrom('kg', 'cm'),
      when: maybe(months),
      age: maybe(fc.constantFrom(0, 33)),
      reported,
    }),
    { maxLength: 2 },
  ),
  data: fc.array(fc.record({ kind: fc.constantFrom('GENOMICS', 'METABOLOMICS'), reported }), { maxLength: 2 }),
}
const aSpecimen = fc.record({
  material: maybe(fc.constantFrom('DNA', 'PLASMA')),
  sampled: maybe(months),
  sampledAge: maybe(fc.constantFrom(0, 45)),
  storage: maybe(fc.constantFrom('LN', 'RT')),
  reported,
})
const aDonor = fc.record({
  sex: maybe(fc.constantFrom('FEMALE', 'MALE')),
  born: maybe(fc.constantFrom('1950-01', '1985-07', '2001-12')),
  ethnicity: maybe(fc.constantFrom('NCIT:C1', 'NCIT:C2')),
  reported: fc.constantFrom('2023-01-01', '2024-01-31', '2024-03-01'),
  consents: fc.array(
    fc.record({
      scope: some('DUO:0000042', 'DUO:0000006'),
      from: fc.constantFrom('2022-01-01', '2024-02-01'),
      until: maybe(fc.constantFrom('2024-01-31', '2030-01-01')),
    }),
    { maxLength: 2 },
  ),
  specimens: fc.array(aSpecimen, { maxLength: 3 }),
  parents: fc.tuple(maybe(fc.nat(39)), maybe(fc.nat(39))),
  later: fc.array(fc.record({ reported: fc.constantFrom('2024-02-01', '2025-01-01'), ...facts }), { maxLength: 2 }),
  withdrawn: fc.integer({ min: 0, max: 9 }),
  ...facts,
})
const population = fc.array(aDonor, { minLength: 1, maxLength: 40 }).map(
  (people): DonorRecord[] =>
    JSON.parse(
      JSON.stringify(
        people.flatMap(({ parents: [father, mother], later, withdrawn, specimens, ...donor }, at) => [
          {
            type: 'donor',
            id: `P${at}`,
            ...donor,
            specimens: specimens.map((it, n) => ({ id: `S${at}-${n}`, ...it })),
            ...(father === undefined ? {} : { father: `P${father}` }),
            ...(mother === undefined ? {} : { mother: `P${mother}` }),
          },
          ...later.map((it) => ({ type: 'fact', donor: `P${at}`, ...it })),
          ...(withdrawn ? [] : [{ type: 'withdrawal', donor: `P${at}`, reported: '2025-01-01' }]),
        ]),
      ),
    ) as DonorRecord[],
)

const tree = <L extends object>(leaf: fc.Arbitrary<L>, depth = 2): fc.Arbitrary<PlanTree<L>> =>
  depth === 0
    ? leaf
    : (fc.oneof(
        { weight: 2, arbitrary: leaf },
        fc.array(tree(leaf, depth - 1), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
        fc.array(tree(leaf, depth - 1), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
        tree(leaf, depth - 1).map((not) => ({ not })),
        fc
          .array(tree(leaf, depth - 1), { minLength: 1, maxLength: 5 })
          .chain((of) => fc.integer({ min: 1, max: of.length }).map((n) => ({ atLeast: { n, of } }))),
      ) as fc.Arbitrary<PlanTree<L>>)
const clean = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T
const aLeaf: fc.Arbitrary<DonorLeafPlan> = fc
  .oneof(
    some('FEMALE', 'MALE').map((sex) => ({ sex })),
    fc
      .tuple(fc.constantFrom('now', 'reported', 'sampling'), range)
      .map(([at, it]) => ({ age: { at: at as 'now', ...it } })),
    fc.constant({ birthYear: { from: 1950, below: 2000 } }),
    some('NCIT:C1', 'NCIT:C2').map((ethnicity) => ({ ethnicity })),
    some('DUO:0000042', 'DUO:0000006').map((consent) => ({ consent })),
    fc
      .record({
        terms: some('ICD10:G20', 'ICD10:E11.9', 'ORPHA:589', 'ORPHA:1'),
        onset: maybe(range),
        diagnosed: maybe(fc.record({ from: fc.constant('2010-01'), to: fc.constant('2020-06') })),
      })
      .map((diagnosis) => ({ diagnosis })),
    fc
      .record({
        code: fc.constantFrom('LOINC:1-8', 'LOINC:9-1'),
        unit: fc.constantFrom('kg', 'cm'),
        from: maybe(fc.constant(1)),
        below: maybe(fc.constant(20)),
      })
      .map((measurement) => ({ measurement })),
    fc.constant({ pedigree: { relation: 'bothParentsInCohort' as const } }),
    tree(
      fc.record({
        material: maybe(some('DNA', 'PLASMA')),
        storage: maybe(some('LN', 'RT')),
        ageAtSampling: maybe(range),
        sampled: maybe(fc.constant({ from: '2010-01' })),
      }) as fc.Arbitrary<SpecimenPlan>,
    ).map((specimen) => ({ specimen })),
    tree(fc.record({ kind: maybe(some('GENOMICS', 'METABOLOMICS')) }) as fc.Arbitrary<DataPlan>).map((data) => ({
      data,
    })),
  )
  .map(clean) as fc.Arbitrary<DonorLeafPlan>

const folder = mkdtempSync(join(tmpdir(), 'hashidate-engine-'))
const dayNo = (day: string) => Math.floor(Date.parse(day) / 86_400_000)

test(
  'random questions of random people, through files and arrays, as one donor at a time',
  { timeout: 240_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        population,
        fc.array(tree(aLeaf), { minLength: 30, maxLength: 30 }),
        fc.constantFrom('2024-01-31', '2024-06-30', '2025-12-31'),
        async (records, plans, asOf) => {
          const file = join(folder, 'x.ndjson')
          writeFileSync(file, records.map((it) => `${JSON.stringify(it)}\n`).join(''))
          await using duck = await openColumnar({ memoryMb: 256, threads: 1, spill: join(folder, 'spill') })
          for (const macro of macros) await duck.run(macro)
          await duck.run(readLines(file))
          await duck.run(parseLines)
          const staged = await stage(
            duck,
            { folder, segments: [], withdrawn: [] },
            { today: dayNo('2026-01-01'), write: true },
          )
          const table = await load(duck, {
            folder,
            segments: staged.segments.map((it) => ({ ...it, since: 1 })),
            withdrawn: staged.withdrawals.map(({ donor }) => donor),
          })
          const engine = new Engine(table)
          const reference = new Reference(records, asOf)
          const counted = engine.count({ plan: {}, categories: plans }, dayNo(asOf), dayNo(asOf))
          expect(counted.donors).toBe(reference.count(undefined, asOf))
          expect(counted.categories).toEqual(plans.map((plan) => reference.count(plan, asOf)))
          // asked directly it is the number of the cell
          expect(engine.count({ plan: { where: plans[0]! }, categories: [] }, dayNo(asOf), dayNo(asOf)).donors).toBe(
            counted.categories[0],
          )
        },
      ),
      { numRuns: 25 },
    )
  },
)

test('at least n of many sets, as counted one by one', () => {
  fc.assert(
    fc.property(
      fc.array(fc.uniqueArray(fc.nat(99), { maxLength: 60 }), { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 1, max: 40 }),
      (lists, n) => {
        const sets = lists.map((list) => {
          const bits = none(100)
          for (const at of list) put(bits, at)
          return bits
        })
        const found = atLeast(n, sets, sets[0]!.length)
        const wanted = Array.from({ length: 100 }, (_, at) => lists.filter((list) => list.includes(at)).length >= n)
        expect(Array.from({ length: 100 }, (_, at) => has(found, at))).toEqual(wanted)
        expect(size(found)).toBe(wanted.filter(Boolean).length)
      },
    ),
  )
})
