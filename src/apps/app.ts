import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import { intakes } from './intakes.ts'
import { audit, seal } from '../kernel/audit.ts'
import { startCaretaker } from '../kernel/caretaker.ts'
import { systemClock } from '../kernel/clock.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Config } from '../kernel/config.ts'
import { takeFolder } from '../kernel/data-folder.ts'
import { openDatabase } from '../kernel/db.ts'
import type { Database } from '../kernel/db.ts'
import type { Feature, Services } from '../kernel/feature.ts'
import { openFiles } from '../kernel/files.ts'
import { Gate, watchDisk } from '../kernel/gate.ts'
import { openJobs } from '../kernel/jobs.ts'
import { makeLogger } from '../kernel/log.ts'
import type { Logger } from '../kernel/log.ts'
import { makeMetrics } from '../kernel/metrics.ts'
import type { Metrics } from '../kernel/metrics.ts'
import { migrate, readMigrations } from '../kernel/migrate.ts'
import { openapi } from '../kernel/openapi.ts'
import { startPglite } from '../kernel/pglite.ts'
import type { Embedded } from '../kernel/pglite.ts'
import { refuseHalfRestored } from '../kernel/restore.ts'
import { makeServer } from '../kernel/serve.ts'
import { secretOf } from '../kernel/settings.ts'
import { version } from '../kernel/version.ts'

export const projectRoot = fileURLToPath(new URL('../../', import.meta.url))
export const migrationsFolder = join(projectRoot, 'migrations')

export interface App extends AsyncDisposable {
  readonly server: FastifyInstance
  readonly services: Services
  readonly metrics: Metrics
  /** make the running server known to the command line of this folder */
  announce(url: string): void
}

export interface AppOptions {
  features: readonly Feature[]
  clock?: Clock
  /** an open, migrated database (tests share one); else the app opens its own and closes it */
  database?: Database
  /** run queued and scheduled work; a look-up from the command line does not */
  jobs?: boolean
}

/** Everything but the socket. Parts are closed in the reverse order of their start, also when a later one does not start. */
export async function openApp(config: Config, options: AppOptions): Promise<App> {
  await using started = new AsyncDisposableStack()
  const log = makeLogger(config.logLevel)
  const folder = started.use(takeFolder(config.data))
  const gate = new Gate()
  const store = options.database ? { database: options.database } : await openStore(config, started, log)
  const { database } = store
  if (!options.database) {
    await refuseHalfRestored(database, config.data)
    const applied = await migrate(database, readMigrations(migrationsFolder))
    if (applied.length) log.info({ applied }, 'migrated')
  }
  const { db } = database
  const clock = options.clock ?? systemClock
  if (store.embedded) started.use(startCaretaker({ database, embedded: store.embedded, gate, log, clock }))
  const jobs = openJobs(
    db,
    database.engine,
    options.features.flatMap((feature) => feature.jobs ?? []),
  )
  const metrics = makeMetrics()
  const services: Services = {
    config,
    clock,
    log,
    database,
    db,
    gate,
    jobs,
    audit,
    metrics,
    files: openFiles(join(config.data, 'files')),
    features: options.features,
    intakes,
    intakeThread: new URL('./intake-thread.ts', import.meta.url),
    secret: await secretOf(db),
  }
  await watchDisk(gate, config.data, config.minFreeBytes)
  const server = await makeServer(services, metrics)
  started.defer(() => server.close())
  // where tools look for it; the same text as the route's
  const contract = JSON.stringify(
    openapi(
      options.features.flatMap((feature) => feature.routes ?? []).map(({ route }) => route),
      version,
    ),
  )
  server.get('/openapi.json', async (_, reply) =>
    reply.header('content-type', 'application/json; charset=utf-8').send(contract),
  )
  for (const [path, document] of options.features.flatMap((feature) => Object.entries(feature.documents ?? {}))) {
    const text = JSON.stringify(document)
    server.get(path, async (_, reply) =>
      reply.header('content-type', 'application/schema+json; charset=utf-8').send(text),
    )
  }
  for (const feature of options.features) if (feature.start) started.use(await feature.start(services))
  if (options.jobs ?? true) {
    started.use(every(500, () => watchDisk(gate, config.data, config.minFreeBytes).then(() => {}), services))
    started.use(every(5000, async () => void (gate.closed.length || (await seal(db))), services))
    await jobs.start(services)
    started.defer(() => jobs.stop())
  }
  const parts = started.move()
  return {
    server,
    services,
    metrics,
    announce: (url) => folder.announce(url),
    [Symbol.asyncDispose]: () => parts.disposeAsync(),
  }
}

/** The records' database: the server's of DATABASE_URL, else the embedded one, closed with `started`. */
export async function openStore(
  config: Config,
  started: AsyncDisposableStack,
  log: Logger,
): Promise<{ database: Database; embedded?: Embedded }> {
  // the pool makes a new connection for the next statement
  const onIdleError = (error: Error) => log.warn({ error }, 'a connection to the database ended')
  if (config.databaseUrl) return { database: started.use(openDatabase({ url: config.databaseUrl }, onIdleError)) }
  const embedded = started.use(await startPglite(join(config.data, 'pg')))
  return { database: started.use(openDatabase({ embedded }, onIdleError)), embedded }
}

/** Do something again and again, one at a time; a failure is logged and the next round tries again. */
function every(ms: number, work: () => Promise<void>, { log }: Services): AsyncDisposable {
  let stopped = false
  let running = Promise.resolve()
  let timer: NodeJS.Timeout
  const round = () => {
    running = work().catch((error: unknown) => log.warn({ error }, 'periodic work failed'))
    void running.then(() => {
      if (!stopped) timer = setTimeout(round, ms).unref()
    })
  }
  timer = setTimeout(round, ms).unref()
  return {
    async [Symbol.asyncDispose]() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
