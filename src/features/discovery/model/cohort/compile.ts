import type { CohortQuery, DataIs, DonorLeaf, Months, SpecimenIs, Tree, Years } from './query.ts'
import { shapeOf } from './query.ts'

/**
 * A question as a plan over columns, for whoever counts (a writer of SQL): tests that stand once each, and a formula over
 * their numbers. Ranges are half open (from <= value < below), months as `YYYY-MM` compare as texts. A test holds when it is
 * known to hold: a column without a value fails it, and `not` of it holds. In SQL a test is `coalesce(..., false)`.
 */
export interface Plan {
  readonly count: 'donors' | 'specimens'
  readonly tests: readonly DonorTest[]
  readonly where: Gate
  /** with count specimens: which rows of the donors' specimens; undefined: all of them */
  readonly specimens: RowPlan<SpecimenTest> | undefined
}

export type Gate =
  | { readonly op: 'everything' }
  | { readonly op: 'test'; readonly test: number }
  | { readonly op: 'not'; readonly of: Gate }
  | { readonly op: 'all'; readonly of: readonly Gate[] }
  | { readonly op: 'any'; readonly of: readonly Gate[] }
  /** an item that stands twice counts twice */
  | { readonly op: 'atLeast'; readonly n: number; readonly of: readonly Gate[] }

export interface Bounds<T> {
  readonly from?: T
  readonly below?: T
}
type Among<Column> = { readonly column: Column; readonly in: readonly string[] }
type Within<Column, T> = { readonly column: Column; readonly within: Bounds<T> }

export type DonorTest =
  | (Among<'sex'> & { readonly on: 'donor' })
  | (Within<'ageNow' | 'ageReported' | 'birthYear', number> & { readonly on: 'donor' })
  /** there is a row of the donor's with one of these codes */
  | { readonly on: 'ethnicity' | 'consent'; readonly in: readonly string[] }
  | {
      readonly on: 'diagnosis'
      readonly terms: readonly string[]
      readonly narrower: boolean
      readonly onset?: Bounds<number>
      readonly month?: Bounds<string>
    }
  | {
      readonly on: 'measurement'
      readonly code: string
      readonly unit: string
      readonly value?: Bounds<number>
      readonly month?: Bounds<string>
    }
  | { readonly on: 'bothParents' }
  /** a relative in the cohort, of this degree or nearer */
  | { readonly on: 'relative'; readonly degree: number }
  /** there is one row of the donor's that passes the whole plan */
  | { readonly on: 'specimen'; readonly rows: RowPlan<SpecimenTest> }
  | { readonly on: 'data'; readonly rows: RowPlan<DataTest> }

export interface RowPlan<Test> {
  readonly tests: readonly Test[]
  readonly where: Gate
}
export type SpecimenTest =
  | Among<'material' | 'storage'>
  | Within<'ageAtSampling', number>
  | Within<'sampled', string>
  | (Within<'amount', number> & { readonly unit: string })
export type DataTest = Among<'kind'> | Within<'produced', string>

export function compileQuery(query: CohortQuery): Plan {
  const { tests, where } =
    query.where === undefined
      ? everything<DonorTest>()
      : rows<DonorLeaf, DonorTest>(query.where, (leaf) => [donorTest(leaf)])
  return {
    count: query.count ?? 'donors',
    tests,
    where,
    specimens: query.specimens === undefined ? undefined : rows(query.specimens, specimenTests),
  }
}

const everything = <Test>(): RowPlan<Test> => ({ tests: [], where: { op: 'everything' } })

function rows<Leaf extends object, Test>(tree: Tree<Leaf>, testsOf: (leaf: Leaf) => Test[]): RowPlan<Test> {
  const tests: Test[] = []
  const known = new Map<string, number>()
  const number = (test: Test): Gate => {
    const key = JSON.stringify(test)
    const at = known.get(key) ?? tests.push(test) - 1
    known.set(key, at)
    return { op: 'test', test: at }
  }
  const gate = (it: Tree<Leaf>): Gate => {
    const shape = shapeOf(it)
    if (shape.op === 'not') return { op: 'not', of: gate(shape.of) }
    if (shape.op === 'leaf') return conjunction(testsOf(shape.leaf).map(number))
    const of = shape.of.map(gate)
    return shape.op === 'atLeast' ? { op: 'atLeast', n: shape.n, of } : { op: shape.op, of }
  }
  return { where: gate(tree), tests }
}

const conjunction = (of: Gate[]): Gate =>
  of.length === 0 ? { op: 'everything' } : of.length === 1 ? of[0]! : { op: 'all', of }

const bounds = <T>({ from, below }: { from?: T | undefined; below?: T | undefined }): Bounds<T> => ({
  ...(from === undefined ? {} : { from }),
  ...(below === undefined ? {} : { below }),
})
const years = (it: Years): Bounds<number> => bounds(it)
export const monthBounds = ({ from, to }: Months): Bounds<string> =>
  bounds({ from, below: to === undefined ? undefined : nextMonth(to) })

function nextMonth(month: string): string {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5))]
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`
}

function donorTest(leaf: DonorLeaf): DonorTest {
  if ('sex' in leaf) return { on: 'donor', column: 'sex', in: leaf.sex }
  if ('age' in leaf) {
    const { at } = leaf.age
    if (at === 'sampling')
      return {
        on: 'specimen',
        rows: rows<SpecimenIs, SpecimenTest>({ ageAtSampling: years(leaf.age) as Years }, specimenTests),
      }
    return { on: 'donor', column: at === 'now' ? 'ageNow' : 'ageReported', within: years(leaf.age) }
  }
  if ('birthYear' in leaf) return { on: 'donor', column: 'birthYear', within: years(leaf.birthYear) }
  if ('ethnicity' in leaf) return { on: 'ethnicity', in: leaf.ethnicity }
  if ('consent' in leaf) return { on: 'consent', in: leaf.consent }
  if ('diagnosis' in leaf) {
    const { terms, narrower = true, onset, diagnosed } = leaf.diagnosis
    return {
      on: 'diagnosis',
      terms,
      narrower,
      ...(onset ? { onset: years(onset) } : {}),
      ...(diagnosed ? { month: monthBounds(diagnosed) } : {}),
    }
  }
  if ('measurement' in leaf) {
    const { code, unit, measured } = leaf.measurement
    const value = bounds(leaf.measurement)
    return {
      on: 'measurement',
      code,
      unit,
      ...(Object.keys(value).length ? { value } : {}),
      ...(measured ? { month: monthBounds(measured) } : {}),
    }
  }
  if ('pedigree' in leaf)
    return leaf.pedigree.relation === 'bothParentsInCohort'
      ? { on: 'bothParents' }
      : { on: 'relative', degree: leaf.pedigree.degree ?? 1 }
  return 'specimen' in leaf
    ? { on: 'specimen', rows: rows(leaf.specimen, specimenTests) }
    : { on: 'data', rows: rows(leaf.data, dataTests) }
}

function specimenTests({ material, storage, amount, ageAtSampling, sampled }: SpecimenIs): SpecimenTest[] {
  return [
    ...(material ? [{ column: 'material' as const, in: material }] : []),
    ...(storage ? [{ column: 'storage' as const, in: storage }] : []),
    ...(amount ? [{ column: 'amount' as const, unit: amount.unit, within: bounds(amount) }] : []),
    ...(ageAtSampling ? [{ column: 'ageAtSampling' as const, within: years(ageAtSampling) }] : []),
    ...(sampled ? [{ column: 'sampled' as const, within: monthBounds(sampled) }] : []),
  ]
}

const dataTests = ({ kind, produced }: DataIs): DataTest[] => [
  ...(kind ? [{ column: 'kind' as const, in: kind }] : []),
  ...(produced ? [{ column: 'produced' as const, within: monthBounds(produced) }] : []),
]
