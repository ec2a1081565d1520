import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { call } from '../../../ui/call.ts'
import { getPerson } from '../../people/contract.ts'
import { audit, jobs } from '../contract.ts'
import type { AuditQuery } from './url-state.ts'

export const jobsQuery = queryOptions({
  queryKey: [jobs.id],
  queryFn: ({ signal }) => call(jobs, { query: { limit: 100 } }, { signal }),
  refetchInterval: 5000,
})
export const auditQuery = (query: AuditQuery) =>
  queryOptions({
    queryKey: [audit.id, query],
    queryFn: ({ signal }) => call(audit, { query }, { signal }),
    placeholderData: keepPreviousData,
  })

/** Actors are people, or `operator` for the command line of the folder. */
export const isPerson = (actor: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(actor)
export const personQuery = (id: string) =>
  queryOptions({
    queryKey: [getPerson.id, id],
    queryFn: ({ signal }) => call(getPerson, { params: { id } }, { signal }),
    staleTime: 300_000,
    retry: false,
  })
