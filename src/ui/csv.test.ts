import { expect, test } from 'vitest'
import { cell, csv } from './csv.ts'

test.each([
  ['=1+1', "'=1+1"],
  ['+81', "'+81"],
  ['-x', "'-x"],
  ['@cmd', "'@cmd"],
  [' =1', "' =1"],
  ['\t=1', "'\t=1"],
  ['＝1', "'＝1"],
  ['=A1,"b"', `"'=A1,""b"""`],
  ['a,b', '"a,b"'],
  ['a"b', '"a""b"'],
  ['a\nb', '"a\nb"'],
  ['血漿', '血漿'],
  ['a-b', 'a-b'],
])('%j leaves as %j', (value, expected) => expect(cell(value)).toBe(expected))

test('zero is zero, unknown is empty, a spreadsheet is told the encoding', () => {
  expect(
    csv([
      ['a', 0, undefined],
      [-5, 'b', ''],
    ]),
  ).toBe('\uFEFFa,0,\r\n-5,b,\r\n')
})
