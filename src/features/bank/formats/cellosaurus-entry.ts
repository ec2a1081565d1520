import type { Fault, Place, Read } from '../../../kernel/intake.ts'
import type { DepositRecord, LineRecord } from '../record.ts'
import { crossReferenceUrl, depositUrl, isBank } from './banks.ts'

/** Line codes of an entry; `DT` came with release 35. */
export const codes = new Set([
  'AC',
  'AS',
  'SY',
  'DR',
  'RX',
  'WW',
  'CC',
  'ST',
  'DI',
  'OX',
  'HI',
  'OI',
  'SX',
  'AG',
  'CA',
  'DT',
])
const once = new Set(['AC', 'AS', 'SY', 'SX', 'AG', 'CA', 'DT'])

const list = (text: string): string[] =>
  text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')

/** One entry as its lines come. Any fault rejects the entry, and only it. */
export class Entry {
  readonly #place: Place
  readonly #name: string
  readonly #faults: Fault[] = []
  readonly #seen = new Set<string>()
  #accession: string | undefined
  #secondary: string[] = []
  #synonyms: string[] = []
  #category: string | undefined
  #sex: string | undefined
  #age: string | undefined
  #str: LineRecord['str']
  readonly #resources: { resource: string; id: string }[] = []
  readonly #ended: { bank: string; catalogue: string; status: DepositRecord['status']; text: string }[] = []
  readonly #record = {
    species: [] as LineRecord['species'],
    diseases: [] as LineRecord['diseases'],
    parents: [] as LineRecord['parents'],
    siblings: [] as LineRecord['siblings'],
    problems: [] as string[],
    references: [] as string[],
    comments: [] as LineRecord['comments'],
    webPages: [] as string[],
  }

  constructor(place: Place, name: string) {
    this.#place = place
    this.#name = name
    if (name === '') this.fault({ place, code: 'line-malformed', values: { code: 'ID', form: 'ID   name' } })
  }

  fault(fault: Fault): void {
    this.#faults.push(fault)
  }

  line(place: Place, text: string): void {
    if (text.trim() === '') return
    const code = text.slice(0, 2)
    if (!codes.has(code) || !/^ {3}\S/.test(text.slice(2))) {
      this.fault({
        place,
        code: 'unknown-line-code',
        value: text.slice(0, 80),
        values: { code: text.split(' ', 1)[0] ?? code },
      })
      return
    }
    if (once.has(code) && this.#seen.has(code)) {
      this.fault({ place, code: 'line-repeated', value: text.slice(0, 80), values: { code, name: this.#name } })
      return
    }
    this.#seen.add(code)
    const form = this.#take(place, code, text.slice(5).trim())
    if (form) this.fault({ place, code: 'line-malformed', value: text.slice(0, 200), values: { code, form } })
  }

  /** Take the content of a line in; the form it should have had when it cannot be read. */
  #take(place: Place, code: string, text: string): string | undefined {
    const record = this.#record
    if (code === 'AC') {
      if (/^CVCL_[A-Z0-9]{4}$/.test(text)) this.#accession = text
      else this.fault({ place, code: 'bad-accession', value: text.slice(0, 80) })
    } else if (code === 'AS') this.#secondary = list(text)
    else if (code === 'SY') this.#synonyms = list(text)
    else if (code === 'CA') this.#category = text
    else if (code === 'SX') this.#sex = text === 'Sex unspecified' ? undefined : text
    else if (code === 'AG') this.#age = text === 'Age unspecified' ? undefined : text
    else if (code === 'WW') record.webPages.push(text)
    else if (code === 'DR') {
      const [, resource, id] = /^([^;]+); (\S.*)$/.exec(text) ?? []
      if (!resource || !id) return 'DR   resource; identifier'
      this.#resources.push({ resource, id })
    } else if (code === 'RX') {
      const [, source, id] = /^(\w+)=(\S.*?);$/.exec(text) ?? []
      if (!source || !id) return 'RX   source=identifier;'
      record.references.push(`${source}:${id}`)
    } else if (code === 'OX') {
      const [, taxon, name] = /^NCBI_TaxID=(\d+); ! (\S.*)$/.exec(text) ?? []
      if (!taxon || !name) return 'OX   NCBI_TaxID=number; ! name'
      record.species.push({ taxon, name })
    } else if (code === 'HI' || code === 'OI') {
      const [, accession, name] = /^(CVCL_[A-Z0-9]{4}) ! (\S.*)$/.exec(text) ?? []
      if (!accession || !name) return `${code}   CVCL_xxxx ! name`
      record[code === 'HI' ? 'parents' : 'siblings'].push({ accession, name })
    } else if (code === 'DI') {
      const [, source, id, label] = /^([^;]+); ([^;]+); (\S.*)$/.exec(text) ?? []
      if (!source || !id || !label) return 'DI   source; identifier; name'
      record.diseases.push({ source, id, label })
    } else if (code === 'ST') return this.#profile(text)
    else if (code === 'CC') return this.#comment(text)
    return undefined
  }

  #profile(text: string): string | undefined {
    const [, marker, value] = /^([^:]+): (\S.*)$/.exec(text) ?? []
    if (!marker || !value) return 'ST   marker: alleles'
    this.#str ??= { sources: [], markers: [] }
    if (marker === 'Source(s)') {
      this.#str.sources.push(...list(value))
      return undefined
    }
    const [, alleles, sources] = /^(.*?)(?: \(([^()]*)\))?$/.exec(value) ?? []
    this.#str.markers.push({ marker, alleles: alleles ?? value, ...(sources && { sources }) })
    return undefined
  }

  #comment(text: string): string | undefined {
    const [, topic, rest] = /^([^:]+): (\S.*)$/.exec(text) ?? []
    if (!topic || !rest) return 'CC   topic: text'
    if (topic === 'Problematic cell line') this.#record.problems.push(rest)
    else if (topic === 'Discontinued') {
      const [, bank, catalogue, sure] = /^([^;]+); (?:Catalog number )?(.+?)(?:; (true|probable))?\.$/.exec(rest) ?? []
      if (!bank || !catalogue) return 'CC   Discontinued: bank; number; true.'
      this.#ended.push({
        bank,
        catalogue,
        status: sure === 'probable' ? 'probably-discontinued' : 'discontinued',
        text: rest,
      })
    } else this.#record.comments.push({ topic, text: rest })
    return undefined
  }

  /** Catalogue numbers of banks, with what is said of their end; the end of a number that no DR line has is a deposit too. */
  #deposits(): DepositRecord[] {
    const made: DepositRecord[] = this.#resources
      .filter(({ resource }) => isBank(resource))
      .map(({ resource, id }) => {
        const ended = this.#ended.find(({ bank, catalogue }) => bank === resource && catalogue === id)
        const url = ended ? undefined : depositUrl(resource, id)
        return { bank: resource, catalogue: id, status: ended?.status ?? 'offered', ...(url && { url }) }
      })
    for (const { bank, catalogue, status, text } of this.#ended) {
      if (made.some((one) => one.bank === bank && one.catalogue === catalogue)) continue
      if (this.#resources.some(({ resource }) => resource === bank)) {
        // the entry of a database ended, not a holding
        this.#record.comments.push({ topic: 'Discontinued', text })
      } else made.push({ bank, catalogue, status })
    }
    return made
  }

  unfinished(): Read<LineRecord> {
    return { fault: { place: this.#place, code: 'no-terminator', value: this.#name, values: { name: this.#name } } }
  }

  *close(seen: Map<string, number>): Generator<Read<LineRecord>> {
    const accession = this.#accession
    const name = this.#name
    const missing = (code: string) =>
      this.fault({ place: this.#place, code, ...(name && { value: name }), values: { name } })
    if (!this.#seen.has('AC')) missing('no-accession')
    if (!this.#category) missing('no-category')
    if (!this.#seen.has('OX')) missing('no-species')
    const first = accession === undefined ? undefined : seen.get(accession)
    if (accession && first !== undefined) {
      this.fault({ place: this.#place, code: 'duplicate-accession', value: accession, values: { accession, first } })
    }
    if (accession && first === undefined) seen.set(accession, this.#place.line ?? 0)
    for (const fault of this.#faults) yield { fault }
    if (this.#faults.length > 0 || !accession || !this.#category) return
    const deposits = this.#deposits()
    const record: LineRecord = {
      accession,
      name,
      synonyms: this.#synonyms,
      category: this.#category,
      ...this.#record,
      deposits,
      ...(this.#secondary.length > 0 && { secondary: this.#secondary }),
      ...(this.#sex && { sex: this.#sex }),
      ...(this.#age && { age: this.#age }),
      ...(this.#str && { str: this.#str }),
      crossReferences: this.#resources
        .filter(({ resource }) => !isBank(resource))
        .map(({ resource, id }) => {
          const url = crossReferenceUrl(resource, id)
          return { resource, id, ...(url && { url }) }
        }),
    }
    yield { record, key: accession, place: this.#place }
  }
}
