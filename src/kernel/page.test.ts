import cookie from '@fastify/cookie'
import Fastify from 'fastify'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { Services } from './feature.ts'
import { mountPage } from './page.ts'

const dist = mkdtempSync(join(tmpdir(), 'hashidate-page-'))
mkdirSync(join(dist, 'assets'))
writeFileSync(
  join(dist, 'index.html'),
  '<!doctype html><html lang="en"><head><title>Hashidate</title></head><body></body></html>',
)
writeFileSync(join(dist, 'assets', 'a-1.js'), 'plain')
writeFileSync(join(dist, 'assets', 'a-1.js.gz'), gzipSync('plain'))

async function site() {
  const app = Fastify()
  await app.register(cookie)
  const services = {
    log: { warn() {} },
    features: [
      { name: 'broken', head: async () => Promise.reject(new Error('no')) },
      {
        name: 'one',
        head: async (path: string) =>
          path === '/term/血'
            ? { title: '<血> $& "x"', description: 'd', data: { name: '</script><script>alert(1)' } }
            : undefined,
      },
    ],
  } as unknown as Services
  mountPage(app, services, dist)
  return app
}

test('each answer has its own nonce, in the policy and in the page, and no script inside', async () => {
  const app = await site()
  const [a, b] = await Promise.all([app.inject('/search?q=x'), app.inject('/search?q=x')])
  const nonce = /name="csp-nonce" content="([^"]+)"/.exec(a.body)?.[1]
  expect(nonce?.length).toBeGreaterThan(15)
  expect(a.headers['content-security-policy']).toContain(`'nonce-${nonce}'`)
  expect(a.headers['content-security-policy']).toContain(`script-src 'self';`)
  expect(b.body).not.toContain(nonce)
  expect(a.headers['cache-control']).toBe('no-store')
})

test('title and linked data are text: nothing in them ends the element or fills a pattern', async () => {
  const { body } = await (await site()).inject(encodeURI('/term/血'))
  expect(body).toContain('<title>&lt;血&gt; $&amp; &quot;x&quot; - Hashidate</title>')
  expect(body).toContain('"name":"\\u003c/script>\\u003cscript>alert(1)"')
  expect(body.match(/<script/g)).toHaveLength(1)
})

test("the language is the address's, the cookie's, the browser's", async () => {
  const app = await site()
  const lang = async (url: string, headers: Record<string, string>) =>
    /<html lang="(\w+)"/.exec((await app.inject({ url, headers })).body)?.[1]
  expect(await lang('/?lang=ja', { cookie: 'lang=en' })).toBe('ja')
  expect(await lang('/', { cookie: 'lang=en', 'accept-language': 'ja' })).toBe('en')
  expect(await lang('/?lang=xx', { 'accept-language': 'ja,en' })).toBe('ja')
})

test('files of the page for ever, packed where the browser can; unknown files and API addresses are not the page', async () => {
  const app = await site()
  const plain = await app.inject('/assets/a-1.js')
  expect([plain.body, plain.headers['cache-control']]).toEqual(['plain', 'public, max-age=31536000, immutable'])
  const packed = await app.inject({ url: '/assets/a-1.js', headers: { 'accept-encoding': 'gzip, br' } })
  expect([packed.headers['content-encoding'], packed.headers['content-type']]).toEqual([
    'gzip',
    'text/javascript; charset=utf-8',
  ])
  for (const url of [
    '/assets/b.js',
    '/assets/..%2findex.html',
    '/api',
    '/api/none',
    '/reference/..%2f..%2fpackage.json',
  ])
    expect((await app.inject(url)).statusCode, url).toBe(404)
  expect((await app.inject({ url: '/x', headers: { accept: 'application/json' } })).statusCode).toBe(404)
  // an address that is not well-formed is still a page, which then says so
  expect((await app.inject('/term/%E0%A4%A')).statusCode).toBeLessThan(500)
})

test('the reference page loads nothing but its own files', async () => {
  const app = await site()
  expect((await app.inject('/reference')).headers.location).toBe('/reference/')
  const page = await app.inject('/reference/')
  expect(page.body).not.toMatch(/<script>|https?:/)
  for (const [, file] of page.body.matchAll(/(?:src|href)="([^"]+)"/g))
    expect((await app.inject(`/reference/${file}`)).statusCode, file).toBe(200)
})
