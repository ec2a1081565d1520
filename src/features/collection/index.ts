import { feature } from '../../kernel/feature.ts'
import { facetLabels } from './intake.ts'
import { sizeClasses } from './model.ts'
import { routes } from './server/routes.ts'

export const collection = feature({ name: 'collection', routes, labels: { ...facetLabels, size: sizeClasses } })
