export { termNames } from './server/vocabulary.ts'
