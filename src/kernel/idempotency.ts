import { sql } from 'kysely'
import type { Actor } from './actor.ts'
import type { Route } from './contract.ts'
import type { Db } from './db.ts'
import { Answer } from './feature.ts'
import type { IncomingRequest } from './feature.ts'
import { canonical, fingerprint } from './keys.ts'
import { Problem } from './problem.ts'

/** A creating request with an `Idempotency-Key` is done once: sent again, it gets the first answer. Keys live a day, per person. */
export async function once(
  db: Db,
  request: IncomingRequest,
  actor: Actor,
  route: Route,
  body: unknown,
  run: () => Promise<unknown>,
): Promise<unknown> {
  const key = request.headers['idempotency-key']
  if (key === undefined || actor.kind === 'anonymous') return run()
  if (typeof key !== 'string' || !/^[\w.-]{8,100}$/.test(key))
    throw new Problem(
      'idempotency-key',
      422,
      'An Idempotency-Key is 8 to 100 letters, digits, dots, dashes or underscores',
    )
  const digest = fingerprint(`${route.id} ${request.url} ${canonical(body ?? null)}`)
  await sql`delete from kernel.idempotency where actor = ${actor.id} and at < now() - interval '1 day'`.execute(db)
  const mine =
    await sql`insert into kernel.idempotency (actor, key, request) values (${actor.id}, ${key}, ${digest}) on conflict do nothing returning key`.execute(
      db,
    )
  if (mine.rows.length === 0) {
    const { rows } = await sql<{ request: string; status: number | null; body: unknown }>`
      select request, status, body from kernel.idempotency where actor = ${actor.id} and key = ${key}`.execute(db)
    const before = rows[0]
    if (before?.request !== digest)
      throw new Problem('idempotency-key', 422, 'This Idempotency-Key was used for another request')
    if (before.status === null)
      throw new Problem('in-progress', 409, 'The first request with this key is still running')
    return before.body
  }
  try {
    const answer = await run()
    if (answer instanceof Answer)
      await sql`delete from kernel.idempotency where actor = ${actor.id} and key = ${key}`.execute(db)
    else
      await sql`update kernel.idempotency set status = ${route.ok}, body = ${JSON.stringify(answer ?? null)}::jsonb where actor = ${actor.id} and key = ${key}`.execute(
        db,
      )
    return answer
  } catch (error) {
    // refused or failed: nothing was done, the key is free for the next try
    await sql`delete from kernel.idempotency where actor = ${actor.id} and key = ${key}`.execute(db)
    throw error
  }
}
