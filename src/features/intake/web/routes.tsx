import type { FeaturePages } from '../../../ui/page.ts'

export const pages: FeaturePages = { routes: [] }
