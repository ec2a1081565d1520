import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FileFault } from './bytes.ts'
import { cellLimit, nearest, table } from './csv.ts'
import { gather, memoryInput } from './input.ts'
import type { InputFile } from './intake.ts'

const file = (content: string | Uint8Array): InputFile => {
  const [only] = memoryInput({ 'a.csv': content }).files
  if (!only) throw new Error('no file')
  return only
}
const shape = { format: 'test', required: ['id', 'label'], optional: ['note'] } as const
const read = (content: string | Uint8Array, more: object = {}) => gather(table(file(content), { ...shape, ...more }))
/** line and cells, or line, code and column: what a report would show */
const brief = async (content: string, more: object = {}) =>
  (await read(content, more)).map((item) =>
    'row' in item
      ? [item.row.place.line, item.row.cells]
      : [item.fault.place.line, item.fault.code, item.fault.place.column],
  )

test('rows with true lines, also behind quoted newlines and blank lines, CRLF and LF alike', async () => {
  const content = 'id,label,note\n1,"a, b\nsecond ""line""",x\n\n2, b ,\n3,c,z'
  const expected = [
    [2, { id: '1', label: 'a, b\nsecond "line"', note: 'x' }],
    [5, { id: '2', label: 'b' }],
    [6, { id: '3', label: 'c', note: 'z' }],
  ]
  expect(await brief(content)).toEqual(expected)
  expect(await brief(content.replaceAll('\n', '\r\n'))).toEqual(expected)
  expect(await brief(`\uFEFF${content}`)).toEqual(expected)
})

test('tab and semicolon are told by the header; in a TSV without quotes a quote is a character', async () => {
  expect(await brief('id\tlabel\n1\ta,b;c\n')).toEqual([[2, { id: '1', label: 'a,b;c' }]])
  expect(await brief('id;label\n1;a,b\n')).toEqual([[2, { id: '1', label: 'a,b' }]])
  expect(await brief('id\tlabel\n1\t"5" disk\n', { quotes: false })).toEqual([[2, { id: '1', label: '"5" disk' }]])
})

test('a faulty row does not take the others with it', async () => {
  expect(await brief('id,label\n1\n2,b,c\n3,c,,\n4,x"y\n5,"e"x\n6,"f\0"\n7,g\uFFFD\n8,h\n')).toEqual([
    [2, 'column-count', undefined],
    [3, 'column-count', undefined],
    [4, { id: '3', label: 'c' }],
    [5, 'quote-stray', 'label'],
    [6, 'quote-stray', 'label'],
    [7, 'nul-byte', 'label'],
    [8, 'character-lost', 'label'],
    [9, { id: '8', label: 'h' }],
  ])
})

test('an unclosed quote is reported where it opens, and reading goes on behind it', async () => {
  expect(await brief('id,label\n1,"open\n2,b\n3,c\n')).toEqual([
    [2, 'quote-open', 'label'],
    [3, { id: '2', label: 'b' }],
    [4, { id: '3', label: 'c' }],
  ])
  expect(await brief('id,label\n1,"open\n2,"b"\n3,c\n')).toEqual([
    [2, 'quote-open', 'label'],
    [3, { id: '2', label: 'b' }],
    [4, { id: '3', label: 'c' }],
  ])
})

test('an unclosed quote in a large file holds little of it', async () => {
  const items = await read(`id,label\n0,"open\n${'1,plain\n'.repeat(400_000)}`)
  expect(items.filter((item) => 'fault' in item)).toMatchObject([{ fault: { code: 'quote-open', place: { line: 2 } } }])
  expect(items.at(-1)).toMatchObject({ row: { place: { line: 400_002 } } })
  expect(items).toHaveLength(400_001)
})

test('a very long cell is refused by its place', async () => {
  expect(await brief(`id,label\n1,${'x'.repeat(cellLimit + 1)}\n2,b\n`)).toEqual([
    [2, 'cell-too-long', 'label'],
    [3, { id: '2', label: 'b' }],
  ])
})

test('headers: missing, unknown, duplicate, each with the nearest name, and no row is read', async () => {
  expect(await read('id,Lable,id\n1,a,2\n')).toEqual([
    { fault: { place: { file: 'a.csv', line: 1, column: 'id' }, code: 'header-duplicate', values: { column: 'id' } } },
    {
      fault: {
        place: { file: 'a.csv', line: 1 },
        code: 'header-missing',
        values: { column: 'label', nearest: 'Lable' },
      },
    },
    {
      fault: {
        place: { file: 'a.csv', line: 1, column: 'Lable' },
        code: 'header-unknown',
        values: { column: 'Lable', nearest: 'label' },
      },
    },
  ])
  expect(await brief('id,label,extra\n1,a,2\n', { unknown: 'ignore' })).toEqual([[2, { id: '1', label: 'a' }]])
})

test('a table of something else is one fault that names the format', async () => {
  expect(await read(`name,price\n${'a,1\n'.repeat(1000)}`)).toMatchObject([
    { fault: { code: 'wrong-format', values: { format: 'test', columns: 'id, label' } } },
  ])
  await expect(read('\n\n')).rejects.toBeInstanceOf(FileFault)
})

test('nearest is silent when nothing is near', () => {
  expect(nearest('label_jp', ['label_en', 'label_ja', 'id'])).toBe('label_ja')
  expect(nearest('Label JA', ['label_en', 'label_ja'])).toBe('label_ja')
  expect(nearest('price', ['label_en', 'id'])).toBeUndefined()
})

test('whatever is written with quotes comes back, with the line it began on', async () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '病', ' ', ';'), maxLength: 6 })
  const quote = (text: string) => `"${text.replaceAll('"', '""')}"`
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell)), async (rows) => {
      let line = 2
      const expected = rows.map(([id, label]) => {
        const place = { file: 'a.csv', line }
        line += [...`${id}${label}`].filter((character) => character === '\n').length + 1
        const cells = { ...(id.trim() && { id: id.trim() }), ...(label.trim() && { label: label.trim() }) }
        return { row: { place, cells } }
      })
      expect(await read(`id,label\n${rows.map((row) => `${row.map(quote).join(',')}\n`).join('')}`)).toEqual(expected)
    }),
  )
})
