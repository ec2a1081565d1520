import { feature } from '../../kernel/feature.ts'
import { routes } from './server/routes.ts'

export const platform = feature({ name: 'platform', routes })
