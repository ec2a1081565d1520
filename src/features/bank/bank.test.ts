import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anActor, anonymous, makeTestApp } from '../../../test/app.ts'
import type { TestApp } from '../../../test/app.ts'
import { freshDatabase } from '../../../test/db.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Database } from '../../kernel/db.ts'
import { search } from '../discovery/contract.ts'
import { wentLive } from '../intake/test-imports.ts'
import { readLine } from './contract.ts'

let app: TestApp
let database: Database
const lines = `accession,name,category,species,parents,same_donor,deposits,discontinued,diseases
L1,COLO 818,Cancer cell line,9606:Homo sapiens,,,B1:10,B1:9,NCIT:C1 Melanoma
L2,COLO-818,Cancer cell line,9606:Homo sapiens,,,,,
L3,18/1,Hybridoma,10090:Mus musculus,,,,,
L4,18.1,Hybridoma,10090:Mus musculus,,,,,
L5,18-1,Hybridoma,10090:Mus musculus,,,,,
P,Parent,Cancer cell line,9606:Homo sapiens,,,,,
C,Child,Cancer cell line,9606:Homo sapiens,P|GONE Gone,L1 COLO 818|H Hidden,,,
H,Hidden,Cancer cell line,9606:Homo sapiens,P,,,,NCIT:C2 Secret disease
H2,COLO818,Cancer cell line,9606:Homo sapiens,,,,,
`
beforeAll(async () => {
  database = await freshDatabase()
  app = await makeTestApp({ database, jobs: true })
  await wentLive(app, { format: 'csv', holder: 'the-bank', files: { 'l.csv': lines } })
  // the template has no column for it; records of other formats may say so
  await sql`update bank.line set audience = '{signed-in}' where accession in ('H', 'H2')`.execute(database.db)
})
afterAll(async () => {
  await app[Symbol.asyncDispose]()
  await database[Symbol.asyncDispose]()
})
const read = (accession: string, as: Actor = anonymous) => app.as(as).call(readLine, { params: { accession } })

test('deposits: what is offered, and what is not any more', async () => {
  expect((await read('L1')).deposits).toMatchObject([
    { bank: 'B1', catalogue: '10', status: 'offered', holder: 'the-bank', bankName: { en: 'the-bank' } },
    { bank: 'B1', catalogue: '9', status: 'discontinued', url: null },
  ])
})

test('names that look alike are proposed, and stay lines of their own', async () => {
  const alike = async (accession: string, as?: Actor) => (await read(accession, as)).similarNames.map((it) => it.name)
  expect([await alike('L1'), await alike('L2')]).toEqual([['COLO-818'], ['COLO 818']])
  expect(await alike('L1', anActor())).toEqual(['COLO-818', 'COLO818'])
  for (const [accession, name] of [
    ['L3', '18/1'],
    ['L4', '18.1'],
    ['L5', '18-1'],
  ] as const)
    expect((await read(accession)).name).toBe(name)
  const hits = async (q: string) =>
    (await app.as(anonymous).call(search, { query: { q } })).hits.map(({ title }) => title)
  for (;;) if (!(await app.as(anonymous).call(search, { query: {} })).searched.behind) break
  for (const name of ['18/1', '18.1', '18-1']) expect([name, (await hits(name))[0]]).toEqual([name, name])
})

test('parents, children and lines of one donor lead only to what one may see', async () => {
  const child = await read('C')
  expect(child.parents).toEqual([
    { accession: 'P', name: 'P', iri: '/line/P' },
    { accession: 'GONE', name: 'Gone', iri: null },
  ])
  expect(child.sameDonor.map(({ accession, iri }) => [accession, iri])).toEqual([
    ['L1', '/line/L1'],
    ['H', null],
  ])
  expect((await read('C', anActor())).sameDonor.map(({ iri }) => iri)).toEqual(['/line/L1', '/line/H'])
  expect([
    (await read('P')).children.map(({ name }) => name),
    (await read('P', anActor())).children.map(({ name }) => name),
  ]).toEqual([['Child'], ['Child', 'Hidden']])
})

test('a line that one may not see is not there, nor the names that only it gives', async () => {
  await expect(read('H')).rejects.toMatchObject({ status: 404, type: 'not-found' })
  expect((await read('H', anActor())).name).toBe('Hidden')
  const names = app.services.features.find(({ name }) => name === 'bank')!.names!
  expect([...(await names(app.services, ['NCIT:C1', 'NCIT:C2', 'NCIT:C3']))]).toEqual([['NCIT:C1', { en: 'Melanoma' }]])
})

test('an accession that is not there is not found', async () => {
  for (const accession of ['nothing', 'l1', '%', "' or true --", 'あ'])
    await expect(read(accession)).rejects.toMatchObject({ status: 404 })
  expect((await app.as(anonymous).fetch('/api/lines/%00')).status).toBe(422)
})
