import { expect, test } from 'vitest'
import { readPeople, writePeople } from './url-state.ts'

test('the list of people and its address say the same; nonsense is left out', () => {
  const query = readPeople(new URLSearchParams('q= ann\u0007 &organisation=tohoku-mmb&role=curator&page=3'))
  expect(query).toEqual({ limit: 50, q: 'ann', organisation: 'tohoku-mmb', role: 'curator', offset: 100 })
  expect(readPeople(writePeople(query, 3))).toEqual(query)
  expect(readPeople(new URLSearchParams('organisation=..%2Fx&role=king&page=-1'))).toEqual({ limit: 50 })
})
