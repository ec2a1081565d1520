import type { Db } from '../../../kernel/db.ts'
import type { TermCard } from '../contract.ts'
import { termIri, vocabularyNames } from '../model.ts'
import type { TermGraph } from '../model.ts'
import * as store from './store.ts'

const named = (en: string | null | undefined, ja: string | null | undefined) => ({ ...(en ? { en } : {}), ...(ja ? { ja } : {}) })

export function card(graph: TermGraph, id: string): TermCard {
  const node = graph.get(id)
  return {
    id,
    iri: termIri(id),
    label: named(node?.en, node?.ja),
    ...(node?.kana ? { kana: node.kana } : {}),
    vocabulary: node?.vocabulary ?? id.split(':')[0] ?? id,
    obsolete: node?.obsolete ?? false,
  }
}

export const childCard = (graph: TermGraph, id: string) => ({ ...card(graph, id), children: graph.children(id).length })

export const vocabularyName = (id: string) => vocabularyNames[id] ?? { en: id, ja: id }

export async function vocabularyViews(db: Db, graph: TermGraph) {
  const sources = await store.sources(db)
  return [...graph.counts.values()].map(({ vocabulary, source, terms }) => {
    const about = sources.get(source)?.about
    return {
      id: vocabulary,
      name: vocabularyName(vocabulary),
      terms,
      release: about?.release ?? null,
      licence: about?.licence ?? null,
      source: about?.source ?? null,
      date: about?.date ?? null,
      importedAt: sources.get(source)?.released_at ?? null,
      changedCopies: about?.changedCopies ?? true,
    }
  })
}

/** Labels of every source that speaks of the concept, itself or by an exact mapping; who says what. */
export async function labels(db: Db, graph: TermGraph, id: string) {
  const same = [id, ...graph.mappings(id).filter(({ kind }) => kind === 'exact').map(({ target }) => target)]
  const own = await store.records(db, id)
  const overrides = await store.overrides(db, id)
  const all = [
    ...overrides.map(({ lang, text }) => ({ lang, text, kind: 'preferred' as const, source: 'curator' })),
    ...own.flatMap(({ record, vocabulary }) => record.labels.map((label) => ({ ...label, source: vocabulary }))),
  ]
  const says = (lang: 'en' | 'ja') => {
    const texts = new Map<string, string>()
    for (const { text, source, kind } of all.filter((label) => label.lang === lang)) if (kind === 'preferred' && !texts.has(source)) texts.set(source, text)
    for (const other of same.slice(1)) {
      const node = graph.get(other)
      const text = node?.[lang]
      if (node && text && !texts.has(node.vocabulary)) texts.set(node.vocabulary, text)
    }
    return [...texts].map(([source, text]) => ({ source, text }))
  }
  const disagreements = (['en', 'ja'] as const)
    .map((lang) => ({ lang, says: says(lang) }))
    .filter(({ says: texts }) => new Set(texts.map(({ text }) => text.trim().toLowerCase())).size > 1)
  return { own, all, overrides, disagreements }
}
