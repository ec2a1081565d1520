import { expect, test } from 'vitest'
import { memoryInput } from './input.ts'
import { Reader } from './intake-reader.ts'
import type { Batch } from './intake-reader.ts'
import type { Read } from './intake.ts'
import { intake } from './intake-target.ts'

interface One {
  name: string
}
const place = { file: 'f' }
const row = (key: string, name = key): Read<One> => ({ record: { name }, key, place })

/** Everything a reader says of these reads, over what is live. */
async function read(
  reads: Read<One>[],
  live: Record<string, string> = {},
  plan = { release: 1, stage: true, refuse: false },
) {
  const it = intake<One>({
    format: {
      name: 'x',
      title: { en: 'x', ja: 'x' },
      takes: 'file',
      faults: {},
      async *read() {
        yield* reads
      },
    },
    holder: 'none',
    source: () => 's',
    tables: [{ name: 't.t', children: [] }],
    mayImport: () => true,
    rows: ({ name }) => ({ table: 't.t', row: { name }, children: {} }),
  })
  const reader = new Reader(it, memoryInput({}), {}, plan)
  reader.know('t.t', Object.entries(live))
  const all = { inserted: [] as string[], closed: [] as string[], taken: [] as string[], codes: [] as string[] }
  for (let batch: Batch | undefined; !batch?.done;) {
    batch = await reader.next()
    all.inserted.push(
      ...batch.inserts
        .filter(({ table }) => table === 't.t')
        .flatMap(({ rows }) => rows.map((text) => (JSON.parse(text) as { key: string }).key)),
    )
    all.closed.push(...batch.closes.filter(({ table }) => table === 't.t').flatMap(({ keys }) => keys))
    all.taken.push(...batch.unstages.filter(({ table }) => table === 't.t').flatMap(({ keys }) => keys))
    all.codes.push(...batch.faults.map(({ code }) => code))
  }
  return { ...all, summary: reader.summary, reader }
}
const fault = (key?: string): Read<One> => ({ fault: { place, code: 'bad', ...(key === undefined ? {} : { key }) } })

test('a faulty row that names its record holds that record only; one that names none holds all', async () => {
  expect((await read([row('a'), fault('k')], { k: 'h', z: 'h' })).closed).toEqual(['z'])
  const held = await read([row('a'), fault()], { k: 'h', z: 'h' })
  expect([held.closed, held.summary.notes]).toEqual([[], [{ code: 'removals-held', count: 1 }]])
})

test('a record that is taken back counts no more, nor is it an example', async () => {
  const { taken, summary } = await read([row('a'), row('b'), fault('a')])
  expect([taken, summary.added, summary.faults, summary.read, summary.examples]).toEqual([
    ['a'],
    1,
    1,
    2,
    [{ change: 'added', key: 'b' }],
  ])
  const { reader } = await read([row('a'), row('b')], { b: 'old' })
  reader.reject([
    { table: 't.t', key: 'b' },
    { table: 't.t', key: 'never' },
  ])
  expect([reader.summary.added, reader.summary.changed, reader.summary.faults]).toEqual([1, 0, 1])
})

test('text that PostgreSQL cannot keep is a fault of its row; text that only looks so is not', async () => {
  const { codes, inserted } = await read([
    row('a', 'x\0'),
    row('b', '\ud800'),
    row('c\0', 'x'),
    row('d', '\\u0000'),
    row('e', '\\\\ud800'),
    row('f', '😀'),
  ])
  expect([codes, inserted]).toEqual([
    ['unstorable-character', 'unstorable-character', 'unstorable-character'],
    ['d', 'e', 'f'],
  ])
})

test('an empty file of a table withdraws nothing of it; once one fault refuses, nothing more is staged', async () => {
  expect((await read([], { a: 'h' })).closed).toEqual([])
  const refused = await read([fault('x'), row('a')], { z: 'h' }, { release: 1, stage: true, refuse: true })
  expect([refused.inserted, refused.closed, refused.summary.added]).toEqual([[], [], 1])
})
