import { fromKysely, PgBoss } from 'pg-boss'
import { CompiledQuery } from 'kysely'
import type { Static, TSchema } from './contract.ts'
import type { Db, Engine, Tx } from './db.ts'
import type { Services } from './feature.ts'

/** Long work, declared like a route: a name, what it is given, what it does. Enqueued in the transaction that asks for it. */
export interface Job<Data = unknown> {
  readonly name: string
  readonly data: TSchema
  /** cron line, in Asia/Tokyo, for work that comes round */
  readonly schedule?: string
  readonly run: (data: Data, services: Services, signal: AbortSignal) => Promise<void>
}

export function job<S extends TSchema>(it: {
  name: string
  data: S
  schedule?: string
  run: (data: Static<S>, services: Services, signal: AbortSignal) => Promise<void>
}): Job {
  return it as Job
}

export interface Jobs {
  enqueue(tx: Tx | Db, job: Pick<Job, 'name'>, data: object): Promise<void>
  /** look now instead of at the next poll; call it after the transaction */
  nudge(job: Pick<Job, 'name'>): void
  /** recent runs, for the page of jobs; without their data, which may be personal */
  recent(limit: number): Promise<JobRun[]>
  start(services: Services): Promise<void>
  stop(): Promise<void>
}

export interface JobRun {
  id: string
  name: string
  state: string
  createdAt: string
  startedAt: string | null
  completedAt: string | null
}

export function openJobs(db: Db, engine: Engine, jobs: readonly Job[]): Jobs {
  const boss = new PgBoss({
    db: {
      executeSql: (text, values) =>
        db.executeQuery(CompiledQuery.raw(text, values ? [...values] : [])) as Promise<{ rows: unknown[] }>,
    },
    backend: engine.name,
    // one connection must not be asked every two seconds by each of several loops
    supervise: true,
    schedule: jobs.some((it) => it.schedule),
  })
  const stopping = new AbortController()
  let started = false
  const workers = new Map<string, string>()
  return {
    async enqueue(tx, { name }, data) {
      await boss.send(name, data, { db: fromKysely(tx), retryLimit: 0, expireInSeconds: 23 * 3600 })
    },
    nudge({ name }) {
      const worker = workers.get(name)
      if (worker) boss.notifyWorker(worker)
    },
    async recent(limit) {
      const { rows } = await db.executeQuery<{
        id: string
        name: string
        state: string
        created_on: string
        started_on: string | null
        completed_on: string | null
      }>(
        CompiledQuery.raw(
          `select id, name, state::text as state, created_on, started_on, completed_on from pgboss.job
          where name not like '\\_\\_%' order by created_on desc limit $1`,
          [limit],
        ),
      )
      return rows.map((row) => ({
        id: row.id,
        name: row.name,
        state: row.state,
        createdAt: row.created_on,
        startedAt: row.started_on,
        completedAt: row.completed_on,
      }))
    },
    async start(services) {
      // a database error of the queue's own loops must not end the process; it tries again by itself
      boss.on('error', (error) => services.log.error({ error }, 'job queue'))
      await boss.start()
      started = true
      for (const it of jobs) {
        await boss.createQueue(it.name)
        const worker = await boss.work<object>(it.name, { pollingIntervalSeconds: 1 }, async ([one]) => {
          if (!one) return
          try {
            await it.run(one.data, services, AbortSignal.any([stopping.signal, one.signal]))
          } catch (error) {
            services.log.error({ job: it.name, error }, 'job failed')
            throw new Error('failed', { cause: undefined })
          }
        })
        workers.set(it.name, worker)
        if (it.schedule) await boss.schedule(it.name, it.schedule, {}, { tz: 'Asia/Tokyo' })
      }
    },
    async stop() {
      stopping.abort(new Error('the server stops'))
      if (started) await boss.stop({ graceful: true, timeout: 5000, close: false })
    },
  }
}
