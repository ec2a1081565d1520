import { feature } from '../../kernel/feature.ts'
import { routes } from './server/routes.ts'
import { termNames, vocabulary } from './server/vocabulary.ts'

export const terms = feature({ name: 'terms', routes, vocabulary, names: termNames })
