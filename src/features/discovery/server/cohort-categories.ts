import type { Services } from '../../../kernel/feature.ts'
import type { Named } from '../../../kernel/words.ts'
import type { CohortFacet } from '../cohort-contract.ts'
import { listsOf } from '../model/cohort/lists.ts'
import type { Lists } from '../model/cohort/lists.ts'
import type { DonorTree } from '../model/cohort/query.ts'

export interface Category {
  readonly facet: CohortFacet['name']
  readonly value: string
  readonly label: Named
  readonly tree: DonorTree
}

const labelsOf = ({ features }: Services, facet: string) =>
  Object.assign({}, ...features.map(({ labels }) => labels?.[facet] ?? {})) as Record<
    string,
    { en: string; ja: string }
  >
const bands = [0, 10, 20, 30, 40, 50, 60, 70, 80, 90]

/** Cells of the charts: published lists only, the same for every question, so that which cells are there says nothing. */
export function categoriesOf(services: Services): Category[] {
  const coded = (
    facet: 'sex' | 'material' | 'data',
    list: Record<string, { en: string; ja: string }>,
    tree: (value: string) => DonorTree,
  ): Category[] =>
    Object.entries(list).map(([value, label]) => ({ facet, value, label: { ...label }, tree: tree(value) }))
  const { BIOLOGICAL_SAMPLES: _, ...data } = labelsOf(services, 'data')
  return [
    ...coded('sex', labelsOf(services, 'sex'), (value) => ({ sex: [value] })),
    ...bands.map((from): Category => {
      const last = from === bands.at(-1)
      const value = last ? `${from}-` : `${from}-${from + 9}`
      const label = last
        ? { en: `${from} and older`, ja: `${from}歳以上` }
        : { en: value, ja: `${from}〜${from + 9}歳` }
      return { facet: 'age', value, label, tree: { age: { at: 'now', from, ...(last ? {} : { below: from + 10 }) } } }
    }),
    ...coded('material', labelsOf(services, 'material'), (value) => ({ specimen: { material: [value] } })),
    ...coded('data', data, (value) => ({ data: { kind: [value] } })),
  ]
}

/** The lists that are at hand: closed ones as they are published; codes of vocabularies pass, known or not. */
export function publishedLists(services: Services): Lists {
  const codes = (facet: string) => Object.keys(labelsOf(services, facet))
  const closed = {
    sex: codes('sex'),
    material: codes('material'),
    storage: codes('storage'),
    data: codes('data').filter((code) => code !== 'BIOLOGICAL_SAMPLES'),
  }
  return listsOf({ codes: Object.fromEntries(Object.entries(closed).filter(([, list]) => list.length)) })
}

/** The same lists to choose from, with their labels. */
export function listedLabels(services: Services) {
  const listed = (facet: string) =>
    Object.entries(labelsOf(services, facet)).map(([value, label]) => ({ value, label: { ...label } }))
  return {
    sex: listed('sex'),
    material: listed('material'),
    storage: listed('storage'),
    data: listed('data').filter(({ value }) => value !== 'BIOLOGICAL_SAMPLES'),
  }
}
