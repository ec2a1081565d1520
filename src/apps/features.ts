import type { Feature } from '../kernel/feature.ts'
import { people } from '../features/people/index.ts'
import { platform } from './platform.ts'

/** The only file that knows them all; order is the order of start. */
export const features: readonly Feature[] = [platform, people]
