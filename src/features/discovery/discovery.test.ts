import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anActor, anonymous, makeTestApp } from '../../../test/app.ts'
import type { TestApp } from '../../../test/app.ts'
import { freshDatabase } from '../../../test/db.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Database } from '../../kernel/db.ts'
import { sql } from '../../kernel/db.ts'
import { setSetting } from '../../kernel/settings.ts'
import { entriesCsv, imported } from '../intake/test-imports.ts'
import { verbs } from './cli.ts'
import { dcat, entries, indexState, linkedData, reindex, search } from './contract.ts'
import type { SearchQuery } from './contract.ts'

let app: TestApp
let database: Database
const workers: Worker[] = []
const operator = anActor({ grants: [['operator', null]] })
const terms = `id,label_en,label_ja,parents
EX:1,Root disease,根の病気,
EX:2,Mercury,水銀の病気,EX:1
EX:3,Mercury,水星の病気,
EX:4,Leaf disease,葉の病気,EX:2
`
beforeAll(async () => {
  database = await freshDatabase()
  const seen = (worker: Worker) => void workers.push(worker)
  process.on('worker', seen)
  app = await makeTestApp({ database, jobs: true })
  process.off('worker', seen)
  await imported(app, { format: 'terms-csv', files: { 't.csv': terms } })
})
afterAll(async () => {
  await app[Symbol.asyncDispose]()
  await database[Symbol.asyncDispose]()
})

type Entries = Parameters<typeof entriesCsv>[0]
const publish = (holder: string, rows: Entries) =>
  imported(app, { format: 'csv', holder, files: { 'e.csv': entriesCsv(rows) } })
/** Ask until the index has what is published: it follows within a moment. */
async function seek(query: SearchQuery, as: Actor = anonymous, of: TestApp = app) {
  const started = Date.now()
  for (;;) {
    const result = await of.as(as).call(search, { query })
    if (!result.searched.behind) return result
    if (Date.now() - started > 10_000) throw new Error('the index does not follow')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
const iris = async (query: SearchQuery, as?: Actor) => (await seek(query, as)).hits.map(({ iri }) => iri)
const facet = (result: Awaited<ReturnType<typeof seek>>, name: string) =>
  Object.fromEntries(
    (result.facets.find((it) => it.name === name)?.values ?? []).map(({ value, count }) => [value, count]),
  )

describe('the index follows', () => {
  test('what goes live is found, what is withdrawn is gone from hits, totals and facets', async () => {
    const none = (await seek({})).total
    await publish('follow', [
      { id: 'one', name: 'Zebra one', materials: 'DNA' },
      { id: 'two', name: 'Zebra two', materials: 'RNA' },
    ])
    const both = await seek({ q: 'zebra' })
    expect([both.total, facet(both, 'material'), both.searched.publications]).toEqual([2, { DNA: 1, RNA: 1 }, none + 2])
    expect(both.hits[0]).toMatchObject({
      kind: 'collection',
      title: expect.stringMatching(/^Zebra/),
      titleJa: null,
      holder: 'follow',
      why: [{ reason: 'title' }],
    })
    await publish('follow', [{ id: 'two', name: 'Zebra second', materials: 'RNA|SERUM' }])
    const one = await seek({ q: 'zebra' })
    expect([one.total, one.hits.map(({ title }) => title), facet(one, 'material')]).toEqual([
      1,
      ['Zebra second'],
      { RNA: 1, SERUM: 1 },
    ])
    expect((await seek({})).total).toBe(none + 1)
  })

  test('a change takes nothing away in between', async () => {
    const rows = (donors: string): Entries =>
      Array.from({ length: 400 }, (_, at) => ({ id: `s${at}`, name: `Steady ${at}`, donors }))
    await publish('steady', rows('1'))
    expect((await seek({ q: 'steady' })).total).toBe(400)
    const totals = new Set<number>()
    const done = publish('steady', rows('2'))
    let over = false
    void done.then(() => (over = true))
    for (let after = 0; after < 20; after += over ? 1 : 0)
      totals.add((await app.as(anonymous).call(search, { query: { q: 'steady', limit: 0 } })).total)
    await done
    expect(await seek({ q: 'steady', limit: 1 })).toMatchObject({
      total: 400,
      hits: [{ facts: expect.arrayContaining([{ name: 'donors', values: [{ value: '2', label: {} }] }]) }],
    })
    expect([...totals]).toEqual([400])
    await publish('steady', [{ id: 's0', name: 'Steady 0' }])
  })
})

describe('a question', () => {
  beforeAll(async () => {
    await publish('asked', [
      { id: 'a', name: 'Quagga blood', materials: 'DNA|RNA', diseases: 'EX:2', donors: '5' },
      { id: 'b', name: 'Quagga hair', materials: 'DNA', diseases: 'EX:4' },
      { id: 'c', name: 'Quagga skin', materials: 'SERUM', diseases: 'EX:3', donors: '0' },
      { id: 'd', name: 'Something else', diseases: 'EX:1' },
    ])
  })
  const at = (...ids: string[]) => ids.map((id) => `/collection/asked/${id}`)

  test('any and all differ; counts of a facet ignore its own filter when it is any', async () => {
    const any = await seek({ q: 'quagga', material: ['DNA', 'RNA'] })
    const all = await seek({ q: 'quagga', material: ['DNA', 'RNA'], all: ['material'] })
    expect([any.total, all.total]).toEqual([2, 1])
    expect([facet(any, 'material'), facet(all, 'material')]).toEqual([
      { DNA: 2, RNA: 1, SERUM: 1 },
      { DNA: 1, RNA: 1 },
    ])
    expect([any, all].map((it) => it.facets.find(({ name }) => name === 'material')?.mode)).toEqual(['any', 'all'])
    expect(facet(any, 'size')).toEqual({ '1-99': 1, unknown: 1 })
    expect(facet(await seek({ q: 'quagga skin' }), 'size')).toEqual({ '0': 1 })
  })

  test('with several meanings shows them with their hits; one of them can be chosen', async () => {
    const both = await seek({ q: 'mercury' })
    expect(both.senses.map(({ id, hits, vocabulary }) => [id, hits, vocabulary])).toEqual([
      ['EX:2', 2, 'EX'],
      ['EX:3', 1, 'EX'],
    ])
    expect([both.total, both.sense]).toEqual([3, null])
    const planet = await seek({ sense: 'EX:3' })
    expect([planet.total, planet.hits.map(({ iri }) => iri), planet.sense?.id, planet.hits[0]?.why]).toEqual([
      1,
      at('c'),
      'EX:3',
      [{ reason: 'concept', value: 'EX:3', label: { en: 'Mercury', ja: '水星の病気' } }],
    ])
    // the text is only how the meaning was come by
    expect((await iris({ q: 'mercury', sense: 'EX:2' })).toSorted()).toEqual(at('a', 'b'))
  })

  test('finds what is narrower, and says so; and in the other language', async () => {
    const root = await seek({ q: '根の病気', holder: ['asked'] })
    expect(root.hits.map(({ iri, why }) => [iri, why[0]?.reason, why[0]?.value])).toEqual([
      [...at('d'), 'concept', 'EX:1'],
      [...at('a'), 'narrower', 'EX:2'],
      [...at('b'), 'narrower', 'EX:4'],
    ])
  })

  test('of a meaning that is not, and of a facet that is not, is refused', async () => {
    await expect(app.as(anonymous).call(search, { query: { sense: 'EX:99' } })).rejects.toMatchObject({
      status: 404,
      type: 'no-such-term',
    })
    for (const query of ['nothing=1', 'limit=101', 'offset=-1', 'q=%00', 'all=colour', 'sort=rank'])
      expect([query, (await app.as(anonymous).fetch(`/api/search?${query}`)).status]).toEqual([query, 422])
  })

  test('that finds nothing proposes what may have been meant, never itself', async () => {
    const texts = async (q: string) => (await seek({ q })).suggestions.map(({ text }) => text)
    expect(await texts('quaga')).toContain('quagga')
    expect(await texts('QUAGA hair')).toContain('quagga hair')
    expect(await texts('mercuri')).toEqual(['Mercury', 'mercury'].slice(0, 1))
    for (const q of ['Quagga blood', 'XYZZY', 'Ｑｕａｇａ'])
      expect((await texts(q)).map((text) => text.toLowerCase())).not.toContain(q.toLowerCase())
    expect((await seek({ q: 'mercurj' })).suggestions[0]).toMatchObject({ text: 'Mercury', sense: 'EX:2' })
  })

  test('in pages gives each hit once, in one order', async () => {
    const pages = await Promise.all(
      [0, 1, 2, 3].map((offset) => iris({ q: 'quagga', offset, limit: 1, sort: 'title-en' })),
    )
    expect(pages.flat()).toEqual(at('a', 'b', 'c'))
    expect((await seek({ q: 'quagga', limit: 0 })).total).toBe(3)
  })

  test('from the command line, with --json', async () => {
    const lines: string[] = []
    const io = {
      call: app.as(anonymous).call,
      out: (line: string) => void lines.push(line),
      err: () => {},
      json: true,
      locale: 'ja' as const,
      signal: new AbortController().signal,
    }
    const verb = (name: string) => verbs.find((it) => it.name === name)!
    expect(await verb('search').run({ words: ['quagga', 'blood'], flags: { limit: '1' } } as never, io as never)).toBe(
      0,
    )
    const answer = JSON.parse(lines[0]!) as { hits: object[] }
    expect(Object.keys(answer).slice(0, 4)).toEqual(['total', 'hits', 'facets', 'senses'])
    for (const key of ['iri', 'kind', 'title', 'titleJa', 'holder', 'why']) expect(answer.hits[0]).toHaveProperty(key)
    await expect(verb('search').run({ words: [], flags: { kind: 'colour' } } as never, io as never)).rejects.toThrow(
      '--kind',
    )
  })
})

describe('what only some may see', () => {
  const holder = 'secretive'
  const inside = anActor({ grants: [['member', holder]] })
  const someone = anActor()
  beforeAll(async () => {
    await publish(holder, [
      { id: 'open', name: 'Okapi open', materials: 'DNA' },
      { id: 'known', name: 'Okapi known', materials: 'RNA', visibility: 'signed-in' },
      { id: 'own', name: 'Okapi unicorn', materials: 'SERUM', visibility: 'holder' },
    ])
  })
  const see: [string, () => Actor, string[]][] = [
    ['a visitor', () => anonymous, ['open']],
    ['somebody', () => someone, ['known', 'open']],
    ['the holder', () => inside, ['known', 'open', 'own']],
    ['an operator', () => operator, ['known', 'open', 'own']],
  ]
  test.each(see)('%s', async (_, who, ids) => {
    const as = who()
    const all = ['known', 'open', 'own'].map((id) => `/collection/${holder}/${id}`)
    const visible = ids.map((id) => `/collection/${holder}/${id}`)
    const result = await seek({ q: 'okapi' }, as)
    expect([result.total, result.hits.map(({ iri }) => iri).toSorted()]).toEqual([ids.length, visible])
    expect(Object.values(facet(result, 'material')).length).toBe(ids.length)
    expect(facet(await seek({ holder: [holder] }, as), 'holder')[holder]).toBe(ids.length)
    expect((await seek({ q: 'unicorm' }, as)).suggestions.map(({ text }) => text)).toEqual(
      ids.includes('own') ? ['unicorn'] : [],
    )
    const { entries: cards, gone } = await app.as(as).call(entries, { query: { iri: all } })
    expect([cards.map(({ iri }) => iri), gone]).toEqual([visible, all.filter((iri) => !visible.includes(iri))])
    for (const iri of all) {
      const answer = app
        .as(as)
        .call(linkedData, { query: { iri } })
        .then(
          () => true,
          (error: { status: number }) => error.status,
        )
      expect([iri, await answer]).toEqual([iri, visible.includes(iri) ? true : 404])
    }
    const page = (await app.as(as).call(dcat, { query: { after: `/collection/${holder}`, limit: 3 } })) as {
      'dcat:dataset': { 'dct:identifier': string[] }[]
    }
    expect(
      page['dcat:dataset'].map((it) => it['dct:identifier'][0]).filter((id) => ['known', 'open', 'own'].includes(id!)),
    ).toEqual(ids)
  })

  test('the head of a page says only what everybody may see', async () => {
    const head = (id: string) =>
      app.services.features.find(({ name }) => name === 'discovery')!.head!(`/collection/${holder}/${id}`, app.services)
    expect(await head('open')).toMatchObject({ title: 'Okapi open', data: { '@type': 'Dataset' } })
    expect([await head('known'), await head('own'), await head('nothing')]).toEqual([undefined, undefined, undefined])
  })
})

test('linked data: a dataset in schema.org, the catalogue as DCAT in pages', async () => {
  await publish(
    'linked',
    ['a', 'b', 'c'].map((id) => ({ id, name: `Linked ${id}`, diseases: 'EX:2' })),
  )
  const base = app.services.config.url
  const one = await app.as(anonymous).call(linkedData, { query: { iri: '/collection/linked/a' } })
  expect(one).toMatchObject({
    '@type': 'Dataset',
    '@id': `${base}/collection/linked/a`,
    name: [{ '@language': 'en', '@value': 'Linked a' }],
    identifier: ['a'],
    about: [{ '@type': 'DefinedTerm', termCode: 'EX:2' }],
    publisher: [{ '@type': 'Organization', '@id': `${base}/holder/linked` }],
  })
  expect((one as { '@context': unknown[] })['@context'][0]).toBe('https://schema.org')
  type Page = {
    '@context': object
    '@type': string
    'hydra:next'?: { '@id': string }
    'dcat:dataset': { '@id': string; '@type': string; 'dct:title': unknown[]; 'dcat:theme'?: { '@id': string }[] }[]
  }
  const seen: string[] = []
  for (let address: string | undefined = `${base}/api/dcat?limit=2`; address;) {
    const page = (await (await app.as(anonymous).fetch(address.slice(base.length))).json()) as Page
    expect([page['@type'], Object.keys(page['@context'])]).toEqual(['dcat:Catalog', ['dcat', 'dct', 'foaf', 'hydra']])
    for (const it of page['dcat:dataset']) {
      seen.push(it['@id'])
      expect([it['@type'], it['dct:title'].length > 0]).toEqual(['dcat:Dataset', true])
      for (const theme of it['dcat:theme'] ?? []) expect(theme['@id']).toMatch(/^https?:\/\//)
    }
    address = page['hydra:next']?.['@id']
  }
  expect([new Set(seen).size, seen.filter((it) => it.includes('/linked/')).length]).toEqual([seen.length, 3])
  expect((await app.as(anonymous).fetch('/api/linked-data?iri=%00')).status).toBe(422)
  expect((await app.as(anonymous).fetch('/api/entries')).status).toBe(422)
})

describe('the index itself', () => {
  test('is shown to operators and built anew by them', async () => {
    await seek({})
    const before = await app.as(operator).call(indexState)
    const { publications } = await app.as(operator).call(reindex)
    expect([publications, before.publications, before.behind]).toEqual([
      (await seek({}, operator)).total,
      publications,
      false,
    ])
    for (const as of [anonymous, anActor(), anActor({ grants: [['curator', 'x']] })]) {
      const status = as === anonymous ? 401 : 403
      await expect(app.as(as).call(indexState)).rejects.toMatchObject({ status })
      await expect(app.as(as).call(reindex)).rejects.toMatchObject({ status })
    }
    const { rows } =
      await sql`select 1 from kernel.audit where action = 'discovery.reindex' and actor = ${operator.id}`.execute(
        database.db,
      )
    expect(rows.length).toBe(1)
    // two at once both end
    await Promise.all([app.as(operator).call(reindex), app.as(operator).call(reindex)])
  })

  test('starts again when its thread dies, and nobody who searches hears of it', async () => {
    const { total } = await seek({ q: 'quagga' })
    expect(workers.length).toBeGreaterThanOrEqual(2)
    for (const worker of workers) await worker.terminate()
    expect((await seek({ q: 'quagga' })).total).toBe(total)
    await publish('reborn', [{ id: 'x', name: 'Phoenix' }])
    expect((await seek({ q: 'phoenix' })).total).toBe(1)
  })

  test('is loaded by the next start, and thrown away for another database', async () => {
    await using own = await freshDatabase()
    let data: string
    {
      await using first = await makeTestApp({ database: own, jobs: true })
      data = first.services.config.data
      await imported(first, {
        format: 'csv',
        holder: 'kept',
        files: { 'e.csv': entriesCsv([{ id: 'a' }, { id: 'b' }]) },
      })
      expect((await seek({}, anonymous, first)).total).toBe(2)
    }
    const segments = () =>
      readdirSync(join(data, 'cache', 'search'))
        .filter((name) => name.endsWith('.segment'))
        .toSorted()
    const kept = segments()
    expect(kept).toHaveLength(1)
    const again = async () => {
      await using next = await makeTestApp({ database: own, data })
      return (await seek({}, anonymous, next)).total
    }
    // what is no longer in the tables shows that the index was not built from them
    await sql`delete from kernel.publication where iri like '%/b'`.execute(own.db)
    expect(await again()).toBe(2)
    expect(segments()).toEqual(kept)
    await setSetting(own.db, 'identity', 'another database')
    expect(await again()).toBe(1)
    expect(segments()).not.toEqual(kept)
    // a cache that cannot be read is no cache
    writeFileSync(join(data, 'cache', 'search', 'manifest.json'), '{"state":')
    expect(await again()).toBe(1)
  })
})
