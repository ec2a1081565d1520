import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { FacetName, Hit, Kind } from '../contract.ts'

export const facetWords: Record<FacetName, MessageDescriptor> = {
  kind: msg`Kind`,
  holder: msg`Holder`,
  disease: msg`Disease`,
  material: msg`Material`,
  data: msg`Data`,
  type: msg`Study type`,
  category: msg`Cell line category`,
  species: msg`Species`,
  sex: msg`Sex`,
  size: msg`Number of donors`,
  permission: msg`Permitted use`,
  industry: msg`Use by companies`,
  country: msg`Country`,
  quality: msg`Quality mark`,
}

/** Facets of which one entry may have several values: there "all of them" means something. */
export const severalValues: readonly FacetName[] = [
  'holder',
  'disease',
  'material',
  'data',
  'type',
  'species',
  'sex',
  'permission',
  'quality',
]

export const kindWords: Record<Kind, MessageDescriptor> = {
  holder: msg`Holder`,
  biobank: msg`Biobank`,
  collection: msg`Collection`,
  dataset: msg`Dataset`,
  line: msg`Cell line`,
}

export const whyWords: Record<Hit['why'][number]['reason'], MessageDescriptor> = {
  code: msg`Identifier`,
  title: msg`Title`,
  name: msg`Name`,
  concept: msg`Concept`,
  narrower: msg`Narrower concept`,
  translation: msg`Name in the other language`,
  text: msg`Description`,
}

/** Names of facts as search gives them; one without words here shows its own name. */
export const factWords: Readonly<Record<string, MessageDescriptor>> = {
  size: msg`Donors`,
  donors: msg`Donors`,
  samples: msg`Samples`,
  material: msg`Materials`,
  materials: msg`Materials`,
  data: msg`Data`,
  category: msg`Category`,
  type: msg`Study type`,
  types: msg`Study type`,
  species: msg`Species`,
  sex: msg`Sex`,
  disease: msg`Disease`,
  diseases: msg`Disease`,
  country: msg`Country`,
  deposits: msg`Deposits`,
  accession: msg`Accession`,
  problem: msg`Known problem`,
  problems: msg`Known problem`,
}
