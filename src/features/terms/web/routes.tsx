import { msg } from '@lingui/core/macro'
import { IconHierarchy2 } from '@tabler/icons-react'
import type { FeaturePages } from '../../../ui/page.ts'
import { problems } from './problem-words.ts'

export const pages: FeaturePages = {
  routes: [
    { path: 'terms', lazy: async () => ({ Component: (await import('./terms-page.tsx')).TermsPage }) },
    { path: 'term/:id', lazy: async () => ({ Component: (await import('./term-page.tsx')).TermPage }) },
  ],
  menu: [{ to: '/terms', label: msg`Terms`, icon: IconHierarchy2, place: 'main', may: () => true }],
  problems,
}
