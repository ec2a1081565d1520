import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { InOf } from '../../../kernel/contract.ts'
import { call } from '../../../ui/call.ts'
import { getSession, listDemoPeople, listOrganisations, listPeople, listTokens } from '../contract.ts'

export const sessionKey = [getSession.id]
export const demoPeopleQuery = queryOptions({
  queryKey: [listDemoPeople.id],
  queryFn: ({ signal }) => call(listDemoPeople, {}, { signal }),
})
export const organisationsQuery = queryOptions({
  queryKey: [listOrganisations.id],
  queryFn: ({ signal }) => call(listOrganisations, {}, { signal }),
})
export const tokensQuery = queryOptions({
  queryKey: [listTokens.id],
  queryFn: ({ signal }) => call(listTokens, {}, { signal }),
})

export type PeopleQuery = InOf<typeof listPeople>['query']
export const peopleQuery = (query: PeopleQuery) =>
  queryOptions({
    queryKey: [listPeople.id, query],
    queryFn: ({ signal }) => call(listPeople, { query }, { signal }),
    placeholderData: keepPreviousData,
  })
