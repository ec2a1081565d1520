import { queryOptions } from '@tanstack/react-query'
import { call } from '../../../ui/call.ts'
import { readLine } from '../contract.ts'

export const lineQuery = (accession: string) =>
  queryOptions({
    queryKey: [readLine.id, accession],
    queryFn: ({ signal }) => call(readLine, { params: { accession } }, { signal }),
  })
