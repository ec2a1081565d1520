import { useLingui } from '@lingui/react'
import { dayInTokyo } from '../kernel/calendar.ts'
import { pick } from '../kernel/words.ts'
import type { Locale, Named } from '../kernel/words.ts'

export const useLocale = (): Locale => (useLingui().i18n.locale === 'ja' ? 'ja' : 'en')

export const formatNumber = (locale: Locale, value: number): string =>
  value.toLocaleString(locale === 'ja' ? 'ja-JP' : 'en-GB')

/** `2026-11-21`, or 2026年11月21日; takes a day or a moment (which is then a day in Tokyo). What is no date stays as the source wrote it. */
export function formatDay(locale: Locale, date: string): string {
  const day = /^\d{4}-\d\d-\d\dT/.test(date) && !Number.isNaN(Date.parse(date)) ? dayInTokyo(new Date(date)) : date
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day)
  if (!parts || locale === 'en') return day
  return `${parts[1]}年${Number(parts[2])}月${Number(parts[3])}日`
}

/** Day and time of day in Tokyo. */
export function formatMoment(locale: Locale, moment: string): string {
  const at = new Date(moment)
  if (Number.isNaN(at.getTime())) return moment
  const time = at.toLocaleTimeString('en-GB', { timeZone: 'Asia/Tokyo', hour: '2-digit', minute: '2-digit' })
  return `${formatDay(locale, moment)} ${time}`
}

/** 10 to 19; at least 500; up to 20; one number when both ends are the same. undefined: nothing is known. */
export function formatRange(
  locale: Locale,
  range: { low?: number | null; high?: number | null } | null | undefined,
): string | undefined {
  const low = range?.low ?? undefined
  const high = range?.high ?? undefined
  if (low !== undefined && high !== undefined) {
    const [from, to] = [formatNumber(locale, low), formatNumber(locale, high)]
    return low === high ? from : locale === 'ja' ? `${from}～${to}` : `${from}–${to}`
  }
  if (low !== undefined)
    return locale === 'ja' ? `${formatNumber(locale, low)}以上` : `${formatNumber(locale, low)} or more`
  if (high !== undefined)
    return locale === 'ja' ? `${formatNumber(locale, high)}以下` : `up to ${formatNumber(locale, high)}`
  return undefined
}

/** A value without a label: what is a figure or a range of figures (`1000-9999`, `500-`) is written as one, the rest as it is. */
export function figure(locale: Locale, value: string): string {
  const [, low, dash, high] = /^(\d*)(-?)(\d*)$/.exec(value) ?? []
  if (low === undefined || value === '' || value === '-') return value
  const number = (text: string | undefined) => (text ? Number(text) : null)
  return formatRange(locale, { low: number(low), high: dash ? number(high) : number(low) }) ?? value
}

export function formatBytes(locale: Locale, bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'] as const
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1)
  const value = bytes / 1000 ** power
  return `${formatNumber(locale, power === 0 ? value : Number(value.toPrecision(3)))} ${units[power]}`
}

/** The name in the person's language, else in the other; with the other language beside when both are known and differ. */
export function bothNames(
  locale: Locale,
  named: Named,
): { main: string | undefined; other: string | undefined; mainLang: Locale; otherLang: Locale } {
  const otherLang = locale === 'ja' ? 'en' : 'ja'
  const main = pick(locale, named)
  const other = named[locale] === undefined ? undefined : named[otherLang]
  return {
    main,
    other: other === main ? undefined : other,
    mainLang: named[locale] === undefined ? otherLang : locale,
    otherLang,
  }
}
