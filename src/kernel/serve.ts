import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import Fastify, { LogController } from 'fastify'
import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Readable } from 'node:stream'
import { anonymous, folderOperator, isOperator, isSignedIn } from './actor.ts'
import type { Actor } from './actor.ts'
import { compile } from './check.ts'
import type { Who } from './contract.ts'
import { cleanError, isAway, sqlState } from './db.ts'
import { operatorKey } from './data-folder.ts'
import { Answer } from './feature.ts'
import type { Context, Identity, IncomingRequest, Served, Services, Upload } from './feature.ts'
import { once } from './idempotency.ts'
import { randomKey, sameSecret } from './keys.ts'
import type { Metrics } from './metrics.ts'
import { notAllowed, Problem, signInFirst } from './problem.ts'
import { headersFor } from './headers.ts'
import type { Locale } from './words.ts'

export class RouteError extends Error {
  override readonly name = 'RouteError'
}

/** Every fault of the table of routes, found at start: a route without `who` is never served. */
export function checkRoutes(served: readonly Served[]): void {
  const ids = new Set<string>()
  const addresses = new Set<string>()
  for (const { route } of served) {
    if (!route.who) throw new RouteError(`Route ${route.id} does not say who may`)
    if (ids.has(route.id)) throw new RouteError(`Two routes are called ${route.id}`)
    ids.add(route.id)
    const address = `${route.method} ${route.path.replaceAll(/\{\w+\}/g, '{}')}`
    if (addresses.has(address)) throw new RouteError(`Two routes answer ${address}`)
    addresses.add(address)
  }
}

/** The server without its socket: `inject` for tests and the command line, `listen` for the rest. */
export async function makeServer(services: Services, metrics: Metrics): Promise<FastifyInstance> {
  const served = services.features.flatMap((feature) => feature.routes ?? [])
  checkRoutes(served)
  const app = Fastify({
    loggerInstance: services.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy:
      services.config.proxies === 0 ? false : (_address: string, hop: number) => hop < services.config.proxies,
    bodyLimit: 1024 * 1024,
    routerOptions: { maxParamLength: 500 },
    genReqId: () => randomKey(6),
    // ours below; Fastify's own would coerce and drop silently
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false } },
  })
  await app.register(cookie)
  await app.register(multipart, {
    limits: { files: 64, fields: 20, fieldSize: 10_000, fileSize: services.config.maxUploadBytes },
  })
  await app.register(rateLimit, {
    max: services.config.requestsPerMinute,
    timeWindow: 60_000,
    errorResponseBuilder: (_, { ttl }) =>
      new Problem('too-many', 429, 'Too many requests; wait a little', { retryAfter: Math.ceil(ttl / 1000) }),
  })
  app.addHook('onRequest', async (request, reply) => void reply.headers(headersFor(request.url, services.config.url)))
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    metrics.request(request.method, route, reply.statusCode, reply.elapsedTime / 1000)
    // the pattern, not the address: what people search for is nobody's business
    services.log.info(
      { id: request.id, method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'request',
    )
  })
  app.setErrorHandler((error, request, reply) => refuse(services, error, request, reply))
  app.setNotFoundHandler((request, reply) =>
    refuse(services, new Problem('not-found', 404, 'There is nothing at this address'), request, reply),
  )
  for (const one of served) mount(app, one, services)
  return app
}

const asProblem = (error: unknown): Problem | undefined => {
  if (error instanceof Problem) return error
  const { statusCode, code } = error as { statusCode?: number; code?: string }
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE' || code === 'FST_REQ_FILE_TOO_LARGE')
    return new Problem('too-large', 413, 'The request is too large')
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return new Problem('media-type', 415, 'The body is of a kind that is not taken here')
  if (sqlState(error) === '53100')
    return new Problem('disk-full', 507, 'There is no room on the disk; nothing was changed')
  if (isAway(error))
    return new Problem('database-silent', 503, 'The database does not answer at the moment; try again', {
      retryAfter: 5,
    })
  if (statusCode && statusCode >= 400 && statusCode < 500)
    return new Problem('bad-request', statusCode, 'The request cannot be read')
  return undefined
}

function refuse(services: Services, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  let problem = asProblem(error)
  if (!problem) {
    services.log.error({ id: request.id, route: request.routeOptions.url, error: cleanError(error) }, 'internal')
    problem = new Problem('internal', 500, 'Something went wrong on our side; the report names this id', {
      id: request.id,
    })
  }
  const retryAfter = problem.details.retryAfter
  if (typeof retryAfter === 'number') reply.header('retry-after', String(retryAfter))
  return reply
    .status(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem))
}

function mayUse(who: Who, actor: Actor): void {
  if (who === 'anyone') return
  if (!isSignedIn(actor)) throw signInFirst()
  if (who === 'signed-in' || isOperator(actor)) return
  if (!actor.grants.some((grant) => grant.role === who)) throw notAllowed('use this')
}

function mount(app: FastifyInstance, { route, handler }: Served, services: Services): void {
  const check = compile(route)
  app.route({
    method: route.method,
    url: `/api${route.path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
    handler: async (request, reply) => {
      const incoming = readRequest(request)
      const identity = await identify(services, incoming)
      if (identity?.setCookie) reply.header('set-cookie', identity.setCookie)
      const actor = identity?.actor ?? anonymous
      mayUse(route.who, actor)
      const safe = route.method === 'GET'
      if (actor.scopes && !actor.scopes.includes(route.scope))
        throw new Problem('scope', 403, `The token lacks the scope "${route.scope}"`, { scope: route.scope })
      if (!safe) {
        sameOrigin(incoming, services.config.url)
        if (
          identity?.csrf !== undefined &&
          !sameSecret(String(incoming.headers['x-csrf-token'] ?? ''), identity.csrf)
        ) {
          throw new Problem('csrf', 403, 'The request does not carry the token of this session; load the page again')
        }
      }
      const base: Context = { ...services, actor, locale: localeOf(incoming), request: incoming, uploads: [] }
      const run = async () => {
        const { fields, uploads } = route.upload
          ? await receive(request, services)
          : { fields: request.body, uploads: [] }
        const input = await unless(
          () => check.input({ params: request.params, query: request.query, body: fields }, route.upload),
          // files of a request that is refused before its handler sees it are nobody's
          () => (uploads[0] ? rm(dirname(uploads[0].path), { recursive: true, force: true }) : Promise.resolve()),
        )
        return handler(input as never, { ...base, uploads })
      }
      const answer = safe
        ? await run()
        : await services.gate.pass(() =>
            route.method === 'POST' && !route.upload
              ? once(services.db, incoming, actor, route, request.body, run)
              : run(),
          )
      if (answer instanceof Answer) return send(reply, answer)
      reply.status(route.ok)
      if (!route.response) return reply.send()
      return reply.header('content-type', 'application/json; charset=utf-8').send(check.output(answer))
    },
  })
}

function send(reply: FastifyReply, answer: Answer): FastifyReply {
  reply.status(answer.status)
  for (const [name, value] of Object.entries(answer.headers)) reply.header(name, value)
  return reply.send(answer.body instanceof Uint8Array ? Buffer.from(answer.body) : answer.body)
}

function readRequest(request: FastifyRequest): IncomingRequest {
  const { headers } = request
  const host = String(headers.host ?? '').replace(/:\d+$/, '')
  const forwarded =
    headers.forwarded !== undefined ||
    Object.keys(headers).some((name) => name.startsWith('x-forwarded-') || name === 'x-real-ip')
  const loopback = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/.test(request.socket.remoteAddress ?? '')
  return {
    ip: request.ip,
    headers,
    cookies: request.cookies,
    url: request.url,
    local: loopback && !forwarded && ['localhost', '127.0.0.1', '[::1]'].includes(host),
  }
}

async function identify(services: Services, request: IncomingRequest): Promise<Identity | undefined> {
  const authorization = String(request.headers.authorization ?? '')
  // the command line of the same folder: it could read the key because it may read the folder
  if (
    request.local &&
    authorization.startsWith('Operator ') &&
    sameSecret(authorization.slice(9), operatorKey(services.config.data))
  ) {
    return { actor: folderOperator, csrf: undefined, setCookie: undefined }
  }
  for (const feature of services.features) {
    const identity = await feature.identify?.(request, services)
    if (identity) return identity
  }
  return undefined
}

/** A browser says where a request comes from; a foreign page is refused whether or not it knows the session's token. */
function sameOrigin({ headers }: IncomingRequest, url: string): void {
  const origin = headers.origin
  if (origin === undefined) return
  const own = new URL(url).origin
  if (origin !== own && (!URL.canParse(String(origin)) || new URL(String(origin)).host !== headers.host)) {
    throw new Problem('origin', 403, 'The request comes from another site')
  }
}

function localeOf({ headers }: IncomingRequest): Locale {
  return /^\s*ja\b/i.test(String(headers['accept-language'] ?? '')) ? 'ja' : 'en'
}

/** What `work` gives; when it throws, `undo` comes first. */
async function unless<R>(work: () => R, undo: () => Promise<void>): Promise<R> {
  try {
    return work()
  } catch (error) {
    await undo()
    throw error
  }
}

async function receive(
  request: FastifyRequest,
  services: Services,
): Promise<{ fields: Record<string, unknown>; uploads: Upload[] }> {
  if (!request.isMultipart()) throw new Problem('media-type', 415, 'Send the files as multipart/form-data')
  const fields: Record<string, unknown> = {}
  const uploads: Upload[] = []
  const folder = `uploads/${randomKey()}`
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') fields[part.fieldname] = part.value
      else
        uploads.push(
          await services.files.receive(folder, part.filename, part.file as Readable, services.config.maxUploadBytes),
        )
    }
  } catch (error) {
    await services.files.remove(folder)
    throw error
  }
  return { fields, uploads }
}
