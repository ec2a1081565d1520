import { byteFaults, FileFault, guarded } from '../../../../kernel/bytes.ts'
import { csvFaults } from '../../../../kernel/csv.ts'
import type { Fault, Format, Input, InputFile, Place, Read } from '../../../../kernel/intake.ts'
import { canonical } from '../../../../kernel/keys.ts'
import type { DonorRecord } from '../../donor-record.ts'
import { biosample, individual } from './beacon-entry.ts'
import type { Taken } from './beacon-entry.ts'
import { entriesOf } from './beacon-json.ts'
import { entryType } from './beacon-codes.ts'
import { beaconFaults } from './beacon-faults.ts'
import { workbook } from './beacon-workbook.ts'
import { Checker } from './checker.ts'
import type { DonorPorts } from './checker.ts'
import { clashFaults, recordFaults } from './faults.ts'
import { shaped } from './shape.ts'

/** `--as beacon`: Beacon v2 JSON of one entry type, the workbook, or a folder of these; individuals joined to their biosamples. */
export const beaconFormat = (ports: DonorPorts = {}): Format<DonorRecord> => ({
  name: 'beacon',
  title: {
    en: 'Beacon v2: JSON of individuals or biosamples, or the workbook (XLSX)',
    ja: 'Beacon v2（individuals・biosamples の JSON、またはワークブック XLSX）',
  },
  takes: 'either',
  faults: { ...byteFaults, ...csvFaults, ...recordFaults, ...clashFaults, ...beaconFaults },
  read: (input) => guarded(readAll(input, ports)),
})
export const beacon = beaconFormat()

async function* readAll(input: Input, ports: DonorPorts): AsyncGenerator<Read<DonorRecord>> {
  const reading = new Reading(ports)
  for (const file of input.files) await reading.file(file)
  yield* reading.join()
}

type Loose = Record<string, unknown>
/** What is not taken, each kind in one note with all its names: a report keeps one text a code. */
const left = {
  sheets: 'sheets-untaken',
  entries: 'entries-untaken',
  files: 'files-untaken',
  individuals: 'fields-untaken-individuals',
  biosamples: 'fields-untaken-biosamples',
  material: 'material-unmapped',
} as const
interface Person {
  readonly taken: Taken
  readonly place: Place
  readonly faults: Fault[]
  readonly specimens: { value: Loose; place: Place; text: string }[]
}

class Reading {
  readonly #ports: DonorPorts
  readonly #people = new Map<string, Person>()
  readonly #again: Person[] = []
  /** biosamples by the individual they are of, in files that may come before that of the individuals */
  readonly #specimens: { donor: string; taken: Taken; place: Place; faults: Fault[] }[] = []
  readonly #untaken = new Map<keyof typeof left, Set<string>>()
  #outside = 0

  constructor(ports: DonorPorts) {
    this.#ports = ports
  }

  async file(file: InputFile): Promise<void> {
    const head = await headOf(file)
    if (head === 'PK') {
      const { sheets, others } = await workbook(file)
      this.#left('sheets', others)
      for (const { name, rows } of sheets)
        for (const { line, value, faults } of rows)
          this.#entry(name, value, { file: `${file.name} / ${name}`, line }, [...faults])
      return
    }
    if (!/\.json$/i.test(file.name) && !/^\s*[[{]/.test(head)) {
      this.#left('files', [file.name])
      return
    }
    let kind: string | undefined
    for await (const { line, value } of entriesOf(file)) {
      kind ??= entryType(value)
      const place = { file: file.name, line }
      if (kind === 'individuals' || kind === 'biosamples') this.#entry(kind, value, place, [])
      else if (kind === undefined) throw new FileFault({ place, code: 'entry-unknown' })
      else {
        this.#left('entries', [`${kind} (${file.name})`])
        return
      }
    }
  }

  #entry(kind: 'individuals' | 'biosamples', value: Loose, place: Place, faults: Fault[]): void {
    const id =
      typeof value.id === 'string' && /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/.test(value.id) ? value.id : undefined
    const named = id === undefined ? place : { ...place, record: id }
    const taken = kind === 'individuals' ? individual(value) : biosample(value)
    this.#left(kind, taken.untaken)
    this.#left('material', taken.unmapped)
    for (const { path, ...fault } of taken.faults)
      faults.push({ ...fault, place: { ...named, column: columnOf(kind, path) } })
    if (kind === 'individuals') {
      const person = { taken, place: named, faults, specimens: [] }
      if (id !== undefined && !this.#people.has(id)) this.#people.set(id, person)
      else this.#again.push(person)
    } else {
      if (typeof value.individualId !== 'string')
        faults.push({
          place: { ...named, column: 'individualId' },
          code: 'field-missing',
          values: { field: 'individualId' },
        })
      this.#specimens.push({
        donor: typeof value.individualId === 'string' ? value.individualId : '',
        taken,
        place: named,
        faults,
      })
    }
  }

  *join(): Generator<Read<DonorRecord>> {
    const checker = new Checker(this.#ports)
    const later = new Map<string, Person>()
    const owners = new Map<string, string>()
    let repeated = 0
    for (const { donor, taken, place, faults } of this.#specimens) {
      const text = canonical(taken.value)
      const id = String(taken.value.id)
      // the same biosample in the workbook and in a JSON file beside it
      if (owners.get(id) === `${donor}\n${text}`) {
        repeated += 1
        continue
      }
      owners.set(id, `${donor}\n${text}`)
      const known = this.#people.get(donor) ?? later.get(donor)
      const person: Person = known ?? {
        taken: { value: { type: 'fact', donor, reported: checker.today }, faults: [], untaken: [], unmapped: [] },
        place,
        faults: [],
        specimens: [],
      }
      if (!known) later.set(donor, person)
      person.faults.push(...faults)
      person.specimens.push({ value: taken.value, place, text })
    }
    if (repeated > 0) yield { note: { code: 'biosample-repeated', place: { file: '' }, values: { count: repeated } } }
    for (const person of [...this.#people.values(), ...this.#again, ...later.values()])
      yield* this.#person(person, checker)
    yield* checker.end()
    if (this.#outside > 0)
      yield { note: { code: 'parents-outside', place: { file: '' }, values: { count: this.#outside } } }
    for (const [kind, names] of this.#untaken) {
      yield { note: { code: left[kind], place: { file: '' }, values: { names: [...names].toSorted().join(', ') } } }
    }
  }

  *#person(person: Person, checker: Checker): Generator<Read<DonorRecord>> {
    const value: Loose = {
      ...person.taken.value,
      ...(person.specimens.length > 0 ? { specimens: person.specimens.map((one) => one.value) } : {}),
    }
    for (const role of ['father', 'mother'] as const) {
      const parent = value[role]
      // Beacon names members of a pedigree who are not in the data: no donor, so no link
      if (typeof parent !== 'string' || this.#people.has(parent) || this.#ports.known?.donor(parent)) continue
      delete value[role]
      this.#outside += 1
    }
    const at = (path: string): Place => {
      const [, n, field] = /^specimens\[(\d+)\](?:\.(.*))?$/.exec(path) ?? []
      if (n !== undefined)
        return { ...(person.specimens[Number(n)]?.place ?? person.place), column: columnOf('biosamples', field ?? '') }
      if (path === 'donor') return { ...person.place, column: 'individualId' }
      return path === '' ? person.place : { ...person.place, column: columnOf('individuals', path) }
    }
    const shape = shaped(value)
    if ('record' in shape) {
      yield* checker.take({ record: shape.record, place: person.place, at, faults: person.faults })
      return
    }
    yield* person.faults.map((fault) => ({ fault }))
    for (const { path, code, value: said, values } of shape.misfits)
      yield {
        fault: { place: at(path), code, ...(said === undefined ? {} : { value: said }), ...(values ? { values } : {}) },
      }
    checker.refused(value, person.place)
  }

  #left(kind: keyof typeof left, names: readonly string[]): void {
    if (names.length === 0) return
    const known = this.#untaken.get(kind) ?? new Set()
    this.#untaken.set(kind, known)
    // a hostile file may have as many names as entries
    for (const name of names) if (known.size < 50) known.add(name.slice(0, 60))
  }
}

/** The sender's name for a field of our record. */
function columnOf(kind: string, path: string): string {
  const names: Readonly<Record<string, string>> =
    kind === 'individuals'
      ? {
          diagnoses: 'diseases',
          code: 'diseaseCode',
          onsetAge: 'ageOfOnset',
          measurements: 'measures',
          unit: 'measurementValue.unit',
          value: 'measurementValue',
          when: 'date',
          age: 'observationMoment',
          father: 'pedigrees',
          mother: 'pedigrees',
        }
      : { material: 'sampleOriginType', sampled: 'collectionDate', sampledAge: 'collectionMoment' }
  return path
    .split('.')
    .map((part) => {
      const [, name = part, index = ''] = /^(\w+)(\[\d+\])?$/.exec(part) ?? []
      const own = name === 'code' && path.startsWith('measurements') ? 'assayCode' : (names[name] ?? name)
      return own + index
    })
    .join('.')
}

/** First characters of a file: what it is, before it is read. */
async function headOf(file: InputFile): Promise<string> {
  try {
    for await (const chunk of file.bytes())
      if (chunk.length > 0) return new TextDecoder('latin1').decode(chunk.subarray(0, 64)).replace(/^PK[^]*/, 'PK')
  } catch (error) {
    const errno = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    throw new FileFault({ place: { file: file.name }, code: 'unreadable', values: { errno } })
  }
  throw new FileFault({ place: { file: file.name }, code: 'file-empty' })
}
