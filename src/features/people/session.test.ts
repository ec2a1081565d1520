import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../test/db.ts'
import type { App } from '../../apps/app.ts'
import type { Database } from '../../kernel/db.ts'
import { sql } from '../../kernel/db.ts'
import { ensureDemoPeople } from './api.ts'
import { anOrganisation, aPerson } from './builders.ts'
import { createToken, demoSignIn, getKeepsake, getSession, listDemoPeople, putKeepsake, signOut } from './contract.ts'
import { aBrowser, anApp } from './test-browser.ts'
import type { TestBrowser } from './test-browser.ts'

let shift = 0
const clock = { now: () => new Date(Date.now() + shift * 1000) }
const minutes = 60
const hours = 3600

// its own database: demonstration people are the same in all tests of a shared one
let database: Database
let app: App
let organisations: string[]
beforeAll(async () => {
  database = await freshDatabase()
  app = await anApp(database, { HASHIDATE_DEMO: '1' }, clock)
  organisations = [await anOrganisation(app.services.db), await anOrganisation(app.services.db)]
  await ensureDemoPeople(app.services.db, organisations)
})
afterAll(async () => {
  await app[Symbol.asyncDispose]()
  await database[Symbol.asyncDispose]()
})

async function signedIn(as = '例示'): Promise<TestBrowser> {
  const browser = aBrowser(app)
  const person = (await browser.call(listDemoPeople)).find(({ name }) => name.includes(as))
  await browser.call(demoSignIn, { body: { person: person?.id ?? '' } })
  await browser.load()
  return browser
}
const who = async (browser: TestBrowser) => (await browser.call(getSession)).person
const key = (browser: TestBrowser) => browser.cookies.get('hashidate') ?? ''
const withKey = (value: string): TestBrowser => {
  const browser = aBrowser(app)
  browser.cookies.set('hashidate', value)
  return browser
}

test('the cookie is not for scripts, not for other sites; the database does not hold it', async () => {
  const browser = await signedIn()
  expect(browser.set[0]).toMatch(/^hashidate=[\w-]{22}\.[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=43200$/)
  const { rows } = await sql<{ all: string }>`select json_agg(s)::text as all from people.session s`.execute(
    app.services.db,
  )
  for (const part of key(browser).split('.')) expect(rows[0]?.all).not.toContain(part)
  expect(await browser.call(getSession)).toMatchObject({
    person: { email: 'curator@demo.example' },
    grants: [{ role: 'curator', organisation: organisations[0] }],
    demo: true,
    signInPossible: false,
  })
})

test('behind https the cookie is bound to the host and to https', async () => {
  await using https = await anApp(
    database,
    { HASHIDATE_DEMO: '1', HASHIDATE_PUBLIC_URL: 'https://hashidate.example' },
    clock,
  )
  const browser = aBrowser(https)
  const person = (await browser.call(listDemoPeople))[0]
  await browser.call(demoSignIn, { body: { person: person?.id ?? '' } })
  expect(browser.set[0]).toMatch(/^__Host-hashidate=[\w.-]+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=43200; Secure$/)
  expect(await who(browser)).not.toBeNull()
})

test('what changes something needs the token of this session', async () => {
  const [browser, other] = [await signedIn(), await signedIn()]
  const put = {
    params: { name: 'basket' },
    body: { value: [1], version: (await browser.call(getKeepsake, { params: { name: 'basket' } })).version },
  }
  const good = browser.csrf
  for (const bad of [undefined, '', 'x', other.csrf]) {
    browser.csrf = bad
    await expect(browser.call(putKeepsake, put)).rejects.toMatchObject({ status: 403, type: 'csrf' })
  }
  browser.csrf = good
  expect(await browser.call(putKeepsake, put)).toEqual({ name: 'basket', version: put.body.version + 1 })
  await expect(browser.call(putKeepsake, put, { headers: { origin: 'https://evil.example' } })).rejects.toMatchObject({
    status: 403,
    type: 'origin',
  })
})

describe('rotation', () => {
  test('after 15 minutes a new key is given, the old one goes on a little, side by side one wins', async () => {
    const browser = await signedIn()
    const first = key(browser)
    expect(await who(browser)).not.toBeNull()
    expect(key(browser)).toBe(first)
    shift += 15 * minutes
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => withKey(first)).map(async (one) => ({ one, person: await who(one) })),
    )
    expect(answers.filter(({ person }) => person !== null)).toHaveLength(4)
    const given = answers.map(({ one }) => key(one)).filter((value) => value !== first)
    expect(given).toHaveLength(1)
    const next = withKey(given[0] ?? '')
    await next.load()
    // the page still holds the token it loaded with
    expect(next.csrf).toBe(browser.csrf)
    shift += 20
    expect(await who(withKey(first))).not.toBeNull()
  })

  test('the old key used later is theft: both lose the session, and it is written down', async () => {
    const browser = await signedIn('見本 三郎')
    const stolen = key(browser)
    shift += 16 * minutes
    const id = (await who(browser))?.id
    expect(key(browser)).not.toBe(stolen)
    expect((await who(browser))?.id).toBe(id)
    shift += 31
    expect(await who(withKey(stolen))).toBeNull()
    expect(await who(browser)).toBeNull()
    const { rows } =
      await sql`select from kernel.audit where action = 'people.session-theft' and subject = ${id}`.execute(
        app.services.db,
      )
    expect(rows).toHaveLength(1)
  })

  test('a guess at the key of a known session ends it too, a guess at a session ends nothing', async () => {
    const browser = await signedIn()
    const [id] = key(browser).split('.')
    expect(await who(withKey(`${'x'.repeat(22)}.${'x'.repeat(43)}`))).toBeNull()
    expect(await who(browser)).not.toBeNull()
    expect(await who(withKey(`${id}.${'x'.repeat(43)}`))).toBeNull()
    expect(await who(browser)).toBeNull()
  })

  test('an answer with the new key that was lost on the way does not sign anybody out', async () => {
    const browser = await signedIn()
    const old = key(browser)
    shift += 16 * minutes
    await who(withKey(old))
    shift += 5 * minutes
    expect(await who(browser)).not.toBeNull()
    expect(key(browser)).not.toBe(old)
    expect(await who(browser)).not.toBeNull()
  })

  test('while nothing may be written, sessions go on with the key they have', async () => {
    const browser = await signedIn()
    const old = key(browser)
    shift += 16 * minutes
    await app.services.gate.paused('test', async () => expect(await who(browser)).not.toBeNull())
    expect(key(browser)).toBe(old)
    expect(await who(browser)).not.toBeNull()
    expect(key(browser)).not.toBe(old)
  })
})

test('12 hours without a request end a session', async () => {
  const browser = await signedIn()
  shift += 12 * hours
  expect(await who(browser)).toBeNull()
})

test('7 days end a session, however busy', async () => {
  const browser = await signedIn()
  for (let at = 0; at < 7 * 24 - 6; at += 6) {
    shift += 6 * hours
    expect({ after: at + 6, signedIn: (await who(browser)) !== null }).toEqual({ after: at + 6, signedIn: true })
    await who(browser)
  }
  shift += 6 * hours
  expect(await who(browser)).toBeNull()
})

test('signing out ends the session, also for whoever kept its key', async () => {
  const browser = await signedIn()
  const kept = key(browser)
  expect(await browser.call(signOut)).toEqual({ providerSignOut: null })
  expect(browser.cookies.has('hashidate')).toBe(false)
  expect(await who(withKey(kept))).toBeNull()
})

test('signing in begins a new session and ends the one before', async () => {
  const browser = await signedIn()
  const [planted, csrf] = [key(browser), browser.csrf]
  const other = (await browser.call(listDemoPeople)).find(({ name }) => name.includes('Ann'))
  await browser.call(demoSignIn, { body: { person: other?.id ?? '' } })
  await browser.load()
  expect((await who(browser))?.id).toBe(other?.id)
  expect(browser.csrf).not.toBe(csrf)
  expect(await who(withKey(planted))).toBeNull()
})

const firstOfThem = async () => (await aBrowser(app).call(listDemoPeople))[0]?.id ?? ''

describe('the demonstration', () => {
  const requests: [string, boolean, Record<string, string>, boolean][] = [
    ['--demo, 127.0.0.1', true, {}, true],
    ['--demo, localhost and a port', true, { host: 'localhost:4000' }, true],
    ['--demo, [::1]', true, { host: '[::1]:4000' }, true],
    ['--demo, another Host (DNS rebinding)', true, { host: 'evil.example' }, false],
    ['--demo, a Host that begins like ours', true, { host: '127.0.0.1.evil.example' }, false],
    ['--demo, X-Forwarded-For', true, { 'x-forwarded-for': '127.0.0.1' }, false],
    ['--demo, X-Forwarded-Host', true, { 'x-forwarded-host': 'localhost' }, false],
    ['--demo, Forwarded', true, { forwarded: 'for=127.0.0.1' }, false],
    ['--demo, X-Real-IP', true, { 'x-real-ip': '127.0.0.1' }, false],
    ['no --demo, 127.0.0.1', false, {}, false],
  ]
  test.each(requests)('%s', async (_, demo, headers, open) => {
    await using other = await anApp(database, demo ? { HASHIDATE_DEMO: '1' } : {}, clock)
    const body = JSON.stringify({ person: await firstOfThem() })
    const browser = aBrowser(other, headers)
    expect((await browser.fetch('/api/demo/people')).status).toBe(open ? 200 : 404)
    expect(
      (
        await browser.fetch('/api/demo/sign-in', {
          method: 'POST',
          body,
          headers: { 'content-type': 'application/json' },
        })
      ).status,
    ).toBe(open ? 200 : 404)
    expect(browser.cookies.size).toBe(open ? 1 : 0)
    expect((await browser.call(getSession)).demo).toBe(open)
    // nor does a session or a token that was made where it is open work where it is not
    const made = await signedIn()
    const { secret } = await made.call(createToken, { body: { label: 'x', scopes: ['read'], days: 1 } })
    browser.cookies.set('hashidate', key(made))
    expect((await browser.call(getSession)).person === null).toBe(!open)
    browser.cookies.clear()
    expect((await browser.fetch('/api/session', { headers: { authorization: `Bearer ${secret}` } })).status).toBe(
      open ? 200 : 401,
    )
  })

  test('nobody who is real can be chosen; made again the people are the same', async () => {
    const before = await aBrowser(app).call(listDemoPeople)
    await ensureDemoPeople(app.services.db, organisations)
    expect(await aBrowser(app).call(listDemoPeople)).toEqual(before)
    expect(before.map(({ grants }) => grants[0]?.role)).toEqual([
      'operator',
      'administrator',
      'curator',
      'member',
      'administrator',
      'curator',
      undefined,
      undefined,
    ])
    const real = await aPerson(database.db, { grants: [['operator', null]] })
    for (const person of [real.id, crypto.randomUUID()]) {
      await expect(aBrowser(app).call(demoSignIn, { body: { person } })).rejects.toMatchObject({
        status: 404,
        type: 'no-such-person',
      })
    }
    expect(await aBrowser(app).call(listDemoPeople)).toHaveLength(before.length)
  })
})
