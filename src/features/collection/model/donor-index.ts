import type { Donor, Facts, Specimen, Withdrawal } from '../donor-record.ts'
import type { Life } from './donor-checks.ts'
import { monthNumber, monthText } from './donor-dates.ts'
import { IdTable, NumberColumn } from './donor-ids.ts'

/** What the holder already has, asked by identifier. */
export interface Known {
  withdrawn(id: string): boolean
  donor(
    id: string,
  ):
    | { readonly sex?: string | undefined; readonly born?: string | undefined; readonly died?: string | undefined }
    | undefined
  /** the donor of a specimen */
  specimen?(id: string): string | undefined
}
export const nobodyKnown: Known = { withdrawn: () => false, donor: () => undefined }

/** One thing wrong between records. `key` says which donor it refuses, where that was accepted before. */
export interface Clash {
  readonly path: string
  readonly code: string
  readonly value?: string
  readonly values?: Readonly<Record<string, string | number>>
  readonly key?: string
}
/** Where a record began: number of the file, line. */
export interface Origin {
  readonly file: number
  readonly line: number
}

const sexes = ['', 'FEMALE', 'MALE', 'UNDIFFERENTIAL']
const none = -1
const defined = 1
const rejected = 2
const late = 4
const withdrawn = 8
const inLoop = 16
/** youngest parent, in months */
const youngest = 12 * 12

/** What records of one input know of each other: identifiers, pedigrees, specimens, withdrawals. About 60 bytes a donor. */
export class DonorIndex {
  readonly #known: Known
  readonly #donors = new IdTable()
  readonly #flags = new NumberColumn('Uint8', 0)
  readonly #sex = new NumberColumn('Uint8', 0)
  readonly #born = new NumberColumn('Int16', none)
  readonly #died = new NumberColumn('Int16', none)
  readonly #father = new NumberColumn('Int32', none)
  readonly #mother = new NumberColumn('Int32', none)
  readonly #line = new NumberColumn('Int32', 0)
  readonly #file = new NumberColumn('Int16', 0)
  readonly #specimens = new IdTable()
  readonly #owner = new NumberColumn('Int32', none)
  #anyLate = false
  /** somebody fell after having been accepted */
  #cascade = false

  constructor(known: Known = nobodyKnown) {
    this.#known = known
  }

  /** Takes a donor; `faulty` when its line was already refused, so that what refers to it can say so. */
  donor(donor: Donor, origin: Origin, faulty: boolean): Clash[] {
    const at = this.#donors.add(donor.id)
    if (this.#is(at, defined)) return [this.#again(at, donor)]
    const clashes: Clash[] = []
    if (this.#is(at, withdrawn) || (this.#known.withdrawn(donor.id) && !endedOf(donor)))
      clashes.push({ path: 'id', code: 'donor-withdrawn', value: donor.id })
    this.#set(at, defined)
    this.#sex.set(at, Math.max(0, sexes.indexOf(donor.sex ?? '')))
    this.#born.set(at, monthNumber(donor.born) ?? none)
    this.#died.set(at, monthNumber(donor.died) ?? none)
    this.#line.set(at, origin.line)
    this.#file.set(at, origin.file)
    for (const role of ['father', 'mother'] as const) {
      const parent = donor[role]
      if (parent === undefined) continue
      if (parent === donor.id) {
        clashes.push({ path: role, code: 'pedigree-loop', value: parent, values: { path: `${parent} → ${parent}` } })
        continue
      }
      const number = this.#donors.add(parent)
      this.#column(role).set(at, number)
      if (this.#is(number, defined)) clashes.push(...this.#parent(at, role))
      else {
        this.#set(at, late)
        this.#anyLate = true
      }
    }
    if (donor.father !== undefined && donor.father === donor.mother)
      clashes.push({ path: 'mother', code: 'parents-same', value: donor.mother ?? '' })
    if (faulty || clashes.length > 0) {
      this.#set(at, rejected)
      return clashes
    }
    clashes.push(...this.#take(at, donor.specimens ?? [], false), ...this.#data(at, donor))
    if (clashes.length > 0) this.#set(at, rejected)
    return clashes
  }

  /** What is known of the donor of a later line: undefined when nobody is. */
  life(id: string): Life | undefined {
    const at = this.#donors.find(id)
    if (at >= 0 && this.#is(at, defined)) {
      const [born, died] = [this.#born.get(at), this.#died.get(at)]
      return {
        sex: sexes[this.#sex.get(at)] || undefined,
        born: born === none ? undefined : born,
        died: died === none ? undefined : died,
      }
    }
    const before = this.#known.donor(id)
    return before && { sex: before.sex, born: monthNumber(before.born), died: monthNumber(before.died) }
  }

  facts(facts: Facts): Clash[] {
    const refused = this.#unavailable(facts.donor)
    if (refused) return [refused]
    const at = this.#donors.add(facts.donor)
    return [...this.#take(at, facts.specimens ?? [], true), ...this.#data(at, facts)]
  }

  withdrawal({ donor }: Withdrawal): Clash[] {
    const at = this.#donors.add(donor)
    const unknown =
      this.#is(at, defined) || this.#known.donor(donor) || this.#known.withdrawn(donor) ? undefined : 'donor-unknown'
    if (unknown) return [{ path: 'donor', code: unknown, value: donor }]
    this.#set(at, withdrawn)
    return []
  }

  /** What can only be said when everything was read: parents that came after their children, loops, and who falls with them. */
  *end(): Generator<Clash & Origin & { key: string }> {
    if (this.#anyLate) {
      for (let at = 0; at < this.#donors.size; at++) {
        if (!this.#is(at, late) || this.#is(at, rejected)) continue
        const clashes = (['father', 'mother'] as const).flatMap((role) => this.#parent(at, role))
        for (const clash of clashes) yield this.#of(at, clash)
      }
      yield* this.#loops()
    }
    for (let more = this.#cascade; more;) {
      more = false
      for (let at = 0; at < this.#donors.size; at++) {
        if (!this.#is(at, defined) || this.#is(at, rejected)) continue
        for (const role of ['father', 'mother'] as const) {
          const parent = this.#column(role).get(at)
          if (parent === none || !this.#is(parent, rejected) || this.#is(at, rejected)) continue
          more = true
          yield this.#of(at, this.#fallen(role, parent))
        }
      }
    }
  }

  #again(at: number, donor: Donor): Clash {
    const sex = sexes[this.#sex.get(at)]
    const first = this.#line.get(at)
    if (sex && donor.sex && sex !== donor.sex) {
      this.#set(at, rejected)
      this.#cascade = true
      // which of the two is right, only the holder knows: neither is taken
      return { path: 'sex', code: 'sex-two', value: donor.sex, values: { first, sex }, key: donor.id }
    }
    return { path: 'id', code: 'donor-duplicate', value: donor.id, values: { first } }
  }

  #unavailable(id: string): Clash | undefined {
    const at = this.#donors.find(id)
    const here = at >= 0 && this.#is(at, defined)
    const clash = (code: string): Clash => ({
      path: 'donor',
      code,
      value: id,
      values: { id, line: here ? this.#line.get(at) : 0 },
    })
    if ((at >= 0 && this.#is(at, withdrawn)) || this.#known.withdrawn(id)) return clash('donor-withdrawn')
    if (here) return this.#is(at, rejected) ? clash('donor-rejected') : undefined
    return this.#known.donor(id) ? undefined : clash('donor-unknown')
  }

  #parent(at: number, role: 'father' | 'mother'): Clash[] {
    const number = this.#column(role).get(at)
    if (number === none) return []
    const id = this.#donors.text(number)
    if (this.#is(number, rejected)) return [this.#fallen(role, number)]
    const parent = this.life(id)
    if (!parent) return [{ path: role, code: 'parent-missing', value: id }]
    const clashes: Clash[] = []
    const wrong = role === 'father' ? 'FEMALE' : 'MALE'
    if (parent.sex === wrong) clashes.push({ path: role, code: `${role}-sex`, value: id, values: { sex: wrong } })
    const born = this.#born.get(at)
    if (born !== none && parent.born !== undefined && born - parent.born < youngest) {
      clashes.push({
        path: role,
        code: 'parent-young',
        value: id,
        values: { child: monthText(born), parent: monthText(parent.born) },
      })
    }
    // a father may have died up to nine months before
    if (born !== none && parent.died !== undefined && born > parent.died + (role === 'father' ? 10 : 0)) {
      clashes.push({
        path: role,
        code: 'parent-dead',
        value: id,
        values: { child: monthText(born), died: monthText(parent.died) },
      })
    }
    return clashes
  }

  #fallen(role: string, parent: number): Clash {
    return {
      path: role,
      code: 'parent-rejected',
      value: this.#donors.text(parent),
      values: { line: this.#line.get(parent) },
    }
  }

  /** Every donor that is its own ancestor; a walk without recursion, for a hostile file may be one long chain. */
  *#loops(): Generator<Clash & Origin & { key: string }> {
    const done = new Uint8Array(this.#donors.size)
    for (let start = 0; start < done.length; start++) {
      if (done[start] !== 0 || !this.#is(start, late)) continue
      const path = [start]
      const step = [0]
      done[start] = 1
      while (path.length > 0) {
        const at = path.at(-1) ?? 0
        const next = step.at(-1) ?? 0
        if (next === 2) {
          done[at] = 2
          path.pop()
          step.pop()
          continue
        }
        step[step.length - 1] = next + 1
        const parent = this.#column(next === 0 ? 'father' : 'mother').get(at)
        if (parent === none || done[parent] === 2) continue
        if (done[parent] === 0) {
          done[parent] = 1
          path.push(parent)
          step.push(0)
          continue
        }
        const loop = path.slice(path.lastIndexOf(parent))
        const named = [...loop, parent]
          .slice(0, 8)
          .map((one) => this.#donors.text(one))
          .join(' → ')
        for (const one of loop) {
          if (this.#is(one, inLoop)) continue
          this.#set(one, inLoop)
          const role = loop.includes(this.#father.get(one)) ? 'father' : 'mother'
          yield this.#of(one, {
            path: role,
            code: 'pedigree-loop',
            value: this.#donors.text(this.#column(role).get(one)),
            values: { path: named },
          })
        }
      }
    }
  }

  #take(at: number, specimens: readonly Specimen[], newer: boolean): Clash[] {
    return specimens.flatMap(({ id }, n) => {
      const path = `specimens[${n}].id`
      const number = this.#specimens.add(id)
      const owner = this.#owner.get(number)
      const before = owner === none ? this.#known.specimen?.(id) : this.#donors.text(owner)
      const own = this.#donors.text(at)
      if (before !== undefined && before !== own)
        return [{ path, code: 'specimen-two-donors', value: id, values: { donor: before } }]
      if (owner === at && !newer) return [{ path, code: 'specimen-duplicate', value: id }]
      this.#owner.set(number, at)
      return []
    })
  }

  #data(at: number, { data = [] }: Pick<Donor, 'data'>): Clash[] {
    return data.flatMap(({ specimen }, n) => {
      if (specimen === undefined) return []
      const number = this.#specimens.find(specimen)
      const owner = number < 0 ? undefined : this.#owner.get(number)
      if (owner === at || this.#known.specimen?.(specimen) === this.#donors.text(at)) return []
      return [{ path: `data[${n}].specimen`, code: 'specimen-unknown', value: specimen }]
    })
  }

  #of(at: number, clash: Clash): Clash & Origin & { key: string } {
    this.#set(at, rejected)
    this.#cascade = true
    return { ...clash, key: this.#donors.text(at), file: this.#file.get(at), line: this.#line.get(at) }
  }

  #column(role: 'father' | 'mother'): NumberColumn {
    return role === 'father' ? this.#father : this.#mother
  }

  #is(at: number, flag: number): boolean {
    return (this.#flags.get(at) & flag) !== 0
  }

  #set(at: number, flag: number): void {
    this.#flags.set(at, this.#flags.get(at) | flag)
  }
}

/** A line that itself says that every consent is withdrawn brings nobody back: the same file imports again as it is. */
const endedOf = ({ consents = [] }: Donor): boolean =>
  consents.length > 0 && consents.every((one) => one.withdrawn !== undefined)
