import { msg } from '@lingui/core/macro'
import { IconListCheck, IconShieldCheck } from '@tabler/icons-react'
import { isOperator } from '../../../kernel/actor.ts'
import type { FeaturePages } from '../../../ui/page.ts'
import { problems } from './problem-words.ts'

export const pages: FeaturePages = {
  routes: [
    { path: 'jobs', lazy: async () => ({ Component: (await import('./jobs-page.tsx')).JobsPage }) },
    { path: 'audit', lazy: async () => ({ Component: (await import('./audit-page.tsx')).AuditPage }) },
  ],
  menu: [
    { to: '/jobs', label: msg`Jobs`, icon: IconListCheck, place: 'own', may: isOperator },
    { to: '/audit', label: msg`Audit trail`, icon: IconShieldCheck, place: 'own', may: isOperator },
  ],
  problems,
}
