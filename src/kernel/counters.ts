import type { Services } from './feature.ts'

/**
 * Counting offered by a feature that keeps people or their material, asked by search without knowing it. Numbers here are
 * TRUE counts: they leave the server through `disclosure.ts`, or to the holder's own people, and in no other way.
 */
export interface Counters {
  /** who keeps anything that can be counted, and in which release */
  holders(services: Services): Promise<CountedHolder[]>
  count(services: Services, holder: string, ask: CountAsk): Promise<Counted>
}

export interface CountedHolder {
  readonly id: string
  readonly release: number
}

/** Criteria as in the question, with every hierarchy already expanded; `plan.where` absent is everybody. */
export interface CountAsk {
  readonly plan: CountPlan
  /** each is counted together with the plan, as if it were asked so */
  readonly categories: readonly DonorPlan[]
  /** ISO day: what had been reported by its end; absent: the state of the release */
  readonly asOf?: string
}

export interface Counted {
  readonly release: number
  readonly donors: number
  readonly categories: readonly number[]
  /** with `count: specimens` */
  readonly specimens?: { readonly total: number; readonly largest: number; readonly donors: number }
}

export type PlanTree<Leaf> =
  | { all: PlanTree<Leaf>[] }
  | { any: PlanTree<Leaf>[] }
  | { not: PlanTree<Leaf> }
  | { atLeast: { n: number; of: PlanTree<Leaf>[] } }
  | Leaf
interface Range {
  from?: number
  below?: number
}
interface Months {
  from?: string
  to?: string
}
export interface SpecimenPlan {
  material?: string[]
  storage?: string[]
  amount?: { unit: string } & Range
  ageAtSampling?: Range
  sampled?: Months
}
export interface DataPlan {
  kind?: string[]
  produced?: Months
}
export type DonorLeafPlan =
  | { sex: string[] }
  | { age: { at: 'now' | 'reported' | 'sampling' } & Range }
  | { birthYear: Range }
  | { diagnosis: { terms: string[]; onset?: Range; diagnosed?: Months } }
  | { measurement: { code: string; unit: string; from?: number; below?: number; measured?: Months } }
  | { ethnicity: string[] }
  | { consent: string[] }
  | { pedigree: { relation: 'bothParentsInCohort' | 'anyRelative'; degree?: number } }
  | { specimen: PlanTree<SpecimenPlan> }
  | { data: PlanTree<DataPlan> }
export type DonorPlan = PlanTree<DonorLeafPlan>
export interface CountPlan {
  count?: 'donors' | 'specimens'
  where?: DonorPlan
  specimens?: PlanTree<SpecimenPlan>
}
