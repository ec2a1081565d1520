import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engine, testDatabase } from '../../../test/db.ts'
import type { App } from '../../apps/app.ts'
import type { Grant } from '../../kernel/actor.ts'
import { sql } from '../../kernel/db.ts'
import { anOrganisation, aPerson } from './builders.ts'
import { getPerson, getSession, signOut } from './contract.ts'
import { aBrowser, anApp } from './test-browser.ts'
import type { TestBrowser } from './test-browser.ts'
import { goSignIn, ownPart, startProvider } from './test-provider.ts'
import type { Profile, TestProvider } from './test-provider.ts'

let shift = 0
const clock = { now: () => new Date(Date.now() + shift * 1000) }
let provider: TestProvider
let app: App
beforeAll(async () => {
  provider = await startProvider()
  app = await anApp(await testDatabase(), provider.env, clock)
})
afterAll(async () => {
  await app[Symbol.asyncDispose]()
  await provider[Symbol.asyncDispose]()
})

let count = 0
const anAccount = (profile: Profile): string => {
  const account = `account-${++count}-${crypto.randomUUID()}`
  provider.says(account, profile)
  return account
}
const aMail = () => `${crypto.randomUUID()}@mail.example`
async function signIn(account: string): Promise<TestBrowser> {
  const browser = aBrowser(app)
  expect((await goSignIn(browser, provider, account)).status).toBe(303)
  await browser.load()
  return browser
}
const me = (browser: TestBrowser) => browser.call(getSession)
async function granted(email: string, role: Grant['role'] = 'curator') {
  const organisation = await anOrganisation(app.services.db)
  const person = await aPerson(app.services.db, { email, pending: true, grants: [[role, organisation]] })
  return { person, grants: [{ role, organisation }] }
}

test('somebody new signs in, is led back to where they were, and has no role', async () => {
  const email = aMail()
  const account = anAccount({ name: '渚 かをり', email, email_verified: true })
  const browser = aBrowser(app)
  expect(await me(browser)).toEqual({
    person: null,
    grants: [],
    csrf: null,
    signInPossible: true,
    demo: false,
    providerName: new URL(provider.issuer).host,
  })
  const begun = await browser.fetch('/api/sign-in?to=/search%3Fq%3DiPS')
  const asked = new URL(begun.headers.get('location') ?? '')
  expect(begun.status).toBe(303)
  expect(asked.origin).toBe(provider.issuer)
  expect(Object.fromEntries(asked.searchParams)).toMatchObject({
    response_type: 'code',
    code_challenge_method: 'S256',
    scope: 'openid email profile',
    client_id: 'hashidate',
  })
  expect(['state', 'nonce', 'code_challenge'].map((name) => asked.searchParams.get(name))).toEqual(
    Array(3).fill(expect.stringMatching(/^[\w-]{43}$/)),
  )
  expect(browser.set[0]).toMatch(/^hashidate-sign-in=[\w.-]+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=600$/)
  const back = await browser.fetch(ownPart(await provider.visit(asked.href, account)))
  expect([back.status, back.headers.get('location')]).toEqual([303, '/search?q=iPS'])
  expect([...browser.cookies.keys()]).toEqual(['hashidate'])
  expect(await me(browser)).toMatchObject({ person: { name: '渚 かをり', email }, grants: [] })
})

test('the same account is the same person, by issuer and subject, whatever else changes', async () => {
  const account = anAccount({ name: 'Before', email: aMail(), email_verified: true })
  const first = await me(await signIn(account))
  const email = aMail()
  provider.says(account, { name: 'After', email, email_verified: true })
  expect((await me(await signIn(account))).person).toEqual({ id: first.person?.id, name: 'After', email })
})

test.skipIf(!engine.concurrent)('somebody new in several tabs at once is one person', async () => {
  const email = aMail()
  const { person, grants } = await granted(email)
  const account = anAccount({ name: 'Tabs', email, email_verified: true })
  const sessions = await Promise.all([1, 2, 3, 4].map(async () => me(await signIn(account))))
  for (const session of sessions) expect(session).toMatchObject({ person: { id: person.id }, grants })
  const fresh = anAccount({ name: 'Fresh' })
  const ids = await Promise.all([1, 2, 3, 4].map(async () => (await me(await signIn(fresh))).person?.id))
  expect(new Set(ids).size).toBe(1)
})

describe('roles that wait for a mail address', () => {
  test('go to whoever has it verified, whatever its capitals', async () => {
    const email = aMail()
    const { person, grants } = await granted(email)
    const session = await me(await signIn(anAccount({ name: 'Ann', email: email.toUpperCase(), email_verified: true })))
    expect(session).toMatchObject({ person: { id: person.id, name: 'Ann' }, grants })
  })

  test.each([[false], [undefined], ['true'], [1]])(
    'do not go to whoever has it with email_verified = %j',
    async (email_verified) => {
      const email = aMail()
      const { person } = await granted(email, 'administrator')
      const session = await me(
        await signIn(
          anAccount({ name: 'Mallory', email, ...(email_verified === undefined ? {} : { email_verified }) }),
        ),
      )
      expect(session).toMatchObject({ person: { name: 'Mallory', email: null }, grants: [] })
      expect(session.person?.id).not.toBe(person.id)
    },
  )

  test('come to somebody who was here before, once they prove it', async () => {
    const email = aMail()
    const account = anAccount({ name: 'Bob', email })
    const before = await me(await signIn(account))
    const { person, grants } = await granted(email)
    provider.says(account, { name: 'Bob', email, email_verified: true })
    const browser = await signIn(account)
    expect(await me(browser)).toMatchObject({ person: { id: before.person?.id, email }, grants })
    await expect(browser.call(getPerson, { params: { id: person.id } })).rejects.toMatchObject({ status: 404 })
  })

  test('do not go on to the next holder of the address', async () => {
    const email = aMail()
    const { grants } = await granted(email)
    const left = anAccount({ name: 'Who left', email, email_verified: true })
    const first = await signIn(left)
    const next = await me(await signIn(anAccount({ name: 'Who came', email, email_verified: true })))
    expect(next).toMatchObject({ person: { email }, grants: [] })
    expect(await me(first)).toMatchObject({ person: { email: null }, grants })
  })
})

const places = [
  '//evil.example',
  '/\\evil.example',
  'https://evil.example/',
  '/%09/evil.example',
  'javascript:alert(1)',
  '/a/..//evil.example',
  '/api/sign-out',
  'x',
]
test.each(places)('to=%s is refused: nobody is led elsewhere', async (to) => {
  const browser = aBrowser(app)
  const answer = await browser.fetch(`/api/sign-in?to=${to.includes('%') ? to : encodeURIComponent(to)}`)
  expect([answer.status, answer.headers.get('location')]).toEqual([422, null])
  expect(browser.cookies.size).toBe(0)
})

test('who comes by another name of this machine begins at the one the provider sends back to', async () => {
  const begun = await aBrowser(app, { host: 'localhost:4000' }).fetch('/api/sign-in?to=/x')
  expect([begun.status, begun.headers.get('location')]).toEqual([303, 'http://127.0.0.1:4000/api/sign-in?to=/x'])
  for (const headers of [
    { host: '127.0.0.1:4000' },
    { host: 'localhost:4000', 'x-forwarded-for': '10.0.0.1' },
  ] as Record<string, string>[]) {
    expect((await aBrowser(app, headers).fetch('/api/sign-in?to=/x')).headers.get('location')).toMatch(provider.issuer)
  }
})

async function begin(account = anAccount({ name: 'Ann' })) {
  const browser = aBrowser(app)
  const asked = (await browser.fetch('/api/sign-in')).headers.get('location') ?? ''
  return { browser, asked, back: async () => ownPart(await provider.visit(asked, account)) }
}
/** status, reason, and whether the browser holds a session now */
async function come(browser: TestBrowser, path: string): Promise<[number, string, boolean]> {
  const answer = await browser.fetch(path)
  return [answer.status, ((await answer.json()) as { type: string }).type, browser.cookies.has('hashidate')]
}

describe('a callback is refused', () => {
  test('in a browser that did not begin (somebody sends their own)', async () => {
    const { back } = await begin()
    expect(await come(aBrowser(app), await back())).toEqual([400, 'sign-in-state', false])
  })
  test('with a state of another attempt', async () => {
    const [one, two] = [await begin(), await begin()]
    expect(await come(one.browser, await two.back())).toEqual([400, 'sign-in-state', false])
  })
  test('without a state', async () => {
    const { browser, back } = await begin()
    expect(await come(browser, (await back()).replace(/state=[^&]*/, 'x=y'))).toEqual([400, 'sign-in-state', false])
  })
  test('with a cookie that was changed', async () => {
    const { browser, back } = await begin()
    const [text = '', mark] = (browser.cookies.get('hashidate-sign-in') ?? '').split('.')
    const value = JSON.parse(Buffer.from(text, 'base64url').toString()) as { to: string }
    browser.cookies.set(
      'hashidate-sign-in',
      `${Buffer.from(JSON.stringify({ ...value, to: '//evil.example' })).toString('base64url')}.${mark}`,
    )
    expect(await come(browser, await back())).toEqual([400, 'sign-in-state', false])
  })
  test('after ten minutes', async () => {
    const { browser, back } = await begin()
    const path = await back()
    shift += 601
    expect(await come(browser, path)).toEqual([400, 'sign-in-state', false])
    shift = 0
  })
  test('with the verifier or the nonce of another attempt', async () => {
    const { sealed, unsealed } = await import('./server/cookies.ts')
    for (const [part, status, type] of [
      ['verifier', 403, 'sign-in-refused'],
      ['nonce', 502, 'provider-failed'],
    ] as const) {
      const { browser, back } = await begin()
      const value = unsealed(app.services.secret, browser.cookies.get('hashidate-sign-in')) as Record<string, unknown>
      browser.cookies.set('hashidate-sign-in', sealed(app.services.secret, { ...value, [part]: 'x'.repeat(43) }))
      expect(await come(browser, await back())).toEqual([status, type, false])
    }
  })
  test('a second time', async () => {
    const { browser, back } = await begin()
    const path = await back()
    const cookie = browser.cookies.get('hashidate-sign-in') ?? ''
    expect((await browser.fetch(path)).status).toBe(303)
    expect(await come(aBrowser(app), path)).toEqual([400, 'sign-in-state', false])
    const again = aBrowser(app)
    again.cookies.set('hashidate-sign-in', cookie)
    expect(await come(again, path)).toEqual([403, 'sign-in-refused', false])
  })
  test('when the person said no, and a browser is led to a page that says so', async () => {
    const { browser, asked } = await begin()
    const path = ownPart(await provider.visit(asked, 'x', true))
    const answer = await browser.fetch(path, { headers: { accept: 'text/html,*/*' } })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/sign-in?problem=sign-in-refused'])
    expect(browser.cookies.size).toBe(0)
  })
})

test('a session that was there before the sign-in opens nothing after it', async () => {
  const browser = await signIn(anAccount({ name: 'Ann' }))
  const planted = browser.cookies.get('hashidate') ?? ''
  await goSignIn(browser, provider, anAccount({ name: 'Victim' }))
  expect((await me(browser)).person?.name).toBe('Victim')
  const attacker = aBrowser(app)
  attacker.cookies.set('hashidate', planted)
  expect((await me(attacker)).person).toBeNull()
})

test('signing out tells where the provider ends its own session', async () => {
  const browser = await signIn(anAccount({ name: 'Ann' }))
  const { providerSignOut } = await browser.call(signOut)
  const url = new URL(providerSignOut ?? '')
  expect(url.origin + url.pathname).toBe(`${provider.issuer}/session/end`)
  expect(url.searchParams.get('id_token_hint')).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/)
  expect(url.searchParams.get('post_logout_redirect_uri')).toBe('http://127.0.0.1:4000/')
  expect((await fetch(url, { redirect: 'manual' })).status).toBe(200)
})

test('a provider without sign-out, that takes its secret in the body only', async () => {
  await using other = await startProvider({ authMethod: 'client_secret_post', signOut: false })
  await using there = await anApp(await testDatabase(), other.env)
  const browser = aBrowser(there)
  await goSignIn(browser, other, 'ann')
  await browser.load()
  expect((await me(browser)).person).toMatchObject({ name: null, email: null })
  expect(other.secretsSeen).toEqual(['body'])
  expect(new Set(provider.secretsSeen)).toEqual(new Set(['header']))
  expect(await browser.call(signOut)).toEqual({ providerSignOut: null })
})

test('without a provider there is no sign-in; with one that does not answer it says so, and tries again next time', async () => {
  await using without = await anApp(await testDatabase(), {})
  for (const path of ['/api/sign-in', '/api/sign-in/callback?state=x'])
    expect([path, (await aBrowser(without).fetch(path)).status]).toEqual([path, 404])
  let well = false
  const server = createServer((_, response) => {
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    response.writeHead(well ? 200 : 500, { 'content-type': 'application/json' })
    response.end(
      JSON.stringify({
        issuer,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
      }),
    )
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  await using broken = await anApp(await testDatabase(), {
    ...provider.env,
    HASHIDATE_OIDC_ISSUER: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  })
  expect((await aBrowser(broken).fetch('/api/sign-in')).status).toBe(502)
  well = true
  expect((await aBrowser(broken).fetch('/api/sign-in')).status).toBe(303)
  server.closeAllConnections()
  await new Promise((closed) => server.close(closed))
  await using plain = await anApp(await testDatabase(), {
    ...provider.env,
    HASHIDATE_OIDC_ISSUER: 'http://provider.example',
  })
  expect((await aBrowser(plain).fetch('/api/sign-in')).status).toBe(502)
})

test('names and addresses are in no row of the audit trail', async () => {
  const email = aMail()
  const { person } = await granted(email)
  await signIn(anAccount({ name: 'Very Private', email, email_verified: true }))
  const { rows } = await sql<{
    text: string
  }>`select json_agg(a)::text as text from kernel.audit a where subject = ${person.id}`.execute(app.services.db)
  expect(rows[0]?.text).toContain('people.sign-in')
  expect(rows[0]?.text).not.toMatch(/@|Very Private/)
})
