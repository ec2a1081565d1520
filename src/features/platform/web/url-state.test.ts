import { expect, test } from 'vitest'
import { queryOf, readFilter, writeFilter } from './url-state.ts'

test('the trail is asked for whole days in Tokyo', () => {
  const filter = readFilter(new URLSearchParams('action=intake&from=2026-11-21&to=2026-11-21&page=2'))
  expect(queryOf(filter)).toEqual({
    limit: 50,
    offset: 50,
    action: 'intake',
    from: '2026-11-20T15:00:00.000Z',
    to: '2026-11-21T15:00:00.000Z',
  })
  expect(readFilter(writeFilter(filter))).toEqual(filter)
})

test('a day that is none narrows nothing', () => {
  expect(queryOf(readFilter(new URLSearchParams('from=2026-13-45&to=soon&page=x')))).toEqual({ limit: 50, offset: 0 })
})
