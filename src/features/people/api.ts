import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Db, Tx } from '../../kernel/db.ts'
import { demoIssuer, demoRoles } from './demo.ts'
import { addGrant } from './server/store.ts'
import { tables } from './server/tables.ts'

export interface OrganisationSeed {
  id: string
  name: { en?: string; ja?: string }
  url?: string
  country?: string
}

/** Insert what is missing; what is there belongs to its administrators and stays as it is. */
export async function ensureOrganisations(tx: Tx | Db, organisations: readonly OrganisationSeed[]): Promise<void> {
  if (organisations.length === 0) return
  await sql`insert into people.organisation (id, name, url, country)
    select id, name, url, country from jsonb_to_recordset(${JSON.stringify(organisations)}::jsonb) as r(id text, name jsonb, url text, country text)
    on conflict (id) do nothing`.execute(tx)
}

export async function organisationNames(db: Db | Tx): Promise<Map<string, { en?: string; ja?: string }>> {
  const rows = await tables(db).selectFrom('people.organisation').select(['id', 'name']).execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** The fictional people of a demonstration, with roles in its first two organisations. Again and again gives the same people. */
export async function ensureDemoPeople(tx: Tx | Db, organisations: readonly string[]): Promise<void> {
  for (const { subject, name, role, organisation } of demoRoles) {
    const place = organisation === undefined ? null : organisations[organisation]
    if (place === undefined) continue
    const values = { id: randomUUID(), issuer: demoIssuer, subject, name, email: `${subject}@demo.example` }
    const { id } = await tables(tx)
      .insertInto('people.person')
      .values(values)
      .onConflict((on) => on.columns(['issuer', 'subject']).doUpdateSet({ name }))
      .returning('id')
      .executeTakeFirstOrThrow()
    if (role) await addGrant(tx, id, role, place, 'demonstration')
  }
}
