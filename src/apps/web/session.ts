import { queryOptions } from '@tanstack/react-query'
import { getSession } from '../../features/people/contract.ts'
import type { SessionAnswer } from '../../features/people/contract.ts'
import { anonymous } from '../../kernel/actor.ts'
import type { Actor } from '../../kernel/actor.ts'
import { call, sendToken } from '../../ui/call.ts'

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
