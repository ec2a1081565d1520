import type { QueryFault } from './faults.ts'
import type { ListName, Lists } from './lists.ts'
import { amountFault, digitsFault, gridFault, yearFault } from './grids.ts'
import { nearest } from './lists.ts'
import { ageAt, branchNames, limits, relations } from './query.ts'
import type { CohortQuery } from './query.ts'

type Members = Readonly<Record<string, unknown>>
type Reader = (value: unknown, at: string) => void

/** A question, or everything that is wrong with it. It holds the schema of `query.ts` and what a schema cannot say. */
export function readQuery(value: unknown, lists: Lists): { query: CohortQuery } | { faults: QueryFault[] } {
  const check = new Check(lists)
  check.query(value)
  return check.faults.length ? { faults: check.faults } : { query: value as CohortQuery }
}

const named: readonly [name: string, list: ListName, example: string][] = [
  ['sex', 'sex', 'FEMALE'],
  ['ethnicity', 'ethnicity', 'HANCESTRO:0019'],
  ['consent', 'consent', 'DUO:0000042'],
]
const isCode = (code: unknown): code is string =>
  typeof code === 'string' && code.length <= 60 && /^[A-Za-z0-9][A-Za-z0-9_.:/+-]*$/.test(code)
const isUnit = (unit: unknown): unit is string =>
  typeof unit === 'string' && unit.length <= 40 && /^[A-Za-z0-9%[\](){}*/.'^+_-]+$/.test(unit)
const escape = (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1')
const kindOf = (value: unknown) =>
  value === null
    ? 'null'
    : Array.isArray(value)
      ? '[...]'
      : typeof value === 'object'
        ? '{...}'
        : typeof value === 'string'
          ? '"..."'
          : String(value)

class Check {
  readonly faults: QueryFault[] = []
  readonly #lists: Lists
  #leaves = 0
  #nodes = 0

  constructor(lists: Lists) {
    this.#lists = lists
  }

  #no(pointer: string, code: QueryFault['code'], values: QueryFault['values'] = {}): void {
    this.faults.push({ pointer, code, values })
  }

  query(value: unknown): void {
    const it = this.#object(
      value,
      '',
      { version: '1' },
      ['version', 'count', 'where', 'specimens'],
      '{"version": 1, "where": { ... }}',
    )
    if (!it) return
    if ('version' in it && it.version !== 1) this.#no('/version', 'version')
    if ('count' in it) this.#oneOf(it.count, '/count', ['donors', 'specimens'])
    if ('where' in it) this.#tree(it.where, '/where', 1, this.#donor)
    if ('specimens' in it) {
      if (it.count !== 'specimens') this.#no('/specimens', 'only-when-counting-specimens')
      this.#tree(it.specimens, '/specimens', 1, this.#specimen)
    }
    if (this.#leaves > limits.leaves) this.#no('', 'too-many-leaves', { count: this.#leaves, most: limits.leaves })
    if (this.#nodes > limits.nodes) this.#no('', 'too-large', { most: limits.nodes })
  }

  /** An object with these keys and no other; undefined (and a fault) if it is none. */
  #object(
    value: unknown,
    at: string,
    needed: Readonly<Record<string, string>>,
    allowed: readonly string[],
    example: string,
  ): Members | undefined {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.#no(at, 'not-an-object', { found: kindOf(value), example })
      return undefined
    }
    for (const key of Object.keys(value)) if (!allowed.includes(key)) this.#unknown(key, at, allowed)
    for (const [key, sample] of Object.entries(needed))
      if (!Object.hasOwn(value, key)) this.#no(at, 'missing-key', { key, example: `"${key}": ${sample}` })
    return value as Members
  }

  #unknown(key: string, at: string, allowed: readonly string[]): void {
    const near = nearest(key, allowed)
    const pointer = `${at}/${escape(key)}`
    const shown = key.slice(0, 60)
    if (near === undefined) this.#no(pointer, 'unknown-key', { key: shown, allowed: allowed.join(', ') })
    else this.#no(pointer, 'unknown-key-near', { key: shown, near })
  }

  #oneOf(value: unknown, at: string, allowed: readonly string[]): void {
    if (typeof value !== 'string' || !allowed.includes(value))
      this.#no(at, 'wrong-type', {
        wanted: allowed.join(' | '),
        found: typeof value === 'string' ? `"${value.slice(0, 60)}"` : kindOf(value),
        example: `"${allowed[0]}"`,
      })
  }

  /** @param leaf reads what is no branch; whether it may be empty depends on where it stands */
  #tree(value: unknown, at: string, depth: number, leaf: (value: unknown, at: string, depth: number) => void): void {
    if (++this.#nodes > limits.nodes) return
    if (depth > limits.depth) return this.#no(at, 'too-deep', { most: limits.depth })
    const branch =
      typeof value === 'object' && value !== null ? branchNames.filter((name) => Object.hasOwn(value, name)) : []
    if (branch.length === 0) return leaf.call(this, value, at, depth)
    if (Object.keys(value as object).length > 1)
      return this.#no(at, 'one-criterion', { count: Object.keys(value as object).length })
    const name = branch[0]!
    const inner = (value as Members)[name]
    const items = (list: unknown, pointer: string): number => {
      if (!Array.isArray(list)) {
        this.#no(pointer, 'wrong-type', { wanted: '[...]', found: kindOf(list), example: `[{ ... }, { ... }]` })
        return 0
      }
      if (list.length === 0) this.#no(pointer, 'empty')
      list.forEach((item, index) => this.#tree(item, `${pointer}/${index}`, depth + 1, leaf))
      return list.length
    }
    if (name === 'not') this.#tree(inner, `${at}/not`, depth + 1, leaf)
    else if (name !== 'atLeast') items(inner, `${at}/${name}`)
    else {
      const it = this.#object(inner, `${at}/atLeast`, { n: '2', of: '[ ... ]' }, ['n', 'of'], '{"n": 2, "of": [ ... ]}')
      if (!it) return
      const count = 'of' in it ? items(it.of, `${at}/atLeast/of`) : 0
      if (!('n' in it)) return
      if (!Number.isInteger(it.n))
        this.#no(`${at}/atLeast/n`, 'wrong-type', { wanted: '1, 2, 3, ...', found: kindOf(it.n), example: '2' })
      else if (count && ((it.n as number) < 1 || (it.n as number) > count))
        this.#no(`${at}/atLeast/n`, 'at-least', { n: it.n as number, count })
    }
  }

  #donor(value: unknown, at: string, depth: number): void {
    const readers: Readonly<Record<string, Reader>> = {
      ...Object.fromEntries(
        named.map(([name, list, example]): [string, Reader] => [
          name,
          (codes, pointer) => this.#codes(codes, pointer, list, example),
        ]),
      ),
      age: (it, pointer) => this.#age(it, pointer),
      birthYear: (it, pointer) => {
        if (this.#object(it, pointer, {}, ['from', 'below'], '{"from": 1950, "below": 1960}'))
          this.#range(it as Members, pointer, (year) => yearFault(year, 1900, 2100))
        this.#leaves++
      },
      diagnosis: (it, pointer) => this.#diagnosis(it, pointer),
      measurement: (it, pointer) => this.#measurement(it, pointer),
      pedigree: (it, pointer) => this.#pedigree(it, pointer),
      specimen: (it, pointer) => this.#tree(it, pointer, depth + 1, this.#specimen),
      data: (it, pointer) => this.#tree(it, pointer, depth + 1, this.#data),
    }
    const names = Object.keys(readers)
    const it = this.#object(value, at, {}, names, '{"sex": ["FEMALE"]}')
    if (!it) return
    const keys = Object.keys(it)
    if (keys.length !== 1) return this.#no(at, 'one-criterion', { count: keys.length })
    const key = keys[0]!
    if (Object.hasOwn(readers, key)) readers[key]!(it[key], `${at}/${escape(key)}`)
  }

  #specimen(value: unknown, at: string): void {
    const it = this.#object(
      value,
      at,
      {},
      ['material', 'storage', 'amount', 'ageAtSampling', 'sampled'],
      '{"material": ["PLASMA"]}',
    )
    if (!it) return
    this.#joined(it, at)
    if ('material' in it) this.#codes(it.material, `${at}/material`, 'material', 'PLASMA')
    if ('storage' in it) this.#codes(it.storage, `${at}/storage`, 'storage', 'MINUS_60_TO_85')
    if ('amount' in it) this.#amount(it.amount, `${at}/amount`)
    if ('ageAtSampling' in it) this.#years(it.ageAtSampling, `${at}/ageAtSampling`)
    if ('sampled' in it) this.#months(it.sampled, `${at}/sampled`)
    this.#leaves += ['amount', 'ageAtSampling', 'sampled'].filter((name) => name in it).length
  }

  #data(value: unknown, at: string): void {
    const it = this.#object(value, at, {}, ['kind', 'produced'], '{"kind": ["GENOMICS"]}')
    if (!it) return
    this.#joined(it, at)
    if ('kind' in it) this.#codes(it.kind, `${at}/kind`, 'data', 'GENOMICS')
    if ('produced' in it) this.#months(it.produced, `${at}/produced`)
    if ('produced' in it) this.#leaves++
  }

  /** {} is "any specimen" where it stands alone; among others it would only be a puzzle. */
  #joined(it: Members, at: string): void {
    if (Object.keys(it).length > 0) return
    this.#leaves++
    if (!/\/(specimen|data|specimens)$/.test(at)) this.#no(at, 'any-specimen-inside')
  }

  #codes(value: unknown, at: string, list: ListName, example: string): void {
    if (!Array.isArray(value))
      return this.#no(at, 'wrong-type', { wanted: '[...]', found: kindOf(value), example: `["${example}"]` })
    if (value.length === 0) this.#no(at, 'empty')
    this.#leaves += value.length
    if (value.length > limits.codes) return
    value.forEach((code, index) => {
      this.#code(code, `${at}/${index}`, list, example)
      if (value.indexOf(code) < index) this.#no(`${at}/${index}`, 'duplicate', { code: String(code).slice(0, 60) })
    })
  }

  #code(code: unknown, at: string, list: ListName, example: string): boolean {
    if (!(list === 'amountUnit' ? isUnit : isCode)(code)) {
      this.#no(at, 'not-a-code', { example })
      return false
    }
    if (this.#lists.has(list, code as string)) return true
    const near = this.#lists.near(list, code as string)
    if (near === undefined) this.#no(at, 'unknown-code', { code: code as string, list })
    else this.#no(at, 'unknown-code-near', { code: code as string, list, near })
    return false
  }

  #age(value: unknown, at: string): void {
    const it = this.#object(
      value,
      at,
      { at: '"now"' },
      ['at', 'from', 'below'],
      '{"at": "now", "from": 40, "below": 60}',
    )
    this.#leaves++
    if (!it) return
    if ('at' in it) this.#oneOf(it.at, `${at}/at`, ageAt)
    this.#range(it, at, (year) => yearFault(year, 0, 120))
  }

  #years(value: unknown, at: string): void {
    if (this.#object(value, at, {}, ['from', 'below'], '{"from": 40, "below": 60}'))
      this.#range(value as Members, at, (year) => yearFault(year, 0, 120))
  }

  /** @param fault what is wrong with a bound: the grid in words, and what lies on it nearby */
  #range(
    it: Members,
    at: string,
    fault: (value: number) => { grid: string; near: string } | undefined,
    needed = true,
  ): void {
    if (needed && !('from' in it) && !('below' in it)) this.#no(at, 'no-bound', { upper: 'below' })
    let good = 0
    for (const name of ['from', 'below'] as const) {
      if (!(name in it)) continue
      const bound = it[name]
      if (typeof bound !== 'number' || !Number.isFinite(bound)) {
        this.#no(`${at}/${name}`, 'wrong-type', { wanted: '0, 1, 2, ...', found: kindOf(bound), example: '40' })
        continue
      }
      const off = fault(bound)
      if (off) this.#no(`${at}/${name}`, 'off-grid', { value: bound, ...off })
      else good++
    }
    if (good === 2 && (it.from as number) >= (it.below as number))
      this.#no(at, 'empty-range', { from: it.from as number, to: it.below as number })
  }

  #months(value: unknown, at: string): void {
    const it = this.#object(value, at, {}, ['from', 'to'], '{"from": "2020-04", "to": "2021-03"}')
    if (!it) return
    if (!('from' in it) && !('to' in it)) this.#no(at, 'no-bound', { upper: 'to' })
    let good = 0
    for (const name of ['from', 'to'] as const) {
      if (!(name in it)) continue
      const month = it[name]
      const shown = typeof month === 'string' ? month.slice(0, 20) : kindOf(month)
      if (typeof month === 'string' && /^(19|20)\d{2}-(0[1-9]|1[0-2])$/.test(month)) good++
      else if (typeof month === 'string' && /^(19|20)\d{2}-(0[1-9]|1[0-2])-/.test(month))
        this.#no(`${at}/${name}`, 'exact-date', { near: month.slice(0, 7) })
      else this.#no(`${at}/${name}`, 'not-a-month', { value: shown })
    }
    if (good === 2 && (it.from as string) > (it.to as string))
      this.#no(at, 'empty-range', { from: it.from as string, to: it.to as string })
  }

  #diagnosis(value: unknown, at: string): void {
    const it = this.#object(
      value,
      at,
      { terms: '["NANDO:1200026"]' },
      ['terms', 'narrower', 'onset', 'diagnosed'],
      '{"terms": ["NANDO:1200026"]}',
    )
    if (!it) return
    if ('terms' in it) this.#codes(it.terms, `${at}/terms`, 'disease', 'NANDO:1200026')
    if ('narrower' in it && typeof it.narrower !== 'boolean')
      this.#no(`${at}/narrower`, 'wrong-type', { wanted: 'true | false', found: kindOf(it.narrower), example: 'true' })
    if ('onset' in it) this.#years(it.onset, `${at}/onset`)
    if ('diagnosed' in it) this.#months(it.diagnosed, `${at}/diagnosed`)
  }

  #measurement(value: unknown, at: string): void {
    this.#leaves++
    const it = this.#object(
      value,
      at,
      { code: '"LOINC:4548-4"', unit: '"%"' },
      ['code', 'unit', 'from', 'below', 'measured'],
      '{"code": "LOINC:4548-4", "unit": "percent", "from": 6.5}',
    )
    if (!it) return
    if ('measured' in it) this.#months(it.measured, `${at}/measured`)
    if (!('code' in it) || !('unit' in it)) return
    if (!this.#code(it.code, `${at}/code`, 'measurement', 'LOINC:4548-4')) return
    const grids = this.#lists.grids(it.code as string)
    if (grids === 'any') {
      if (!isUnit(it.unit)) this.#no(`${at}/unit`, 'not-a-code', { example: 'mmol/L' })
      return this.#range(it, at, digitsFault, false)
    }
    const grid = grids.find(({ unit }) => unit === it.unit)
    if (grid) this.#range(it, at, (bound) => gridFault(bound, grid), false)
    else
      this.#no(`${at}/unit`, 'no-such-unit', {
        code: it.code as string,
        unit: String(it.unit).slice(0, 60),
        allowed: grids.map(({ unit }) => unit).join(', '),
      })
  }

  #pedigree(value: unknown, at: string): void {
    this.#leaves++
    const it = this.#object(
      value,
      at,
      { relation: '"bothParentsInCohort"' },
      ['relation', 'degree'],
      '{"relation": "bothParentsInCohort"}',
    )
    if (!it) return
    if ('relation' in it) this.#oneOf(it.relation, `${at}/relation`, relations)
    if (!('degree' in it)) return
    if (it.relation === 'bothParentsInCohort') this.#no(`${at}/degree`, 'degree')
    else if (![1, 2, 3].includes(it.degree as number))
      this.#no(`${at}/degree`, 'wrong-type', { wanted: '1 | 2 | 3', found: kindOf(it.degree), example: '1' })
  }

  #amount(value: unknown, at: string): void {
    const it = this.#object(
      value,
      at,
      { unit: '"uL"' },
      ['unit', 'from', 'below'],
      '{"unit": "uL", "from": 100, "below": 500}',
    )
    if (!it) return
    if ('unit' in it) this.#code(it.unit, `${at}/unit`, 'amountUnit', 'uL')
    this.#range(it, at, amountFault)
  }
}
