import { msg } from '@lingui/core/macro'
import { IconDatabaseSearch, IconSearch } from '@tabler/icons-react'
import { isOperator } from '../../../kernel/actor.ts'
import type { FeaturePages } from '../../../ui/page.ts'
import { HomePage } from './home-page.tsx'
import { SearchPage } from './search-page.tsx'

export const pages: FeaturePages = {
  routes: [
    { index: true, Component: HomePage },
    { path: 'search', Component: SearchPage },
    { path: 'basket', lazy: async () => ({ Component: (await import('./basket-page.tsx')).BasketPage }) },
    { path: 'search-index', lazy: async () => ({ Component: (await import('./index-page.tsx')).IndexPage }) },
  ],
  menu: [
    { to: '/search', label: msg`Search`, icon: IconSearch, place: 'main', may: () => true },
    { to: '/search-index', label: msg`Search index`, icon: IconDatabaseSearch, place: 'own', may: isOperator },
  ],
}
