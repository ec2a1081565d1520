import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { Problem } from '../../../../kernel/problem.ts'
import { call } from '../../../../ui/call.ts'
import { cohortBasics, countCohort, explainCohort } from '../../cohort-contract.ts'
import type { CohortQuery } from '../../model/cohort/query.ts'
import type { Cohort } from './url.ts'

export const basicsQuery = queryOptions({
  queryKey: [cohortBasics.id],
  queryFn: ({ signal }) => call(cohortBasics, {}, { signal }),
  staleTime: 3_600_000,
})

/** Another question aborts the one under way; its numbers stay on view until the new ones are there. */
export const countQuery = ({ query, asOf }: Cohort, person: string) =>
  queryOptions({
    queryKey: [countCohort.id, person, query, asOf],
    queryFn: ({ signal }) =>
      call(countCohort, { body: { query, ...(asOf === undefined ? {} : { asOf }) } }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: false,
  })

export const sentenceQuery = (query: CohortQuery) =>
  queryOptions({
    queryKey: [explainCohort.id, query],
    queryFn: ({ signal }) => call(explainCohort, { body: { query } }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 300_000,
    // the page may be quicker than its session's token
    retry: (count, error) => count < 2 && error instanceof Problem && error.type === 'csrf',
  })
