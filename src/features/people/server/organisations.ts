import { sql } from 'kysely'
import { transact } from '../../../kernel/db.ts'
import { handle } from '../../../kernel/feature.ts'
import type { Served } from '../../../kernel/feature.ts'
import { must } from '../../../kernel/problem.ts'
import { createOrganisation, getOrganisation, listOrganisations, updateOrganisation } from '../contract.ts'
import type { Organisation } from '../contract.ts'
import { canCreateOrganisation, canEditOrganisation } from '../policy.ts'
import { changedMeanwhile, noSuchOrganisation, organisationExists } from '../problems.ts'
import { tables } from './tables.ts'

const columns = ['id', 'name', 'url', 'country', 'version'] as const

const present = (row: {
  id: string
  name: Organisation['name']
  url: string | null
  country: string | null
  version: number
}): Organisation => ({
  id: row.id,
  name: row.name,
  version: row.version,
  ...(row.url === null ? {} : { url: row.url }),
  ...(row.country === null ? {} : { country: row.country }),
})

export const organisationRoutes: readonly Served[] = [
  handle(listOrganisations, async (_, { db }) =>
    (await tables(db).selectFrom('people.organisation').select(columns).orderBy('id').execute()).map(present),
  ),

  handle(getOrganisation, async ({ params }, { db }) => {
    const row = await tables(db)
      .selectFrom('people.organisation')
      .select(columns)
      .where('id', '=', params.id)
      .executeTakeFirst()
    if (!row) throw noSuchOrganisation(params.id)
    return present(row)
  }),

  handle(createOrganisation, ({ body }, { db, actor, audit }) =>
    transact(db, async (tx) => {
      must(canCreateOrganisation(actor), 'add an organisation')
      const row = await tables(tx)
        .insertInto('people.organisation')
        .values({
          id: body.id,
          name: sql`${JSON.stringify(body.name)}::jsonb`,
          url: body.url ?? null,
          country: body.country ?? null,
        })
        .onConflict((on) => on.doNothing())
        .returning(columns)
        .executeTakeFirst()
      if (!row) throw organisationExists(body.id)
      await audit(tx, actor.id, 'people.organisation-create', body.id, body)
      return present(row)
    }),
  ),

  handle(updateOrganisation, ({ params, body }, { db, actor, audit }) =>
    transact(db, async (tx) => {
      must(canEditOrganisation(actor, params.id), 'change this organisation')
      const row = await tables(tx)
        .updateTable('people.organisation')
        .set((eb) => ({
          name: sql`${JSON.stringify(body.name)}::jsonb`,
          url: body.url ?? null,
          country: body.country ?? null,
          version: eb('version', '+', 1),
        }))
        .where('id', '=', params.id)
        .where('version', '=', body.version)
        .returning(columns)
        .executeTakeFirst()
      if (!row) {
        const now = await tables(tx)
          .selectFrom('people.organisation')
          .select('version')
          .where('id', '=', params.id)
          .executeTakeFirst()
        throw now ? changedMeanwhile(now.version) : noSuchOrganisation(params.id)
      }
      await audit(tx, actor.id, 'people.organisation-update', params.id, body)
      return present(row)
    }),
  ),
]
