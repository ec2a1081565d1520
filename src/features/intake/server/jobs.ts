import { T, closed } from '../../../kernel/contract.ts'
import { job } from '../../../kernel/jobs.ts'
import type { Services } from '../../../kernel/feature.ts'
import { letGo, runImport } from './run.ts'
import { sweep } from './staging.ts'
import * as store from './store.ts'

export const runJob = job({
  name: 'intake.run',
  data: closed({ id: T.String() }),
  run: ({ id }, services, signal) => runImport(services, id, signal),
})

/** Files of imports that did not go in wait this long for "make live" or another try; then they go, and the report stays. */
export const keptDays = 14

export const tidyJob = job({
  name: 'intake.tidy',
  data: closed({}),
  schedule: '40 3 * * *',
  run: async (_, services) => {
    for (const old of await store.withOldFiles(services.db, keptDays)) await letGo(services, old)
  },
})

/**
 * What a process left that ended in the middle: nothing of it was seen, and now nothing of it is left. On PostgreSQL other
 * servers may be importing: there only what has been silent for two minutes is mended.
 */
export async function mend(services: Services): Promise<void> {
  const { db, database } = services
  for (const { id, source, format } of await store.seizeInterrupted(db, !database.engine.concurrent)) {
    const it = services.intakes.find((one) => one.format.name === format)
    if (source && it) await sweep(db, source, it.tables)
    if (source) await store.unclaim(db, source, id)
    if (await store.move(db, id, 'interrupted'))
      services.log.warn({ import: id }, 'an import was interrupted; what was live stays as it was')
  }
}
