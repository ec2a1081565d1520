import { beforeAll, expect, test } from 'vitest'
import { anActor, anonymous, theApp } from '../../../test/app.ts'
import type { TestApp } from '../../../test/app.ts'
import type { Actor } from '../../kernel/actor.ts'
import { address } from '../../kernel/client.ts'
import type { Route } from '../../kernel/contract.ts'
import { anOrganisation, aPerson } from './builders.ts'
import type { BuiltPerson } from './builders.ts'
import * as contract from './contract.ts'
import { people } from './index.ts'

const kinds = [
  'anonymous',
  'researcher',
  'member',
  'curator',
  'administrator elsewhere',
  'administrator',
  'operator',
] as const
type Kind = (typeof kinds)[number]

interface Row {
  route: Route
  /** a request that is right in itself, so that only "who" decides; fresh each time */
  input(): Promise<{ params?: unknown; query?: unknown; body?: unknown }>
  /** status for each kind, in the order of `kinds` */
  answers: number[]
}

let app: TestApp
let own: string
let other: string
const actors = {} as Record<Kind, Actor>

beforeAll(async () => {
  app = await theApp()
  const { db } = app.services
  own = await anOrganisation(db)
  other = await anOrganisation(db)
  const grants: Record<Exclude<Kind, 'anonymous'>, BuiltPerson['grants']> = {
    researcher: [],
    member: [['member', own]],
    curator: [['curator', own]],
    'administrator elsewhere': [['administrator', other]],
    administrator: [['administrator', own]],
    operator: [['operator', null]],
  }
  actors.anonymous = anonymous
  for (const kind of kinds)
    if (kind !== 'anonymous') actors[kind] = anActor(await aPerson(db, { grants: grants[kind] }))
})

const somebody = (role: 'member' | 'curator' = 'member') => aPerson(app.services.db, { grants: [[role, own]] })
const none = async () => ({})
const all = (status: number) => kinds.map(() => status)
const signedIn = (status: number) => [401, ...kinds.slice(1).map(() => status)]

const table: Row[] = [
  { route: contract.getSession as Route, input: none, answers: all(200) },
  // no provider and no demonstration here: nobody is let in (sign-in.test.ts, session.test.ts)
  { route: contract.signIn as Route, input: none, answers: all(404) },
  { route: contract.signInCallback as Route, input: none, answers: all(404) },
  { route: contract.listDemoPeople as Route, input: none, answers: all(404) },
  {
    route: contract.demoSignIn as Route,
    input: async () => ({ body: { person: crypto.randomUUID() } }),
    answers: all(404),
  },
  { route: contract.signOut as Route, input: none, answers: signedIn(200) },

  { route: contract.listOrganisations as Route, input: none, answers: all(200) },
  { route: contract.getOrganisation as Route, input: async () => ({ params: { id: own } }), answers: all(200) },
  {
    route: contract.createOrganisation as Route,
    input: async () => ({ body: { id: `new-${crypto.randomUUID()}`, name: { ja: '見本' } } }),
    answers: [401, 403, 403, 403, 403, 403, 201],
  },
  {
    route: contract.updateOrganisation as Route,
    input: async () => ({
      params: { id: own },
      body: {
        name: { en: 'Changed' },
        version: (await app.as(anonymous).call(contract.getOrganisation, { params: { id: own } })).version,
      },
    }),
    answers: [401, 403, 403, 403, 403, 200, 200],
  },

  { route: contract.listPeople as Route, input: none, answers: [401, 403, 403, 403, 200, 200, 200] },
  // who may not see somebody learns not even that they are here
  {
    route: contract.getPerson as Route,
    input: async () => ({ params: { id: (await somebody()).id } }),
    answers: [401, 404, 404, 404, 404, 200, 200],
  },
  {
    route: contract.grantRole as Route,
    input: async () => ({ body: { email: `${crypto.randomUUID()}@mail.example`, role: 'curator', organisation: own } }),
    answers: [401, 403, 403, 403, 403, 200, 200],
  },
  {
    route: contract.revokeRole as Route,
    input: async () => ({
      params: { id: (await somebody('curator')).id },
      query: { role: 'curator', organisation: own },
    }),
    answers: [401, 403, 403, 403, 404, 200, 200],
  },

  { route: contract.listTokens as Route, input: none, answers: signedIn(200) },
  {
    route: contract.createToken as Route,
    input: async () => ({ body: { label: 'x', scopes: ['read'], days: 1 } }),
    answers: signedIn(201),
  },
  {
    // of somebody else
    route: contract.revokeToken as Route,
    input: async () => ({
      params: {
        id: (
          await app
            .as(anActor(await somebody()))
            .call(contract.createToken, { body: { label: 'x', scopes: ['read'], days: 1 } })
        ).token.id,
      },
    }),
    answers: signedIn(404),
  },
  { route: contract.getKeepsake as Route, input: async () => ({ params: { name: 'basket' } }), answers: signedIn(200) },
  {
    route: contract.putKeepsake as Route,
    input: async () => ({ params: { name: `k-${crypto.randomUUID().slice(0, 8)}` }, body: { value: 1, version: 0 } }),
    answers: signedIn(200),
  },
]

test('every route of the feature is in the table', () => {
  expect(table.map(({ route }) => route.id).toSorted()).toEqual(
    (people.routes ?? []).map(({ route }) => route.id).toSorted(),
  )
})

test.each(table.map((row) => [row.route.id, row] as const))('%s', async (_, { route, input, answers }) => {
  const seen: string[] = []
  const refusals: string[] = []
  for (const kind of kinds) {
    const { body, ...rest } = await input()
    const answer = await app.as(actors[kind]).fetch(address(route, rest), {
      method: route.method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
    seen.push(`${kind} ${answer.status}`)
    // a refusal names nobody
    refusals.push(answer.status >= 400 ? await answer.text() : '')
  }
  expect(refusals.join('\n')).not.toMatch(/@|Person \d/)
  expect(seen).toEqual(kinds.map((kind, at) => `${kind} ${answers[at]}`))
})

test('what changes people, organisations and tokens needs a token with admin', () => {
  const changes = table.filter(({ route }) => route.method !== 'GET')
  expect(Object.fromEntries(changes.map(({ route }) => [route.id, route.scope]))).toEqual({
    'people.demo-sign-in': 'write',
    'people.sign-out': 'write',
    'people.keepsake-put': 'write',
    'people.organisation-create': 'admin',
    'people.organisation-update': 'admin',
    'people.grant': 'admin',
    'people.revoke': 'admin',
    'people.token-create': 'admin',
    'people.token-revoke': 'admin',
  })
})

test('a token of fewer scopes is refused where more is needed', async () => {
  const { id } = await somebody()
  for (const { route } of table) {
    if (route.who === 'anyone' || route.method === 'GET') continue
    const answer = await app
      .as(anActor({ id, grants: [['operator', null]], scopes: ['read'] }))
      .fetch(address(route, { params: { id, name: 'x' } }), { method: route.method })
    expect([route.id, answer.status, ((await answer.json()) as { type: string }).type]).toEqual([
      route.id,
      403,
      'scope',
    ])
  }
})
