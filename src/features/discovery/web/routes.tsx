import { msg } from '@lingui/core/macro'
import { IconSearch } from '@tabler/icons-react'
import type { FeaturePages } from '../../../ui/page.ts'
import { HomePage } from './home-page.tsx'
import { SearchPage } from './search-page.tsx'

export const pages: FeaturePages = {
  routes: [
    { index: true, Component: HomePage },
    { path: 'search', Component: SearchPage },
    { path: 'basket', lazy: async () => ({ Component: (await import('./basket-page.tsx')).BasketPage }) },
  ],
  menu: [{ to: '/search', label: msg`Search`, icon: IconSearch, place: 'main', may: () => true }],
}
