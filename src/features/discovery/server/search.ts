import { audienceOf } from '../../../kernel/actor.ts'
import type { Context, Sense } from '../../../kernel/feature.ts'
import { Problem } from '../../../kernel/problem.ts'
import { tight } from '../../../kernel/text.ts'
import { facetNames } from '../contract.ts'
import type { SearchQuery, SearchResult } from '../contract.ts'
import type { Query } from '../model/doc.ts'
import { indexOf } from './index-service.ts'
import type { IndexService } from './index-service.ts'
import * as store from './store.ts'
import { conceptsOf, facet, hit, Names } from './views.ts'

const maxSenses = 8
const facetLimit = 30

/** What an expansion adds up to: the concepts of all senses, each at its shortest distance. */
function concepts(senses: readonly Sense[]): { id: string; distance: number }[] {
  const all = new Map<string, number>()
  for (const { expansion } of senses)
    for (const { id, distance } of expansion) all.set(id, Math.min(distance, all.get(id) ?? Infinity))
  return [...all].map(([id, distance]) => ({ id, distance }))
}

/** Names of the senses that the text itself is not: written in the other language, or another preferred name. */
function otherNames(senses: readonly Sense[], text: string): string[] {
  const own = tight(text)
  const names = new Map(senses.flatMap(({ names: all }) => all.map((name) => [tight(name), name] as const)))
  names.delete(own)
  return [...names.values()].slice(0, 4)
}

export async function search(query: SearchQuery, context: Context): Promise<SearchResult> {
  const index = indexOf(context)
  const audience = audienceOf(context.actor)
  const vocabulary = context.features.find((it) => it.vocabulary)?.vocabulary
  const text = query.q?.trim() ?? ''
  const chosen = query.sense === undefined ? undefined : await vocabulary?.sense(context, query.sense)
  if (query.sense !== undefined && !chosen)
    throw new Problem('no-such-term', 404, `There is no term ${query.sense}`, { id: query.sense })
  const senses = text ? ((await vocabulary?.senses(context, text, maxSenses)) ?? []) : []
  const modes = Object.fromEntries(
    facetNames.map((name) => [name, query.all?.includes(name) ? ('all' as const) : ('any' as const)]),
  )
  const base: Query = {
    text: chosen ? '' : text,
    concepts: concepts(chosen ? [chosen] : senses),
    conceptsOnly: chosen !== undefined,
    also: otherNames(senses, text),
    filters: Object.fromEntries(
      facetNames.flatMap((name) => (query[name]?.length ? [[name, { values: query[name], mode: modes[name]! }]] : [])),
    ),
    facets: [...facetNames],
    facetLimit,
    audience,
    sort: query.sort ?? 'relevance',
    offset: query.offset ?? 0,
    limit: query.limit ?? 20,
  }
  // asked first: what comes into the index while it answers is not in this answer
  const behind = index.behind()
  const result = await index.search(base)
  const publications = await store.publications(
    context.db,
    result.hits.map(({ iri }) => iri),
    audience,
  )
  const names = await Names.for(context, [
    ...conceptsOf(publications.values()),
    ...result.hits.flatMap(({ why }) =>
      why.filter(({ reason }) => reason === 'concept' || reason === 'narrower').map(({ value }) => value),
    ),
    ...(result.facets.disease ?? []).map(({ value }) => value),
    ...(result.facets.permission ?? []).map(({ value }) => value),
  ])
  return {
    total: result.total,
    // what was withdrawn while the index catches up is not shown
    hits: result.hits.flatMap(({ iri, why }) => {
      const publication = publications.get(iri)
      return publication ? [hit(publication, why, names)] : []
    }),
    facets: facetNames.flatMap((name) => {
      const values = result.facets[name] ?? []
      return values.length
        ? [facet(name, modes[name]!, values, result.facetValues[name] ?? values.length, query[name] ?? [], names)]
        : []
    }),
    senses: await Promise.all(senses.map((sense) => choice(index, base, sense))),
    sense: chosen ? await choice(index, base, chosen) : null,
    suggestions: text && !chosen && result.total === 0 ? await suggestions(context, index, text, audience) : [],
    searched: { publications: await index.count(audience), behind },
  }
}

async function choice(index: IndexService, base: Query, sense: Sense): Promise<SearchResult['senses'][number]> {
  const { total } = await index.search({
    ...base,
    text: '',
    concepts: concepts([sense]),
    conceptsOnly: true,
    facets: [],
    offset: 0,
    limit: 0,
  })
  const { id, label, vocabulary, within, matched } = sense
  return { id, label, vocabulary, within: [...within], matched, iri: `/term/${encodeURIComponent(id)}`, hits: total }
}

async function suggestions(
  context: Context,
  index: IndexService,
  text: string,
  audience: string[],
): Promise<SearchResult['suggestions']> {
  const vocabulary = context.features.find((it) => it.vocabulary)?.vocabulary
  const similar = (await vocabulary?.similar(context, text, 5)) ?? []
  const lower = text.toLowerCase()
  const words = (await index.suggest(text, audience)).flatMap(({ word, instead }) => {
    // the word as it was typed, where it can be found; a text that writes it another way gets the word alone
    return instead.map((other) => ({ text: lower.includes(word) ? lower.replace(word, () => other) : other }))
  })
  const all = [...similar.map(({ id, label }) => ({ text: label, sense: id })), ...words]
  const seen = new Set<string>()
  return all.filter((it) => it.text.toLowerCase() !== lower && !seen.has(it.text) && seen.add(it.text)).slice(0, 6)
}
