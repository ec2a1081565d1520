import { sql } from 'kysely'
import type { Db } from '../../../kernel/db.ts'
import type { AuditEvent } from '../contract.ts'

export interface AuditFilter {
  actor?: string
  action?: string
  subject?: string
  from?: string
  to?: string
}

const conditions = ({ actor, action, subject, from, to }: AuditFilter) =>
  sql.join(
    [
      sql`true`,
      ...(actor === undefined ? [] : [sql`actor = ${actor}`]),
      ...(action === undefined ? [] : [sql`(action = ${action} or starts_with(action, ${`${action}.`}))`]),
      ...(subject === undefined ? [] : [sql`subject = ${subject}`]),
      ...(from === undefined ? [] : [sql`at >= ${from}::timestamptz`]),
      ...(to === undefined ? [] : [sql`at < ${to}::timestamptz`]),
    ],
    sql` and `,
  )

export async function events(
  db: Db,
  filter: AuditFilter,
  offset: number,
  limit: number,
): Promise<{ total: number; events: AuditEvent[] }> {
  const where = conditions(filter)
  const total = await sql<{ count: number }>`select count(*) from kernel.audit where ${where}`.execute(db)
  const { rows } = await sql<AuditEvent>`select id, at, actor, action, subject, seq, payload::text as payload
    from kernel.audit where ${where} order by at desc, seq desc nulls first, id desc offset ${offset} limit ${limit}`.execute(
    db,
  )
  return { total: total.rows[0]?.count ?? 0, events: rows }
}

export const alive = async (db: Db): Promise<unknown> => sql`select 1`.execute(db)
