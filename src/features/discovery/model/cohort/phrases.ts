import type { Locale, Words } from '../../../../kernel/words.ts'
import type { DataIs, DonorLeaf, Months, SpecimenIs, Years } from './query.ts'

/** Label of a code of a list, in one language; the code itself where it has none. */
export type Label = (code: string) => string

/**
 * A criterion as a predicate. English: what follows "donors who" ("are female"). Japanese: adnominal (女性である), what leads
 * on (女性であり), and both negated.
 */
export interface Predicate {
  readonly en: string
  readonly enNot: string
  readonly ja: string
  readonly jaAnd: string
  readonly jaNot: string
  readonly jaNotAnd: string
}

const is = (en: string, ja: string): Predicate => ({
  en: `are ${en}`,
  enNot: `are not known to be ${en}`,
  ja: `${ja}である`,
  jaAnd: `${ja}であり`,
  jaNot: `${ja}でない（不明を含む）`,
  jaNotAnd: `${ja}でなく（不明を含む）`,
})
const have = (en: string, enNot: string, ja: string): Predicate => ({
  en: `have ${en}`,
  enNot: `have no ${enNot}`,
  ja: `${ja}がある`,
  jaAnd: `${ja}があり`,
  jaNot: `${ja}がない`,
  jaNotAnd: `${ja}がなく`,
})

const or = (locale: Locale, items: readonly string[]): string =>
  locale === 'ja'
    ? items.join('または')
    : items.length < 3
      ? items.join(' or ')
      : `${items.slice(0, -1).join(', ')} or ${items.at(-1)}`

/** 40 to 59; under 60; 40 or over. Japanese in the words of regulations: 40歳以上60歳未満. */
const yearsEn = ({ from, below }: Years) =>
  from === undefined
    ? `under ${below}`
    : below === undefined
      ? `${from} or over`
      : below - from === 1
        ? `${from}`
        : `${from} to ${below - 1}`
const boundsJa = (unit: string, { from, below }: { from?: number | undefined; below?: number | undefined }) =>
  `${from === undefined ? '' : `${from}${unit}以上`}${below === undefined ? '' : `${below}${unit}未満`}`
const monthJa = (month: string) => `${month.slice(0, 4)}年${Number(month.slice(5))}月`
const names = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
const monthEn = (month: string) => `${names[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`
const monthsEn = ({ from, to }: Months) =>
  from === to
    ? `in ${monthEn(from!)}`
    : from === undefined
      ? `in or before ${monthEn(to!)}`
      : to === undefined
        ? `in or after ${monthEn(from)}`
        : `from ${monthEn(from)} to ${monthEn(to)}`
const monthsJa = ({ from, to }: Months) =>
  from === to
    ? monthJa(from!)
    : from === undefined
      ? `${monthJa(to!)}以前`
      : to === undefined
        ? `${monthJa(from)}以降`
        : `${monthJa(from)}から${monthJa(to)}まで`

const boundsEn = (unit: string, { from, below }: { from?: number | undefined; below?: number | undefined }) =>
  from === undefined
    ? `under ${below} ${unit}`
    : below === undefined
      ? `of ${from} ${unit} or more`
      : `from ${from} to under ${below} ${unit}`

/** `Parkinson disease (ICD10:G20)`; a code without a name is the code. */
const named = (label: string, code: string, locale: Locale, note = '') => {
  const notes = [label === code ? '' : code, note].filter(Boolean)
  if (notes.length === 0) return label
  return locale === 'ja' ? `${label}（${notes.join('、')}）` : `${label} (${notes.join('; ')})`
}

const ageWords: Readonly<Record<'now' | 'reported', Words>> = {
  now: { en: 'aged {age} now', ja: '現在の年齢が{age}' },
  reported: { en: 'aged {age} when last reported', ja: '最新の報告時の年齢が{age}' },
}

export type PlainLeaf = Exclude<DonorLeaf, { specimen: unknown } | { data: unknown }>

export function predicate(leaf: PlainLeaf, label: Readonly<Record<Locale, Label>>): Predicate {
  const listed = (codes: readonly string[]) => ({
    en: or('en', codes.map(label.en).map(lower)),
    ja: or('ja', codes.map(label.ja)),
  })
  if ('sex' in leaf) {
    const { en, ja } = listed(leaf.sex)
    return is(en, ja)
  }
  if ('age' in leaf) {
    const { at } = leaf.age
    const [en, ja] = [yearsEn(leaf.age), boundsJa('歳', leaf.age)]
    if (at === 'sampling')
      return have(
        `a specimen taken when aged ${en}`,
        `specimen taken when aged ${en}`,
        `年齢が${ja}のときに採取された検体`,
      )
    return is(ageWords[at].en.replace('{age}', en), ageWords[at].ja.replace('{age}', ja))
  }
  if ('birthYear' in leaf) {
    const { from, below } = leaf.birthYear
    const en =
      from === undefined
        ? `before ${below}`
        : below === undefined
          ? `in or after ${from}`
          : `from ${from} to ${below - 1}`
    const ja =
      from === undefined
        ? `${below! - 1}年以前`
        : below === undefined
          ? `${from}年以降`
          : `${from}年から${below - 1}年まで`
    return { ...is('', `生年が${ja}`), en: `were born ${en}`, enNot: `are not known to be born ${en}` }
  }
  if ('diagnosis' in leaf) return diagnosis(leaf.diagnosis, label)
  if ('measurement' in leaf) {
    const { code, unit, from, below, measured } = leaf.measurement
    const bounded = from !== undefined || below !== undefined
    const [unitEn, unitJa] = [label.en(unit), label.ja(unit)]
    const en = `${named(label.en(code), code, 'en')} ${bounded ? boundsEn(unitEn, leaf.measurement) : `in ${unitEn}`}${measured ? ` measured ${monthsEn(measured)}` : ''}`
    const ja = `${measured ? `${monthsJa(measured)}に測定された` : ''}${bounded ? `${boundsJa(unitJa, leaf.measurement)}の` : `単位が${unitJa}の`}${named(label.ja(code), code, 'ja')}の測定値`
    return have(`a value of ${en}`, `value of ${en}`, ja)
  }
  if ('ethnicity' in leaf) {
    const [en, ja] = (['en', 'ja'] as const).map((lang) =>
      or(
        lang,
        leaf.ethnicity.map((code) => named(label[lang](code), code, lang)),
      ),
    ) as [string, string]
    return {
      ...is('', `民族的背景が${ja}`),
      en: `are of ${en} ethnicity`,
      enNot: `are not known to be of ${en} ethnicity`,
    }
  }
  if ('consent' in leaf) {
    const [en, ja] = (['en', 'ja'] as const).map((lang) =>
      or(
        lang,
        leaf.consent.map((code) =>
          named(`${lang === 'ja' ? '「' : '"'}${label[lang](code)}${lang === 'ja' ? '」' : '"'}`, code, lang),
        ),
      ),
    ) as [string, string]
    return {
      en: `have consented to ${en}`,
      enNot: `have not consented to ${en}`,
      ja: `${ja}に同意している`,
      jaAnd: `${ja}に同意しており`,
      jaNot: `${ja}に同意していない`,
      jaNotAnd: `${ja}に同意しておらず`,
    }
  }
  if (leaf.pedigree.relation === 'bothParentsInCohort')
    return {
      en: 'have both parents in the cohort',
      enNot: 'do not have both parents in the cohort',
      ja: '両親がともにコホートに参加している',
      jaAnd: '両親がともにコホートに参加しており',
      jaNot: '両親がともにはコホートに参加していない',
      jaNotAnd: '両親がともにはコホートに参加しておらず',
    }
  const degree = leaf.pedigree.degree ?? 1
  const [en, ja] = [
    [
      '',
      'relative of the first degree',
      'relative of the first or second degree',
      'relative of the first, second or third degree',
    ][degree]!,
    ['', '第1度近親者', '第2度以内の近親者', '第3度以内の近親者'][degree]!,
  ]
  return {
    en: `have a ${en} in the cohort`,
    enNot: `have no ${en} in the cohort`,
    ja: `${ja}がコホートに参加している`,
    jaAnd: `${ja}がコホートに参加しており`,
    jaNot: `${ja}がコホートに参加していない`,
    jaNotAnd: `${ja}がコホートに参加しておらず`,
  }
}

function diagnosis(
  { terms, narrower = true, onset, diagnosed }: Extract<DonorLeaf, { diagnosis: unknown }>['diagnosis'],
  label: Readonly<Record<Locale, Label>>,
): Predicate {
  const one = terms.length === 1
  const note = {
    en: narrower ? 'including narrower terms' : 'without narrower terms',
    ja: narrower ? '下位の病名を含む' : '下位の病名を含まない',
  }
  const extra = { en: note.en, ja: `${note.ja}${onset ? `、発症年齢${boundsJa('歳', onset)}` : ''}` }
  const list = (lang: Locale) =>
    or(
      lang,
      terms.map((code) => named(label[lang](code), code, lang, one ? extra[lang] : '')),
    )
  const en = `${list('en')}${one ? '' : ` (each ${note.en})`}${onset ? ` with onset when aged ${yearsEn(onset)}` : ''}${diagnosed ? ` diagnosed ${monthsEn(diagnosed)}` : ''}`
  const ja = `${diagnosed ? `${monthsJa(diagnosed)}に` : ''}${list('ja')}${one ? '' : `（いずれも${extra.ja}）`}と診断され`
  return {
    en: `have a diagnosis of ${en}`,
    enNot: `have no diagnosis of ${en}`,
    ja: `${ja}た`,
    jaAnd: `${ja}ており`,
    jaNot: `${ja}ていない`,
    jaNotAnd: `${ja}ておらず`,
  }
}

/** What one specimen is, part by part: "of plasma", "stored at -80 °C"; 種類が血漿である, 保存条件が－80℃である. */
export function specimenParts(
  { material, storage, amount, ageAtSampling, sampled }: SpecimenIs,
  label: Readonly<Record<Locale, Label>>,
): Predicate[] {
  const list = (codes: readonly string[]) =>
    [or('en', codes.map(label.en).map(lower)), or('ja', codes.map(label.ja))] as const
  const [kinds, places] = [list(material ?? []), list(storage ?? [])]
  return [
    ...(material ? [part(`of ${kinds[0]}`, `種類が${kinds[1]}`)] : []),
    ...(storage ? [part(`stored ${places[0]}`, `保存条件が${places[1]}`)] : []),
    ...(amount
      ? [
          part(
            `with an amount ${boundsEn(label.en(amount.unit), amount)}`,
            `量が${boundsJa(label.ja(amount.unit), amount)}`,
          ),
        ]
      : []),
    ...(ageAtSampling
      ? [part(`taken when aged ${yearsEn(ageAtSampling)}`, `採取時の年齢が${boundsJa('歳', ageAtSampling)}`)]
      : []),
    ...(sampled ? [part(`taken ${monthsEn(sampled)}`, `採取年月が${monthsJa(sampled)}`)] : []),
  ]
}

export function dataParts({ kind, produced }: DataIs, label: Readonly<Record<Locale, Label>>): Predicate[] {
  return [
    ...(kind
      ? [part(`of the kind ${or('en', kind.map(label.en).map(lower))}`, `種類が${or('ja', kind.map(label.ja))}`)]
      : []),
    ...(produced ? [part(`produced ${monthsEn(produced)}`, `作成年月が${monthsJa(produced)}`)] : []),
  ]
}

/** What follows a noun in English. */
const part = (en: string, ja: string): Predicate => ({ ...is('', ja), en, enNot: `not known to be ${en}` })

/** `Female` inside a sentence is `female`; `DNA` stays. */
const lower = (label: string) => (/^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label)
