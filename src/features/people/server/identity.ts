import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Audit } from '../../../kernel/audit.ts'
import type { Tx } from '../../../kernel/db.ts'
import { tables } from './tables.ts'

/** What a provider says of somebody. `email` is there only when the provider has verified it. */
export interface Claims {
  issuer: string
  subject: string
  name: string | null
  email: string | null
}

/**
 * The person behind a sign-in: by issuer and subject; else the one that a role was granted to by this (verified) address; else
 * new, without roles. Somebody who is here already and now proves such an address gets the roles that wait for it.
 * An address belongs to who proved it last: providers give addresses of those who left to others.
 */
export async function personOf(tx: Tx, claims: Claims, audit: Audit): Promise<string> {
  const db = tables(tx)
  const { issuer, subject, name } = claims
  const email = claims.email ?? undefined
  const known = await db
    .selectFrom('people.person')
    .select('id')
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst()
  const holder =
    email === undefined
      ? undefined
      : await db
          .selectFrom('people.person')
          .select(['id', 'issuer'])
          .where(sql`lower(email)`, '=', email.toLowerCase())
          .executeTakeFirst()
  const waiting = holder?.issuer === null ? holder.id : undefined
  if (!known && waiting !== undefined) {
    await db.updateTable('people.person').set({ issuer, subject, name }).where('id', '=', waiting).execute()
    await audit(tx, waiting, 'people.link', waiting)
    return waiting
  }
  const id = known?.id ?? randomUUID()
  if (!known) {
    await db.insertInto('people.person').values({ id, issuer, subject, name, email: null }).execute()
    await audit(tx, id, 'people.arrive', id)
  }
  if (waiting !== undefined) {
    await sql`insert into people.grant (person, role, organisation, by, at)
      select ${id}, role, organisation, by, at from people.grant where person = ${waiting} on conflict do nothing`.execute(
      tx,
    )
    await db.deleteFrom('people.person').where('id', '=', waiting).execute()
    await audit(tx, id, 'people.link', id, { waiting })
  } else if (holder && holder.id !== id) {
    await db.updateTable('people.person').set({ email: null }).where('id', '=', holder.id).execute()
    await audit(tx, id, 'people.address-moved', holder.id, { to: id })
  }
  // an address that is no longer verified says nothing any more
  await db
    .updateTable('people.person')
    .set({ email: email ?? null, ...(name === null ? {} : { name }) })
    .where('id', '=', id)
    .execute()
  return id
}
