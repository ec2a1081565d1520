import type { Donor, DonorRecord, Facts } from '../donor-record.ts'
import { checkDonor, checkFacts, checkWithdrawal } from './donor-checks.ts'
import type { Asked } from './donor-checks.ts'
import { dayOf, monthNumber } from './donor-dates.ts'
import { DonorIndex } from './donor-index.ts'
import type { Known } from './donor-index.ts'

/** Where a record came from, for the holder to find it again. */
export interface QualityPlace {
  readonly file?: string
  readonly line?: number
  /** the donor */
  readonly record: string
}
export const flaws = ['missing', 'impossible', 'contradictory'] as const
export type Flaw = (typeof flaws)[number]

export interface QualityField {
  /** `born`, `diagnoses.onset` */
  readonly field: string
  /** how often it could have been said */
  readonly of: number
  readonly missing: number
  readonly impossible: number
  readonly contradictory: number
  /** the first few of each kind */
  readonly examples: Readonly<Record<Flaw, readonly (QualityPlace & { readonly code?: string })[]>>
}
export interface QualityReport {
  readonly donors: number
  readonly facts: number
  readonly withdrawals: number
  /** those where something was found, and those that every record should have; worst first */
  readonly fields: readonly QualityField[]
  /** how often each thing was found, by its code (texts are those of the import) */
  readonly codes: Readonly<Record<string, number>>
}

const shown = 5
const contradictions = new Set([
  'age-contradicts',
  'sex-unlikely',
  'age-over-110',
  'sex-two',
  'donor-duplicate',
  'father-sex',
  'mother-sex',
  'parents-same',
  'specimen-two-donors',
  'specimen-duplicate',
  'aliquot-duplicate',
  'onset-differs',
  'before-consent',
  'after-withdrawal',
  'donor-withdrawn',
])
const absences = new Set(['unit-missing', 'parent-missing', 'specimen-unknown', 'donor-unknown'])

/** What a holder's own page says of the records: the checks of the import and some that refuse nothing, counted by field. */
export function quality(
  records: Iterable<{ record: DonorRecord; place?: Omit<QualityPlace, 'record'> }>,
  asked: Asked,
  known?: Known,
): QualityReport {
  const found = new Found()
  const index = new DonorIndex(known)
  const lines: Omit<QualityPlace, 'record'>[] = []
  const count = { donor: 0, fact: 0, withdrawal: 0 }
  for (const { record, place = {} } of records) {
    count[record.type] += 1
    const at = { ...place, record: record.type === 'donor' ? record.id : record.donor }
    const add = ({ path, code }: { path: string; code: string }) => found.add(path, flawOf(code), at, code)
    if (record.type === 'withdrawal') {
      checkWithdrawal(record, asked).forEach(add)
      index.withdrawal(record).forEach(add)
      continue
    }
    if (record.type === 'donor') {
      checkDonor(record, asked).forEach(add)
      index.donor(record, { file: 0, line: lines.push(place) - 1 }, false).forEach(add)
      found.asked('sex', record.sex, at)
      found.asked('born', record.born, at)
      found.asked('ethnicity', record.ethnicity, at)
      found.asked('consents', record.consents?.length ? true : undefined, at)
      found.asked('diagnoses', record.diagnoses?.length ? true : undefined, at)
    } else {
      index.facts(record).forEach(add)
      checkFacts(record, index.life(record.donor) ?? {}, asked).forEach(add)
    }
    lists(record, at, found)
    between(record).forEach(add)
  }
  for (const { path, code, key, line } of index.end())
    found.add(path, flawOf(code), { ...lines[line], record: key }, code)
  return { donors: count.donor, facts: count.fact, withdrawals: count.withdrawal, ...found.report() }
}

const flawOf = (code: string): Flaw =>
  contradictions.has(code) ? 'contradictory' : absences.has(code) ? 'missing' : 'impossible'

/** What each fact should say: a time, and what a specimen is. */
function lists(record: Donor | Facts, at: QualityPlace, found: Found): void {
  for (const it of record.diagnoses ?? []) found.asked('diagnoses.onset', it.onset ?? it.onsetAge, at)
  for (const it of record.measurements ?? []) found.asked('measurements.when', it.when ?? it.age, at)
  for (const it of record.specimens ?? []) {
    found.asked('specimens.material', it.material, at)
    found.asked('specimens.sampled', it.sampled ?? it.sampledAge, at)
    found.asked('specimens.storage', it.storage, at)
    found.asked('specimens.aliquots', it.aliquots?.length ? true : undefined, at)
    for (const aliquot of it.aliquots ?? [])
      found.asked('specimens.aliquots.remaining', aliquot.remaining ?? aliquot.amount, at)
  }
  for (const it of record.data ?? []) found.asked('data.produced', it.produced, at)
}

/** Facts of one donor that do not go together, and refuse nothing. */
function between({ diagnoses = [], specimens = [], consents = [] }: Donor | Facts): { path: string; code: string }[] {
  const out: { path: string; code: string }[] = []
  const onsets = new Map<string, number>()
  for (const { code, onset } of diagnoses) {
    const month = monthNumber(onset)
    if (month === undefined) continue
    const before = onsets.get(code)
    if (before !== undefined && Math.abs(month - before) > 12)
      out.push({ path: 'diagnoses.onset', code: 'onset-differs' })
    onsets.set(code, before === undefined ? month : Math.min(before, month))
  }
  const first = consents.map(({ from }) => from.slice(0, 7)).toSorted()[0]
  const ended =
    consents.length > 0 && consents.every(({ withdrawn }) => withdrawn !== undefined)
      ? consents
          .map(({ withdrawn }) => (withdrawn === undefined ? '' : (dayOf(withdrawn) ?? '').slice(0, 7)))
          .toSorted()
          .at(-1)
      : undefined
  for (const { sampled } of specimens) {
    if (sampled === undefined) continue
    if (first !== undefined && sampled < first) out.push({ path: 'specimens.sampled', code: 'before-consent' })
    if (ended && sampled > ended) out.push({ path: 'specimens.sampled', code: 'after-withdrawal' })
  }
  return out
}

class Found {
  readonly #fields = new Map<
    string,
    {
      of: number
      missing: number
      impossible: number
      contradictory: number
      examples: Record<Flaw, (QualityPlace & { code?: string })[]>
    }
  >()
  readonly #codes = new Map<string, number>()

  add(path: string, flaw: Flaw, at: QualityPlace, code: string): void {
    const field = this.#field(path.replaceAll(/\[\d+\]/g, ''))
    field[flaw] += 1
    if (field.examples[flaw].length < shown) field.examples[flaw].push({ ...at, code })
    this.#codes.set(code, (this.#codes.get(code) ?? 0) + 1)
  }

  asked(path: string, value: unknown, at: QualityPlace): void {
    const field = this.#field(path)
    field.of += 1
    if (value !== undefined) return
    field.missing += 1
    if (field.examples.missing.length < shown) field.examples.missing.push(at)
  }

  #field(name: string) {
    let field = this.#fields.get(name)
    if (!field)
      this.#fields.set(
        name,
        (field = {
          of: 0,
          missing: 0,
          impossible: 0,
          contradictory: 0,
          examples: { missing: [], impossible: [], contradictory: [] },
        }),
      )
    return field
  }

  report(): Pick<QualityReport, 'fields' | 'codes'> {
    const weight = ({ missing, impossible, contradictory }: QualityField) =>
      impossible * 1e6 + contradictory * 1e3 + missing
    const fields = [...this.#fields]
      .map(([field, it]): QualityField => ({ field, ...it }))
      .toSorted((a, b) => weight(b) - weight(a))
    return { fields, codes: Object.fromEntries([...this.#codes].toSorted(([, a], [, b]) => b - a)) }
  }
}
