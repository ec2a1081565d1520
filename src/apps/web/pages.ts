import { pages as bank } from '../../features/bank/web/routes.tsx'
import { pages as collection } from '../../features/collection/web/routes.tsx'
import { pages as discovery } from '../../features/discovery/web/routes.tsx'
import { pages as intake } from '../../features/intake/web/routes.tsx'
import { pages as people } from '../../features/people/web/routes.tsx'
import { pages as platform } from '../../features/platform/web/routes.tsx'
import { pages as terms } from '../../features/terms/web/routes.tsx'
import type { FeaturePages } from '../../ui/page.ts'

/** The only file of the page that knows them all; order is the order of the menu. */
export const features: readonly FeaturePages[] = [discovery, terms, collection, bank, intake, people, platform]
