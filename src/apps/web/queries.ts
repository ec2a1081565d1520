import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { Problem } from '../../kernel/problem.ts'
import { sessionQuery } from './session.ts'
import { readOnly } from './read-only.ts'

export function makeQueries(): QueryClient {
  const noticed = (error: unknown) => {
    if (!(error instanceof Problem)) return
    if (error.type === 'read-only' || error.type === 'disk-full') readOnly.set(true)
    // the session ended elsewhere: the menu must not go on as if it lived
    if (error.type === 'sign-in-first' || error.type === 'csrf') void client.invalidateQueries(sessionQuery)
  }
  const client = new QueryClient({
    queryCache: new QueryCache({ onError: noticed }),
    mutationCache: new MutationCache({ onError: noticed, onSuccess: () => readOnly.set(false) }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        // a refusal stays a refusal; only what may pass by itself is asked again
        retry: (count, error) =>
          count < 2 && error instanceof Problem && (error.type === 'unreachable' || error.status === 502),
      },
    },
  })
  return client
}
