import { randomUUID } from 'node:crypto'
import { transact } from '../../../kernel/db.ts'
import { Answer, handle } from '../../../kernel/feature.ts'
import type { Served } from '../../../kernel/feature.ts'
import { fingerprint, randomKey } from '../../../kernel/keys.ts'
import { createToken, listTokens, revokeToken } from '../contract.ts'
import type { Token } from '../contract.ts'
import { day, tokensPerPerson, withinScopes } from '../model.ts'
import { canMakeTokenFor } from '../policy.ts'
import { noSuchPerson, noSuchToken, notAPerson, tokenOwner, tokenScopes, tooManyTokens } from '../problems.ts'
import { tokenPrefix } from './session.ts'
import { personByEmail } from './store.ts'
import { tables } from './tables.ts'

const columns = ['id', 'label', 'scopes', 'created_at', 'expires_at', 'used_at'] as const
const present = (row: {
  id: string
  label: string
  scopes: Token['scopes']
  created_at: string
  expires_at: string
  used_at: string | null
}): Token => ({
  id: row.id,
  label: row.label,
  scopes: row.scopes,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  usedAt: row.used_at,
})

export const tokenRoutes: readonly Served[] = [
  handle(listTokens, async (_, { db, actor }) => {
    if (actor.kind !== 'person') throw notAPerson()
    return (
      await tables(db)
        .selectFrom('people.token')
        .select(columns)
        .where('person', '=', actor.id)
        .orderBy('created_at', 'desc')
        .execute()
    ).map(present)
  }),

  handle(createToken, async ({ body }, { db, actor, audit, clock }) => {
    if (!canMakeTokenFor(actor, body.email)) throw tokenOwner(body.email === undefined)
    if (!withinScopes(body.scopes, actor.scopes)) throw tokenScopes()
    const secret = tokenPrefix + randomKey(32)
    const now = clock.now()
    const token = await transact(db, async (tx) => {
      const owner =
        body.email === undefined
          ? await tables(tx).selectFrom('people.person').select('id').where('id', '=', actor.id).executeTakeFirst()
          : await personByEmail(tx, body.email)
      if (!owner) throw noSuchPerson()
      const person = owner.id
      await tables(tx)
        .deleteFrom('people.token')
        .where('person', '=', person)
        .where('expires_at', '<', now.toISOString())
        .execute()
      const { count } = await tables(tx)
        .selectFrom('people.token')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('person', '=', person)
        .executeTakeFirstOrThrow()
      if (count >= tokensPerPerson) throw tooManyTokens(tokensPerPerson)
      const row = await tables(tx)
        .insertInto('people.token')
        .values({
          id: randomUUID(),
          fingerprint: fingerprint(secret),
          person,
          label: body.label,
          scopes: body.scopes,
          used_at: null,
          created_at: now.toISOString(),
          expires_at: new Date(now.getTime() + body.days * day).toISOString(),
        })
        .returning(columns)
        .executeTakeFirstOrThrow()
      await audit(tx, actor.id, 'people.token-create', row.id, { person, scopes: body.scopes, days: body.days })
      return present(row)
    })
    // an Answer is not kept for a repeated Idempotency-Key: the secret must lie nowhere
    return new Answer(JSON.stringify({ token, secret }), { 'content-type': 'application/json; charset=utf-8' }, 201)
  }),

  handle(revokeToken, ({ params }, { db, actor, audit }) =>
    transact(db, async (tx) => {
      if (actor.kind !== 'person') throw notAPerson()
      const gone = await tables(tx)
        .deleteFrom('people.token')
        .where('id', '=', params.id)
        .where('person', '=', actor.id)
        .returning('id')
        .executeTakeFirst()
      if (!gone) throw noSuchToken()
      await audit(tx, actor.id, 'people.token-revoke', params.id)
      return undefined
    }),
  ),
]
