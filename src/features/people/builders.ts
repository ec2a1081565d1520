import { randomUUID } from 'node:crypto'
import type { Grant } from '../../kernel/actor.ts'
import type { Db } from '../../kernel/db.ts'
import { ensureOrganisations } from './api.ts'
import { addGrant } from './server/store.ts'
import { tables } from './server/tables.ts'

let count = 0

/** An organisation with a fresh id. */
export async function anOrganisation(db: Db, it: { name?: { en?: string; ja?: string } } = {}): Promise<string> {
  const id = `org-${++count}-${randomUUID().slice(0, 8)}`
  await ensureOrganisations(db, [{ id, name: it.name ?? { en: `Organisation ${count}` } }])
  return id
}

export interface BuiltPerson {
  id: string
  name: string
  email: string
  grants: [Grant['role'], string | null][]
}

/** A fresh person who has signed in before (`pending`: only written to); in tests `anActor(await aPerson(db, ...))` acts as them. */
export async function aPerson(
  db: Db,
  it: { grants?: BuiltPerson['grants']; name?: string; email?: string; pending?: boolean } = {},
): Promise<BuiltPerson> {
  const id = randomUUID()
  const person: BuiltPerson = {
    id,
    name: it.name ?? `Person ${++count}`,
    email: it.email ?? `${id}@mail.example`,
    grants: it.grants ?? [],
  }
  const from = it.pending ? { issuer: null, subject: null } : { issuer: 'https://provider.example', subject: id }
  await tables(db)
    .insertInto('people.person')
    .values({ id, name: person.name, email: person.email, ...from })
    .execute()
  for (const [role, organisation] of person.grants) await addGrant(db, id, role, organisation, 'test')
  return person
}
