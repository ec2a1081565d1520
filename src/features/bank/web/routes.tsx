import type { FeaturePages } from '../../../ui/page.ts'

export const pages: FeaturePages = {
  routes: [{ path: 'line/:accession', lazy: async () => ({ Component: (await import('./line-page.tsx')).LinePage }) }],
}
