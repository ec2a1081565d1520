import type { Services } from '../../../kernel/feature.ts'
import type { Publication } from '../../../kernel/publication.ts'
import type { Named } from '../../../kernel/words.ts'
import type { Facet, Hit, Kind } from '../contract.ts'
import type { Hit as Found } from '../model/doc.ts'

/** Facets whose values are concepts, and those whose values are organisations; the values of others are codes. */
const conceptFacets = new Set(['disease', 'permission'])
const holderFacets = new Set(['holder'])

const kept = new WeakMap<object, { at: number; names: Promise<Map<string, Named>> }>()
/** Names of organisations, at most a second old: a search must not ask the database for what hardly ever changes. */
function organisations(
  services: Services,
  ask: NonNullable<Services['features'][number]['organisations']>,
): Promise<Map<string, Named>> {
  const before = kept.get(services.db)
  if (before && performance.now() - before.at < 1000) return before.names
  const names = ask(services)
  kept.set(services.db, { at: performance.now(), names })
  return names
}

/** Names for whatever an answer shows, asked once for all of it. */
export class Names {
  #concepts = new Map<string, Named>()
  #holders = new Map<string, Named>()
  readonly #labels = new Map<string, Readonly<Record<string, Named>>>()

  static async for(services: Services, concepts: Iterable<string>): Promise<Names> {
    const names = new Names()
    const ids = [...new Set(concepts)]
    for (const feature of services.features) {
      for (const [facet, labels] of Object.entries(feature.labels ?? {}))
        names.#labels.set(facet, { ...names.#labels.get(facet), ...labels })
      if (feature.organisations) names.#holders = await organisations(services, feature.organisations)
    }
    for (const feature of services.features) {
      const missing = ids.filter((id) => !names.#concepts.has(id))
      if (feature.names && missing.length)
        for (const [id, name] of await feature.names(services, missing)) names.#concepts.set(id, name)
    }
    return names
  }

  concept(id: string): Named {
    return this.#concepts.get(id) ?? {}
  }

  holder(id: string): Named {
    return this.#holders.get(id) ?? { en: id }
  }

  of(facet: string, value: string): Named {
    if (conceptFacets.has(facet)) return this.concept(value)
    if (holderFacets.has(facet)) return this.holder(value)
    const label = this.#labels.get(facet)?.[value]
    return label ? { ...label } : (plain[facet]?.[value] ?? {})
  }
}

const plain: Readonly<Record<string, Readonly<Record<string, Named>>>> = {
  industry: {
    yes: { en: 'Companies may use it', ja: '企業利用可' },
    no: { en: 'Not for companies', ja: '企業利用不可' },
  },
  problem: { yes: { en: 'Known problem with the line', ja: '細胞株に既知の問題あり' } },
}

/** Concepts that a page of hits names. */
export const conceptsOf = (publications: Iterable<Publication>): string[] =>
  [...publications].flatMap(({ card, concepts }) => [
    ...concepts,
    ...(card.asks?.permissions ?? []),
    ...card.facts.filter(({ name }) => conceptFacets.has(name)).flatMap(({ values }) => values),
  ])

export function hit(publication: Publication, why: Found['why'], names: Names): Hit {
  const { card, title } = publication
  const { permissions, ...asks } = card.asks ?? {}
  return {
    iri: publication.iri,
    kind: publication.kind as Kind,
    title: title.en ?? null,
    titleJa: title.ja ?? null,
    holder: card.holders[0] ?? null,
    holders: card.holders.map((id) => ({ id, name: names.holder(id) })),
    ...(card.summary ? { summary: card.summary } : {}),
    facts: card.facts.map(({ name, values }) => ({
      name,
      values: values.map((value) => ({ value, label: names.of(name, value) })),
    })),
    ...(card.asks
      ? {
          asks: {
            ...asks,
            ...(permissions ? { permissions: permissions.map((id) => ({ id, label: names.concept(id) })) } : {}),
          },
        }
      : {}),
    why: why.map(({ reason, value }) => ({
      reason,
      value,
      ...(reason === 'concept' || reason === 'narrower' ? { label: names.concept(value) } : {}),
    })),
  }
}

export const facet = (
  name: Facet['name'],
  mode: Facet['mode'],
  values: readonly { value: string; count: number }[],
  distinct: number,
  selected: readonly string[],
  names: Names,
): Facet => ({
  name,
  mode,
  distinct,
  values: values.map(({ value, count }) => ({
    value,
    count,
    label: names.of(name, value),
    selected: selected.includes(value),
  })),
})
