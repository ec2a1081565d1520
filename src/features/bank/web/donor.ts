import { say } from '../../../kernel/words.ts'
import type { Locale, Words } from '../../../kernel/words.ts'

const sexes: Readonly<Record<string, Words>> = {
  Female: { en: 'Female', ja: '女性' },
  Male: { en: 'Male', ja: '男性' },
  'Mixed sex': { en: 'Mixed sex', ja: '男女混合' },
  'Sex ambiguous': { en: 'Sex ambiguous', ja: '判別不能' },
}
const units: Readonly<Record<string, Words>> = {
  Y: { en: '{n} years', ja: '{n}歳' },
  M: { en: '{n} months', ja: '{n}か月' },
  W: { en: '{n} weeks', ja: '{n}週' },
  D: { en: '{n} days', ja: '{n}日' },
  FW: { en: '{n} weeks of pregnancy', ja: '妊娠{n}週' },
}
const stages: Readonly<Record<string, Words>> = {
  Adult: { en: 'Adult', ja: '成人' },
  Children: { en: 'Child', ja: '小児' },
  Fetus: { en: 'Fetus', ja: '胎児' },
  Embryo: { en: 'Embryo', ja: '胚' },
}

/** The source says that it does not know. */
const unsaid = /unspecified|^unknown$/i

/** A donor's sex as the source gives it; words of its own stay as published. */
export function donorSex(locale: Locale, sex: string | null): string | undefined {
  if (sex === null || unsaid.test(sex)) return undefined
  const words = sexes[sex]
  return words ? say(locale, words) : sex
}

/** `31Y`, `2Y5M`, `14FW`, `30-40Y`, `>18Y` in words; every other form stays as published. */
export function donorAge(locale: Locale, age: string | null): string | undefined {
  if (age === null || unsaid.test(age)) return undefined
  const stage = stages[age]
  if (stage) return say(locale, stage)
  if (!/^(?:[<>]?\d+(?:-\d+)?(?:FW|[YMWD]))+$/.test(age)) return age
  const parts = [...age.matchAll(/([<>]?)(\d+(?:-\d+)?)(FW|[YMWD])/g)].map(([, mark = '', n = '', unit = '']) => {
    const words = units[unit]
    return words ? mark + say(locale, words, { n: n.replace('-', locale === 'ja' ? '～' : '–') }) : n
  })
  return parts.join(locale === 'ja' ? '' : ' ')
}
