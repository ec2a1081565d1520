import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Locale } from '../../../kernel/words.ts'
import { call } from '../../../ui/call.ts'
import { listOrganisations } from '../../people/contract.ts'
import { endStates, formats, listImports, readImport } from '../contract.ts'
import type { ImportView } from '../contract.ts'

export const pageSize = 25
export const isRunning = ({ state }: Pick<ImportView, 'state'>): boolean => !endStates.includes(state)

export const formatsQuery = queryOptions({
  queryKey: [formats.id],
  queryFn: ({ signal }) => call(formats, {}, { signal }),
})
export const organisationsQuery = queryOptions({
  queryKey: [listOrganisations.id],
  queryFn: ({ signal }) => call(listOrganisations, {}, { signal }),
})

export const importsQuery = (page: number) =>
  queryOptions({
    queryKey: [listImports.id, page],
    queryFn: ({ signal }) =>
      call(listImports, { query: { offset: (page - 1) * pageSize, limit: pageSize } }, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) => (data?.imports.some(isRunning) ? 2000 : false),
  })

/** Its texts come in the person's language, so the language is part of what is asked. */
export const importQuery = (id: string, lang: Locale, rejected: number) =>
  queryOptions({
    queryKey: [readImport.id, id, lang, rejected],
    queryFn: ({ signal }) => call(readImport, { params: { id }, query: { lang, rejected } }, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) => (data && isRunning(data) ? 800 : false),
  })
