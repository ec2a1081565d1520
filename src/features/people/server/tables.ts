import type { Generated } from 'kysely'
import type { Role, Scope } from '../../../kernel/actor.ts'
import type { Db, Tx } from '../../../kernel/db.ts'

/** What migrations/0002-people.sql makes. Instants are ISO 8601 text. */
export type PeopleTables = {
  'people.organisation': {
    id: string
    name: { en?: string; ja?: string }
    url: string | null
    country: string | null
    version: Generated<number>
    created_at: Generated<string>
  }
  'people.person': {
    id: string
    issuer: string | null
    subject: string | null
    email: string | null
    name: string | null
    created_at: Generated<string>
  }
  'people.grant': { person: string; role: Role; organisation: string | null; by: string; at: Generated<string> }
  'people.session': {
    id: string
    key: string
    person: string
    csrf: string
    previous: string | null
    rotated_at: string
    confirmed_at: string | null
    created_at: string
    expires_at: string
    id_token: string | null
  }
  'people.token': {
    id: string
    fingerprint: string
    person: string
    label: string
    scopes: Scope[]
    created_at: string
    expires_at: string
    used_at: string | null
  }
  'people.keepsake': { person: string; name: string; value: unknown; version: Generated<number>; at: Generated<string> }
}

export const tables = (db: Db | Tx) => db.withTables<PeopleTables>()
