import { createHash } from 'node:crypto'
import { dayInTokyo } from '../../../../kernel/calendar.ts'
import type { Fault, Place, Read } from '../../../../kernel/intake.ts'
import { canonical } from '../../../../kernel/keys.ts'
import { factLists } from '../../donor-record.ts'
import type { Donor, DonorRecord, Facts } from '../../donor-record.ts'
import { checkDonor, checkFacts, checkWithdrawal, noted } from '../../model/donor-checks.ts'
import type { Asked, Finding } from '../../model/donor-checks.ts'
import { dayOf } from '../../model/donor-dates.ts'
import { DonorIndex } from '../../model/donor-index.ts'
import type { Clash, Known } from '../../model/donor-index.ts'

/** What a reader of donors asks its surroundings; all of it may be absent. */
export interface DonorPorts {
  /** what the holder already has; without it nobody is known, and a file stands for itself */
  readonly known?: Known
  /** whether a term exists; undefined when its vocabulary is not imported */
  readonly knows?: Asked['knows']
  /** today in Tokyo, ISO */
  readonly today?: string
}

/** A record as a reader found it, and where each of its fields stands. */
export interface Candidate {
  readonly record: DonorRecord
  readonly place: Place
  /** the place of a field, by its path (`diagnoses[1].onset`) */
  at(path: string): Place
  /** already found wrong with it by its reader */
  readonly faults?: readonly Fault[]
}

/** Every check of donors, whatever they were read from: one record after the other, then `end`. */
export class Checker {
  readonly #asked: Asked
  readonly #index: DonorIndex
  readonly #files: string[] = []
  /** how a line of a file is called at the end, when its record is no longer there */
  readonly #placed: (file: string, line: number, key: string, path: string) => Place

  constructor(
    ports: DonorPorts,
    placed: (file: string, line: number, key: string, path: string) => Place = (file, line, record, column) => ({
      file,
      line,
      record,
      column,
    }),
  ) {
    this.#asked = { today: ports.today ?? dayInTokyo(new Date()), knows: ports.knows }
    this.#index = new DonorIndex(ports.known)
    this.#placed = placed
  }

  get today(): string {
    return this.#asked.today
  }

  take(it: Candidate): Read<DonorRecord>[] {
    const { record } = it
    const before = it.faults ?? []
    const { findings, clashes } = this.#judge(record, it.place, before.length > 0)
    const reads: Read<DonorRecord>[] = before.map((fault) => ({ fault }))
    for (const { path, code, value, values } of findings) {
      if (noted.has(code)) reads.push({ note: { code, place: it.at(path), ...(values ? { values } : {}) } })
      else
        reads.push({
          fault: { place: it.at(path), code, ...(value === undefined ? {} : { value }), ...(values ? { values } : {}) },
        })
    }
    for (const clash of clashes) reads.push({ fault: faultOf(clash, it.at(clash.path)) })
    if (!reads.some((read) => 'fault' in read))
      reads.push({ record: dated(record), key: keyOf(record), place: it.place })
    return reads
  }

  /** A record that did not even fit the schema: what refers to it must say so, and its identifier stays taken. */
  refused(value: unknown, place: Place): void {
    const { type, id, sex } = value as { type?: unknown; id?: unknown; sex?: unknown }
    if (type !== 'donor' || typeof id !== 'string' || !/^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/.test(id)) return
    const known = sex === 'FEMALE' || sex === 'MALE' || sex === 'UNDIFFERENTIAL' ? ({ sex } as const) : {}
    this.#index.donor({ type, id, ...known }, { file: this.#fileOf(place.file), line: place.line ?? 0 }, true)
  }

  *end(): Generator<Read<DonorRecord>> {
    for (const clash of this.#index.end()) {
      yield { fault: faultOf(clash, this.#placed(this.#files[clash.file] ?? '', clash.line, clash.key, clash.path)) }
    }
  }

  #judge(record: DonorRecord, place: Place, faulty: boolean): { findings: Finding[]; clashes: Clash[] } {
    if (record.type === 'donor') {
      const findings = checkDonor(record, this.#asked)
      const refused = faulty || findings.some(({ code }) => !noted.has(code))
      return {
        findings,
        clashes: this.#index.donor(record, { file: this.#fileOf(place.file), line: place.line ?? 0 }, refused),
      }
    }
    if (record.type === 'withdrawal')
      return { findings: checkWithdrawal(record, this.#asked), clashes: this.#index.withdrawal(record) }
    const clashes = this.#index.facts(record)
    return {
      findings: clashes.length > 0 ? [] : checkFacts(record, this.#index.life(record.donor) ?? {}, this.#asked),
      clashes,
    }
  }

  #fileOf(name: string): number {
    const at = this.#files.lastIndexOf(name)
    return at >= 0 ? at : this.#files.push(name) - 1
  }
}

const faultOf = ({ path: _, code, value, values, key }: Clash, place: Place): Fault => ({
  place,
  code,
  ...(value === undefined ? {} : { value }),
  // words may name the record by `id`, which the clash has as its value
  values: { id: value ?? '', ...values },
  ...(key === undefined ? {} : { key }),
})

/** Key of a record in reports and stores: a donor is its identifier; a later fact is what it says. */
export function keyOf(record: DonorRecord): string {
  if (record.type === 'donor') return record.id
  if (record.type === 'withdrawal') return `withdrawal/${record.donor}`
  return `fact/${record.donor}/${createHash('sha256').update(canonical(record)).digest('base64url').slice(0, 22)}`
}

/** Each fact with its own day of report, where the line or the fact says one: later readers look in one place. */
export function dated(record: DonorRecord): DonorRecord {
  const whole = record.reported === undefined ? undefined : dayOf(record.reported)
  if (record.type === 'withdrawal') return { ...record, ...(whole ? { reported: whole } : {}) }
  const result: Donor | Facts = { ...record, ...(whole ? { reported: whole } : {}) }
  for (const list of factLists) {
    const items = record[list]
    if (!items?.length) continue
    Object.assign(result, {
      [list]: items.map((item) => {
        const reported = item.reported === undefined ? whole : dayOf(item.reported)
        return reported === undefined ? item : { ...item, reported }
      }),
    })
  }
  return result
}
