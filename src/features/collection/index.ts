import { feature } from '../../kernel/feature.ts'
import { storageWords } from './donor-codes.ts'
import { counters, startCounting } from './donors/count-service.ts'
import { mass } from './donors/mass.ts'
import { facetLabels } from './intake.ts'
import { sizeClasses } from './model.ts'
import { permissionNames } from './permissions.ts'
import { routes } from './server/routes.ts'

export const collection = feature({
  name: 'collection',
  routes,
  names: async (_, ids) => permissionNames(ids),
  labels: { ...facetLabels, size: sizeClasses, storage: storageWords },
  counters,
  mass,
  start: startCounting,
})
