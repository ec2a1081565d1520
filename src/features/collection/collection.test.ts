import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anActor, anonymous, makeTestApp } from '../../../test/app.ts'
import type { TestApp } from '../../../test/app.ts'
import { freshDatabase } from '../../../test/db.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Database } from '../../kernel/db.ts'
import { entriesCsv, wentLive } from '../intake/test-imports.ts'
import { readEntry } from './contract.ts'

let app: TestApp
let database: Database
const holder = 'the-holder'
const member = anActor({ grants: [['member', holder]] })
const rows = [
  { kind: 'biobank', id: 'one' },
  { kind: 'biobank', id: 'two' },
  { kind: 'biobank', id: 'empty' },
  { id: 'shared', biobanks: 'one|two', donors: '0', diseases: 'EX:1', materials: 'DNA' },
  { id: 'part', parent: 'shared', biobanks: 'one', donors: '10-19' },
  { id: 'part-of-part', parent: 'part', biobanks: 'one' },
  { kind: 'dataset', id: 'data', parent: 'shared' },
  { id: 'signed', parent: 'shared', visibility: 'signed-in' },
  { id: 'closed', parent: 'shared', visibility: 'holder' },
  { id: 'under-closed', parent: 'closed' },
  { id: 'alone' },
  { id: '日本 / 100%' },
]
beforeAll(async () => {
  database = await freshDatabase()
  app = await makeTestApp({ database, jobs: true })
  await wentLive(app, { format: 'csv', holder, files: { 'e.csv': entriesCsv(rows) } })
})
afterAll(async () => {
  await app[Symbol.asyncDispose]()
  await database[Symbol.asyncDispose]()
})
const read = (kind: 'holder' | 'biobank' | 'collection' | 'dataset', id: string, as: Actor = anonymous) =>
  app.as(as).call(readEntry, { params: { kind, holder, id } })
const ids = (links: readonly { iri: string }[]) =>
  links.map(({ iri }) => decodeURIComponent(iri.split('/').at(-1)!)).toSorted()

describe('parts', () => {
  test('are direct ones: a collection of two biobanks is a part of both, parts of parts are not', async () => {
    expect([ids((await read('biobank', 'one')).parts), (await read('biobank', 'one')).partsTotal]).toEqual([
      ['shared'],
      1,
    ])
    expect(ids((await read('biobank', 'two')).parts)).toEqual(['shared'])
    const shared = await read('collection', 'shared')
    expect([ids(shared.parts), shared.partsTotal, ids(shared.biobanks), shared.parent]).toEqual([
      ['data', 'part'],
      2,
      ['one', 'two'],
      null,
    ])
    const part = await read('collection', 'part')
    expect([ids(part.parts), part.parent?.iri, part.biobanks.map(({ iri }) => iri)]).toEqual([
      ['part-of-part'],
      `/collection/${holder}/shared`,
      [`/biobank/${holder}/one`],
    ])
    expect((await read('collection', 'part-of-part')).parts).toEqual([])
  })

  test('may be none: a biobank without collections has its page', async () => {
    expect(await read('biobank', 'empty')).toMatchObject({
      parts: [],
      partsTotal: 0,
      holder: { id: holder, name: { en: holder } },
    })
  })
})

test('an unknown size is unknown, zero is zero, a range is a range', async () => {
  const size = async (id: string) => (await read('collection', id)).donors
  expect([await size('shared'), await size('alone'), await size('part')]).toEqual([
    { low: 0, high: 0 },
    null,
    { low: 10, high: 19 },
  ])
  expect((await read('collection', 'shared')).parts.find(({ iri }) => iri.endsWith('/part'))?.donors).toEqual({
    low: 10,
    high: 19,
  })
})

describe('what only some may see', () => {
  const people: [string, () => Actor, string[]][] = [
    ['a visitor', () => anonymous, []],
    ['somebody', () => anActor(), ['signed']],
    ['a curator elsewhere', () => anActor({ grants: [['curator', 'elsewhere']] }), ['signed']],
    ['a member', () => member, ['closed', 'signed']],
    ['an operator', () => anActor({ grants: [['operator', null]] }), ['closed', 'signed']],
  ]
  test.each(people)('%s', async (_, who, seen) => {
    const as = who()
    for (const id of ['signed', 'closed']) {
      const answer = read('collection', id, as).then(
        (it) => it.id,
        (error: { status: number; type: string }) => `${error.status} ${error.type}`,
      )
      expect(await answer).toBe(seen.includes(id) ? id : '404 not-found')
    }
    const shared = await read('collection', 'shared', as)
    expect([ids(shared.parts), shared.partsTotal]).toEqual([['data', 'part', ...seen].toSorted(), 2 + seen.length])
    // neither the name nor the address of what is above leaks
    const below = await read('collection', 'under-closed', as)
    expect([below.parent?.iri ?? null, JSON.stringify(below).includes('Name closed')]).toEqual(
      seen.includes('closed') ? [`/collection/${holder}/closed`, true] : [null, false],
    )
  })
})

test('an entry is found at its own address only', async () => {
  expect((await read('collection', '日本 / 100%')).iri).toBe(
    `/collection/${holder}/${encodeURIComponent('日本 / 100%')}`,
  )
  for (const [kind, id] of [
    ['biobank', 'shared'],
    ['collection', 'nothing'],
    ['collection', '%'],
    ['holder', 'x'],
    ['collection', "' or true --"],
  ] as const) {
    await expect(read(kind, id)).rejects.toMatchObject({ status: 404, type: 'not-found' })
  }
  await expect(read('line' as 'holder', 'x')).rejects.toMatchObject({ status: 422 })
  expect((await app.as(anonymous).fetch(`/api/catalogue/collection/${holder}/%00`)).status).toBe(422)
})

test('a page says where it comes from, its codes in words, and concepts nobody knows by their identifier', async () => {
  const shared = await read('collection', 'shared')
  expect(shared).toMatchObject({
    audience: ['public'],
    source: { id: `catalogue:csv:${holder}`, format: 'csv', release: null },
    diseases: [{ id: 'EX:1', iri: null, label: {} }],
  })
  expect(shared.materials).toEqual([{ code: 'DNA', label: { en: 'DNA', ja: 'DNA' } }])
  expect(shared.asks).toEqual({})
})
