import type { CohortQuery } from '../../model/cohort/query.ts'
import { openLists } from '../../model/cohort/lists.ts'
import { readQuery } from '../../model/cohort/validate.ts'

/** A cohort is its address: the question and the day. */
export interface Cohort {
  readonly query: CohortQuery
  readonly asOf?: string
  readonly unreadable?: true
}

const everybody: CohortQuery = { version: 1 }
/** What a person has not filled in yet; everything else that is wrong makes the form of the question unsafe to edit. */
const unfinished = [
  'empty',
  'no-bound',
  'empty-range',
  'off-grid',
  'at-least',
  'not-a-code',
  'duplicate',
  'not-a-month',
  'exact-date',
  'too-many-leaves',
  'too-deep',
]

export function readCohort(params: URLSearchParams): Cohort {
  const day = params.get('day')
  const asOf = day !== null && /^\d{4}-\d\d-\d\d$/.test(day) ? { asOf: day } : {}
  const text = params.get('query')
  if (text === null) return { query: everybody, ...asOf }
  try {
    const value: unknown = JSON.parse(text)
    const read = readQuery(value, openLists)
    if ('query' in read) return { query: read.query, ...asOf }
    if (read.faults.every(({ code }) => unfinished.includes(code))) return { query: value as CohortQuery, ...asOf }
  } catch {
    /* no JSON: the same as any other damage */
  }
  return { query: everybody, ...asOf, unreadable: true }
}

export function cohortAddress({ query, asOf }: Cohort): string {
  const params = new URLSearchParams()
  if (JSON.stringify(query) !== JSON.stringify(everybody)) params.set('query', JSON.stringify(query))
  if (asOf !== undefined) params.set('day', asOf)
  const text = params.toString()
  return text ? `/cohorts?${text}` : '/cohorts'
}
