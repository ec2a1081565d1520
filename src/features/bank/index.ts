import { feature } from '../../kernel/feature.ts'
import { facetLabels } from './intake.ts'
import { routes } from './server/routes.ts'
import { diseaseNames } from './server/store.ts'

export const bank = feature({
  name: 'bank',
  routes,
  labels: facetLabels,
  names: ({ db }, ids) => diseaseNames(db, ids),
})
