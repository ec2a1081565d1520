import { Cells } from '../../../../kernel/cells.ts'
import type { Column } from '../../../../kernel/cells.ts'
import { headerOf, table } from '../../../../kernel/csv.ts'
import type { Fault, InputFile, Place, Read } from '../../../../kernel/intake.ts'
import type { DonorRecord } from '../../donor-record.ts'
import type { Checker } from './checker.ts'
import { donorCsvColumns, donorCsvFiles } from './csv-columns.ts'
import type { ColumnOf, DonorCsv } from './csv-columns.ts'
import { shaped, unknownField } from './shape.ts'

/**
 * The files of a folder, joined by the identifier of the donor. They are held in memory until they are joined (about 2 kB a
 * donor): for more than some hundred thousand donors there is NDJSON.
 */
export async function* readCsv(files: readonly InputFile[], checker: Checker): AsyncGenerator<Read<DonorRecord>> {
  const donors = new Map<string, Joined>()
  /** rows of people that no row of donors.csv is of: they belong to donors who are already known */
  const later = new Map<string, Joined>()
  const told: { file: InputFile; template: DonorCsv }[] = []
  for (const file of files) told.push({ file, template: await templateOf(file) })
  // donors first: the others hang on them
  told.sort((a, b) => Number(b.template === 'donor') - Number(a.template === 'donor'))
  const again: Joined[] = []
  for (const { file, template } of told) {
    for await (const one of rowsOf(file, template)) {
      if ('fault' in one) {
        yield one
        continue
      }
      const { cells } = one
      const id = cells.text(template === 'donor' ? 'id' : 'donor') ?? ''
      const made = fillers[template](cells)
      const faults = cells.faults.map(withoutPerson)
      if (template === 'donor') {
        const joined = new Joined({ type: 'donor', ...made }, cells.place, faults)
        if (donors.has(id)) again.push(joined)
        else donors.set(id, joined)
        continue
      }
      const target = donors.get(id) ?? later.get(id) ?? new Joined({ type: 'fact', donor: id }, cells.place, [])
      if (!donors.has(id)) later.set(id, target)
      target.add(template, made, cells.place, faults)
    }
  }
  for (const joined of [...donors.values(), ...again, ...later.values()]) {
    const { value } = joined
    const place = { ...joined.place, ...(typeof value.id === 'string' && value.id !== '' ? { record: value.id } : {}) }
    if (value.type === 'fact') value.reported = joined.lastReport() ?? checker.today
    const shape = shaped(value)
    const at = (path: string): Place => joined.at(path)
    if ('record' in shape) {
      yield* checker.take({ record: shape.record, place, at, faults: joined.faults })
      continue
    }
    yield* joined.faults.map((fault) => ({ fault }))
    for (const { path, code, value: said, values } of shape.misfits) {
      // what is missing was said by its row already
      if (code === 'field-missing' && joined.faults.some(({ place: { line } }) => line === at(path).line)) continue
      yield {
        fault: { place: at(path), code, ...(said === undefined ? {} : { value: said }), ...(values ? { values } : {}) },
      }
    }
    checker.refused(value, place)
  }
}

type Loose = Record<string, unknown>

/** A donor with the rows that belong to it, and from where each came. */
class Joined {
  readonly value: Loose
  readonly place: Place
  readonly faults: Fault[]
  readonly #places = new Map<string, Place>()
  constructor(value: Loose, place: Place, faults: Fault[]) {
    this.value = value
    this.place = place
    this.faults = faults
  }

  add(template: Exclude<DonorCsv, 'donor'>, made: Loose, place: Place, faults: Fault[]): void {
    this.faults.push(...faults)
    const name = lists[template]
    const items = (this.value[name] ??= []) as Loose[]
    const at = name === 'specimens' ? items.findIndex(({ id }) => id === made.id) : -1
    const aliquots = made.aliquots as unknown[] | undefined
    if (at < 0) {
      items.push(made)
      this.#places.set(`${name}[${items.length - 1}]`, place)
      if (aliquots) this.#places.set(`${name}[${items.length - 1}].aliquots[0]`, place)
      return
    }
    const specimen = items[at] as Loose
    // a second row of a specimen says its next aliquot; without one the specimen is given twice
    if (!aliquots || !Array.isArray(specimen.aliquots)) {
      this.faults.push({ place: { ...place, column: 'specimen' }, code: 'specimen-duplicate', value: String(made.id) })
      return
    }
    specimen.aliquots.push(...aliquots)
    this.#places.set(`${name}[${at}].aliquots[${specimen.aliquots.length - 1}]`, place)
  }

  /** of rows that all say when they were reported; one that does not became known when the file came in */
  lastReport(): string | undefined {
    const days = Object.values(lists).flatMap((name) =>
      ((this.value[name] ?? []) as Loose[]).map(({ reported }) => reported),
    )
    return days.every((one) => typeof one === 'string') ? days.toSorted().at(-1) : undefined
  }

  at(path: string): Place {
    const part = /^(.*\])\.?(?:\w*)$/.exec(path)?.[1] ?? ''
    const row = this.#places.get(part) ?? this.#places.get(part.replace(/\.\w+\[\d+\]$/, '')) ?? this.place
    const name = path.replace(/^.*\./, '').replace(/\[\d+\]$/, '')
    const column = path.startsWith('consents')
      ? `consent_${name}`
      : path.includes('aliquots') && name === 'id'
        ? 'aliquot'
        : path.startsWith('specimens') && name === 'id'
          ? 'specimen'
          : name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
    return {
      ...row,
      ...(column === '' ? {} : { column }),
      ...(typeof this.value.id === 'string' ? { record: this.value.id } : {}),
    }
  }
}

const lists = {
  'donor-diagnoses': 'diagnoses',
  'donor-measurements': 'measurements',
  'donor-specimens': 'specimens',
  'donor-data': 'data',
} as const

/** A row as the part of a record that it is; what is empty is absent. */
const fillers: Readonly<Record<DonorCsv, (cells: Cells<string>) => Loose>> = {
  donor: (cells) => {
    const scope = cells.list('consent_scope', '|')
    const consent = present({
      from: cells.text('consent_from'),
      until: cells.text('consent_until'),
      withdrawn: cells.text('consent_withdrawn'),
    })
    const said = scope.length > 0 || Object.keys(consent).length > 0
    return {
      ...present({
        id: cells.required('id'),
        sex: cells.text('sex')?.toUpperCase(),
        born: cells.text('born'),
        died: cells.text('died'),
        ethnicity: cells.text('ethnicity'),
        father: cells.text('father'),
        mother: cells.text('mother'),
        reported: cells.text('reported'),
      }),
      ...(said ? { consents: [{ ...(scope.length > 0 ? { scope } : {}), ...consent }] } : {}),
    }
  },
  'donor-diagnoses': (cells) =>
    named(cells, { code: cells.required('code'), onset: cells.text('onset'), onsetAge: cells.whole('onset_age') }),
  'donor-measurements': (cells) =>
    named(cells, {
      code: cells.required('code'),
      value: number(cells, 'value', true),
      unit: cells.required('unit'),
      when: cells.text('when'),
      age: cells.whole('age'),
    }),
  'donor-specimens': (cells) => {
    const aliquot = cells.text('aliquot')
    const amounts = { amount: number(cells, 'amount'), remaining: number(cells, 'remaining'), unit: cells.text('unit') }
    if (aliquot === undefined && Object.values(amounts).some((one) => one !== undefined))
      cells.fault('aliquot', 'value-missing', undefined, { column: 'aliquot' })
    return {
      ...named(cells, {
        id: cells.required('specimen'),
        material: cells.text('material'),
        sampled: cells.text('sampled'),
        sampledAge: cells.whole('sampled_age'),
        storage: cells.text('storage'),
      }),
      ...(aliquot === undefined ? {} : { aliquots: [present({ id: aliquot, ...amounts })] }),
    }
  },
  'donor-data': (cells) =>
    named(cells, {
      kind: cells.required('kind'),
      specimen: cells.text('specimen'),
      produced: cells.text('produced'),
      platform: cells.text('platform'),
    }),
}

const present = (value: Loose): Loose =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined))
function named(cells: Cells<string>, value: Loose): Loose {
  cells.required('donor')
  return present({ ...value, reported: cells.text('reported') })
}

function number(cells: Cells<string>, column: string, required = false): number | undefined {
  const text = (required ? cells.required(column) : cells.text(column))?.normalize('NFKC')
  if (text === undefined) return undefined
  return /^[+-]?\d{1,15}(\.\d{1,15})?$/.test(text) ? Number(text) : cells.fault(column, 'decimal-bad', text)
}

async function templateOf(file: InputFile): Promise<DonorCsv> {
  const stem = file.name.toLowerCase().replace(/\.[a-z]+$/, '')
  if (Object.hasOwn(donorCsvFiles, stem)) return donorCsvFiles[stem] ?? 'donor'
  const header = await headerOf(file)
  const hits = (template: DonorCsv) => donorCsvColumns[template].filter(({ name }) => header.includes(name)).length
  return (Object.keys(donorCsvColumns) as DonorCsv[]).reduce((best, next) => (hits(next) > hits(best) ? next : best))
}

async function* rowsOf<T extends DonorCsv>(
  file: InputFile,
  template: T,
): AsyncGenerator<{ cells: Cells<string> } | { fault: Fault }> {
  const columns: readonly Column<string>[] = donorCsvColumns[template]
  const shape = {
    format: `donors (${template})`,
    required: columns.flatMap(({ name, required }) => (required ? [name as ColumnOf<T>] : [])),
    optional: columns.flatMap(({ name, required }) => (required ? [] : [name as ColumnOf<T>])),
  }
  for await (const one of table(file, shape)) {
    if ('row' in one) yield { cells: new Cells<string>(one.row) }
    else yield { fault: one.fault.code === 'header-unknown' ? personal(one.fault, columns) : one.fault }
  }
}

/** A column of names or of dates of birth is not merely a misspelt one. */
function personal(fault: Fault, columns: readonly Column<string>[]): Fault {
  const { code, values } = unknownField(
    String(fault.place.column ?? ''),
    columns.map(({ name }) => name),
  )
  return code === 'field-unknown' ? fault : { ...fault, code, ...(values ? { values } : {}) }
}

/** The value of an identifier that is none may be a name. */
function withoutPerson(fault: Fault): Fault {
  const { value: _, ...rest } = fault
  return ['id', 'donor', 'father', 'mother', 'born'].includes(String(fault.place.column)) ? rest : fault
}
