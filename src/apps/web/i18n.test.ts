import { expect, test } from 'vitest'
import { figure, formatDay, formatMoment, formatRange } from '../../ui/locale.ts'
import { wantedLocale } from './i18n.ts'

test.each([
  ['http://x/?lang=en', 'lang=ja', ['ja-JP'], 'en'],
  ['http://x/', 'a=b; lang=en', ['ja-JP'], 'en'],
  ['http://x/?lang=xx', 'lang=xx', ['ja'], 'ja'],
  ['http://x/', '', ['en-GB', 'ja'], 'en'],
  ['http://x/', '', [], 'en'],
] as const)('%s with %j and %j speaks %s', (address, cookies, languages, locale) =>
  expect(wantedLocale(address, cookies, [...languages])).toBe(locale),
)

test('days are days in Tokyo; what is no date stays as the source wrote it', () => {
  expect(formatDay('ja', '2026-11-20T15:00:00.000Z')).toBe('2026年11月21日')
  expect(formatDay('en', '2026-11-20T14:59:59.000Z')).toBe('2026-11-20')
  expect(formatDay('ja', 'Spring 2026')).toBe('Spring 2026')
  expect(formatMoment('ja', '2026-11-20T15:05:00.000Z')).toBe('2026年11月21日 00:05')
})

test('a range says what is known and no more; zero is known', () => {
  expect(formatRange('ja', { low: 1000, high: 9999 })).toBe('1,000～9,999')
  expect(formatRange('en', { low: 500, high: null })).toBe('500 or more')
  expect(formatRange('ja', { low: 0, high: 0 })).toBe('0')
  expect(formatRange('en', { low: null, high: 20 })).toBe('up to 20')
  expect(formatRange('en', { low: null, high: null })).toBeUndefined()
  expect(formatRange('en', null)).toBeUndefined()
})

test.each([
  ['2335', '2,335'],
  ['3862-11586', '3,862～11,586'],
  ['500-', '500以上'],
  ['-20', '20以下'],
  ['0', '0'],
  ['DNA', 'DNA'],
  ['', ''],
  ['-', '-'],
  ['9606a', '9606a'],
])('%j is shown as %j', (value, shown) => expect(figure('ja', value)).toBe(shown))
