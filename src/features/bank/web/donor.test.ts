import { expect, test } from 'vitest'
import { donorAge, donorSex } from './donor.ts'

test.each([
  ['31Y', '31歳'],
  ['2Y5M', '2歳5か月'],
  ['14FW', '妊娠14週'],
  ['30-40Y', '30～40歳'],
  ['>18Y', '>18歳'],
  ['Adult', '成人'],
  ['Age unspecified', undefined],
  [null, undefined],
  ['60Y-', '60Y-'],
  ['Blastocyst stage', 'Blastocyst stage'],
])('age %j is %j', (age, shown) => expect(donorAge('ja', age)).toBe(shown))

test('what the source does not know is unknown; a word of its own stays', () => {
  expect(donorSex('ja', 'Female')).toBe('女性')
  expect(donorSex('en', 'Male')).toBe('Male')
  expect(donorSex('ja', 'Sex unspecified')).toBeUndefined()
  expect(donorSex('ja', null)).toBeUndefined()
  expect(donorSex('ja', 'Hermaphrodite')).toBe('Hermaphrodite')
})
