import type { InOf } from '../../../kernel/contract.ts'
import type { audit } from '../contract.ts'

export type AuditQuery = InOf<typeof audit>['query']
export const pageSize = 50

const day = /^\d{4}-\d\d-\d\d$/
/** Midnight in Tokyo of a day, and of the day after it: both ends of a range are days that people name. */
const startOf = (text: string): string | undefined =>
  day.test(text) && !Number.isNaN(Date.parse(text)) ? new Date(`${text}T00:00:00+09:00`).toISOString() : undefined
const endOf = (text: string): string | undefined => {
  const start = startOf(text)
  return start && new Date(Date.parse(start) + 24 * 3600_000).toISOString()
}

export interface AuditFilter {
  actor: string
  action: string
  subject: string
  from: string
  to: string
  page: number
}

const names = ['actor', 'action', 'subject', 'from', 'to'] as const

export function readFilter(params: URLSearchParams): AuditFilter {
  const text = (name: string, most: number) => (params.get(name) ?? '').trim().slice(0, most)
  const page = Number(params.get('page'))
  return {
    actor: text('actor', 200),
    action: text('action', 200),
    subject: text('subject', 500),
    from: text('from', 10),
    to: text('to', 10),
    page: Number.isInteger(page) && page > 1 ? page : 1,
  }
}

export function writeFilter(filter: AuditFilter): URLSearchParams {
  const params = new URLSearchParams()
  for (const name of names) if (filter[name]) params.set(name, filter[name])
  if (filter.page > 1) params.set('page', String(filter.page))
  return params
}

export function queryOf({ actor, action, subject, from, to, page }: AuditFilter): AuditQuery {
  const [start, end] = [startOf(from), endOf(to)]
  return {
    limit: pageSize,
    offset: (page - 1) * pageSize,
    ...(actor ? { actor } : {}),
    ...(action ? { action } : {}),
    ...(subject ? { subject } : {}),
    ...(start ? { from: start } : {}),
    ...(end ? { to: end } : {}),
  }
}
