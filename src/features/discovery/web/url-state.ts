import { facetNames } from '../contract.ts'
import type { FacetName, SearchQuery } from '../contract.ts'

/** A search is its address: what is typed, chosen, sorted and turned to is all in the URL, so that it can be shared and stepped back through. */
export const pageSize = 20
const sorts = ['relevance', 'title-en', 'title-ja'] as const
const lastPage = Math.floor(10_000 / pageSize) + 1

/** What the address says; what it cannot mean (a misspelt facet, a page that is no number) is left out, the rest holds. */
export function readSearch(params: URLSearchParams): SearchQuery {
  const query: SearchQuery = {}
  const q = (params.get('q') ?? '').trim().slice(0, 500)
  if (q) query.q = q
  const sense = params.get('sense')
  if (sense && sense.length <= 100) query.sense = sense
  const all = facetNames.filter((name) => params.getAll('all').includes(name))
  if (all.length) query.all = all
  for (const name of facetNames) {
    const values = [...new Set(params.getAll(name))]
      .filter((value) => value.length > 0 && value.length <= 200)
      .slice(0, 100)
    if (values.length) query[name] = values
  }
  const sort = sorts.find((one) => one === params.get('sort'))
  if (sort && sort !== 'relevance') query.sort = sort
  const page = Number(params.get('page'))
  if (Number.isInteger(page) && page > 1) query.offset = (Math.min(page, lastPage) - 1) * pageSize
  return query
}

export function writeSearch(query: SearchQuery): URLSearchParams {
  const params = new URLSearchParams()
  if (query.q) params.set('q', query.q)
  if (query.sense) params.set('sense', query.sense)
  for (const name of facetNames) for (const value of query[name] ?? []) params.append(name, value)
  for (const name of query.all ?? []) params.append('all', name)
  if (query.sort && query.sort !== 'relevance') params.set('sort', query.sort)
  const page = pageOf(query)
  if (page > 1) params.set('page', String(page))
  return params
}

export const pageOf = ({ offset = 0 }: SearchQuery): number => Math.floor(offset / pageSize) + 1
export const pagesOf = (total: number): number => Math.min(Math.ceil(total / pageSize), lastPage)
export const address = (query: SearchQuery): string => {
  const text = writeSearch(query).toString()
  return text ? `/search?${text}` : '/search'
}

/** Any change of what is searched starts at the first page again. */
function fresh({ offset: _, ...query }: SearchQuery): SearchQuery {
  return query
}
export const toPage = (query: SearchQuery, page: number): SearchQuery =>
  page > 1 ? { ...query, offset: (page - 1) * pageSize } : fresh(query)
export const sorted = (query: SearchQuery, sort: string): SearchQuery => {
  const { sort: _, ...rest } = fresh(query)
  const found = sorts.find((one) => one === sort)
  return found && found !== 'relevance' ? { ...rest, sort: found } : rest
}

export function toggled(query: SearchQuery, name: FacetName, value: string): SearchQuery {
  const { [name]: values = [], ...rest } = fresh(query)
  const next = values.includes(value) ? values.filter((one) => one !== value) : [...values, value]
  return next.length ? { ...rest, [name]: next } : withMode(rest, name, 'any')
}

export function withMode(query: SearchQuery, name: FacetName, mode: 'any' | 'all'): SearchQuery {
  const { all = [], ...rest } = fresh(query)
  const next = mode === 'all' ? [...all.filter((one) => one !== name), name] : all.filter((one) => one !== name)
  return next.length ? { ...rest, all: next } : rest
}

/** The text and its meaning stay, every narrowing goes. */
export function cleared({ q, sense, sort }: SearchQuery): SearchQuery {
  return { ...(q ? { q } : {}), ...(sense ? { sense } : {}), ...(sort ? { sort } : {}) }
}

/** Another text is another question: meaning and narrowings belonged to the old one. */
export const asking = (q: string, sense?: string): SearchQuery => ({
  ...(q.trim() ? { q: q.trim() } : {}),
  ...(sense ? { sense } : {}),
})

export function withSense(query: SearchQuery, sense: string | undefined): SearchQuery {
  const { sense: _, ...rest } = fresh(query)
  return sense === undefined ? rest : { ...rest, sense }
}

export const chosen = (query: SearchQuery): { name: FacetName; value: string }[] =>
  facetNames.flatMap((name) => (query[name] ?? []).map((value) => ({ name, value })))
