import { expect, test } from 'vitest'
import { expiryOf, fitsOrganisation, ownPath, sessionStep, withinScopes } from './model.ts'
import type { SessionState } from './model.ts'

const places: [string, string | undefined][] = [
  ['/', '/'],
  ['/search?q=%E9%87%8D%E7%97%87&kind=line#facets', '/search?q=%E9%87%8D%E7%97%87&kind=line#facets'],
  ['/a/../b', '/b'],
  ['/検索', '/%E6%A4%9C%E7%B4%A2'],
  ['', undefined],
  ['search', undefined],
  ['//evil.example', undefined],
  ['/\\evil.example', undefined],
  ['/\t/evil.example', undefined],
  ['/\n/evil.example', undefined],
  ['/ /evil.example', undefined],
  ['/a/..//evil.example', undefined],
  ['/.//evil.example', undefined],
  ['https://evil.example/', undefined],
  ['javascript:alert(1)', undefined],
  ['/api/sign-out', undefined],
  ['/x/../api/session', undefined],
]
test.each(places)('after sign-in %j leads to %j', (to, place) => expect(ownPath(to)).toBe(place))

const start = new Date('2026-11-21T00:00:00Z')
const after = (seconds: number) => new Date(start.getTime() + seconds * 1000)
const fresh: SessionState = {
  shown: 'current',
  hasPrevious: false,
  rotatedAt: start,
  confirmedAt: null,
  createdAt: start,
  expiresAt: after(12 * 3600),
}
const rotated = { ...fresh, hasPrevious: true, rotatedAt: after(1000) }
const confirmed = { ...rotated, confirmedAt: after(1100) }

const steps: [string, SessionState, number, string][] = [
  ['a fresh key', fresh, 899, 'good'],
  ['a key of 15 minutes', fresh, 900, 'rotate'],
  ['the last moment', fresh, 12 * 3600 - 1, 'rotate'],
  ['12 hours idle', fresh, 12 * 3600, 'expired'],
  [
    '7 days, however busy',
    { ...fresh, rotatedAt: after(7 * 86400), expiresAt: after(8 * 86400) },
    7 * 86400,
    'expired',
  ],
  ['the first use of a new key', rotated, 1100, 'confirm'],
  ['its second use', confirmed, 1101, 'good'],
  ['the previous key beside the new one', { ...confirmed, shown: 'previous' }, 1129, 'good'],
  ['the previous key later', { ...confirmed, shown: 'previous' }, 1130, 'theft'],
  ['the previous key, the new one not yet seen', { ...rotated, shown: 'previous' }, 1029, 'good'],
  ['the previous key, the new one lost on the way', { ...rotated, shown: 'previous' }, 1030, 'rotate'],
  ['an older key', { ...confirmed, shown: 'other' }, 1101, 'theft'],
  ['an older key of an ended session', { ...confirmed, shown: 'other' }, 12 * 3600, 'expired'],
]
test.each(steps)('session: %s', (_, state, seconds, step) => expect(sessionStep(state, after(seconds))).toBe(step))

test('idle time slides, the absolute end does not', () => {
  expect(expiryOf(start, after(3600))).toEqual(after(13 * 3600))
  expect(expiryOf(start, after(7 * 86400 - 60))).toEqual(after(7 * 86400))
})

test('operator stands without an organisation, every other role within one', () => {
  expect([fitsOrganisation('operator', undefined), fitsOrganisation('curator', 'x')]).toEqual([true, true])
  expect([fitsOrganisation('operator', 'x'), fitsOrganisation('curator', undefined)]).toEqual([false, false])
})

test('a token hands out no more than it has', () => {
  expect(withinScopes(['admin'], null)).toBe(true)
  expect(withinScopes(['read'], ['read', 'admin'])).toBe(true)
  expect(withinScopes(['read', 'write'], ['read', 'admin'])).toBe(false)
})
