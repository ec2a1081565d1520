import type { FastifyInstance } from 'fastify'
import type { Fetch } from './client.ts'

/** `fetch` that reaches a server inside this process: the tests and the command line speak the same contract as the page. */
export const inProcess =
  (app: FastifyInstance): Fetch =>
  async (url, init) => {
    const request = new Request(new URL(url, 'http://127.0.0.1'), init)
    const answer = await app.inject({
      method: request.method as 'GET',
      url: url.replace(/^https?:\/\/[^/]+/, ''),
      headers: { host: '127.0.0.1', ...Object.fromEntries(request.headers) },
      ...(request.body ? { payload: Buffer.from(await request.arrayBuffer()) } : {}),
    })
    const headers = new Headers()
    for (const [name, value] of Object.entries(answer.headers))
      for (const one of [value ?? []].flat()) headers.append(name, String(one))
    return new Response([204, 304].includes(answer.statusCode) ? null : new Uint8Array(answer.rawPayload), {
      status: answer.statusCode,
      headers,
    })
  }
