import { sql } from 'kysely'
import { afterCommit } from './db.ts'
import type { Db, Tx } from './db.ts'

let told = 0
/** Counts what this process told: whoever keeps something that it may have changed looks again when the count moved. */
export const toldSoFar = (): number => told

/** What happened, told in the transaction in which it happened. Followers keep their own place. */
export async function tell(tx: Tx, topic: string, payload: object): Promise<void> {
  await sql`insert into kernel.outbox (topic, payload) values (${topic}, ${JSON.stringify(payload)}::jsonb)`.execute(tx)
  afterCommit(() => told++)
}

/** A follower's place: everything up to it was read. xid8 as text: it does not fit a JavaScript number. */
export interface Place {
  xid: string
  id: number
}
export const beginning: Place = { xid: '0', id: 0 }

export interface Told {
  topic: string
  payload: unknown
  at: Place
}

/** The next events after a place, in an order that never skips: below the oldest transaction that still runs. */
export async function read(db: Db, after: Place, limit = 100): Promise<Told[]> {
  const { rows } = await sql<{ xid: string; id: number; topic: string; payload: unknown }>`
    select xid::text, id, topic, payload from kernel.outbox
    where (xid, id) > (${after.xid}::xid8, ${after.id}::bigint) and xid < pg_snapshot_xmin(pg_current_snapshot())
    order by kernel.outbox.xid, id limit ${limit}`.execute(db)
  return rows.map(({ xid, id, topic, payload }) => ({ topic, payload, at: { xid, id } }))
}

/** Whether something was told after a place, readable yet or not. */
export async function pending(db: Db, after: Place): Promise<boolean> {
  const { rows } = await sql<{
    more: boolean
  }>`select exists (select 1 from kernel.outbox where (xid, id) > (${after.xid}::xid8, ${after.id}::bigint)) as more`.execute(
    db,
  )
  return rows[0]?.more ?? false
}

/** The place after everything that is committed now. */
export async function end(db: Db): Promise<Place> {
  const { rows } = await sql<{ xid: string }>`select pg_snapshot_xmin(pg_current_snapshot())::text as xid`.execute(db)
  // every row below that transaction is visible; none of them is after (xmin, 0)
  return { xid: rows[0]?.xid ?? '0', id: 0 }
}
