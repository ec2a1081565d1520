import type { FeaturePages } from '../../../ui/page.ts'

const page = (kind: 'holder' | 'biobank' | 'collection' | 'dataset') => async () => {
  const { EntryPage } = await import('./entry-page.tsx')
  return { Component: () => <EntryPage kind={kind} /> }
}

export const pages: FeaturePages = {
  routes: [
    { path: 'holder/:holder', lazy: page('holder') },
    { path: 'biobank/:holder/:id', lazy: page('biobank') },
    { path: 'collection/:holder/:id', lazy: page('collection') },
    { path: 'dataset/:holder/:id', lazy: page('dataset') },
  ],
}
