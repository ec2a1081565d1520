/** The rules of doc.ts said as plainly as possible, over a list: what the engine is held to in tests. */
import { fold, tight, tokens, words } from '../../../kernel/text.ts'
import type { Doc, Query, Tier } from './doc.ts'

export interface Expected {
  total: number
  hits: { iri: string; tier: Tier }[]
  facets: Record<string, Record<string, number>>
}

const order: Tier[] = [
  'code',
  'title-exact',
  'title',
  'concept',
  'translation',
  'name',
  'narrower',
  'translation-text',
  'text',
  'all',
]

/** Tier, then finer steps within it (lower is better); undefined is no match. */
function match(doc: Doc, query: Query, byWordsOnly = false): [Tier, number] | undefined {
  const found: [Tier, number][] = []
  for (const { id, distance } of query.concepts) {
    if (doc.concepts.includes(id)) found.push([distance === 0 ? 'concept' : 'narrower', 0])
  }
  if (query.conceptsOnly !== true) {
    if (query.text.trim() === '') found.push(['all', 0])
    for (const other of query.also ?? []) {
      if (words(other).length === 0) continue
      const plain = match(doc, { ...query, text: other, also: [], concepts: [] }, true)
      if (plain) found.push([['text', 'translation-text'].includes(plain[0]) ? 'translation-text' : 'translation', 0])
    }
    const titles = [doc.title.en, doc.title.ja].filter((title) => title !== undefined)
    const key = tight(query.text)
    if (key !== '' && !byWordsOnly) {
      if (doc.codes.some((code) => tight(code) === key)) found.push(['code', 0])
      if (titles.some((title) => tight(title) === key)) found.push(['title-exact', 0])
      if (doc.names.some((name) => tight(name) === key)) found.push(['name', 0])
    }
    const asked = words(query.text)
    const fields = [titles, [...doc.names, ...doc.codes], doc.text].map((strings) => strings.flatMap(tokens))
    const grades = asked.map((word, at) => {
      const grade = (list: string[]): 0 | 1 | 2 => {
        if (word.kind === 'run') {
          if ([...word.text].length === 1)
            return list.some((token) => /^[^a-z0-9]/.test(token) && token.includes(word.text)) ? 2 : 0
          return word.grams.every((gram) => list.includes(gram)) ? 2 : 0
        }
        if (list.includes(word.text)) return 2
        const plural = /[^s]s$/.test(word.text) && /^\p{L}{5,}$/u.test(word.text)
        return list.some((token) => token.startsWith(word.text) || (plural && token === word.text.slice(0, -1))) ? 1 : 0
      }
      const begins =
        at > 0 ||
        titles.some((title) => {
          const first = tokens(title)[0]
          if (first === undefined) return false
          if (word.kind === 'run')
            return [...word.text].length === 1 ? first.startsWith(word.text) : first === word.grams[0]
          return (
            first.startsWith(word.text) ||
            (/^\p{L}{5,}$/u.test(word.text) && /[^s]s$/.test(word.text) && first === word.text.slice(0, -1))
          )
        })
      return { fields: fields.map(grade), begins }
    })
    if (asked.length > 0 && grades.every(({ fields: each }) => each.some((grade) => grade > 0))) {
      const begins = grades.every((each) => each.begins)
      const [inTitle, inNames] = [0, 1].map((at) => Math.min(...grades.map(({ fields: each }) => each[at]!)))
      if (inTitle! > 0) found.push(['title', (inTitle === 2 ? 0 : 2) + (begins ? 0 : 1)])
      else if (inNames! > 0) found.push(['name', inNames === 2 ? 1 : 2])
      else found.push(['text', grades.every(({ fields: each }) => each.includes(2)) ? 0 : 1])
    }
  }
  return found.sort((a, b) => order.indexOf(a[0]) - order.indexOf(b[0]) || a[1] - b[1])[0]
}

const text = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const title = (doc: Doc, language: 'en' | 'ja') =>
  fold((language === 'en' ? (doc.title.en ?? doc.title.ja) : (doc.title.ja ?? doc.title.en)) ?? '')

/** `docs` holds each iri once. */
export function expected(docs: readonly Doc[], query: Query): Expected {
  const seen = docs
    .filter((doc) => doc.audience.some((each) => query.audience.includes(each)))
    .map((doc) => ({ doc, how: match(doc, query) }))
    .filter((each) => each.how !== undefined)
  const values = (doc: Doc, facet: string) =>
    facet === 'kind' ? (doc.facets.kind ?? [doc.kind]) : (doc.facets[facet] ?? [])
  const passes = (doc: Doc, facet: string) => {
    const filter = query.filters[facet]
    if (filter === undefined || filter.values.length === 0) return true
    const has = (value: string) => values(doc, facet).includes(value)
    return filter.mode === 'any' ? filter.values.some(has) : filter.values.every(has)
  }
  const named = Object.keys(query.filters)
  const hits = seen.filter(({ doc }) => named.every((facet) => passes(doc, facet)))
  const byTitle = query.sort === 'relevance' ? undefined : query.sort === 'title-ja' ? 'ja' : 'en'
  hits.sort((a, b) =>
    byTitle !== undefined
      ? text(title(a.doc, byTitle), title(b.doc, byTitle)) || text(a.doc.iri, b.doc.iri)
      : order.indexOf(a.how![0]) - order.indexOf(b.how![0]) ||
        a.how![1] - b.how![1] ||
        b.doc.rank - a.doc.rank ||
        text(title(a.doc, 'en'), title(b.doc, 'en')) ||
        text(a.doc.iri, b.doc.iri),
  )
  const facets: Expected['facets'] = {}
  for (const facet of query.facets) {
    const counts: Record<string, number> = (facets[facet] = {})
    const own = query.filters[facet]?.mode === 'any' ? facet : undefined
    for (const { doc } of seen) {
      if (!named.every((name) => name === own || passes(doc, name))) continue
      for (const value of new Set(values(doc, facet))) counts[value] = (counts[value] ?? 0) + 1
    }
  }
  return { total: hits.length, hits: hits.map(({ doc, how }) => ({ iri: doc.iri, tier: how![0] })), facets }
}
