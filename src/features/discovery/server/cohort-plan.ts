import type { CountPlan, DonorLeafPlan, DonorPlan } from '../../../kernel/counters.ts'
import type { Services } from '../../../kernel/feature.ts'
import type { CohortQuery, DonorLeaf, DonorTree } from '../model/cohort/query.ts'

/** The question with each term and what is narrower, as lists of codes. */
export async function planOf(query: CohortQuery, services: Services): Promise<CountPlan> {
  const narrower = new Map<string, readonly string[]>()
  for (const term of termsOf(query.where)) narrower.set(term, await expanded(term, services))
  return {
    ...(query.count ? { count: query.count } : {}),
    ...(query.where ? { where: expand(query.where, narrower) } : {}),
    ...(query.specimens ? { specimens: query.specimens } : {}),
  }
}

async function expanded(term: string, services: Services): Promise<string[]> {
  const found = new Set([term])
  for (const { vocabulary } of services.features) {
    const sense = await vocabulary?.sense(services, term)
    for (const { id } of sense?.expansion ?? []) found.add(id)
  }
  // a three-character category of ICD-10 holds its subcategories, also where the vocabulary is not imported
  for (const id of found) if (/^ICD10(CM)?:[A-Z]\d[0-9A-Z]$/.test(id)) found.add(`${id}.*`)
  return [...found]
}

function* termsOf(tree: DonorTree | undefined): Generator<string> {
  if (tree === undefined) return
  if ('all' in tree) for (const it of tree.all) yield* termsOf(it)
  else if ('any' in tree) for (const it of tree.any) yield* termsOf(it)
  else if ('not' in tree) yield* termsOf(tree.not)
  else if ('atLeast' in tree) for (const it of tree.atLeast.of) yield* termsOf(it)
  else if ('diagnosis' in tree && tree.diagnosis.narrower !== false) yield* tree.diagnosis.terms
}

function expand(tree: DonorTree, narrower: ReadonlyMap<string, readonly string[]>): DonorPlan {
  const go = (it: DonorTree): DonorPlan => expand(it, narrower)
  if ('all' in tree) return { all: tree.all.map(go) }
  if ('any' in tree) return { any: tree.any.map(go) }
  if ('not' in tree) return { not: go(tree.not) }
  if ('atLeast' in tree) return { atLeast: { n: tree.atLeast.n, of: tree.atLeast.of.map(go) } }
  return leafOf(tree, narrower)
}

function leafOf(leaf: DonorLeaf, known: ReadonlyMap<string, readonly string[]>): DonorLeafPlan {
  if (!('diagnosis' in leaf)) return leaf
  const { terms, narrower = true, ...rest } = leaf.diagnosis
  return {
    diagnosis: { ...rest, terms: narrower ? [...new Set(terms.flatMap((term) => known.get(term) ?? [term]))] : terms },
  }
}
