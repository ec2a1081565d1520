import { beforeAll, describe, expect, test } from 'vitest'
import { anActor, anonymous, makeTestApp, theApp } from '../../../test/app.ts'
import type { TestApp } from '../../../test/app.ts'
import { freshDatabase } from '../../../test/db.ts'
import { client } from '../../kernel/client.ts'
import { operatorKey } from '../../kernel/data-folder.ts'
import { sql } from '../../kernel/db.ts'
import { inProcess } from '../../kernel/inject.ts'
import { ensureOrganisations, organisationNames } from './api.ts'
import { anOrganisation, aPerson } from './builders.ts'
import {
  createOrganisation,
  createToken,
  getOrganisation,
  getPerson,
  getSession,
  grantRole,
  listPeople,
  listTokens,
  putKeepsake,
  revokeRole,
  revokeToken,
  updateOrganisation,
} from './contract.ts'
import { tables } from './server/tables.ts'

let app: TestApp
beforeAll(async () => {
  app = await theApp()
})
const db = () => app.services.db
const operator = () => anActor({ grants: [['operator', null]] })
const aMail = () => `${crypto.randomUUID()}@mail.example`
/** with `Authorization: Bearer`, and no disguise */
const bearing = (secret: string) => client(inProcess(app.server), '', () => ({ authorization: `Bearer ${secret}` }))
const operatorAway = (id: string) => ({ params: { id }, query: { role: 'operator' as const } })
const folder = (it: TestApp = app) =>
  client(inProcess(it.server), '', () => ({ authorization: `Operator ${operatorKey(it.services.config.data)}` }))

describe('organisations', () => {
  test('two who change one at once: the second reads it again', async () => {
    const id = await anOrganisation(db(), { name: { en: 'Old' } })
    const ann = app.as(anActor({ grants: [['administrator', id]] }))
    const version = (await ann.call(getOrganisation, { params: { id } })).version
    const url = 'https://holder.example/'
    expect(
      await ann.call(updateOrganisation, {
        params: { id },
        body: { name: { en: 'New', ja: '新' }, url, country: 'JP', version },
      }),
    ).toEqual({ id, name: { en: 'New', ja: '新' }, url, country: 'JP', version: version + 1 })
    await expect(
      ann.call(updateOrganisation, { params: { id }, body: { name: { en: 'Mine' }, version } }),
    ).rejects.toMatchObject({ status: 409, type: 'changed-meanwhile', details: { version: version + 1 } })
    expect(
      await ann.call(updateOrganisation, { params: { id }, body: { name: { ja: '新' }, version: version + 1 } }),
    ).toEqual({ id, name: { ja: '新' }, version: version + 2 })
  })

  const bad: [string, object][] = [
    ['no name', { name: {} }],
    ['an empty name', { name: { en: '' } }],
    ['a name in a third language', { name: { fr: 'x' } }],
    ['NUL', { name: { en: 'a\u0000' } }],
    ['a script for an address', { url: 'javascript:alert(1)' }],
    ['a country in words', { country: 'Japan' }],
    ['capitals in the id', { id: 'ABC' }],
    ['an unknown field', { extra: 1 }],
  ]
  test.each(bad)('with %s is refused', async (_, fault) => {
    const body = { id: `o-${crypto.randomUUID()}`, name: { en: 'x' }, ...fault } as { id: string; name: { en: string } }
    await expect(app.as(operator()).call(createOrganisation, { body })).rejects.toMatchObject({
      status: 422,
      type: 'invalid',
    })
  })

  test('an id is taken once; an import adds what is missing and touches nothing that is there', async () => {
    const id = await anOrganisation(db(), { name: { en: 'Kept' } })
    await expect(
      app.as(operator()).call(createOrganisation, { body: { id, name: { en: 'x' } } }),
    ).rejects.toMatchObject({ status: 409, type: 'organisation-exists' })
    const fresh = `o-${crypto.randomUUID()}`
    await ensureOrganisations(db(), [
      { id, name: { en: 'Other' } },
      { id: fresh, name: { ja: '新しい' }, country: 'NL' },
    ])
    await ensureOrganisations(db(), [])
    expect((await organisationNames(db())).get(id)).toEqual({ en: 'Kept' })
    expect(await app.as(anonymous).call(getOrganisation, { params: { id: fresh } })).toEqual({
      id: fresh,
      name: { ja: '新しい' },
      country: 'NL',
      version: 1,
    })
    await expect(app.as(anonymous).call(getOrganisation, { params: { id: 'nowhere' } })).rejects.toMatchObject({
      status: 404,
      type: 'no-such-organisation',
    })
  })
})

describe('people', () => {
  test('an administrator sees the people of their own organisation, and of their roles those there', async () => {
    const [a, b] = [await anOrganisation(db()), await anOrganisation(db())]
    const ann = app.as(anActor(await aPerson(db(), { name: 'Ann', grants: [['administrator', a]] })))
    const both = await aPerson(db(), {
      name: 'Both 100%',
      grants: [
        ['curator', a],
        ['member', b],
      ],
    })
    const there = await aPerson(db(), { name: 'There', grants: [['curator', b]] })
    const seen = await ann.call(listPeople, { query: {} })
    expect(seen.total).toBe(2)
    expect(seen.people.map(({ name, grants }) => [name, grants])).toEqual([
      ['Ann', [{ role: 'administrator', organisation: a }]],
      ['Both 100%', [{ role: 'curator', organisation: a }]],
    ])
    expect((await ann.call(getPerson, { params: { id: both.id } })).grants).toEqual([
      { role: 'curator', organisation: a },
    ])
    await expect(ann.call(getPerson, { params: { id: there.id } })).rejects.toMatchObject({ status: 404 })
    // no way around: by search, by address, by the other organisation, by granting to an id
    for (const query of [{ q: 'There' }, { email: there.email }, { organisation: b }, { role: 'member' as const }])
      expect([query, (await ann.call(listPeople, { query })).total]).toEqual([query, 0])
    await expect(
      ann.call(grantRole, { body: { person: there.id, role: 'member', organisation: a } }),
    ).rejects.toMatchObject({ status: 404, type: 'no-such-person' })
    await expect(
      ann.call(revokeRole, { params: { id: both.id }, query: { role: 'member', organisation: b } }),
    ).rejects.toMatchObject({ status: 403 })
    expect((await ann.call(listPeople, { query: { q: '0%' } })).people.map(({ id }) => id)).toEqual([both.id])
    expect((await ann.call(listPeople, { query: { q: '_' } })).total).toBe(0)
    // an operator sees all of it
    expect((await app.as(operator()).call(getPerson, { params: { id: both.id } })).grants).toHaveLength(2)
  })

  test('a long list comes in pages, sorted', async () => {
    const a = await anOrganisation(db())
    const ann = app.as(anActor({ grants: [['administrator', a]] }))
    for (const name of ['c', 'A', 'b', 'あ', 'd']) {
      await aPerson(db(), { name, grants: [['member', a]] })
      // created in different milliseconds
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
    const names = async (query: object) => (await ann.call(listPeople, { query })).people.map(({ name }) => name)
    expect(await names({ limit: 2 })).toEqual(['A', 'b'])
    expect(await names({ limit: 2, offset: 2 })).toEqual(['c', 'd'])
    expect(await names({ order: 'desc', limit: 1 })).toEqual(['あ'])
    expect(await names({ sort: 'created' })).toEqual(['c', 'A', 'b', 'あ', 'd'])
    await expect(ann.call(listPeople, { query: { limit: 101 } })).rejects.toMatchObject({ status: 422 })
  })

  test('one sees oneself', async () => {
    const bob = await aPerson(db())
    expect(await app.as(anActor(bob)).call(getPerson, { params: { id: bob.id } })).toMatchObject({
      id: bob.id,
      email: bob.email,
      pending: false,
    })
  })
})

describe('roles', () => {
  test('are granted to an address before its owner has come, once, and taken away again, and it is written down', async () => {
    const a = await anOrganisation(db())
    const ann = anActor({ grants: [['administrator', a]] })
    const email = aMail()
    const body = { email, role: 'curator' as const, organisation: a }
    const granted = await app.as(ann).call(grantRole, { body })
    expect(granted).toMatchObject({ name: null, email, pending: true, grants: [{ role: 'curator', organisation: a }] })
    expect(await app.as(ann).call(grantRole, { body: { ...body, email: email.toUpperCase() } })).toEqual(granted)
    const gone = { params: { id: granted.id }, query: { role: 'curator' as const, organisation: a } }
    expect((await app.as(ann).call(revokeRole, gone)).grants).toEqual([])
    await expect(app.as(ann).call(revokeRole, gone)).rejects.toMatchObject({ status: 404, type: 'no-such-person' })
    await expect(app.as(operator()).call(revokeRole, gone)).rejects.toMatchObject({
      status: 404,
      type: 'no-such-grant',
    })
    const { rows } = await sql<{
      action: string
      actor: string
      payload: unknown
    }>`select action, actor, payload from kernel.audit where subject = ${granted.id} order by at, action`.execute(db())
    expect(rows.toSorted((x, y) => x.action.localeCompare(y.action))).toEqual(
      ['people.grant', 'people.revoke'].map((action) => ({
        action,
        actor: ann.id,
        payload: { role: 'curator', organisation: a },
      })),
    )
  })

  test('an administrator grants in the own organisation only, and makes no operators', async () => {
    const [a, b] = [await anOrganisation(db()), await anOrganisation(db())]
    const ann = app.as(anActor({ grants: [['administrator', a]] }))
    for (const role of ['administrator', 'curator', 'member'] as const) {
      expect((await ann.call(grantRole, { body: { email: aMail(), role, organisation: a } })).grants).toHaveLength(1)
      await expect(ann.call(grantRole, { body: { email: aMail(), role, organisation: b } })).rejects.toMatchObject({
        status: 403,
      })
    }
    await expect(ann.call(grantRole, { body: { email: aMail(), role: 'operator' } })).rejects.toMatchObject({
      status: 403,
    })
  })

  const wrong: [string, object, number, string][] = [
    ['an operator in an organisation', { role: 'operator', organisation: 'x', email: 'a@b' }, 422, 'role-organisation'],
    ['a curator of nothing', { role: 'curator', email: 'a@b' }, 422, 'role-organisation'],
    ['nobody', { role: 'operator' }, 422, 'email-or-person'],
    [
      'an address and a person',
      { role: 'operator', email: 'a@b', person: crypto.randomUUID() },
      422,
      'email-or-person',
    ],
    [
      'an organisation that is not',
      { role: 'curator', organisation: 'nowhere', email: 'a@b' },
      404,
      'no-such-organisation',
    ],
    ['a person who is not', { role: 'operator', person: crypto.randomUUID() }, 404, 'no-such-person'],
    ['what is no address', { role: 'operator', email: 'ab' }, 422, 'invalid'],
    ['a role that is none', { role: 'king', email: 'a@b' }, 422, 'invalid'],
  ]
  test.each(wrong)('granted to %s are refused', async (_, body, status, type) => {
    await expect(app.as(operator()).call(grantRole, { body: body as { role: 'operator' } })).rejects.toMatchObject({
      status,
      type,
    })
  })

  test('the last operator stays, but for the command line of the folder', async () => {
    // its own database: here it matters who else is an operator
    await using database = await freshDatabase()
    await using alone = await makeTestApp({ database })
    const last = await aPerson(database.db, { grants: [['operator', null]] })
    const second = await aPerson(database.db, { grants: [['operator', null]] })
    const waiting = await aPerson(database.db, { grants: [['operator', null]], pending: true })
    const me = alone.as(anActor(last))
    expect((await me.call(revokeRole, operatorAway(second.id))).grants).toEqual([])
    // somebody who has not come yet cannot take over
    await expect(me.call(revokeRole, operatorAway(last.id))).rejects.toMatchObject({
      status: 409,
      type: 'last-operator',
    })
    expect((await me.call(revokeRole, operatorAway(waiting.id))).grants).toEqual([])
    expect((await folder(alone)(revokeRole, operatorAway(last.id))).grants).toEqual([])
  })
})

describe('tokens', () => {
  const ask = { label: 'script', scopes: ['read' as const], days: 30 }

  test('act as their person within their scopes, are shown once and kept as a fingerprint', async () => {
    const a = await anOrganisation(db())
    const bob = await aPerson(db(), { grants: [['curator', a]] })
    const me = app.as(anActor(bob))
    const { token, secret } = await me.call(
      createToken,
      { body: ask },
      { headers: { 'idempotency-key': 'only-once-1' } },
    )
    expect(secret).toMatch(/^hsd_[\w-]{43}$/)
    expect(await bearing(secret)(getSession)).toMatchObject({
      person: { id: bob.id },
      grants: [{ role: 'curator', organisation: a }],
      csrf: null,
    })
    await expect(
      bearing(secret)(putKeepsake, { params: { name: 'x' }, body: { value: 1, version: 0 } }),
    ).rejects.toMatchObject({ status: 403, type: 'scope' })
    const [listed] = await me.call(listTokens)
    expect(listed).toEqual({ ...token, usedAt: expect.any(String) })
    for (const { name } of [{ name: 'people.token' }, { name: 'kernel.idempotency' }, { name: 'kernel.audit' }]) {
      const { rows } = await sql<{
        text: string | null
      }>`select json_agg(t)::text as text from ${sql.table(name)} t`.execute(db())
      expect([name, rows[0]?.text?.includes(secret) ?? false]).toEqual([name, false])
    }
  })

  test('revoked, expired, unknown or changed ones are refused, also where anyone may', async () => {
    const bob = await aPerson(db())
    const me = app.as(anActor(bob))
    const [gone, late] = [await me.call(createToken, { body: ask }), await me.call(createToken, { body: ask })]
    await bearing(gone.secret)(getSession)
    await me.call(revokeToken, { params: { id: gone.token.id } })
    await tables(db())
      .updateTable('people.token')
      .set({ expires_at: new Date().toISOString() })
      .where('id', '=', late.token.id)
      .execute()
    for (const secret of [gone.secret, late.secret, 'hsd_unknown', `${late.secret}x`])
      await expect(bearing(secret)(getSession)).rejects.toMatchObject({ status: 401, type: 'token' })
  })

  test('a token makes no token that may do more, and none at all without admin', async () => {
    const me = app.as(anActor(await aPerson(db())))
    const admin = await me.call(createToken, { body: { ...ask, scopes: ['read', 'admin'] } })
    const make = (secret: string, scopes: ('read' | 'write' | 'admin')[]) =>
      bearing(secret)(createToken, { body: { ...ask, scopes } })
    expect((await make(admin.secret, ['read'])).token.scopes).toEqual(['read'])
    await expect(make(admin.secret, ['write'])).rejects.toMatchObject({ status: 403, type: 'token-scopes' })
    const writer = await me.call(createToken, { body: { ...ask, scopes: ['read', 'write'] } })
    await expect(make(writer.secret, ['read'])).rejects.toMatchObject({ status: 403, type: 'scope' })
  })

  test.each([[{ days: 366 }], [{ days: 0 }], [{ scopes: [] }], [{ scopes: ['all'] }], [{ label: '' }]])(
    '%j is refused',
    async (fault) => {
      await expect(
        app.as(anActor(await aPerson(db()))).call(createToken, { body: { ...ask, ...fault } as typeof ask }),
      ).rejects.toMatchObject({ status: 422, type: 'invalid' })
    },
  )

  test('for somebody else: the operator of the folder only, who must say for whom', async () => {
    const bob = await aPerson(db())
    const made = await folder()(createToken, { body: { ...ask, email: bob.email } })
    expect((await bearing(made.secret)(getSession)).person?.id).toBe(bob.id)
    await expect(folder()(createToken, { body: ask })).rejects.toMatchObject({ status: 422, type: 'token-owner' })
    await expect(folder()(createToken, { body: { ...ask, email: aMail() } })).rejects.toMatchObject({
      status: 404,
      type: 'no-such-person',
    })
    await expect(app.as(operator()).call(createToken, { body: { ...ask, email: bob.email } })).rejects.toMatchObject({
      status: 422,
      type: 'token-owner',
    })
  })

  test('use is noted at most once an hour', async () => {
    const { secret, token } = await app.as(anActor(await aPerson(db()))).call(createToken, { body: ask })
    const used = async () =>
      (await tables(db()).selectFrom('people.token').select('used_at').where('id', '=', token.id).executeTakeFirst())
        ?.used_at
    expect(await used()).toBeNull()
    await bearing(secret)(getSession)
    const first = await used()
    expect(first).not.toBeNull()
    await new Promise((resolve) => setTimeout(resolve, 5))
    await bearing(secret)(getSession)
    expect(await used()).toBe(first)
    await tables(db())
      .updateTable('people.token')
      .set({ used_at: new Date(Date.now() - 3600_000).toISOString() })
      .where('id', '=', token.id)
      .execute()
    await bearing(secret)(getSession)
    expect((await used())! >= first!).toBe(true)
  })
})
