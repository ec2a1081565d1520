import { feature } from '../kernel/feature.ts'
export const platform = feature({ name: 'platform' })
