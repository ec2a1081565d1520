import { expect, test } from 'vitest'
import type { ImportView } from '../contract.ts'
import { canGoLive, canRunAgain, changesNothing, shareRead } from './progress.ts'

const differences = { added: 1, changed: 0, removed: 0, examples: [] }
const it = (part: Partial<ImportView>) =>
  ({ dryRun: true, repeatable: true, state: 'ready', differences, ...part }) as ImportView

test('a checked dry run goes live when it changes something and its files are there', () => {
  expect(canGoLive(it({}))).toBe(true)
  expect(canGoLive(it({ differences: null }))).toBe(true)
  for (const part of [
    { state: 'refused' },
    { dryRun: false },
    { repeatable: false },
    { differences: { ...differences, added: 0 } },
  ] as const)
    expect(canGoLive(it(part))).toBe(false)
  expect(changesNothing(it({ differences: { ...differences, added: 0 } }))).toBe(true)
})

test('what ended before it was judged runs again; what was refused needs mending first', () => {
  expect(['failed', 'interrupted', 'cancelled'].every((state) => canRunAgain(it({ state: state as 'failed' })))).toBe(
    true,
  )
  expect(canRunAgain(it({ state: 'refused' }))).toBe(false)
  expect(canRunAgain(it({ state: 'failed', repeatable: false }))).toBe(false)
})

test('nothing to read is no share, and all of it is no more than all', () => {
  expect(shareRead({ bytesRead: 0, bytesTotal: 0, read: 0 })).toBeUndefined()
  expect(shareRead({ bytesRead: 5, bytesTotal: 10, read: 0 })).toBe(50)
  expect(shareRead({ bytesRead: 11, bytesTotal: 10, read: 0 })).toBe(100)
})
