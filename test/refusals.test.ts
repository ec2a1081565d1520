import { beforeAll, describe, expect, test } from 'vitest'
import { features } from '../src/apps/features.ts'
import { address } from '../src/kernel/client.ts'
import type { Route } from '../src/kernel/contract.ts'
import { anActor, anonymous, theApp } from './app.ts'
import type { TestApp } from './app.ts'

/**
 * Every route of the product, asked by somebody who may not and with something it does not know. What a route refuses
 * beyond that (another's object, a wrong version) is tested in its feature.
 */
const routes = features.flatMap(({ routes = [] }) => routes.map(({ route }) => route as Route))
const guarded = routes.filter(({ who }) => who !== 'anyone')

let app: TestApp
beforeAll(async () => {
  app = await theApp()
})

async function ask(route: Route, as = anonymous, search = ''): Promise<[number, string]> {
  const places = Object.fromEntries([...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name, 'nobody']))
  const body =
    route.method === 'GET' || route.method === 'DELETE'
      ? {}
      : { body: '{}', headers: { 'content-type': 'application/json' } }
  const answer = await app.as(as).fetch(address(route, { params: places }) + search, { method: route.method, ...body })
  const text = await answer.text()
  return [
    answer.status,
    answer.headers.get('content-type')?.includes('problem+json')
      ? (JSON.parse(text) as { type: string }).type
      : text.slice(0, 80),
  ]
}

test('there are routes, and each has its own name and address', () => {
  expect([routes.length > 20, guarded.length > 10]).toEqual([true, true])
  expect(new Set(routes.map(({ id }) => id)).size).toBe(routes.length)
  expect(new Set(routes.map(({ method, path }) => `${method} ${path.replace(/\{\w+\}/g, '{}')}`)).size).toBe(
    routes.length,
  )
})

describe('who is not signed in is asked to', () => {
  test.each(guarded.map((route) => [route.id, route] as const))('%s', async (_, route) => {
    expect(await ask(route)).toEqual([401, 'sign-in-first'])
  })
})

describe('a role is needed, and it is said', () => {
  test.each(guarded.filter(({ who }) => who !== 'signed-in').map((route) => [route.id, route] as const))(
    '%s',
    async (_, route) => {
      expect(await ask(route, anActor())).toEqual([403, 'not-allowed'])
    },
  )
})

describe('a token of no scope reads and writes nothing', () => {
  test.each(guarded.map((route) => [route.id, route] as const))('%s', async (_, route) => {
    const everything = anActor({
      grants: [
        ['operator', null],
        ['administrator', 'an-organisation'],
      ],
      scopes: [],
    })
    expect(await ask(route, everything)).toEqual([403, 'scope'])
  })
})

// The address that a provider sends people back to takes whatever the provider adds (RFC 6749, 4.1.2).
describe('a parameter it does not know is refused, not dropped', () => {
  test.each(
    routes
      .filter(({ upload, id }) => !upload && id !== 'people.sign-in-callback')
      .map((route) => [route.id, route] as const),
  )('%s', async (_, route) => {
    const operator = anActor({
      grants: [
        ['operator', null],
        ['administrator', 'an-organisation'],
        ['curator', 'an-organisation'],
      ],
    })
    const [status, type] = await ask(route, operator, '?no-such-parameter=1')
    expect([status, type]).toEqual([422, 'invalid'])
  })
})
