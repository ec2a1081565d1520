import { i18n } from '@lingui/core'
import { locales } from '../../kernel/words.ts'
import type { Locale } from '../../kernel/words.ts'
import { callIn } from '../../ui/call.ts'

const catalogs = { en: () => import('./locales/en.po'), ja: () => import('./locales/ja.po') }
const isLocale = (value: unknown): value is Locale => locales.includes(value as Locale)

/** `?lang=` of a shared link, then what was chosen before, then what the browser asks for. The server decides likewise for `<html lang>`. */
export function wantedLocale(address: string, cookies: string, languages: readonly string[]): Locale {
  const asked = new URL(address).searchParams.get('lang')
  if (isLocale(asked)) return asked
  const kept = /(?:^|;\s*)lang=(\w+)/.exec(cookies)?.[1]
  if (isLocale(kept)) return kept
  return /^ja\b/i.test(languages[0] ?? '') ? 'ja' : 'en'
}

export async function speak(locale: Locale): Promise<void> {
  const { messages } = await catalogs[locale]()
  i18n.loadAndActivate({ locale, messages })
  callIn(locale)
  document.documentElement.lang = locale
}

/** The person's choice, kept for a year. */
export async function choose(locale: Locale): Promise<void> {
  document.cookie = `lang=${locale}; path=/; max-age=31536000; samesite=lax${location.protocol === 'https:' ? '; secure' : ''}`
  await speak(locale)
}
