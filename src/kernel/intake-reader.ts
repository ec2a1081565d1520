import { createHash, randomUUID } from 'node:crypto'
import type { Fault, FaultTable, Input, ReadOptions } from './intake.ts'
import type { Intake, Shaped } from './intake-target.ts'
import { canonical } from './keys.ts'

/** Ways in which any format's record can be refused. */
export const commonFaults = {
  'duplicate-key': {
    reason: { en: 'The record "{key}" stands in the input twice', ja: '「{key}」の記録が入力に2回あります' },
    mend: {
      en: 'Keep one of the two, or give one of them another identifier.',
      ja: 'どちらか一方を残すか、一方の識別子を変えてください。',
    },
  },
  'address-taken': {
    reason: {
      en: 'The address {iri} is already published from another source',
      ja: 'アドレス {iri} は別の情報源からすでに公開されています',
    },
    mend: {
      en: 'Give the record another identifier, or import it in the format it came in before.',
      ja: '識別子を変えるか、前回と同じ形式で取り込んでください。',
    },
  },
  'unstorable-character': {
    reason: {
      en: 'The record "{key}" holds a character that cannot be kept (NUL, or half of one)',
      ja: '「{key}」の記録に、保存できない文字（NUL、または文字の半分）が含まれています',
    },
    mend: { en: 'Remove the character from the source of the file.', ja: '元データからその文字を取り除いてください。' },
  },
} as const satisfies FaultTable

/** What one step of reading brings: rows for the tables, as JSON texts, and what was noticed. */
export interface Batch {
  /** rows as JSON texts, main tables before what hangs on them */
  inserts: { table: string; rows: string[] }[]
  /** keys whose live row ends: it changed, or is no longer said */
  closes: { table: string; keys: string[] }[]
  /** keys that were staged by an earlier batch and turned out faulty */
  unstages: { table: string; keys: string[] }[]
  /** addresses that this batch publishes, with the record that does */
  addresses: (Named & { iri: string })[]
  organisations: NonNullable<Shaped['organisations']>
  faults: Fault[]
  done: boolean
  progress: Progress
}

/** A record, by the table that it goes to and its key there. */
export interface Named {
  table: string
  key: string
}

export interface Progress {
  bytesRead: number
  read: number
}

export interface Summary {
  read: number
  added: number
  changed: number
  removed: number
  unchanged: number
  faults: number
  examples: { change: 'added' | 'changed' | 'removed'; key: string }[]
  notes: { code: string; count: number; values?: Fault['values'] }[]
  about: object
}

const maxRows = 250
const maxBytes = 750_000
const maxMs = 400
const seen = ''
// what PostgreSQL cannot keep, as it stands in JSON: NUL and halves of a surrogate pair
const unstorable = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/

/**
 * Reads an input once and says what it changes against what is live. Holds the keys of the source in memory (about 150 bytes
 * a record), so that an unchanged record costs no query at all.
 */
export class Reader {
  readonly #intake: Intake
  readonly #options: ReadOptions
  readonly #release: number
  readonly #stage: boolean
  readonly #refuse: boolean
  readonly #live = new Map<string, Map<string, string>>()
  readonly #staged = new Map<string, 'added' | 'changed' | 'unchanged'>()
  readonly #source: string
  #reads: AsyncIterator<Awaited<ReturnType<Intake['format']['read']>> extends AsyncIterable<infer R> ? R : never>
  readonly #positions = new Map<string, number>()
  #lastFaulted = ''
  #removals: { table: string; key: string }[] | undefined
  #organisations = new Set<string>()
  #faultWithoutKey = false
  /** tables that the input speaks of: of the others it says nothing, so nothing of theirs is withdrawn */
  readonly #spokenOf = new Set<string>()
  readonly summary: Summary = {
    read: 0,
    added: 0,
    changed: 0,
    removed: 0,
    unchanged: 0,
    faults: 0,
    examples: [],
    notes: [],
    about: {},
  }

  constructor(
    it: Intake,
    input: Input,
    options: ReadOptions,
    plan: { release: number; stage: boolean; refuse: boolean },
  ) {
    this.#intake = it
    this.#options = options
    this.#release = plan.release
    this.#stage = plan.stage
    this.#refuse = plan.refuse
    this.#source = it.source(options)
    for (const { name } of it.tables) this.#live.set(name, new Map())
    const counted: Input = {
      name: input.name,
      files: input.files.map((file) => ({
        name: file.name,
        size: file.size,
        bytes: () => this.#count(file.name, file.bytes()),
      })),
    }
    this.#reads = it.format.read(counted, options)[Symbol.asyncIterator]()
  }

  /** keys and hashes that are live now, before reading begins */
  know(table: string, pairs: readonly (readonly [key: string, hash: string])[]): void {
    const live = this.#live.get(table)
    for (const [key, hash] of pairs) live?.set(key, hash)
  }

  /** A file may be gone through more than once (its encoding is told from the whole of it): the last time is the one that counts. */
  async *#count(file: string, bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
    let position = 0
    for await (const chunk of bytes) {
      position += chunk.byteLength
      this.#positions.set(file, position)
      yield chunk
    }
  }

  async next(): Promise<Batch> {
    const batch = new Staging()
    const until = performance.now() + maxMs
    while (
      batch.count < maxRows &&
      batch.addresses.length < maxRows &&
      batch.size < maxBytes &&
      batch.faults.length < 200 &&
      performance.now() < until
    ) {
      if (this.#removals) {
        const one = this.#removals.pop()
        if (!one) return this.#finish(batch, true)
        this.#change('removed', one.key)
        if (this.#staging) batch.close(one.table, one.key)
        continue
      }
      const step = await this.#reads.next()
      if (step.done) {
        this.#removals = this.#gone()
        continue
      }
      const read = step.value
      if ('about' in read) Object.assign(this.summary.about, read.about)
      else if ('note' in read) this.#note(read.note.code, read.note.values)
      else if ('fault' in read) this.#fault(batch, read.fault)
      else this.#record(batch, read.record, read.key, read.place)
    }
    return this.#finish(batch, false)
  }

  get #staging(): boolean {
    return this.#stage && !(this.#refuse && this.summary.faults > 0)
  }

  #finish(batch: Staging, done: boolean): Batch {
    return {
      ...batch.result(),
      done,
      progress: {
        bytesRead:
          this.summary.read === 0 ? 0 : [...this.#positions.values()].reduce((sum, position) => sum + position, 0),
        read: this.summary.read,
      },
    }
  }

  #note(code: string, values: Fault['values']): void {
    const before = this.summary.notes.find((note) => note.code === code)
    if (before) before.count++
    else this.summary.notes.push({ code, count: 1, ...(values ? { values } : {}) })
  }

  #fault(batch: Staging, fault: Fault): void {
    this.summary.faults++
    batch.faults.push(fault)
    if (fault.key === undefined) {
      this.#faultWithoutKey = true
      // a row with two faults is one row
      const { file, line } = fault.place
      if (line === undefined || this.#lastFaulted !== `${file}:${line}`) this.summary.read++
      if (line !== undefined) this.#lastFaulted = `${file}:${line}`
      return
    }
    const taken = [...this.#live.keys()].filter((table) => this.#takeBack({ table, key: fault.key! }, batch))
    if (taken.length > 0) return
    // the row is there, only faulty: what is live of it stays
    this.summary.read++
    for (const keys of this.#live.values()) keys.delete(fault.key)
  }

  /** Records that cannot go live for a reason that is not in the input, such as an address that is taken. */
  reject(records: readonly Named[]): void {
    for (const one of records) if (this.#takeBack(one)) this.summary.faults++
  }

  /** A record that was already taken is so no more (whole-file checks); what is live of it stays. */
  #takeBack({ table, key }: Named, batch?: Staging): boolean {
    const change = this.#staged.get(`${table}\n${key}`)
    if (change === undefined) return false
    this.#staged.delete(`${table}\n${key}`)
    this.summary[change]--
    this.summary.examples = this.summary.examples.filter((it) => it.key !== key || it.change !== change)
    if (this.#stage && change !== 'unchanged') batch?.unstage(table, key)
    return true
  }

  #record(batch: Staging, record: unknown, key: string, place: Fault['place']): void {
    this.summary.read++
    const shaped = this.#intake.rows(record, this.#options)
    const live = this.#live.get(shaped.table)
    if (!live) throw new Error(`the format ${this.#intake.format.name} does not say that it writes ${shaped.table}`)
    const before = live.get(key)
    if (before === seen) {
      this.summary.faults++
      batch.faults.push({ place, code: 'duplicate-key', values: { key }, value: key })
      return
    }
    live.set(key, seen)
    this.#spokenOf.add(shaped.table)
    const content = canonical([shaped.row, shaped.children, shaped.publication ?? null])
    if (unstorable.test(content) || unstorable.test(JSON.stringify(key))) {
      this.summary.faults++
      batch.faults.push({
        place,
        code: 'unstorable-character',
        values: { key: key.replaceAll('\0', '\ufffd').toWellFormed() },
      })
      return
    }
    const hash = createHash('sha256').update(content).digest('base64url').slice(0, 22)
    const change = before === undefined ? 'added' : before === hash ? 'unchanged' : 'changed'
    this.#staged.set(`${shaped.table}\n${key}`, change)
    if (change === 'unchanged') {
      this.summary.unchanged++
      return
    }
    this.#change(change, key)
    // asked about in a dry run too
    if (shaped.publication) batch.addresses.push({ iri: shaped.publication.iri, table: shaped.table, key })
    if (!this.#staging) return
    if (change === 'changed') batch.close(shaped.table, key)
    batch.insert(shaped, { source: this.#source, key, since: this.#release + 1, hash }, content.length)
    for (const it of shaped.organisations ?? []) {
      if (this.#organisations.has(it.id)) continue
      this.#organisations.add(it.id)
      batch.organisations.push(it)
    }
  }

  #change(change: 'added' | 'changed' | 'removed', key: string): void {
    this.summary[change]++
    if (this.summary.examples.filter((it) => it.change === change).length < 20)
      this.summary.examples.push({ change, key })
  }

  /** What is live and was not said again. Nothing, while a faulty row may be the one that is missed. */
  #gone(): { table: string; key: string }[] {
    if (this.#faultWithoutKey) {
      this.#note('removals-held', undefined)
      return []
    }
    return [...this.#live]
      .filter(([table]) => this.#spokenOf.has(table))
      .flatMap(([table, keys]) => [...keys].flatMap(([key, hash]) => (hash === seen ? [] : [{ table, key }])))
  }
}

class Staging {
  readonly faults: Fault[] = []
  readonly organisations: { id: string; name: { en?: string; ja?: string }; url?: string; country?: string }[] = []
  readonly addresses: Batch['addresses'] = []
  readonly #rows = new Map<string, string[]>()
  readonly #closes = new Map<string, string[]>()
  readonly #unstages = new Map<string, string[]>()
  count = 0
  size = 0

  insert(shaped: Shaped, version: { source: string; key: string; since: number; hash: string }, size: number): void {
    const id = randomUUID()
    this.#add(shaped.table, { id, ...version, ...shaped.row })
    for (const [table, rows] of Object.entries(shaped.children))
      for (const row of rows) this.#add(table, { record: id, ...row })
    if (shaped.publication) {
      const { iri, kind, audience } = shaped.publication
      this.#add('kernel.publication', {
        id: randomUUID(),
        ...version,
        key: `${shaped.table}/${version.key}`,
        iri,
        kind,
        audience,
        doc: shaped.publication,
      })
    }
    this.count++
    this.size += size
  }

  #add(table: string, row: object): void {
    const rows = this.#rows.get(table)
    if (rows) rows.push(JSON.stringify(row))
    else this.#rows.set(table, [JSON.stringify(row)])
  }

  close(table: string, key: string): void {
    push(this.#closes, table, key)
    push(this.#closes, 'kernel.publication', `${table}/${key}`)
    this.count++
  }

  unstage(table: string, key: string): void {
    push(this.#unstages, table, key)
    push(this.#unstages, 'kernel.publication', `${table}/${key}`)
  }

  result(): Omit<Batch, 'done' | 'progress'> {
    const lists = (map: Map<string, string[]>) => [...map].map(([table, keys]) => ({ table, keys }))
    return {
      inserts: [...this.#rows].map(([table, rows]) => ({ table, rows })),
      closes: lists(this.#closes),
      unstages: lists(this.#unstages),
      addresses: this.addresses,
      organisations: this.organisations,
      faults: this.faults,
    }
  }
}

function push(map: Map<string, string[]>, table: string, key: string): void {
  const keys = map.get(table)
  if (keys) keys.push(key)
  else map.set(table, [key])
}
