import type { Route } from './contract.ts'
import { Problem } from './problem.ts'

export type Fetch = (url: string, init: RequestInit) => Promise<Response>

export interface CallOptions {
  signal?: AbortSignal
  headers?: Record<string, string>
}
/** What a call gives: `{params, query, body}` as the route declares them. */
export type Call = <In, Out>(
  route: Route<In, Out>,
  ...rest: unknown extends In ? [input?: Files, options?: CallOptions] : [input: In & Files, options?: CallOptions]
) => Promise<Out>

/** Files of an upload route, by name. */
interface Files {
  files?: readonly { name: string; blob: Blob }[]
}

interface Loose extends Files {
  params?: Record<string, unknown>
  query?: Record<string, unknown>
  body?: unknown
}

/** The path and query of a call, as the server reads it back. Absent values are left out; arrays repeat. */
export function address(route: Pick<Route, 'path'>, input: { params?: unknown; query?: unknown } = {}): string {
  const params = (input.params ?? {}) as Record<string, unknown>
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries((input.query ?? {}) as Record<string, unknown>)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) search.append(name, String(one))
  }
  const query = search.toString()
  return `/api${path}${query ? `?${query}` : ''}`
}

/** One client for the page, the command line and the tests: they differ in `fetch` only. */
export function client(fetch: Fetch, base = '', headers: () => Record<string, string> = () => ({})): Call {
  const call = async (route: Route, input: Loose = {}, options: CallOptions = {}) => {
    const init: RequestInit = {
      method: route.method,
      headers: { accept: 'application/json', ...headers(), ...options.headers },
    }
    if (options.signal) init.signal = options.signal
    if (route.upload) init.body = form(input)
    else if (input.body !== undefined) {
      init.body = JSON.stringify(input.body)
      init.headers = { ...init.headers, 'content-type': 'application/json' }
    }
    const response = await fetch(base + address(route, input), init)
    if (!response.ok) throw Problem.from(await response.json().catch(() => undefined), response.status)
    if (response.status === 204) return undefined
    return route.media ? response.text() : response.json()
  }
  return call as Call
}

function form(input: Loose): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries((input.body ?? {}) as Record<string, unknown>)) {
    if (value !== undefined) data.append(name, String(value))
  }
  for (const file of input.files ?? []) data.append('file', file.blob, file.name)
  return data
}
