import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { sql } from 'kysely'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject } from 'vitest'
import { startServer } from '../../src/apps/server.ts'
import type { RunningServer } from '../../src/apps/server.ts'
import { demoRoles } from '../../src/features/people/demo.ts'
import { readConfig } from '../../src/kernel/config.ts'
import { openDatabase } from '../../src/kernel/db.ts'
import type { Locale } from '../../src/kernel/words.ts'
import { withDatabase } from '../global-setup.ts'

/** What people do, in a real browser against the whole product with its demonstration. */

const executable = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
  (path) => path !== undefined && existsSync(path),
)
// nothing that is not the page's own business: no updates, no first-run pages, no QUIC
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
/** for steps that wait for something to appear; long, because CI machines are slow, and nothing sleeps for it */
export const patience = 60_000

export const widths = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } } as const
export type Width = keyof typeof widths
const languages = { ja: 'ja-JP', en: 'en-GB' } as const satisfies Record<Locale, string>

export interface VisitOptions {
  language: Locale
  width?: Width
  /** what the console may say here because the journey provokes it: a refusal that the browser reports itself */
  expected?: readonly RegExp[]
}

/** Somebody with an empty browser of their own. */
export interface Visit {
  readonly page: Page
  readonly context: BrowserContext
  /** go to an address of the site, and wait until the page has its heading */
  go(path: string): Promise<void>
  /** the one heading that says which page this is */
  heading(): Promise<string>
  /** sign in as a person of the demonstration, and go on at `to` */
  signIn(role: string, to?: string): Promise<void>
  /** no serious or critical finding on the page as it stands */
  axe(): Promise<void>
  newPage(): Promise<Page>
}

export interface Site {
  /** a new visit; when `journey` ends, its browser is closed and must not have complained */
  visit(options: VisitOptions, journey: (visit: Visit) => Promise<void>): Promise<void>
}

const heard = /error|warning|assert/

async function visitOf(browser: Browser, url: string, options: VisitOptions, journey: (visit: Visit) => Promise<void>) {
  const { language, width = 'desktop', expected = [] } = options
  const context = await browser.newContext({
    baseURL: url,
    locale: languages[language],
    timezoneId: 'Asia/Tokyo',
    viewport: widths[width],
    colorScheme: 'light',
    reducedMotion: 'reduce',
    ...(width === 'phone' ? { isMobile: true, hasTouch: true } : {}),
  })
  context.setDefaultTimeout(patience)
  const complaints: string[] = []
  context.on('console', (message) => {
    const text = `${message.type()}: ${message.text()} (${message.location().url})`
    if (heard.test(message.type()) && !expected.some((one) => one.test(text))) complaints.push(text)
  })
  context.on('weberror', (error) => complaints.push(`page error: ${error.error().stack ?? error.error().message}`))
  // a refused style or script may pass without a word on the console
  await context.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) =>
      reportError(new Error(`content policy: ${violatedDirective} ${blockedURI} ${sourceFile}`)),
    ),
  )
  const page = await context.newPage()
  const heading = async () => (await page.getByRole('heading', { level: 1 }).first().innerText()).trim()
  const go = async (path: string) => {
    await page.goto(path)
    await settled(page)
  }
  const visit: Visit = {
    page,
    context,
    go,
    heading,
    async signIn(role, to = '/') {
      const person = demoRoles.find(({ subject }) => subject === role)
      if (!person) throw new Error(`the demonstration has no ${role}`)
      await go(`/sign-in?${new URLSearchParams({ to })}`)
      await page.getByRole('button', { name: person.name }).click()
      await page.waitForURL((at) => at.pathname + at.search === to)
      await settled(page)
    },
    axe: () => axe(page),
    newPage: () => context.newPage(),
  }
  try {
    await journey(visit)
    // what was provoked last is still on its way
    for (const one of context.pages()) await one.evaluate(() => new Promise((resolve) => setTimeout(resolve)))
    expect(complaints, 'what the browser complained of').toEqual([])
  } catch (error) {
    // why it failed may be what the browser said meanwhile
    if (complaints.length === 0 || (error instanceof Error && error.name === 'AssertionError')) throw error
    throw new Error(`${String(error)}\nthe browser complained:\n${complaints.join('\n')}`, { cause: error })
  } finally {
    await context.close()
  }
}

/** A page that has its heading, waits for no answer, and moves no more. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor({ state: 'attached' })
  await page.waitForFunction(
    () =>
      !document.querySelector('main [aria-busy="true"]') &&
      // what turns for ever (a bar of something that runs) is not waited for
      document
        .getAnimations()
        .every((one) => one.playState !== 'running' || one.effect?.getTiming().iterations === Infinity),
  )
}

const axeSource = (): string => (axeText ??= readFileSync(axeFile, 'utf8'))
let axeText: string | undefined
interface Finding {
  id: string
  impact: string | null
  help: string
  nodes: { target: string[]; failureSummary: string }[]
}
export async function axe(page: Page): Promise<void> {
  await settled(page)
  // by the debugger, which the page's policy has no say over: it stays as strict as it is for everybody
  if (await page.evaluate(() => !('axe' in globalThis))) await page.evaluate(axeSource())
  const findings = await page.evaluate(async () => {
    const { axe: runner } = globalThis as unknown as {
      axe: { run(where: Document, how: object): Promise<{ violations: Finding[] }> }
    }
    const { violations } = await runner.run(document, { resultTypes: ['violations'], preload: false })
    return violations.flatMap(({ id, impact, help, nodes }) =>
      impact === 'serious' || impact === 'critical'
        ? nodes.map(
            ({ target, failureSummary }) => `${id} (${impact}): ${help}\n  ${target.join(' ')}\n  ${failureSummary}`,
          )
        : [],
    )
  })
  expect(findings, `accessibility of ${page.url()}`).toEqual([])
}

/** An empty database of its own, where the suite runs on PostgreSQL. */
async function emptyDatabase(): Promise<Record<string, string>> {
  const url = process.env.TEST_DATABASE_URL
  if (!url) return {}
  const name = `hashidate_journeys_${process.pid}_${Math.random().toString(36).slice(2)}`
  await using admin = openDatabase({ url })
  await sql`create database ${sql.id(name)}`.execute(admin.db)
  return { DATABASE_URL: withDatabase(url, name) }
}

async function startSite(): Promise<RunningServer> {
  // beside the suite's own files, and removed with them
  const data = mkdtempSync(join(dirname(inject('snapshot') || join(tmpdir(), '-')), 'hashidate-journeys-'))
  const env = {
    HASHIDATE_LOG: 'error',
    HASHIDATE_PORT: '0',
    HASHIDATE_MIN_FREE_BYTES: '0',
    HASHIDATE_REQUESTS_PER_MINUTE: '1000000',
    ...(await emptyDatabase()),
  }
  return startServer(readConfig(env, { data, demo: true }), () => {})
}
let shared: Promise<RunningServer> | undefined
/** The server of this test worker: journeys stay apart by fresh ids and by their people's own browsers. */
const theServer = (): Promise<RunningServer> => (shared ??= startSite())

/** for `describe.skipIf(!hasBrowser)`; browser.test.ts says so, and fails where CI has none */
export const hasBrowser = executable !== undefined
export const whereBrowsersAre = 'Chromium at /usr/bin/chromium, or where CHROMIUM_PATH says'
/** of one test */
export const journeyTime = 240_000

/** The site with a browser for the tests around, closed after them. */
export function openSite(): Site {
  const running: { url?: string; browser?: Browser } = {}
  beforeAll(async () => {
    if (executable === undefined) return
    const [server, browser] = await Promise.all([
      theServer(),
      chromium.launch({ executablePath: executable, args, headless: true }),
    ])
    Object.assign(running, { url: server.url, browser })
  }, journeyTime)
  afterAll(() => running.browser?.close(), 60_000)
  return {
    async visit(options, journey) {
      if (running.url === undefined || !running.browser) throw new Error('the server did not start')
      await visitOf(running.browser, running.url, options, journey)
    },
  }
}
