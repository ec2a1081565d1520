import { sql } from 'kysely'
import type { Db } from './db.ts'
import { randomKey } from './keys.ts'

/** One value an installation keeps under a name; undefined when it was never set. */
export async function setting<V>(db: Db, name: string): Promise<V | undefined> {
  const { rows } = await sql<{ value: V }>`select value from kernel.setting where name = ${name}`.execute(db)
  return rows[0]?.value
}

export async function setSetting(db: Db, name: string, value: unknown): Promise<void> {
  await sql`insert into kernel.setting (name, value) values (${name}, ${JSON.stringify(value)}::jsonb)
    on conflict (name) do update set value = excluded.value`.execute(db)
}

/** The first to ask makes it; everybody gets the same. */
async function made(db: Db, name: string, make: () => string): Promise<string> {
  await sql`insert into kernel.setting (name, value) values (${name}, ${JSON.stringify(make())}::jsonb) on conflict do nothing`.execute(
    db,
  )
  return (await setting<string>(db, name)) ?? ''
}

export const secretOf = (db: Db): Promise<string> => made(db, 'secret', () => randomKey(32))
/** Identity of this database: caches beside it are valid for it and no other. A restore makes a new one. */
export const identityOf = (db: Db): Promise<string> => made(db, 'identity', () => randomKey())
