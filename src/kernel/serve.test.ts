import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeTestApp, anActor, anonymous } from '../../test/app.ts'
import type { TestApp } from '../../test/app.ts'
import { closed, route, T } from './contract.ts'
import type { Route } from './contract.ts'
import { feature, handle } from './feature.ts'
import { checkRoutes } from './serve.ts'

const open = route({
  id: 'probe.open',
  method: 'GET',
  path: '/probe/{id}',
  summary: 'p',
  who: 'anyone',
  params: closed({ id: T.String() }),
  query: closed({ n: T.Optional(T.Integer({ minimum: 1 })), tag: T.Optional(T.Array(T.String())) }),
  response: closed({ id: T.String(), n: T.Optional(T.Integer()), tag: T.Array(T.String()) }),
})
const shut = route({
  id: 'probe.shut',
  method: 'POST',
  path: '/probe',
  summary: 'p',
  who: 'signed-in',
  body: closed({ count: T.Integer() }),
  response: closed({ twice: T.Integer() }),
})
const operators = route({
  id: 'probe.operators',
  method: 'GET',
  path: '/probe-operators',
  summary: 'p',
  who: 'operator',
  response: closed({ ok: T.Boolean() }),
})
const leak = route({
  id: 'probe.leak',
  method: 'GET',
  path: '/probe-leak',
  summary: 'p',
  who: 'anyone',
  response: closed({ name: T.String() }),
})
const broken = route({
  id: 'probe.broken',
  method: 'GET',
  path: '/probe-broken',
  summary: 'p',
  who: 'anyone',
  response: closed({ count: T.Integer() }),
})

let runs = 0
const probe = feature({
  name: 'probe',
  routes: [
    handle(open, async ({ params, query }) => ({
      id: params.id,
      ...(query.n === undefined ? {} : { n: query.n }),
      tag: query.tag ?? [],
    })),
    handle(shut, async ({ body }) => (runs++, { twice: body.count * 2 })),
    handle(operators, async () => ({ ok: true })),
    handle(leak, async () => ({ name: 'a', password: 'secret' }) as { name: string }),
    handle(broken, async () => ({ count: null }) as unknown as { count: number }),
  ],
})

let app: TestApp
beforeAll(async () => {
  app = await makeTestApp({ features: [probe], env: { HASHIDATE_LOG: 'silent' } })
})
afterAll(() => app[Symbol.asyncDispose]())

test('an address becomes what its schema says', async () => {
  expect(await app.as(anonymous).call(open, { params: { id: 'a/b' }, query: { n: 3, tag: ['x'] } })).toEqual({
    id: 'a/b',
    n: 3,
    tag: ['x'],
  })
})

const refusals: [string, string, RequestInit | undefined, number, string][] = [
  ['a number that is none', '/api/probe/a?n=x', undefined, 422, 'invalid'],
  ['zero where one is least', '/api/probe/a?n=0', undefined, 422, 'invalid'],
  ['an unknown parameter', '/api/probe/a?m=1', undefined, 422, 'invalid'],
  [
    'nobody where somebody is needed',
    '/api/probe',
    { method: 'POST', body: '{"count":1}', headers: { 'content-type': 'application/json' } },
    401,
    'sign-in-first',
  ],
  ['no such address', '/api/nothing', undefined, 404, 'not-found'],
  ['an answer that does not fit its schema', '/api/probe-broken', undefined, 500, 'internal'],
]
test.each(refusals)('%s is refused', async (_, url, init, status, type) => {
  const answer = await app.as(anonymous).fetch(url, init)
  expect(answer.status).toBe(status)
  expect(answer.headers.get('content-type')).toContain('application/problem+json')
  const body = await answer.json()
  expect(body).toMatchObject({ type, status })
  expect(JSON.stringify(body)).not.toMatch(/stack|\.ts:/)
})

const bodies: [unknown, number][] = [
  [{ count: 1 }, 200],
  [{ count: '1' }, 422],
  [{ count: null }, 422],
  [{ count: 1.5 }, 422],
  [{ count: 1, extra: 1 }, 422],
  [{}, 422],
  [[], 422],
  ['x', 422],
]
test.each(bodies)('body %j gives %i: nothing is coerced, nothing vanishes', async (body, status) => {
  const answer = await app.as(anActor()).fetch('/api/probe', {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  })
  expect(answer.status).toBe(status)
})

test('a person without the role is refused, an operator is not', async () => {
  await expect(app.as(anActor({ grants: [['curator', 'x']] })).call(operators)).rejects.toMatchObject({
    status: 403,
    type: 'not-allowed',
  })
  expect(await app.as(anActor({ grants: [['operator', null]] })).call(operators)).toEqual({ ok: true })
})

test('what the schema does not name does not leave', async () => {
  expect(await app.as(anonymous).call(leak)).toEqual({ name: 'a' })
})

test('a token without the scope, a foreign origin', async () => {
  await expect(app.as(anActor({ scopes: ['read'] })).call(shut, { body: { count: 1 } })).rejects.toMatchObject({
    status: 403,
    type: 'scope',
  })
  await expect(
    app.as(anActor()).call(shut, { body: { count: 1 } }, { headers: { origin: 'https://elsewhere.example' } }),
  ).rejects.toMatchObject({ type: 'origin' })
})

test('the same Idempotency-Key is done once, and not for another request', async () => {
  const ann = app.as(anActor())
  const headers = { 'idempotency-key': 'key-00000001' }
  const before = runs
  const first = await ann.call(shut, { body: { count: 4 } }, { headers })
  expect(await ann.call(shut, { body: { count: 4 } }, { headers })).toEqual(first)
  expect(runs).toBe(before + 1)
  await expect(ann.call(shut, { body: { count: 5 } }, { headers })).rejects.toMatchObject({ type: 'idempotency-key' })
})

test('while the gate is closed reading goes on and writing is refused with a time', async () => {
  await app.services.gate.paused('test', async () => {
    expect(await app.as(anonymous).call(leak)).toEqual({ name: 'a' })
    await expect(app.as(anActor()).call(shut, { body: { count: 1 } })).rejects.toMatchObject({
      status: 503,
      type: 'read-only',
    })
  })
})

test('a table of routes with a fault is not served', () => {
  const closedRoute = { ...open, who: undefined } as unknown as Route
  const served = (it: Route) => ({ route: it, handler: async () => undefined })
  expect(() => checkRoutes([served(closedRoute)])).toThrow(/who may/)
  expect(() =>
    checkRoutes([served(open as unknown as Route), served({ ...(open as unknown as Route), id: 'other' })]),
  ).toThrow(/Two routes answer/)
})
