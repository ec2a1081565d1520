import { queryOptions } from '@tanstack/react-query'
import { getSession } from '../../features/people/contract.ts'
import type { SessionAnswer } from '../../features/people/contract.ts'
import { health } from '../../features/platform/contract.ts'
import { anonymous } from '../../kernel/actor.ts'
import type { Actor } from '../../kernel/actor.ts'
import { call, sendToken } from '../../ui/call.ts'
import { readOnly } from './read-only.ts'

export const sessionQuery = queryOptions({
  queryKey: ['people.session'],
  queryFn: async ({ signal }) => {
    const session = await call(getSession, {}, { signal })
    sendToken(session.csrf ?? undefined)
    return session
  },
  staleTime: 5 * 60_000,
})

/** The session as the policies know people. */
export function actorOf(session: SessionAnswer | undefined): Actor {
  if (!session?.person) return anonymous
  const { id, name, email } = session.person
  return { id, kind: 'person', name: name ?? email ?? '', grants: session.grants, scopes: null }
}

/** Whether changes are taken: asked once in a while, and often while they are not. */
export const healthQuery = queryOptions({
  queryKey: [health.id],
  queryFn: async ({ signal }) => {
    const { status } = await call(health, {}, { signal })
    readOnly.set(status === 'read-only')
    return status
  },
  refetchInterval: ({ state: { data } }) => (data === 'ok' ? 300_000 : 15_000),
})
