import { labelOf, type CodeList } from '../../features/collection/codes.ts'
import type { Named } from '../../kernel/words.ts'

/** Both languages, always: the demonstration has no half-translated entry. */
export type Both = { en: string; ja: string }

export const listEn = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
export const listJa = (words: readonly string[]): string => words.join('・')

/** `Whole blood` inside a sentence is `whole blood`; `DNA` and `RNA` stay. */
export const inSentence = (label: string): string =>
  /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label

export function codesInWords(list: CodeList, codes: readonly string[]): Both {
  const words = codes.map((code) => labelOf(list, code)).filter((label) => label !== undefined)
  return { en: listEn(words.map((label) => inSentence(label.en))), ja: listJa(words.map((label) => label.ja)) }
}

/** Fill `{holes}` of a template in both languages; a hole without a value is a mistake of ours. */
export function fill(template: Both, values: Record<string, Both | string | number>): Both & Named {
  const one = (text: string, lang: 'en' | 'ja') =>
    text.replaceAll(/\{(\w+)\}/g, (hole, name: string) => {
      const value = values[name]
      if (value === undefined) throw new Error(`no value for ${hole} in "${text}"`)
      return typeof value === 'object' ? value[lang] : String(value)
    })
  // a disease or material may open a sentence
  const en = one(template.en, 'en').replace(
    /(^|[.] )([a-z])(?![A-Z])/g,
    (_, before: string, first: string) => before + first.toUpperCase(),
  )
  return { en, ja: one(template.ja, 'ja') }
}
