import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openApp } from '../src/apps/app.ts'
import type { App } from '../src/apps/app.ts'
import { features } from '../src/apps/features.ts'
import type { Actor, Grant, Scope } from '../src/kernel/actor.ts'
import { anonymous } from '../src/kernel/actor.ts'
import { client } from '../src/kernel/client.ts'
import type { Call } from '../src/kernel/client.ts'
import { readConfig } from '../src/kernel/config.ts'
import type { Database } from '../src/kernel/db.ts'
import { feature } from '../src/kernel/feature.ts'
import type { Feature } from '../src/kernel/feature.ts'
import { inProcess } from '../src/kernel/inject.ts'
import { testDatabase } from './db.ts'

const actors = new Map<string, Actor>()
/** Lets a test be anybody, through the front door; exists in tests only. */
const disguise = feature({
  name: 'disguise',
  identify: async ({ headers }) => {
    const actor = actors.get(String(headers['x-test-actor']))
    return actor && { actor, csrf: undefined, setCookie: undefined }
  },
})

export interface TestApp extends App {
  as(actor: Actor): { call: Call; fetch: (url: string, init?: RequestInit) => Promise<Response> }
}

let count = 0
/** A fresh person. `grants: [['curator', 'some-org']]`, `[['operator', null]]`. */
export function anActor(
  it: { grants?: [Grant['role'], string | null][]; scopes?: Scope[] | null; id?: string } = {},
): Actor {
  const actor: Actor = {
    id: it.id ?? crypto.randomUUID(),
    kind: 'person',
    name: `Person ${++count}`,
    grants: (it.grants ?? []).map(([role, organisation]) => ({ role, organisation })),
    scopes: it.scopes ?? null,
  }
  actors.set(actor.id, actor)
  return actor
}
export { anonymous }

export interface TestAppOptions {
  database?: Database
  features?: readonly Feature[]
  env?: Record<string, string>
  jobs?: boolean
  /** a data folder that an earlier app of the test has left */
  data?: string
}

/** An app over a database of the suite; its data folder is new. */
export async function makeTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const data = options.data ?? mkdtempSync(join(tmpdir(), 'hashidate-test-'))
  const app = await openApp(
    readConfig(
      {
        HASHIDATE_LOG: 'error',
        HASHIDATE_MIN_FREE_BYTES: '0',
        HASHIDATE_REQUESTS_PER_MINUTE: '1000000',
        ...options.env,
      },
      { data },
    ),
    {
      features: [disguise, ...(options.features ?? features)],
      database: options.database ?? (await testDatabase()),
      jobs: options.jobs ?? false,
    },
  )
  const fetch = inProcess(app.server)
  const signed = (actor: Actor) => (actor.kind === 'anonymous' ? {} : { 'x-test-actor': actor.id })
  return {
    ...app,
    as: (actor) => ({
      call: client(fetch, '', () => signed(actor)),
      fetch: (url, init = {}) =>
        fetch(url, { ...init, headers: { ...signed(actor), ...(init.headers as Record<string, string>) } }),
    }),
    [Symbol.asyncDispose]: () => app[Symbol.asyncDispose](),
  }
}

let shared: Promise<TestApp> | undefined
/** The app of this test worker, without jobs. */
export const theApp = (): Promise<TestApp> => (shared ??= makeTestApp())
