import { pipeline, Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import { verify } from '../../../kernel/audit.ts'
import { backup } from '../../../kernel/backup.ts'
import { Answer, handle } from '../../../kernel/feature.ts'
import { openapi } from '../../../kernel/openapi.ts'
import { Problem } from '../../../kernel/problem.ts'
import { version } from '../../../kernel/version.ts'
import * as contract from '../contract.ts'
import { backupSource } from './source.ts'
import * as store from './store.ts'

const silent = () => new Problem('database-silent', 503, 'The database does not answer', { retryAfter: 5 })

/** The answer, or the refusal when it does not come in time or fails. */
async function within<R>(ms: number, work: Promise<R>, refusal: () => Error): Promise<R> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => (timer = setTimeout(() => reject(refusal()), ms)))
  try {
    return await Promise.race([
      work.catch(() => {
        throw refusal()
      }),
      late,
    ])
  } finally {
    clearTimeout(timer)
  }
}

export const routes = [
  handle(contract.health, async (_, { db, gate }) => {
    await within(2000, store.alive(db), silent)
    return { status: gate.closed.length ? ('read-only' as const) : ('ok' as const), version }
  }),

  handle(
    contract.metrics,
    async (_, { metrics }) =>
      new Answer(await metrics.text(), { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }),
  ),

  handle(contract.openapi, async (_, { features }) => {
    const all = features.flatMap((feature) => feature.routes ?? []).map(({ route }) => route)
    return new Answer(JSON.stringify(openapi(all, version)), { 'content-type': 'application/json; charset=utf-8' })
  }),

  handle(contract.jobs, async ({ query }, { jobs }) => ({ jobs: await jobs.recent(query.limit ?? 100) })),

  handle(contract.audit, async ({ query }, { db }) => store.events(db, query, query.offset ?? 0, query.limit ?? 50)),

  handle(contract.verify, async (_, { db }) => verify(db)),

  handle(contract.backup, async (_, context) => {
    const { db, audit, actor, log, clock } = context
    await audit(db, actor.id, 'platform.backup', 'installation')
    // it begins when this request has left the gate: a pause waits for all that are inside
    const stream = createGzip({ level: 4 })
    pipeline(Readable.from(backup(backupSource(context))), stream, (error) => {
      // whoever receives it sees that its end is missing
      if (error) log.error({ error }, 'backup broken off')
    })
    const name = `hashidate-${clock.now().toISOString().slice(0, 10)}.backup.gz`
    return new Answer(stream, {
      'content-type': 'application/gzip',
      'content-disposition': `attachment; filename="${name}"`,
    })
  }),
]
