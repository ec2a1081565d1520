import { msg } from '@lingui/core/macro'
import { IconFileImport } from '@tabler/icons-react'
import type { FeaturePages } from '../../../ui/page.ts'
import { mayImport } from './may.ts'
import { problems } from './problem-words.ts'

export const pages: FeaturePages = {
  routes: [
    { path: 'imports', lazy: async () => ({ Component: (await import('./imports-page.tsx')).ImportsPage }) },
    { path: 'imports/new', lazy: async () => ({ Component: (await import('./new-import-page.tsx')).NewImportPage }) },
    { path: 'imports/:id', lazy: async () => ({ Component: (await import('./import-page.tsx')).ImportPage }) },
  ],
  menu: [{ to: '/imports', label: msg`Imports`, icon: IconFileImport, place: 'own', may: mayImport }],
  problems,
}
