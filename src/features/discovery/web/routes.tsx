import { msg } from '@lingui/core/macro'
import { IconDatabaseSearch, IconSearch, IconUsersGroup } from '@tabler/icons-react'
import { isOperator } from '../../../kernel/actor.ts'
import type { FeaturePages } from '../../../ui/page.ts'
import { HomePage } from './home-page.tsx'
import { problems } from './problem-words.ts'
import { SearchPage } from './search-page.tsx'

export const pages: FeaturePages = {
  routes: [
    { index: true, Component: HomePage },
    { path: 'search', Component: SearchPage },
    { path: 'cohorts', lazy: async () => ({ Component: (await import('./cohort/cohort-page.tsx')).CohortPage }) },
    {
      path: 'cohorts/protection',
      lazy: async () => ({ Component: (await import('./cohort/protection-page.tsx')).ProtectionPage }),
    },
    { path: 'basket', lazy: async () => ({ Component: (await import('./basket-page.tsx')).BasketPage }) },
    { path: 'search-index', lazy: async () => ({ Component: (await import('./index-page.tsx')).IndexPage }) },
  ],
  menu: [
    { to: '/search', label: msg`Search`, icon: IconSearch, place: 'main', may: () => true },
    { to: '/cohorts', label: msg`Cohorts`, icon: IconUsersGroup, place: 'main', may: () => true },
    { to: '/search-index', label: msg`Search index`, icon: IconDatabaseSearch, place: 'own', may: isOperator },
  ],
  problems,
}
