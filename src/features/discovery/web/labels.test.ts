import { expect, test } from 'vitest'
import { sameLabels } from './labels.ts'

test('values of one name are told apart, in the language in which they have it', () => {
  const values = [
    { value: 'a:1', label: { ja: '同名', en: 'one' } },
    { value: 'a:2', label: { ja: '同名', en: 'two' } },
    { value: 'a:3', label: {} },
    { value: 'a:4', label: {} },
  ]
  expect([...sameLabels('ja', values)]).toEqual(['a:1', 'a:2'])
  expect(sameLabels('en', values).size).toBe(0)
})
