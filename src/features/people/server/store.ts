import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { isOperator } from '../../../kernel/actor.ts'
import type { Actor, Role } from '../../../kernel/actor.ts'
import { sqlState } from '../../../kernel/db.ts'
import type { Db, Tx } from '../../../kernel/db.ts'
import type { GrantOf, Person } from '../contract.ts'
import { administered, canSeeGrant } from '../policy.ts'
import { tables } from './tables.ts'

/** `canSeePerson` as a condition on `people.person p`; policy.test.ts holds the two together. `= any` so that an empty list is merely false. */
export const visiblePeople = (actor: Actor): RawBuilder<boolean> =>
  isOperator(actor)
    ? sql<boolean>`true`
    : sql<boolean>`(p.id::text = ${actor.id} or exists (
        select from people.grant g where g.person = p.id and g.organisation = any(${administered(actor)}::text[])))`

/** Roles of `people.person p`, as one JSON column. */
export const grantsOf = sql<GrantOf[]>`coalesce((
  select json_agg(json_build_object('role', g.role, 'organisation', g.organisation) order by g.organisation nulls first, g.role)
  from people.grant g where g.person = p.id), '[]')`

interface Row {
  id: string
  name: string | null
  email: string | null
  issuer: string | null
  created_at: string
  grants: GrantOf[]
}

const present = (actor: Actor, row: Row): Person => ({
  id: row.id,
  name: row.name,
  email: row.email,
  pending: row.issuer === null,
  grants: row.grants.filter((grant) => canSeeGrant(actor, row.id, grant.organisation)),
  createdAt: row.created_at,
})

const columns = sql`p.id, p.name, p.email, p.issuer, p.created_at, ${grantsOf} as grants`

/** A person as the actor may see them; undefined when not at all. */
export async function findPerson(db: Db | Tx, actor: Actor, id: string): Promise<Person | undefined> {
  const { rows } =
    await sql<Row>`select ${columns} from people.person p where p.id = ${id} and ${visiblePeople(actor)}`.execute(db)
  return rows[0] && present(actor, rows[0])
}

export interface PeopleQuery {
  q?: string
  email?: string
  organisation?: string
  role?: Role
  sort?: 'name' | 'email' | 'created'
  order?: 'asc' | 'desc'
  limit?: number
  offset?: number
}

// the same order on every engine, whatever locale its cluster was made with
const sortColumns = {
  name: sql`lower(p.name) collate "C"`,
  email: sql`lower(p.email) collate "C"`,
  created: sql`p.created_at`,
} as const

export async function searchPeople(
  db: Db,
  actor: Actor,
  query: PeopleQuery,
): Promise<{ total: number; people: Person[] }> {
  const conditions = [visiblePeople(actor)]
  if (query.q !== undefined) {
    const pattern = `%${query.q.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
    conditions.push(sql<boolean>`(p.name ilike ${pattern} or p.email ilike ${pattern})`)
  }
  if (query.email !== undefined) conditions.push(sql<boolean>`lower(p.email) = lower(${query.email})`)
  if (query.organisation !== undefined || query.role !== undefined) {
    // only grants that the actor sees: else a filter would tell of the others
    const own = isOperator(actor) ? sql`true` : sql`(g.organisation = any(${administered(actor)}::text[]))`
    conditions.push(sql<boolean>`exists (select from people.grant g where g.person = p.id and ${own}
      and ${query.organisation === undefined ? sql`true` : sql`g.organisation = ${query.organisation}`}
      and ${query.role === undefined ? sql`true` : sql`g.role = ${query.role}`})`)
  }
  const where = sql.join(conditions, sql` and `)
  const direction = query.order === 'desc' ? sql`desc nulls last` : sql`asc nulls last`
  const { rows } = await sql<Row>`select ${columns} from people.person p where ${where}
    order by ${sortColumns[query.sort ?? 'name']} ${direction}, p.id limit ${query.limit ?? 50} offset ${query.offset ?? 0}`.execute(
    db,
  )
  const count = await sql<{ total: number }>`select count(*) as total from people.person p where ${where}`.execute(db)
  return { total: count.rows[0]?.total ?? 0, people: rows.map((row) => present(actor, row)) }
}

export const personByEmail = (db: Db | Tx, email: string) =>
  tables(db)
    .selectFrom('people.person')
    .selectAll()
    .where(sql`lower(email)`, '=', email.toLowerCase())
    .executeTakeFirst()

/** Somebody who is not here yet, known by the address a role is granted to. */
export async function pendingPerson(tx: Tx, email: string): Promise<string> {
  const id = randomUUID()
  await tables(tx).insertInto('people.person').values({ id, email, issuer: null, subject: null, name: null }).execute()
  return id
}

export async function addGrant(
  tx: Tx | Db,
  person: string,
  role: Role,
  organisation: string | null,
  by: string,
): Promise<boolean> {
  const added = await tables(tx)
    .insertInto('people.grant')
    .values({ person, role, organisation, by })
    .onConflict((on) => on.doNothing())
    .returning('person')
    .execute()
  return added.length > 0
}

export async function removeGrant(tx: Tx, person: string, role: Role, organisation: string | null): Promise<boolean> {
  const removed = await tables(tx)
    .deleteFrom('people.grant')
    .where('person', '=', person)
    .where('role', '=', role)
    .where('organisation', organisation === null ? 'is' : '=', organisation)
    .returning('person')
    .execute()
  return removed.length > 0
}

/** Operators who could sign in: someone who was only written to does not count. */
export async function operators(tx: Tx): Promise<string[]> {
  const rows = await tables(tx)
    .selectFrom('people.grant')
    .innerJoin('people.person', 'people.person.id', 'people.grant.person')
    .select('people.person.id')
    .where('role', '=', 'operator')
    .where('issuer', 'is not', null)
    .execute()
  return rows.map((row) => row.id)
}

/** Two requests brought the same person at once: the second finds them when it looks again. */
export async function onceMore<R>(work: () => Promise<R>): Promise<R> {
  try {
    return await work()
  } catch (error) {
    if (sqlState(error) !== '23505') throw error
    return work()
  }
}
