import { codeExamples, isCode, isMaterial, isPermission, materialCodes, permissionCodes } from '../donor-codes.ts'
import type { CodeUse } from '../donor-codes.ts'
import type { Donor, Facts, Withdrawal } from '../donor-record.ts'
import { dayOf, monthNumber, yearsBetween } from './donor-dates.ts'
import { isUnit, unitMeant } from './donor-units.ts'

/** One thing wrong with one field of a record. `path` as in `diagnoses[1].onset`. */
export interface Finding {
  readonly path: string
  readonly code: FindingCode
  readonly value?: string
  readonly values?: Readonly<Record<string, string | number>>
}
export type FindingCode =
  | 'day-impossible'
  | 'report-future'
  | 'after-report'
  | 'before-birth'
  | 'after-death'
  | 'died-before-birth'
  | 'age-over-120'
  | 'amount-negative'
  | 'remaining-more'
  | 'unit-missing'
  | 'unit-unknown'
  | 'code-form'
  | 'code-near'
  | 'code-unlisted'
  | 'code-unknown'
  | 'consent-reversed'
  | 'aliquot-duplicate'
  | 'age-contradicts'
  | 'age-over-110'
  | 'sex-unlikely'

/** What was noticed and does not refuse a record. */
export const noted: ReadonlySet<string> = new Set<FindingCode>(['age-over-110', 'age-contradicts', 'sex-unlikely'])

export interface Asked {
  /** today in Tokyo: nothing was reported later than this */
  readonly today: string
  /** whether a term exists; undefined when its vocabulary was not imported, and then only its form is checked */
  readonly knows?: ((curie: string) => boolean | undefined) | undefined
}

/** What is known of the person whose facts are checked; months as numbers. */
export interface Life {
  readonly sex?: string | undefined
  readonly born?: number | undefined
  readonly died?: number | undefined
}

export const lifeOf = ({ sex, born, died }: Pick<Donor, 'sex' | 'born' | 'died'>): Life => ({
  sex,
  born: monthNumber(born),
  died: monthNumber(died),
})

export function checkDonor(donor: Donor, asked: Asked): Finding[] {
  const found: Finding[] = []
  const life = lifeOf(donor)
  const { born, died } = life
  const reported = reportOf(donor.reported, 'reported', asked.today, found)
  const last = monthNumber(reported) ?? 0
  if (born !== undefined && born > last)
    found.push({ path: 'born', code: 'after-report', value: donor.born ?? '', values: { reported } })
  if (died !== undefined && died > last)
    found.push({ path: 'died', code: 'after-report', value: donor.died ?? '', values: { reported } })
  if (born !== undefined && died !== undefined && died < born)
    found.push({ path: 'died', code: 'died-before-birth', value: donor.died ?? '', values: { born: donor.born ?? '' } })
  if (born !== undefined) {
    const years = yearsBetween(born, died ?? last)
    if (years > 110)
      found.push({
        path: 'born',
        code: years > 120 ? 'age-over-120' : 'age-over-110',
        value: donor.born ?? '',
        values: { age: years },
      })
  }
  if (donor.ethnicity !== undefined) coded('ethnicity', 'ethnicity', donor.ethnicity, asked, found)
  checkLists(donor, life, reported, asked, found)
  return found
}

/** Of a later line, with what is known of the donor from an earlier one. */
export function checkFacts(facts: Facts, life: Life, asked: Asked): Finding[] {
  const found: Finding[] = []
  const reported = reportOf(facts.reported, 'reported', asked.today, found)
  const died = monthNumber(facts.died)
  if (died !== undefined && died > (monthNumber(reported) ?? 0))
    found.push({ path: 'died', code: 'after-report', value: facts.died ?? '', values: { reported } })
  if (died !== undefined && life.born !== undefined && died < life.born)
    found.push({ path: 'died', code: 'died-before-birth', value: facts.died ?? '' })
  checkLists(facts, { ...life, died: died ?? life.died }, reported, asked, found)
  return found
}

export function checkWithdrawal({ reported }: Withdrawal, { today }: Asked): Finding[] {
  const found: Finding[] = []
  reportOf(reported, 'reported', today, found)
  return found
}

/** The day of a report. Without one, or with one that cannot be, today: the day of the import is the latest it can be. */
function reportOf(text: string | undefined, path: string, today: string, found: Finding[]): string {
  if (text === undefined) return today
  const day = dayOf(text)
  if (day === undefined) found.push({ path, code: 'day-impossible', value: text })
  // a month that is not over yet counts as reported today
  else if (text.length === 7 ? text > today.slice(0, 7) : day > today)
    found.push({ path, code: 'report-future', value: text, values: { today } })
  else return day > today ? today : day
  return today
}

type Lists = Pick<Donor, 'consents' | 'diagnoses' | 'measurements' | 'specimens' | 'data'>

function checkLists(lists: Lists, life: Life, whole: string, asked: Asked, found: Finding[]): void {
  for (const [at, it] of (lists.consents ?? []).entries()) {
    const path = `consents[${at}]`
    reportOf(it.reported, `${path}.reported`, asked.today, found)
    for (const [n, code] of it.scope.entries())
      if (!isPermission(code)) listed(`${path}.scope[${n}]`, code, permissionCodes, found)
    const [from, until, withdrawn] = (['from', 'until', 'withdrawn'] as const).map((name) => {
      const text = it[name]
      const day = text === undefined ? undefined : dayOf(text)
      if (text !== undefined && day === undefined)
        found.push({ path: `${path}.${name}`, code: 'day-impossible', value: text })
      return day
    })
    if (from !== undefined && until !== undefined && until < from)
      found.push({ path: `${path}.until`, code: 'consent-reversed', value: it.until ?? '', values: { from: it.from } })
    if (from !== undefined && withdrawn !== undefined && withdrawn < from)
      found.push({
        path: `${path}.withdrawn`,
        code: 'consent-reversed',
        value: it.withdrawn ?? '',
        values: { from: it.from },
      })
  }
  for (const [at, it] of (lists.diagnoses ?? []).entries()) {
    const path = `diagnoses[${at}]`
    const reported = it.reported === undefined ? whole : reportOf(it.reported, `${path}.reported`, asked.today, found)
    coded(`${path}.code`, 'diagnosis', it.code, asked, found)
    moment(path, 'onset', it.onset, 'onsetAge', it.onsetAge, life, reported, found)
    if ((life.sex === 'MALE' && ofWomen.test(it.code)) || (life.sex === 'FEMALE' && ofMen.test(it.code))) {
      found.push({ path: `${path}.code`, code: 'sex-unlikely', value: it.code, values: { sex: life.sex } })
    }
  }
  for (const [at, it] of (lists.measurements ?? []).entries()) {
    const path = `measurements[${at}]`
    const reported = it.reported === undefined ? whole : reportOf(it.reported, `${path}.reported`, asked.today, found)
    coded(`${path}.code`, 'measurement', it.code, asked, found)
    unit(`${path}.unit`, it.unit, found)
    moment(path, 'when', it.when, 'age', it.age, life, reported, found)
  }
  for (const [at, it] of (lists.specimens ?? []).entries()) {
    const path = `specimens[${at}]`
    const reported = it.reported === undefined ? whole : reportOf(it.reported, `${path}.reported`, asked.today, found)
    if (it.material !== undefined && !isMaterial(it.material))
      listed(`${path}.material`, it.material, materialCodes, found)
    moment(path, 'sampled', it.sampled, 'sampledAge', it.sampledAge, life, reported, found)
    const aliquots = it.aliquots ?? []
    for (const [n, aliquot] of aliquots.entries()) {
      const under = `${path}.aliquots[${n}]`
      const { amount, remaining } = aliquot
      if (aliquots.findIndex(({ id }) => id === aliquot.id) < n)
        found.push({ path: `${under}.id`, code: 'aliquot-duplicate', value: aliquot.id })
      if (amount !== undefined && amount < 0)
        found.push({ path: `${under}.amount`, code: 'amount-negative', value: String(amount) })
      if (remaining !== undefined && remaining < 0)
        found.push({ path: `${under}.remaining`, code: 'amount-negative', value: String(remaining) })
      else if (amount !== undefined && remaining !== undefined && remaining > amount)
        found.push({ path: `${under}.remaining`, code: 'remaining-more', value: String(remaining), values: { amount } })
      if (aliquot.unit !== undefined) unit(`${under}.unit`, aliquot.unit, found)
      else if (amount !== undefined || remaining !== undefined)
        found.push({ path: `${under}.unit`, code: 'unit-missing' })
    }
  }
  for (const [at, it] of (lists.data ?? []).entries()) {
    const path = `data[${at}]`
    const reported = it.reported === undefined ? whole : reportOf(it.reported, `${path}.reported`, asked.today, found)
    // data are made from a specimen also after the donor's death
    moment(path, 'produced', it.produced, '', undefined, { born: life.born }, reported, found)
  }
}

/** A fact's own time against birth, death and report. */
function moment(
  path: string,
  monthName: string,
  month: string | undefined,
  ageName: string,
  age: number | undefined,
  life: Life,
  reported: string,
  found: Finding[],
): void {
  const { born, died } = life
  const at = monthNumber(month)
  const last = monthNumber(reported) ?? Infinity
  if (at !== undefined) {
    const value = month ?? ''
    if (at > last) found.push({ path: `${path}.${monthName}`, code: 'after-report', value, values: { reported } })
    if (born !== undefined && at < born) found.push({ path: `${path}.${monthName}`, code: 'before-birth', value })
    if (died !== undefined && at > died) found.push({ path: `${path}.${monthName}`, code: 'after-death', value })
  }
  if (age === undefined || born === undefined) return
  if (age > yearsBetween(born, last))
    found.push({ path: `${path}.${ageName}`, code: 'after-report', value: String(age), values: { reported } })
  else if (died !== undefined && age > yearsBetween(born, died))
    found.push({ path: `${path}.${ageName}`, code: 'after-death', value: String(age) })
  // a year either way: the day of birth is not known
  else if (at !== undefined && Math.abs(yearsBetween(born, at) - age) > 1) {
    found.push({
      path: `${path}.${ageName}`,
      code: 'age-contradicts',
      value: String(age),
      values: { other: yearsBetween(born, at) },
    })
  }
}

/** ICD-10 categories of organs that only one sex has; noted, not refused: sex is more than one thing. */
const ofWomen = /^ICD10:(?:C5[1-8]|D06|D2[5-8]|N7[0-7]|N8[0-9]|N9[0-8]|O\d\d)/
const ofMen = /^ICD10:(?:C6[0-3]|D29|N4[0-9]|N5[01])/

function coded(path: string, use: CodeUse, code: string, asked: Asked, found: Finding[]): void {
  if (!isCode(use, code)) found.push({ path, code: 'code-form', value: code, values: { example: codeExamples[use] } })
  else if (asked.knows?.(code) === false)
    found.push({ path, code: 'code-unknown', value: code, values: { vocabulary: code.split(':', 1)[0] ?? '' } })
}

function listed(path: string, code: string, codes: readonly string[], found: Finding[]): void {
  const plain = (text: string) => text.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')
  const near =
    codes.find((one) => plain(one) === plain(code)) ??
    codes.find((one) => plain(one).startsWith(plain(code).slice(0, 5)) && !one.startsWith('DUO'))
  found.push(
    near
      ? { path, code: 'code-near', value: code, values: { nearest: near } }
      : { path, code: 'code-unlisted', value: code },
  )
}

function unit(path: string, text: string, found: Finding[]): void {
  if (isUnit(text)) return
  found.push({
    path,
    code: 'unit-unknown',
    value: text,
    values: { example: unitMeant(text) ?? 'mL, ng/uL, kg/m2, mm[Hg]' },
  })
}
