import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { PageHead, Services } from './feature.ts'
import { contentPolicy } from './headers.ts'
import { randomKey } from './keys.ts'
import type { Locale } from './words.ts'

const types: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  woff2: 'font/woff2',
  html: 'text/html; charset=utf-8',
  map: 'application/json',
}
const typeOf = (name: string) => types[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream'

/** The built page: its files for ever (their names change with their content), every other address as the page itself. */
export function mountPage(app: FastifyInstance, services: Services, dist: string): void {
  const assets = new Map<string, { plain: Buffer; gzip: Buffer | undefined }>()
  const folder = join(dist, 'assets')
  const names = readdirSync(folder)
  for (const name of names) {
    if (name.endsWith('.gz')) continue
    assets.set(name, {
      plain: readFileSync(join(folder, name)),
      gzip: names.includes(`${name}.gz`) ? readFileSync(join(folder, `${name}.gz`)) : undefined,
    })
  }
  const html = readFileSync(join(dist, 'index.html'), 'utf8')
  const free = { config: { rateLimit: false as const } }

  app.get<{ Params: { name: string } }>('/assets/:name', free, (request, reply) => {
    const file = assets.get(request.params.name)
    if (!file) return reply.callNotFound()
    reply
      .header('content-type', typeOf(request.params.name))
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('vary', 'accept-encoding')
    if (file.gzip && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? '')))
      return reply.header('content-encoding', 'gzip').send(file.gzip)
    return reply.send(file.plain)
  })
  mountReference(app)
  app.get('/*', free, async (request, reply) => {
    const path = request.url.split('?')[0] ?? '/'
    const wantsPage = /text\/html|\*\/\*/.test(String(request.headers.accept ?? '*/*'))
    if (!wantsPage || path === '/api' || path.startsWith('/api/') || path.startsWith('/assets/'))
      return reply.callNotFound()
    return sendPage(request, reply, path)
  })

  async function sendPage(request: FastifyRequest, reply: FastifyReply, path: string): Promise<FastifyReply> {
    const nonce = randomKey(16)
    const head = await headOf(decoded(path), services)
    return (
      reply
        .header('content-security-policy', contentPolicy(path, nonce))
        .header('content-type', 'text/html; charset=utf-8')
        // the nonce is for one answer only, and the language follows the person
        .header('cache-control', 'no-store')
        .header('vary', 'accept-language, cookie')
        .send(fill(html, pageLocale(request), nonce, head))
    )
  }
}

/** A path as people write it; one that is not well-formed stays as it came, and nothing is published there. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** The page is served whatever happens to its title: it says itself what is wrong. */
async function headOf(path: string, services: Services): Promise<PageHead | undefined> {
  for (const feature of services.features) {
    try {
      const head = await feature.head?.(path, services)
      if (head) return head
    } catch {
      services.log.warn({ feature: feature.name }, 'head of a page failed')
    }
  }
  return undefined
}

export function pageLocale(request: Pick<FastifyRequest, 'query' | 'cookies' | 'headers'>): Locale {
  const asked = (request.query as { lang?: unknown } | undefined)?.lang
  for (const one of [asked, request.cookies.lang]) if (one === 'ja' || one === 'en') return one
  return /^\s*ja\b/i.test(String(request.headers['accept-language'] ?? '')) ? 'ja' : 'en'
}

const escape = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
const product = { en: 'Hashidate', ja: '橋立' } as const

/** What one answer adds to the built file. Linked data is data, not script: the policy lets it stand, `<` cannot end it. */
export function fill(html: string, locale: Locale, nonce: string, head: PageHead | undefined): string {
  const title = head ? `${head.title} - ${product[locale]}` : product[locale]
  const parts = [
    `<title>${escape(title)}</title>`,
    `<meta name="csp-nonce" content="${nonce}">`,
    ...(head?.description ? [`<meta name="description" content="${escape(head.description)}">`] : []),
    ...(head?.data
      ? [`<script type="application/ld+json">${JSON.stringify(head.data).replaceAll('<', '\\u003c')}</script>`]
      : []),
  ]
  // functions, not strings: a `$&` in a title is text
  return html
    .replace(/<html lang="[^"]*"/, () => `<html lang="${locale}"`)
    .replace(/<title>[^<]*<\/title>/, () => parts.join('\n    '))
}

/** The reference of the API, from swagger-ui-dist; its own start file would need the policy to allow other sites. */
function mountReference(app: FastifyInstance): void {
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
  const own: Readonly<Record<string, string>> = {
    'index.html': `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Hashidate API</title>
<link rel="stylesheet" href="swagger-ui.css"><link rel="icon" href="favicon-32x32.png"></head><body><main id="reference"></main>
<script src="swagger-ui-bundle.js"></script><script src="start.js"></script></body></html>`,
    'start.js': `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#reference', deepLinking: true, validatorUrl: null, supportedSubmitMethods: ['get'] })`,
  }
  const fromPackage = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png']
  app.get('/reference', (_, reply) => reply.redirect('/reference/', 301))
  app.get<{ Params: { '*': string } }>('/reference/*', { config: { rateLimit: false } }, (request, reply) => {
    const name = request.params['*'] || 'index.html'
    const text = own[name]
    if (text === undefined && !fromPackage.includes(name)) return reply.callNotFound()
    return reply
      .header('content-type', typeOf(name))
      .header('cache-control', 'public, max-age=3600')
      .send(text ?? readFileSync(join(folder, name)))
  })
}
