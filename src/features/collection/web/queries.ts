import { queryOptions } from '@tanstack/react-query'
import { call } from '../../../ui/call.ts'
import { search } from '../../discovery/contract.ts'
import { readEntry } from '../contract.ts'
import type { EntryView } from '../contract.ts'

export const entryQuery = (params: { kind: EntryView['kind']; holder: string; id: string }) =>
  queryOptions({ queryKey: [readEntry.id, params], queryFn: ({ signal }) => call(readEntry, { params }, { signal }) })

/** How much of each kind a holder publishes. */
export const holdingsQuery = (holder: string) =>
  queryOptions({
    queryKey: [search.id, 'holdings', holder],
    queryFn: async ({ signal }) => {
      const { total, facets } = await call(search, { query: { holder: [holder], limit: 0 } }, { signal })
      return {
        total,
        kinds: (facets.find(({ name }) => name === 'kind')?.values ?? []).filter(({ value }) => value !== 'holder'),
      }
    },
  })
