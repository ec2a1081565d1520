import { msg } from '@lingui/core/macro'
import { IconBuilding, IconKey, IconUsers } from '@tabler/icons-react'
import { isSignedIn } from '../../../kernel/actor.ts'
import type { FeaturePages } from '../../../ui/page.ts'
import { canAdminister } from './may.ts'
import { problems } from './problem-words.ts'

export const pages: FeaturePages = {
  routes: [
    { path: 'sign-in', lazy: async () => ({ Component: (await import('./sign-in-page.tsx')).SignInPage }) },
    {
      path: 'organisations',
      lazy: async () => ({ Component: (await import('./organisations-page.tsx')).OrganisationsPage }),
    },
    { path: 'people', lazy: async () => ({ Component: (await import('./people-page.tsx')).PeoplePage }) },
    { path: 'tokens', lazy: async () => ({ Component: (await import('./tokens-page.tsx')).TokensPage }) },
  ],
  menu: [
    { to: '/people', label: msg`People and roles`, icon: IconUsers, place: 'own', may: canAdminister },
    { to: '/organisations', label: msg`Organisations`, icon: IconBuilding, place: 'own', may: canAdminister },
    { to: '/tokens', label: msg`Tokens for scripts`, icon: IconKey, place: 'own', may: isSignedIn },
  ],
  problems,
}
