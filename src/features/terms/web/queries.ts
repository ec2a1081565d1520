import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { call } from '../../../ui/call.ts'
import { search } from '../../discovery/contract.ts'
import { children, lookUp, readTerm, vocabularies } from '../contract.ts'
import { annotation } from './annotation.ts'

export const vocabulariesQuery = queryOptions({
  queryKey: [vocabularies.id],
  queryFn: ({ signal }) => call(vocabularies, {}, { signal }),
})

export const termQuery = (id: string) =>
  queryOptions({ queryKey: [readTerm.id, id], queryFn: ({ signal }) => call(readTerm, { params: { id } }, { signal }) })

const atOnce = 100
export const childrenQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: [children.id, id],
    queryFn: ({ signal, pageParam }) =>
      call(children, { params: { id }, query: { offset: pageParam, limit: atOnce } }, { signal }),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const seen = pages.reduce((sum, page) => sum + page.terms.length, 0)
      return last.terms.length > 0 && seen < last.total ? seen : undefined
    },
  })

export const lookUpQuery = (q: string, vocabulary: readonly string[]) =>
  queryOptions({
    queryKey: [lookUp.id, q, vocabulary],
    queryFn: ({ signal }) =>
      call(
        lookUp,
        { query: { q, limit: 50, ...(vocabulary.length ? { vocabulary: [...vocabulary] } : {}) } },
        { signal },
      ),
    placeholderData: keepPreviousData,
  })

/** How many publications carry this term (or, of a disease, a narrower one). */
export const annotatedQuery = (id: string) =>
  queryOptions({
    queryKey: [search.id, 'annotated', id],
    queryFn: async ({ signal }) => (await call(search, { query: { ...annotation(id), limit: 0 } }, { signal })).total,
  })
