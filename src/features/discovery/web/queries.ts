import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { call } from '../../../ui/call.ts'
import { lookUp } from '../../terms/contract.ts'
import { entries, indexState, search } from '../contract.ts'
import type { SearchQuery } from '../contract.ts'
import { pageSize } from './url-state.ts'

export const searchQuery = (query: SearchQuery) =>
  queryOptions({
    queryKey: [search.id, query],
    queryFn: ({ signal }) => call(search, { query: { limit: pageSize, ...query } }, { signal }),
    placeholderData: keepPreviousData,
  })

/** What there is in all, for the start page: facets without hits. */
export const overviewQuery = queryOptions({
  queryKey: [search.id, 'overview'],
  queryFn: ({ signal }) => call(search, { query: { limit: 0 } }, { signal }),
})

const atOnce = 100
export const entriesQuery = (iris: readonly string[]) =>
  queryOptions({
    queryKey: [entries.id, iris],
    queryFn: async ({ signal }) => {
      const parts: string[][] = []
      for (let from = 0; from < iris.length; from += atOnce) parts.push(iris.slice(from, from + atOnce))
      const answers = await Promise.all(parts.map((iri) => call(entries, { query: { iri } }, { signal })))
      return { entries: answers.flatMap((one) => one.entries), gone: answers.flatMap((one) => one.gone) }
    },
    placeholderData: keepPreviousData,
  })

/** How the index stands; asked again while it catches up. */
export const indexQuery = queryOptions({
  queryKey: [indexState.id],
  queryFn: ({ signal }) => call(indexState, {}, { signal }),
  refetchInterval: ({ state: { data } }) => (data?.behind || data?.building ? 1500 : 15_000),
})

/** Terms that begin like what is being typed. */
export const proposals = (text: string) =>
  queryOptions({
    queryKey: [lookUp.id, text],
    queryFn: ({ signal }) => call(lookUp, { query: { q: text, limit: 8 } }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 300_000,
    retry: false,
  })

/** Name of a term that is chosen already; null for a code that no vocabulary here knows. */
export const termName = (id: string) =>
  queryOptions({
    queryKey: [lookUp.id, 'name', id],
    queryFn: async ({ signal }) =>
      (await call(lookUp, { query: { q: id, limit: 5 } }, { signal })).terms.find((term) => term.id === id)?.label ??
      null,
    staleTime: 3_600_000,
    retry: false,
  })
