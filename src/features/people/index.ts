import { feature } from '../../kernel/feature.ts'

export const people = feature({ name: 'people' })
