import { verbs as discovery } from '../features/discovery/cli.ts'
import { verbs as cohorts } from '../features/discovery/cohort-cli.ts'
import { verbs as counts } from '../features/discovery/count-cli.ts'
import { verbs as intake } from '../features/intake/cli.ts'
import { verbs as people } from '../features/people/cli.ts'
import { verbs as platform } from '../features/platform/cli.ts'
import type { Verb } from '../kernel/verb.ts'

/** Commands that speak the contract; those that need the folder itself are in local-verbs.ts. */
export const verbs: readonly Verb[] = [...discovery, ...cohorts, ...counts, ...intake, ...people, ...platform]
