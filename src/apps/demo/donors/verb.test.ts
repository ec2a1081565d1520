import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Problem } from '../../../kernel/problem.ts'
import { UsageError } from '../../../kernel/verb.ts'
import { population } from './population.ts'
import { demoDonors } from './verb.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'donors-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function run(flags: Record<string, string>, json = false, signal = new AbortController().signal) {
  const out: string[] = []
  const err: string[] = []
  const status = await demoDonors.local(
    { words: [], flags },
    {
      locale: 'en',
      json,
      data: folder,
      out: (line) => void out.push(line),
      err: (line) => void err.push(line),
      signal,
    },
  )
  return { status, out, err }
}

test('a file of donors, and what it holds as one JSON object', async () => {
  const path = join(folder, 'a.ndjson')
  const { status, out, err } = await run({ count: '3000', seed: '5', out: path }, true)
  const text = await readFile(path, 'utf8')
  expect([status, out.length, err]).toEqual([0, 1, []])
  expect(JSON.parse(out[0] ?? '')).toMatchObject({ out: path, seed: 5, donors: 3000, bytes: Buffer.byteLength(text) })
  expect(text).toBe([...population(3000, 5)].join(''))
  // the bench and the pages speak of these people: a change of the generator is seen here
  expect(createHash('sha256').update(text).digest('hex')).toMatchInlineSnapshot(
    `"278d89a4cdb391acebc65b9e0fee3d30f73780821048fa6f1228b382b5eaff46"`,
  )
})

test('interrupted, nothing is left', async () => {
  const stop = new AbortController()
  stop.abort()
  const { status, out, err } = await run({ count: '100000', out: join(folder, 'b.ndjson') }, false, stop.signal)
  expect([status, out]).toEqual([1, []])
  expect(err[0]).toMatch(/^stopped after \d+ donors; no file was left$/)
  expect((await readdir(folder)).filter((name) => name.startsWith('b'))).toEqual([])
})

test.each([[{}], [{ count: '0' }], [{ count: '1e3' }], [{ count: '5', seed: '-1' }], [{ count: '1000000001' }]])(
  'wrong usage: %j',
  async (flags) => {
    await expect(run(flags as Record<string, string>)).rejects.toBeInstanceOf(UsageError)
  },
)

test('a folder that is not there; --json without a file', async () => {
  await expect(run({ count: '5', out: join(folder, 'none', 'x.ndjson') })).rejects.toBeInstanceOf(Problem)
  await expect(run({ count: '5' }, true)).rejects.toBeInstanceOf(UsageError)
})
