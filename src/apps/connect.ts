import { client } from '../kernel/client.ts'
import type { Call } from '../kernel/client.ts'
import { readConfig } from '../kernel/config.ts'
import { holderOf, operatorKey } from '../kernel/data-folder.ts'
import { inProcess } from '../kernel/inject.ts'
import { Problem } from '../kernel/problem.ts'
import type { Locale } from '../kernel/words.ts'
import { openApp } from './app.ts'
import { features } from './features.ts'

export interface Connection extends AsyncDisposable {
  readonly call: Call
}

/**
 * Who answers a command: the server of HASHIDATE_URL as the person of HASHIDATE_TOKEN; else the running server of the data
 * folder, as its operator; else the product itself, inside this process.
 */
export async function connect(
  env: Readonly<Record<string, string | undefined>>,
  data: string | undefined,
  locale: Locale,
): Promise<Connection> {
  const language = { 'accept-language': locale }
  const none = async () => {}
  if (env.HASHIDATE_URL) {
    const token = env.HASHIDATE_TOKEN
    const headers = { ...language, ...(token ? { authorization: `Bearer ${token}` } : {}) }
    return { call: client(remote, env.HASHIDATE_URL.replace(/\/$/, ''), () => headers), [Symbol.asyncDispose]: none }
  }
  const config = readConfig({ HASHIDATE_LOG: 'error', ...env }, { data })
  const holder = holderOf(config.data)
  if (holder?.url && holder.key) {
    const headers = { ...language, authorization: `Operator ${holder.key}` }
    return { call: client(remote, holder.url, () => headers), [Symbol.asyncDispose]: none }
  }
  const app = await openApp(config, { features })
  const headers = { ...language, authorization: `Operator ${operatorKey(config.data)}` }
  return {
    call: client(inProcess(app.server), '', () => headers),
    [Symbol.asyncDispose]: () => app[Symbol.asyncDispose](),
  }
}

async function remote(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init)
  } catch (cause) {
    if (init.signal?.aborted) throw cause
    throw new Problem('unreachable', 503, `No server answers at ${new URL(url).origin}`, {
      cause: String((cause as Error).cause ?? cause),
    })
  }
}
