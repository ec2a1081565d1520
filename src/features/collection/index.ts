import { feature } from '../../kernel/feature.ts'
import { facetLabels } from './intake.ts'
import { sizeClasses } from './model.ts'
import { permissionNames } from './permissions.ts'
import { routes } from './server/routes.ts'

export const collection = feature({
  name: 'collection',
  routes,
  names: async (_, ids) => permissionNames(ids),
  labels: { ...facetLabels, size: sizeClasses },
})
