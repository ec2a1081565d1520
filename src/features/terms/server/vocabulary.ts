import type { Sense, Services, Vocabulary } from '../../../kernel/feature.ts'
import type { TermGraph } from '../model.ts'
import { graphOf } from './graph.ts'
import { card } from './views.ts'

const senseOf = (graph: TermGraph, id: string, matched: string): Sense => {
  const { label, vocabulary } = card(graph, id)
  return {
    id,
    label,
    vocabulary,
    matched,
    within: (graph.paths(id, 1)[0] ?? []).map((it) => card(graph, it).label),
    names: [label.en, label.ja].filter((it) => it !== undefined),
    expansion: graph.expand(id),
  }
}

/** Search's way to the vocabularies. */
export const vocabulary: Vocabulary = {
  async senses({ db }: Services, text, limit) {
    const graph = await graphOf(db)
    return graph.lookUp.exact(text, limit, graph.wanted()).map(({ curie, matched }) => senseOf(graph, curie, matched))
  },
  async sense({ db }, id) {
    const graph = await graphOf(db)
    const node = graph.get(id)
    return node && senseOf(graph, id, node.en ?? node.ja ?? id)
  },
  async similar({ db }, text, limit) {
    const { lookUp, wanted } = await graphOf(db).then((graph) => ({ lookUp: graph.lookUp, wanted: graph.wanted() }))
    const near = lookUp.prefix(text, limit, wanted)
    const rows = near.length ? near : lookUp.similar(text, limit, wanted)
    return rows.map(({ curie, matched }) => ({ id: curie, label: matched }))
  },
}

/** Names of terms, for whoever shows identifiers. */
export async function termNames(
  { db }: Services,
  ids: readonly string[],
): Promise<Map<string, { en?: string; ja?: string }>> {
  const graph = await graphOf(db)
  return new Map(ids.flatMap((id) => (graph.get(id) ? [[id, card(graph, id).label] as const] : [])))
}
