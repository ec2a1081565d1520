import { demoDonorsVerb } from '../../../features/collection/demo-cli.ts'
import { emptyTally, population } from './population.ts'
import type { Tally } from './population.ts'

/** `npx hashidate demo donors --count N` */
export const demoDonors = demoDonorsVerb<Tally>({ emptyTally, population })
