import { feature } from '../../kernel/feature.ts'
import { mend, runJob, tidyJob } from './server/jobs.ts'
import { routes } from './server/routes.ts'

export const intake = feature({
  name: 'intake',
  routes,
  jobs: [runJob, tidyJob],
  async start(services) {
    await mend(services)
    if (!services.database.engine.concurrent) return { [Symbol.asyncDispose]: async () => {} }
    // another server may end at any time
    const timer = setInterval(
      () =>
        void mend(services).catch((error: unknown) =>
          services.log.warn({ error }, 'interrupted imports were not mended'),
        ),
      60_000,
    ).unref()
    return { [Symbol.asyncDispose]: async () => clearInterval(timer) }
  },
})
