import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { call } from '../../../ui/call.ts'
import { audit, jobs } from '../contract.ts'
import type { AuditQuery } from './url-state.ts'

export const jobsQuery = queryOptions({ queryKey: [jobs.id], queryFn: ({ signal }) => call(jobs, { query: { limit: 100 } }, { signal }), refetchInterval: 5000 })
export const auditQuery = (query: AuditQuery) =>
  queryOptions({ queryKey: [audit.id, query], queryFn: ({ signal }) => call(audit, { query }, { signal }), placeholderData: keepPreviousData })
