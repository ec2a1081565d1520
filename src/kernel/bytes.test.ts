import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { damage, encodingOf, FileFault, guarded, lineLimit, lines, text } from './bytes.ts'
import { gather, memoryInput, openInput } from './input.ts'
import type { Fault, Input, InputFile } from './intake.ts'

const only = (input: Input): InputFile => {
  const [file] = input.files
  if (!file) throw new Error('no file')
  return file
}
const file = (content: string | Uint8Array) => only(memoryInput({ 'a.txt': content }))
/** the same bytes, one at a time: every sequence is cut somewhere */
const drip = (bytes: Uint8Array): InputFile => ({
  name: 'drip.txt',
  size: bytes.length,
  bytes: async function* () {
    for (const byte of bytes) yield Uint8Array.of(byte)
  },
})
const all = async (input: InputFile) => (await gather(text(input))).join('')
const faultOf = async (work: Promise<unknown>): Promise<Fault> => {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof FileFault) return error.fault
  throw new Error(`no FileFault but ${String(error)}`)
}
const japanese = '重症筋無力症,じゅうしょうきんむりょくしょう\r\nパーキンソン病①髙﨑ｱｲｳ,G20\r\n'

describe('encoding', () => {
  test.each([
    ['utf-8', new TextEncoder().encode(japanese)],
    ['utf-8', new TextEncoder().encode(`\uFEFF${japanese}`)],
    ['utf-16le', iconv.encode(japanese, 'utf-16le', { addBOM: true })],
    ['utf-16be', iconv.encode(japanese, 'utf-16be', { addBOM: true })],
    ['cp932', iconv.encode(japanese, 'cp932')],
  ])('%s comes out as it was written, whole or byte by byte', async (encoding, bytes) => {
    expect(await encodingOf(drip(bytes))).toBe(encoding)
    expect(await all(file(bytes))).toBe(japanese)
    expect(await all(drip(bytes))).toBe(japanese)
  })

  test('CP932 far behind ASCII is still found', async () => {
    const content = `${'id,label\n'.repeat(100_000)}重症筋無力症\n`
    expect(await all(file(iconv.encode(content, 'cp932')))).toBe(content)
  })

  test.each([
    ['Windows-1252', iconv.encode('id,name\n1,Parkinson’s disease\n', 'windows-1252')],
    ['Latin-1', iconv.encode('id,name\n1,maladie de Ménière générale\n', 'latin1')],
    ['EUC-JP', iconv.encode('id,name\n1,重症筋無力症とパーキンソン病\n', 'euc-jp')],
    ['user-defined characters', Uint8Array.from([...iconv.encode('id,name\n1,重症筋無力症', 'cp932'), 0xf0, 0x40, 10])],
  ])('%s is refused, not shown as mojibake', async (_, bytes) => {
    expect(await faultOf(encodingOf(file(bytes)))).toMatchObject({ code: 'encoding-unknown', place: { line: 2 } })
  })

  test('a byte that is in neither encoding is named by line and offset', async () => {
    const bytes = Uint8Array.from([...Buffer.from('難病\nab'), 0xff, 0x41, 10])
    const fault = { code: 'encoding-unknown', place: { line: 2 }, values: { offset: 9 } }
    expect(await faultOf(all(file(bytes)))).toMatchObject(fault)
    expect(await faultOf(all(drip(bytes)))).toMatchObject(fault)
  })

  test('a UTF-8 file cut in the middle of a character is refused', async () => {
    expect(await faultOf(all(file(Buffer.from('病').subarray(0, 2))))).toMatchObject({ code: 'encoding-unknown' })
  })

  test('UTF-16 that breaks is refused behind the last good byte', async () => {
    const bytes = Uint8Array.from([...iconv.encode('病', 'utf-16le', { addBOM: true }), 0x00, 0xdc, 0x41, 0x00])
    expect(await faultOf(all(drip(bytes)))).toMatchObject({
      code: 'encoding-broken',
      values: { encoding: 'utf-16le', offset: 5 },
    })
  })

  test('empty and binary files get one clear fault', async () => {
    expect(await faultOf(all(file('')))).toMatchObject({ code: 'file-empty' })
    expect(await faultOf(all(file(Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0]))))).toMatchObject({
      code: 'file-binary',
      values: { kind: 'zip, xlsx' },
    })
    expect(await faultOf(all(file(new Uint8Array(100))))).toMatchObject({ code: 'file-binary' })
  })
})

test('lines keep their numbers with CRLF, LF, blanks and no end', async () => {
  const bytes = Buffer.from('a\r\n\nb\nc')
  const expected = [
    { line: 1, text: 'a' },
    { line: 2, text: '' },
    { line: 3, text: 'b' },
    { line: 4, text: 'c' },
  ]
  expect(await gather(lines(file(bytes)))).toEqual(expected)
  expect(await gather(lines(drip(bytes)))).toEqual(expected)
})

test('a line without end is bounded', async () => {
  expect(await faultOf(gather(lines(file(`a\n${'x'.repeat(lineLimit + 1)}`))))).toMatchObject({
    code: 'line-too-long',
    place: { line: 2 },
  })
})

test('guarded ends with the fault and keeps what came before', async () => {
  async function* reads() {
    yield { about: { release: '1' } }
    throw new FileFault({ place: { file: 'a' }, code: 'file-empty' })
  }
  expect(await gather(guarded(reads()))).toEqual([
    { about: { release: '1' } },
    { fault: { place: { file: 'a' }, code: 'file-empty' } },
  ])
})

test('damage tells NUL and lost characters', () => {
  expect([damage('ab'), damage('a\0b'), damage('a\uFFFDb')]).toEqual([undefined, 'nul-byte', 'character-lost'])
})

test('what cannot be read is a fault with the reason of the system', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'input-'))
  try {
    expect(await faultOf(openInput(join(folder, 'absent.csv')))).toMatchObject({
      code: 'unreadable',
      values: { errno: 'ENOENT' },
    })
    writeFileSync(join(folder, 'b.csv'), 'x')
    writeFileSync(join(folder, 'a.csv'), 'x')
    writeFileSync(join(folder, '.hidden'), 'x')
    const input = await openInput(folder)
    expect(input.files.map((entry) => entry.name)).toEqual(['a.csv', 'b.csv'])
    rmSync(join(folder, 'a.csv'))
    expect(await faultOf(all(only(input)))).toMatchObject({ code: 'unreadable', values: { errno: 'ENOENT' } })
    mkdirSync(join(folder, 'a.csv'))
    expect(await faultOf(all(only(input)))).toMatchObject({ code: 'unreadable', values: { errno: 'EISDIR' } })
    chmodSync(join(folder, 'b.csv'), 0)
    if (process.getuid?.() !== 0) {
      expect(await faultOf(all(only(await openInput(join(folder, 'b.csv')))))).toMatchObject({
        values: { errno: 'EACCES' },
      })
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
})
