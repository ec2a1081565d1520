/** The two languages of the product. English is the source; Japanese is complete. */
export type Locale = 'en' | 'ja'
export const locales = ['en', 'ja'] as const satisfies readonly Locale[]

/** A text in both languages, for tables of words outside the page (faults, sentences, labels of codes). */
export interface Words {
  readonly en: string
  readonly ja: string
}

/** Text of a record: either language may be unknown; unknown is absent, never ''. */
export interface Named {
  en?: string
  ja?: string
}

/** Fill `{name}` places of a text. A place without a value stays visible: a hole must be seen in a test. */
export function say(locale: Locale, words: Words, values: Readonly<Record<string, string | number>> = {}): string {
  return words[locale].replaceAll(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole))
}

/** The text in the wanted language, else in the other one; undefined when neither is known. */
export function pick(locale: Locale, named: Named): string | undefined {
  return named[locale] ?? named[locale === 'ja' ? 'en' : 'ja']
}
