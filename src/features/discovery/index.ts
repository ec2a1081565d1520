import { feature } from '../../kernel/feature.ts'
import { pick } from '../../kernel/words.ts'
import { CohortQuery } from './model/cohort/query.ts'
import { schemaOrg } from './model/linked-data.ts'
import { cohortRoutes } from './server/cohort-routes.ts'
import { startIndex } from './server/index-service.ts'
import { routes } from './server/routes.ts'
import * as store from './server/store.ts'

export const discovery = feature({
  name: 'discovery',
  routes: [...routes, ...cohortRoutes],
  documents: { '/schemas/cohort-query.json': CohortQuery },
  start: async (services) => startIndex(services),
  // what a search engine or a link preview reads: only what everybody may see
  async head(path, { db, config }) {
    const found = (await store.publications(db, [path], ['public'])).get(path)
    const description = found?.card.summary && pick('en', found.card.summary)
    return (
      found && {
        title: pick('en', found.title) ?? path,
        ...(description ? { description: description.slice(0, 300) } : {}),
        data: schemaOrg(found, config.url),
      }
    )
  },
})
