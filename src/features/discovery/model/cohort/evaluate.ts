import type { CohortQuery, DataIs, DonorLeaf, Months, SpecimenIs, Tree } from './query.ts'
import { shapeOf } from './query.ts'

/**
 * What a question means, said once more and as plainly as possible: over one donor as an object. It shares nothing with the
 * plan (`compile.ts`) or the canonical form, and is the reference that both, and the SQL, are held to.
 */
export interface Donor {
  readonly sex?: string
  /** whole years on the as-of day */
  readonly ageNow?: number
  /** whole years, latest that was reported */
  readonly ageReported?: number
  readonly birthYear?: number
  readonly ethnicity?: readonly string[]
  /** codes that the donor's valid consent allows */
  readonly consent?: readonly string[]
  readonly diagnoses?: readonly { readonly term: string; readonly onset?: number; readonly month?: string }[]
  readonly measurements?: readonly {
    readonly code: string
    readonly unit: string
    readonly value: number
    readonly month?: string
  }[]
  readonly specimens?: readonly Specimen[]
  readonly data?: readonly { readonly kind: string; readonly produced?: string }[]
  readonly bothParentsInCohort?: boolean
  /** degree of the nearest relative in the cohort */
  readonly nearestRelative?: number
}
export interface Specimen {
  readonly material?: string
  readonly storage?: string
  readonly amount?: { readonly value: number; readonly unit: string }
  readonly ageAtSampling?: number
  /** YYYY-MM */
  readonly sampled?: string
}

/** Whether `code` is what `term` names, or narrower. */
export type IsWithin = (code: string, term: string) => boolean

export function evaluate(query: CohortQuery, donor: Donor, isWithin: IsWithin): boolean {
  const found = query.where === undefined || holds<DonorLeaf>(query.where, (leaf) => donorHolds(leaf, donor, isWithin))
  // whoever has none of the specimens that are counted is not among their donors
  return found && (query.count !== 'specimens' || specimensOf(query, donor).length > 0)
}

/** With count specimens: the specimens of a donor that the question counts. */
export const specimensOf = (query: CohortQuery, donor: Donor): readonly Specimen[] =>
  (donor.specimens ?? []).filter(
    (one) => query.specimens === undefined || holds<SpecimenIs>(query.specimens, (leaf) => specimenHolds(leaf, one)),
  )

function holds<Leaf extends object>(tree: Tree<Leaf>, leafHolds: (leaf: Leaf) => boolean): boolean {
  const shape = shapeOf(tree)
  switch (shape.op) {
    case 'all':
      return shape.of.every((item) => holds(item, leafHolds))
    case 'any':
      return shape.of.some((item) => holds(item, leafHolds))
    case 'not':
      return !holds(shape.of, leafHolds)
    case 'atLeast':
      return shape.of.filter((item) => holds(item, leafHolds)).length >= shape.n
    case 'leaf':
      return leafHolds(shape.leaf)
  }
}

const among = (value: string | undefined, codes: readonly string[]): boolean =>
  value !== undefined && codes.includes(value)
const within = (value: number | undefined, it: { from?: number | undefined; below?: number | undefined }): boolean =>
  value !== undefined && value >= (it.from ?? -Infinity) && value < (it.below ?? Infinity)
const inMonths = (month: string | undefined, it: Months): boolean =>
  month !== undefined && month >= (it.from ?? '') && month <= (it.to ?? '9999-12')

function donorHolds(leaf: DonorLeaf, donor: Donor, isWithin: IsWithin): boolean {
  if ('sex' in leaf) return among(donor.sex, leaf.sex)
  if ('age' in leaf) {
    if (leaf.age.at === 'sampling')
      return (donor.specimens ?? []).some(({ ageAtSampling }) => within(ageAtSampling, leaf.age))
    return within(leaf.age.at === 'now' ? donor.ageNow : donor.ageReported, leaf.age)
  }
  if ('birthYear' in leaf) return within(donor.birthYear, leaf.birthYear)
  if ('ethnicity' in leaf) return leaf.ethnicity.some((code) => donor.ethnicity?.includes(code))
  if ('consent' in leaf) return leaf.consent.some((code) => donor.consent?.includes(code))
  if ('diagnosis' in leaf) {
    const { terms, narrower = true, onset: onsetIn, diagnosed } = leaf.diagnosis
    return (donor.diagnoses ?? []).some(
      ({ term, onset, month }) =>
        terms.some((wanted) => wanted === term || (narrower && isWithin(term, wanted))) &&
        (onsetIn === undefined || within(onset, onsetIn)) &&
        (diagnosed === undefined || inMonths(month, diagnosed)),
    )
  }
  if ('measurement' in leaf) {
    const it = leaf.measurement
    return (donor.measurements ?? []).some(
      ({ code, unit, value, month }) =>
        code === it.code &&
        unit === it.unit &&
        within(value, it) &&
        (it.measured === undefined || inMonths(month, it.measured)),
    )
  }
  if ('pedigree' in leaf) {
    if (leaf.pedigree.relation === 'bothParentsInCohort') return donor.bothParentsInCohort === true
    return donor.nearestRelative !== undefined && donor.nearestRelative <= (leaf.pedigree.degree ?? 1)
  }
  if ('specimen' in leaf)
    return (donor.specimens ?? []).some((one) => holds<SpecimenIs>(leaf.specimen, (it) => specimenHolds(it, one)))
  return (donor.data ?? []).some((one) =>
    holds<DataIs>(
      leaf.data,
      ({ kind, produced }) =>
        (kind === undefined || among(one.kind, kind)) && (produced === undefined || inMonths(one.produced, produced)),
    ),
  )
}

const specimenHolds = ({ material, storage, amount, ageAtSampling, sampled }: SpecimenIs, one: Specimen): boolean =>
  (material === undefined || among(one.material, material)) &&
  (storage === undefined || among(one.storage, storage)) &&
  (amount === undefined || (one.amount?.unit === amount.unit && within(one.amount.value, amount))) &&
  (ageAtSampling === undefined || within(one.ageAtSampling, ageAtSampling)) &&
  (sampled === undefined || inMonths(one.sampled, sampled))
