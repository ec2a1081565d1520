import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Db, Tx } from './db.ts'
import { transact } from './db.ts'
import { canonical, randomKey, sha256 } from './keys.ts'

/** Record what was done, in the transaction that does it. `payload` may hold personal data: it can be erased later, the chain stays. */
export type Audit = (tx: Tx | Db, by: string, action: string, subject: string, payload?: unknown) => Promise<void>

export const audit: Audit = async (tx, by, action, subject, payload = {}) => {
  const salt = randomKey()
  const text = canonical(payload)
  await sql`insert into kernel.audit (id, actor, action, subject, payload, salt, digest)
    values (${randomUUID()}, ${by}, ${action}, ${subject}, ${text}::jsonb, ${salt}, ${sha256(salt, text).toString('base64url')})`.execute(
    tx,
  )
}

interface Row {
  id: string
  at: string
  actor: string
  action: string
  subject: string
  digest: string
}
const link = (before: string, row: Row): string =>
  sha256(before, row.id, row.at, row.actor, row.action, row.subject, row.digest).toString('base64url')

const start = 'hashidate'
const batch = 500

/** Append what is not yet in the chain. One job does it, so that no writer waits for another at the chain's head. Returns how many. */
export async function seal(db: Db): Promise<number> {
  let sealed = 0
  for (;;) {
    const count = await transact(db, async (tx) => {
      await sql`select pg_advisory_xact_lock(72001)`.execute(tx)
      const head = (
        await sql<{
          seq: number
          hash: string
        }>`select seq, hash from kernel.audit where seq is not null order by seq desc limit 1`.execute(tx)
      ).rows[0]
      // only what every reader can see already: a transaction that is still open may add an earlier row
      const rows = (
        await sql<Row>`select a.id, a.at, a.actor, a.action, a.subject, a.digest from kernel.audit a
          where a.seq is null and a.xid < pg_snapshot_xmin(pg_current_snapshot())
          order by a.at, a.id limit ${batch}`.execute(tx)
      ).rows
      let { seq, hash } = head ?? { seq: 0, hash: start }
      const links = rows.map((row) => ({ seq: ++seq, event: row.id, hash: (hash = link(hash, row)) }))
      if (links.length) {
        await sql`update kernel.audit a set seq = r.seq, hash = r.hash
          from jsonb_to_recordset(${JSON.stringify(links)}::jsonb) as r(seq bigint, event uuid, hash text) where a.id = r.event`.execute(
          tx,
        )
      }
      return rows.length
    })
    sealed += count
    if (count < batch) return sealed
  }
}

export interface Verdict {
  /** hash of the newest link; the same after a restore */
  head: string
  events: number
  /** events whose payload was erased on purpose */
  erased: number
  unsealed: number
  /** what does not fit, with its place in the chain */
  faults: { seq: number; event: string; fault: 'hash' | 'payload' | 'gap' }[]
}

/** Recompute the whole chain, and each payload's digest where the payload is still there. */
export async function verify(db: Db): Promise<Verdict> {
  const verdict: Verdict = { head: start, events: 0, erased: 0, unsealed: 0, faults: [] }
  let hash = start
  let seq = 0
  for (;;) {
    const { rows } = await sql<Row & { seq: number; hash: string; payload: unknown; salt: string | null }>`
      select id, at, actor, action, subject, digest, seq, hash, payload, salt
      from kernel.audit where seq > ${seq} order by seq limit ${batch}`.execute(db)
    for (const row of rows) {
      if (row.seq !== seq + 1) verdict.faults.push({ seq: row.seq, event: row.id, fault: 'gap' })
      seq = row.seq
      verdict.events++
      if (link(hash, row) !== row.hash) verdict.faults.push({ seq, event: row.id, fault: 'hash' })
      hash = row.hash
      if (row.payload === null || row.salt === null) verdict.erased++
      else if (sha256(row.salt, canonical(row.payload)).toString('base64url') !== row.digest) {
        verdict.faults.push({ seq, event: row.id, fault: 'payload' })
      }
    }
    if (rows.length < batch) break
  }
  verdict.head = hash
  const rest = await sql<{ count: number }>`select count(*) from kernel.audit where seq is null`.execute(db)
  verdict.unsealed = rest.rows[0]?.count ?? 0
  return verdict
}
