import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { dirname, basename, join } from 'node:path'
import type { Numbers } from '../../../kernel/columnar.ts'
import type { DonorTable } from './table.ts'

/**
 * Arrays as they lie in memory, in a file beside the segments that they were made of: the first count after a start need
 * not sort millions of rows again. A cache: it is valid for one state (segments and withdrawals), and may be deleted.
 */
export async function loadKept(path: string, state: string, make: () => Promise<DonorTable>): Promise<DonorTable> {
  const kept = await readKept(path, state).catch(() => undefined)
  if (kept) return kept
  const table = await make()
  // a full disk must not stop a count
  await keep(path, state, table).catch(() => {})
  return table
}

const format = 'hashidate donors 2'
const names = [
  'Int8Array',
  'Uint8Array',
  'Int16Array',
  'Uint16Array',
  'Int32Array',
  'Uint32Array',
  'Float32Array',
  'Float64Array',
] as const
const kinds = { Int8Array, Uint8Array, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array }
interface Part {
  kind: (typeof names)[number]
  length: number
  offset: number
}
const aligned = (bytes: number) => Math.ceil(bytes / 8) * 8

async function keep(path: string, state: string, table: DonorTable): Promise<void> {
  const arrays: Numbers[] = []
  let offset = 0
  const tree = JSON.stringify(table, (_, value: unknown) => {
    if (!ArrayBuffer.isView(value)) return value
    const array = value as Numbers
    const part: Part = { kind: array.constructor.name as Part['kind'], length: array.length, offset }
    arrays.push(array)
    offset = aligned(offset + array.byteLength)
    return { '~': part }
  })
  const head = Buffer.from(`${JSON.stringify({ format, state, bytes: offset })}\n${tree}\n`)
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const part = `${path}.part`
  const file = await open(part, 'w', 0o600)
  try {
    const size = Buffer.alloc(8)
    size.writeUInt32LE(head.length)
    await file.write(size)
    await file.write(Buffer.concat([head, Buffer.alloc(aligned(head.length) - head.length)]))
    for (const array of arrays) {
      await file.write(Buffer.from(array.buffer, array.byteOffset, array.byteLength))
      await file.write(Buffer.alloc(aligned(array.byteLength) - array.byteLength))
    }
  } finally {
    await file.close()
  }
  await rename(part, path)
  // of other states of the same holder
  for (const name of await readdir(dirname(path)))
    if (name !== basename(path) && name.startsWith(basename(path).split('@')[0]! + '@'))
      await rm(join(dirname(path), name), { force: true })
}

async function readKept(path: string, state: string): Promise<DonorTable | undefined> {
  const bytes = await readFile(path)
  const start = 8
  const length = bytes.readUInt32LE(0)
  const [first = '', tree = ''] = bytes
    .subarray(start, start + length)
    .toString()
    .split('\n')
  const head = JSON.parse(first) as { format: string; state: string; bytes: number }
  const body = start + aligned(length)
  if (head.format !== format || head.state !== state || bytes.length !== body + head.bytes) return undefined
  return JSON.parse(tree, (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || !('~' in value)) return value
    const { kind, length: count, offset } = value['~'] as Part
    return new kinds[kind](bytes.buffer, bytes.byteOffset + body + offset, count)
  }) as DonorTable
}
