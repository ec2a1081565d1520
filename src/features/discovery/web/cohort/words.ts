import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { CohortFacet } from '../../cohort-contract.ts'
import type { DonorLeaf } from '../../model/cohort/query.ts'
import type { Operator } from './tree.ts'

type LeafName = DonorLeaf extends infer Leaf ? (Leaf extends unknown ? keyof Leaf : never) : never

export const operatorWords: Record<Operator, MessageDescriptor> = {
  all: msg`All of these (AND)`,
  any: msg`Any of these (OR)`,
  none: msg`None of these (NOT)`,
  atLeast: msg`At least some of these`,
}

export const criterionWords: Record<LeafName, MessageDescriptor> = {
  diagnosis: msg`Diagnosis`,
  sex: msg`Sex`,
  age: msg`Age`,
  birthYear: msg`Year of birth`,
  specimen: msg`Specimen`,
  data: msg`Data available`,
  measurement: msg`Measured value`,
  ethnicity: msg`Ethnicity`,
  consent: msg`Consented use`,
  pedigree: msg`Relatives in the cohort`,
}

/** What a new criterion is before anything is chosen. */
export const fresh: Record<LeafName, () => DonorLeaf> = {
  diagnosis: () => ({ diagnosis: { terms: [] } }),
  sex: () => ({ sex: [] }),
  age: () => ({ age: { at: 'now' } }),
  birthYear: () => ({ birthYear: {} }),
  specimen: () => ({ specimen: {} }),
  data: () => ({ data: {} }),
  measurement: () => ({ measurement: { code: '', unit: '' } }),
  ethnicity: () => ({ ethnicity: [] }),
  consent: () => ({ consent: [] }),
  pedigree: () => ({ pedigree: { relation: 'bothParentsInCohort' } }),
}
export const criteria = Object.keys(criterionWords) as LeafName[]
export const nameOf = (leaf: DonorLeaf): LeafName => criteria.find((name) => name in leaf) ?? 'sex'

export const facetTitles: Record<CohortFacet['name'], MessageDescriptor> = {
  sex: msg`Sex`,
  age: msg`Age now`,
  material: msg`Material of specimens`,
  data: msg`Data available`,
}
