import type {
  CountAsk,
  Counted,
  CountPlan,
  DataPlan,
  DonorLeafPlan,
  DonorPlan,
  PlanTree,
  SpecimenPlan,
} from '../../../kernel/counters.ts'
import { atLeast, both, either, every, has, none, put, size, sizeOfBoth, without, wordsFor } from './bits.ts'
import type { Bits } from './bits.ts'
import { relativesWithin } from './pedigree.ts'
import type { DonorTable, Posted } from './table.ts'

/** A criterion holds when it is known to hold; `not` holds whenever it does not. */
export class Engine {
  readonly #table: DonorTable
  /** sets of criteria asked before, the last used last */
  readonly #known = new Map<string, Bits>()
  readonly #mostBytes: number
  #bytes = 0

  constructor(table: DonorTable, mostBytes = 64 * 2 ** 20) {
    this.#table = table
    this.#mostBytes = mostBytes
  }

  /** `day`: what is asked as of; `today`: consents must hold then too. Days since 1970. */
  count(
    { plan, categories }: Pick<CountAsk, 'plan' | 'categories'>,
    day: number,
    today: number,
  ): Omit<Counted, 'release'> {
    const asked = new Asked(this.#table, day, today, (key, make) => this.#kept(key, make))
    const found = asked.donors(plan.where)
    const counts = categories.map((it) => sizeOfBoth(found, asked.donors(it)))
    const specimens = plan.count === 'specimens' ? asked.specimensOf(found, plan) : undefined
    return { donors: size(found), categories: counts, ...(specimens ? { specimens } : {}) }
  }

  /** The first day after this one on which a consent begins or has ended, or something is reported. */
  nextChange(after: number): number {
    const { consents, reported } = this.#table
    let next = Infinity
    const see = (day: number) => {
      if (day > after && day < next) next = day
    }
    for (const day of consents.from) see(day)
    for (const day of consents.until) see(day + 1)
    for (const day of reported) see(day)
    return next
  }

  #kept(key: string, make: () => Bits): Bits {
    const before = this.#known.get(key)
    if (before) {
      this.#known.delete(key)
      this.#known.set(key, before)
      return before
    }
    const bits = make()
    this.#known.set(key, bits)
    this.#bytes += bits.byteLength
    for (const [oldest, { byteLength }] of this.#known) {
      if (this.#bytes <= this.#mostBytes || oldest === key) break
      this.#known.delete(oldest)
      this.#bytes -= byteLength
    }
    return bits
  }
}

type Keep = (key: string, make: () => Bits) => Bits

const within = (value: number, range: { from?: number; below?: number } | undefined): boolean =>
  range === undefined || (value >= 0 && value >= (range.from ?? 0) && value < (range.below ?? Infinity))

const monthOf = (text: string): number => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)) - 1
const inMonths = (month: number, range: { from?: string; to?: string } | undefined): boolean =>
  range === undefined ||
  (month >= 0 && month >= (range.from ? monthOf(range.from) : 0) && month <= (range.to ? monthOf(range.to) : Infinity))

/** Age in completed years at a month, as said or from the month of birth; -1 when neither is known. */
const ageAt = (said: number, month: number, born: number): number =>
  said >= 0 ? said : month >= 0 && born >= 0 && month >= born ? Math.floor((month - born) / 12) : -1

class Asked {
  readonly #table: DonorTable
  readonly #day: number
  readonly #today: number
  readonly #keep: Keep

  constructor(table: DonorTable, day: number, today: number, keep: Keep) {
    this.#table = table
    this.#day = day
    this.#today = today
    this.#keep = keep
  }

  donors(tree: DonorPlan | undefined): Bits {
    const base = this.#base()
    return tree === undefined
      ? base
      : both(
          base,
          this.#tree(tree, this.#table.donors, every(this.#table.donors), (leaf: DonorLeafPlan) => this.#leaf(leaf)),
        )
  }

  specimensOf(found: Bits, { specimens }: CountPlan): { total: number; largest: number; donors: number } {
    const { donor } = this.#table.specimens
    const set = specimens === undefined ? this.#live() : this.#specimens(specimens)
    const held = new Uint32Array(this.#table.donors)
    let [total, largest, donors] = [0, 0, 0]
    for (let row = 0; row < donor.length; row++) {
      const who = donor[row]!
      if (!has(set, row) || !has(found, who)) continue
      total++
      if (++held[who]! === 1) donors++
      if (held[who]! > largest) largest = held[who]!
    }
    return { total, largest, donors }
  }

  #tree<Leaf extends object>(tree: PlanTree<Leaf>, count: number, all: Bits, leaf: (it: Leaf) => Bits): Bits {
    const go = (it: PlanTree<Leaf>): Bits => {
      if ('all' in it) return (it.all as PlanTree<Leaf>[]).map(go).reduce(both)
      if ('any' in it) return (it.any as PlanTree<Leaf>[]).map(go).reduce(either)
      if ('not' in it) return without(all, go(it.not as PlanTree<Leaf>))
      if ('atLeast' in it) {
        const { n, of } = it.atLeast as { n: number; of: PlanTree<Leaf>[] }
        return atLeast(n, of.map(go), wordsFor(count))
      }
      return leaf(it as Leaf)
    }
    return go(tree)
  }

  #named(name: string, what: unknown, make: () => Bits): Bits {
    return this.#keep(`${name} ${this.#day} ${this.#today} ${JSON.stringify(what)}`, make)
  }

  /** Donors known by the day, whose consent holds on it and today. Where no consent is recorded at all, the holder answers for it. */
  #base(): Bits {
    return this.#named('base', null, () => {
      const { donors, reported, consentKnown, consents } = this.#table
      const consenting = none(donors)
      for (let row = 0; row < consents.donor.length; row++) {
        const [from, until] = [consents.from[row]!, consents.until[row]!]
        if (from <= this.#day && until >= this.#day && from <= this.#today && until >= this.#today)
          put(consenting, consents.donor[row]!)
      }
      const bits = none(donors)
      for (let at = 0; at < donors; at++) {
        if (reported[at]! <= this.#day && (!consentKnown[at] || has(consenting, at))) put(bits, at)
      }
      return bits
    })
  }

  #leaf(leaf: DonorLeafPlan): Bits {
    return this.#named('donor', leaf, () => this.#make(leaf))
  }

  #make(leaf: DonorLeafPlan): Bits {
    const table = this.#table
    if ('sex' in leaf) return this.#coded(table.sexes, table.sex, leaf.sex)
    if ('ethnicity' in leaf) return this.#coded(table.ethnicities, table.ethnicity, leaf.ethnicity)
    if ('birthYear' in leaf)
      return this.#where((at) => table.born[at]! >= 0 && within(Math.floor(table.born[at]! / 12), leaf.birthYear))
    if ('age' in leaf) return this.#age(leaf.age)
    if ('diagnosis' in leaf) {
      const { terms, onset, diagnosed } = leaf.diagnosis
      const { onset: month, onsetAge } = table.diagnoses
      return this.#posted(
        table.diagnoses,
        terms,
        (row, donor) =>
          inMonths(month[row]!, diagnosed) && within(ageAt(onsetAge[row]!, month[row]!, table.born[donor]!), onset),
      )
    }
    if ('measurement' in leaf) {
      const { code, unit, from = -Infinity, below = Infinity, measured } = leaf.measurement
      const { value, when } = table.measurements
      return this.#posted(
        table.measurements,
        [`${code} ${unit}`],
        (row) => value[row]! >= from && value[row]! < below && inMonths(when[row]!, measured),
      )
    }
    if ('consent' in leaf) {
      const { from, until } = table.consents
      return this.#posted(
        table.consents,
        leaf.consent,
        (row) =>
          from[row]! <= this.#day &&
          until[row]! >= this.#day &&
          from[row]! <= this.#today &&
          until[row]! >= this.#today,
      )
    }
    if ('pedigree' in leaf) return this.#pedigree(leaf.pedigree)
    if ('specimen' in leaf) {
      const set = this.#specimens(leaf.specimen)
      const { donor } = table.specimens
      const bits = none(table.donors)
      for (let row = 0; row < donor.length; row++) if (has(set, row)) put(bits, donor[row]!)
      return bits
    }
    const rows = this.#data(leaf.data)
    const bits = none(table.donors)
    for (let row = 0; row < table.data.donor.length; row++) if (has(rows, row)) put(bits, table.data.donor[row]!)
    return bits
  }

  #where(test: (at: number) => boolean): Bits {
    const bits = none(this.#table.donors)
    for (let at = 0; at < this.#table.donors; at++) if (test(at)) put(bits, at)
    return bits
  }

  #coded(keys: readonly string[], of: Int16Array, wanted: readonly string[]): Bits {
    const meant = keys.map((key) => wanted.includes(key))
    return this.#where((at) => of[at]! >= 0 && meant[of[at]!] === true)
  }

  #posted(
    { keys, start, donor, reported }: Posted,
    wanted: readonly string[],
    test: (row: number, donor: number) => boolean,
  ): Bits {
    const bits = none(this.#table.donors)
    const meant = new Set(wanted)
    for (const [at, key] of keys.entries()) {
      const dot = key.indexOf('.')
      if (!meant.has(key) && !(dot > 0 && meant.has(`${key.slice(0, dot)}.*`))) continue
      for (let row = start[at]!; row < start[at + 1]!; row++) {
        if (reported[row]! <= this.#day && test(row, donor[row]!)) put(bits, donor[row]!)
      }
    }
    return bits
  }

  #age({ at: when, ...range }: Extract<DonorLeafPlan, { age: unknown }>['age']): Bits {
    const { born, died, diedReported, diagnoses, measurements, specimens, donors } = this.#table
    if (when === 'now') {
      const month = monthOfDay(this.#day)
      return this.#where(
        (at) =>
          !(died[at]! >= 0 && diedReported[at]! <= this.#day && died[at]! <= month) &&
          within(ageAt(-1, month, born[at]!), range),
      )
    }
    if (when === 'sampling') {
      const live = this.#live()
      const bits = none(donors)
      for (let row = 0; row < specimens.donor.length; row++) {
        const who = specimens.donor[row]!
        if (has(live, row) && within(ageAt(specimens.sampledAge[row]!, specimens.sampled[row]!, born[who]!), range))
          put(bits, who)
      }
      return bits
    }
    const latest = new Int16Array(donors).fill(-1)
    const say = ({ donor, reported }: Posted, age: Int16Array) => {
      for (let row = 0; row < donor.length; row++) {
        if (reported[row]! <= this.#day && age[row]! > latest[donor[row]!]!) latest[donor[row]!] = age[row]!
      }
    }
    say(diagnoses, diagnoses.onsetAge)
    say(measurements, measurements.age)
    say(specimens, specimens.sampledAge)
    return this.#where((at) => within(latest[at]!, range))
  }

  #pedigree({ relation, degree = 1 }: Extract<DonorLeafPlan, { pedigree: unknown }>['pedigree']): Bits {
    const { father, mother, donors } = this.#table
    const base = this.#base()
    const there = (at: number) => at >= 0 && at < donors && has(base, at)
    if (relation === 'bothParentsInCohort') return this.#where((at) => there(father[at]!) && there(mother[at]!))
    return relativesWithin(degree, this.#table, base)
  }

  /** Specimens as they were known on the day. */
  #live(): Bits {
    return this.#named('live', null, () => {
      const { donor, reported, replaced } = this.#table.specimens
      const bits = none(donor.length)
      for (let row = 0; row < donor.length; row++)
        if (reported[row]! <= this.#day && replaced[row]! > this.#day) put(bits, row)
      return bits
    })
  }

  #specimens(tree: PlanTree<SpecimenPlan>): Bits {
    const live = this.#live()
    return this.#tree(tree, this.#table.specimens.donor.length, live, (leaf: SpecimenPlan) =>
      this.#named('specimen', leaf, () => this.#specimen(leaf, live)),
    )
  }

  #specimen({ material, storage, amount, ageAtSampling, sampled }: SpecimenPlan, live: Bits): Bits {
    const { specimens, amounts, born } = this.#table
    const left = amount && this.#amounts(amount.unit)
    const stored = storage && specimens.storages.map((it) => storage.includes(it))
    const test = (row: number): boolean =>
      has(live, row) &&
      (stored === undefined || (specimens.storage[row]! >= 0 && stored[specimens.storage[row]!] === true)) &&
      inMonths(specimens.sampled[row]!, sampled) &&
      (ageAtSampling === undefined ||
        within(
          ageAt(specimens.sampledAge[row]!, specimens.sampled[row]!, born[specimens.donor[row]!]!),
          ageAtSampling,
        )) &&
      (left === undefined || within(left.get(row) ?? -1, amount))
    const bits = none(specimens.donor.length)
    if (left && amounts.keys.length === 0) return bits
    for (const [at, key] of specimens.keys.entries()) {
      if (material && !material.includes(key)) continue
      for (let row = specimens.start[at]!; row < specimens.start[at + 1]!; row++) if (test(row)) put(bits, row)
    }
    return bits
  }

  #amounts(unit: string): Map<number, number> {
    const { keys, start, of, amount } = this.#table.amounts
    const at = keys.indexOf(unit)
    const left = new Map<number, number>()
    if (at >= 0) for (let row = start[at]!; row < start[at + 1]!; row++) left.set(of[row]!, amount[row]!)
    return left
  }

  #data(tree: PlanTree<DataPlan>): Bits {
    const { keys, start, donor, reported, produced: made } = this.#table.data
    const known = none(donor.length)
    for (let row = 0; row < donor.length; row++) if (reported[row]! <= this.#day) put(known, row)
    return this.#tree(tree, donor.length, known, ({ kind, produced }: DataPlan) => {
      const bits = none(donor.length)
      for (const [at, key] of keys.entries()) {
        if (kind && !kind.includes(key)) continue
        for (let row = start[at]!; row < start[at + 1]!; row++)
          if (has(known, row) && inMonths(made[row]!, produced)) put(bits, row)
      }
      return bits
    })
  }
}

/** The month that a day lies in. */
export function monthOfDay(day: number): number {
  const date = new Date(day * 86_400_000)
  return date.getUTCFullYear() * 12 + date.getUTCMonth()
}
