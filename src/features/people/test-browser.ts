import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openApp } from '../../apps/app.ts'
import type { App } from '../../apps/app.ts'
import type { Call } from '../../kernel/client.ts'
import { client } from '../../kernel/client.ts'
import type { Clock } from '../../kernel/clock.ts'
import { readConfig } from '../../kernel/config.ts'
import type { Database } from '../../kernel/db.ts'
import { inProcess } from '../../kernel/inject.ts'
import { getSession } from './contract.ts'
import { people } from './index.ts'

/** The product with this feature alone, without the tests' disguise: who one is comes from cookies and tokens only. */
export const anApp = (database: Database, env: Record<string, string>, clock?: Clock): Promise<App> =>
  openApp(
    readConfig(
      { HASHIDATE_LOG: 'silent', HASHIDATE_MIN_FREE_BYTES: '0', HASHIDATE_REQUESTS_PER_MINUTE: '1000000', ...env },
      { data: mkdtempSync(join(tmpdir(), 'hashidate-test-')) },
    ),
    { features: [people], database, jobs: false, ...(clock ? { clock } : {}) },
  )

/** A browser of a test: keeps cookies, repeats the session's token, follows no redirect by itself. */
export interface TestBrowser {
  fetch(url: string, init?: RequestInit): Promise<Response>
  readonly call: Call
  readonly cookies: Map<string, string>
  /** Set-Cookie lines so far */
  readonly set: string[]
  csrf: string | undefined
  /** read the session's token, as the page does when it loads */
  load(): Promise<void>
}

export function aBrowser(app: Pick<App, 'server'>, headers: Record<string, string> = {}): TestBrowser {
  const cookies = new Map<string, string>()
  const set: string[] = []
  const send = inProcess(app.server)
  const browser: TestBrowser = {
    cookies,
    set,
    csrf: undefined,
    async fetch(url, init = {}) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const answer = await send(url, {
        ...init,
        headers: {
          ...headers,
          ...(cookie ? { cookie } : {}),
          ...(browser.csrf ? { 'x-csrf-token': browser.csrf } : {}),
          ...(init.headers as Record<string, string>),
        },
      })
      for (const line of answer.headers.getSetCookie()) {
        set.push(line)
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
        if (/max-age=0/i.test(line)) cookies.delete(name)
        else cookies.set(name, value)
      }
      return answer
    },
    call: client((url, init) => browser.fetch(url, init)),
    async load() {
      browser.csrf = (await browser.call(getSession)).csrf ?? undefined
    },
  }
  return browser
}
