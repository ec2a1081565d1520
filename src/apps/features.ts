import { bank } from '../features/bank/index.ts'
import { collection } from '../features/collection/index.ts'
import { discovery } from '../features/discovery/index.ts'
import { intake } from '../features/intake/index.ts'
import { people } from '../features/people/index.ts'
import { platform } from '../features/platform/index.ts'
import { terms } from '../features/terms/index.ts'
import type { Feature } from '../kernel/feature.ts'

/** The only file that knows them all; order is the order of start. */
export const features: readonly Feature[] = [platform, people, intake, terms, collection, bank, discovery]
