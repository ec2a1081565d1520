import { assert, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { distance } from './distance.ts'

test.each<[string, string, number, number]>([
  ['', '', 2, 0],
  ['abc', 'abc', 2, 0],
  ['abc', 'abd', 2, 1],
  ['abc', 'acb', 2, 1],
  ['abc', 'ab', 2, 1],
  ['', 'ab', 2, 2],
  ['abc', 'xyz', 2, 3],
  ['abc', 'xyz', 3, 3],
  ['parkinsn disease', 'parkinson disease', 2, 1],
  ['重症筋無力病', '重症筋無力症', 2, 1],
  ['abcdef', 'abc', 2, 3],
  ['a', 'b', 0, 1],
])('%s and %s', (a, b, most, steps) => {
  expect(distance(a, b, most)).toBe(steps)
})

/** The same by the definition, cell by cell and without a bound. */
function plain(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  )
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      rows[i]![j] = Math.min(
        rows[i - 1]![j]! + 1,
        rows[i]![j - 1]! + 1,
        rows[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1),
      )
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        rows[i]![j] = Math.min(rows[i]![j]!, rows[i - 2]![j - 2]! + 1)
    }
  }
  return rows[a.length]![b.length]!
}

test('a bound changes nothing below it', () => {
  const short = string({ maxLength: 7 }).map((text) =>
    [...text].map((char) => 'abc'[(char.codePointAt(0) ?? 0) % 3]).join(''),
  )
  assert(
    property(short, short, (a, b) => {
      const far = plain(a, b)
      for (const most of [0, 1, 2, 3, 8])
        expect([a, b, most, distance(a, b, most)]).toEqual([a, b, most, Math.min(far, most + 1)])
    }),
    { numRuns: 500 },
  )
})
