import { feature } from '../../kernel/feature.ts'
import { mend, runJob } from './server/jobs.ts'
import { routes } from './server/routes.ts'

export const intake = feature({
  name: 'intake',
  routes,
  jobs: [runJob],
  // on PostgreSQL other servers may be importing: only a folder of one's own is mended at start
  start: async (services) => {
    if (!services.database.engine.concurrent) await mend(services)
    return { [Symbol.asyncDispose]: async () => {} }
  },
})
