import type { Db } from '../../../kernel/db.ts'
import type { TermCard } from '../contract.ts'
import { termIri, vocabularyNames } from '../model.ts'
import { vocabularyRank } from '../model/names.ts'
import type { TermGraph } from '../model.ts'
import * as store from './store.ts'

export function card(graph: TermGraph, id: string): TermCard {
  const node = graph.get(id)
  const { kana, ...label } = graph.names(id)
  return {
    id,
    iri: termIri(id),
    label,
    ...(kana === undefined ? {} : { kana }),
    vocabulary: node?.vocabulary ?? id.split(':')[0] ?? id,
    obsolete: node?.obsolete ?? false,
  }
}

export const childCard = (graph: TermGraph, id: string) => ({ ...card(graph, id), children: graph.childCount(id) })

export const vocabularyName = (id: string) => vocabularyNames[id] ?? { en: id, ja: id }

/** Vocabularies, once for each source that speaks of one: licences differ. By name of the source. */
export async function vocabularyViews(db: Db, graph: TermGraph, source?: string) {
  const sources = await store.sources(db)
  const wanted = [...graph.counts.values()].filter((it) => source === undefined || it.source === source)
  return wanted
    .toSorted(
      (a, b) =>
        vocabularyRank(a.vocabulary) - vocabularyRank(b.vocabulary) ||
        (a.source + a.vocabulary < b.source + b.vocabulary ? -1 : 1),
    )
    .map(({ vocabulary, source: from, terms }) => {
      const about = sources.get(from)?.about
      return {
        id: vocabulary,
        name: vocabularyName(vocabulary),
        terms,
        release: about?.release ?? null,
        licence: about?.licence ?? null,
        source: about?.source ?? null,
        date: about?.date ?? null,
        importedAt: sources.get(from)?.released_at ?? null,
        changedCopies: about?.changedCopies ?? true,
      }
    })
}

/** Labels of every source that speaks of the concept, itself or by an exact mapping; who says what. */
export async function labels(db: Db, graph: TermGraph, id: string) {
  const same = [
    id,
    ...graph
      .mappings(id)
      .filter(({ kind }) => kind === 'exact')
      .map(({ target }) => target),
  ]
  const own = await store.records(db, id)
  const overrides = await store.overrides(db, id)
  const all = [
    ...overrides.map(({ lang, text }) => ({ lang, text, kind: 'preferred' as const, source: 'curator' })),
    ...own.flatMap(({ record, vocabulary }) => record.labels.map((label) => ({ ...label, source: vocabulary }))),
  ]
  const says = (lang: 'en' | 'ja') => {
    const texts = new Map<string, string>()
    for (const { text, source, kind } of all.filter((label) => label.lang === lang))
      if (kind === 'preferred' && !texts.has(source)) texts.set(source, text)
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
