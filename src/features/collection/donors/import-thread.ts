import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { once } from 'node:events'
import { join } from 'node:path'
import { openColumnar } from '../../../kernel/columnar.ts'
import type { Columnar } from '../../../kernel/columnar.ts'
import { openInput } from '../../../kernel/input.ts'
import type { Fault, Format, Input } from '../../../kernel/intake.ts'
import type { Summary } from '../../../kernel/intake-reader.ts'
import { answerCalls } from '../../../kernel/thread.ts'
import type { DonorRecord } from '../donor-record.ts'
import { formatNamed } from './formats.ts'
import { knownOf, sexClashes } from './known.ts'
import { looksGood } from './looks-good.ts'
import { macros, parseLines, readLines, stage } from './stage.ts'
import type { Before, Staged } from './stage.ts'

export interface ImportOrder {
  format: string
  path: string
  holder: string
  before: Before
  /** ISO day in Tokyo: what is not said to be reported earlier was reported today */
  today: string
  dryRun: boolean
  refuse: boolean
}
export interface ImportStep {
  faults: Fault[]
  bytesRead: number
  read: number
  done?: { summary: Summary; digest: string; staged: Pick<Staged, 'segments' | 'withdrawals'> | null }
}

const faultsAStep = 200
const stepMs = 300

/** Reads, checks and stages in steps, so that its caller can tell how far it is and stop it. */
async function* run({
  format,
  path,
  holder,
  before,
  today,
  dryRun,
  refuse,
}: ImportOrder): AsyncGenerator<ImportStep, ImportStep> {
  const scratch = join(before.folder, `import-${crypto.randomUUID()}.part`)
  await mkdir(scratch, { recursive: true, mode: 0o700 })
  const duck = await openColumnar({ memoryMb: 1024, threads: 2, spill: join(scratch, 'spill') })
  try {
    for (const macro of macros) await duck.run(macro)
    const day = Math.floor(Date.parse(today) / 86_400_000)
    const summary: Summary = {
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
    const input = await openInput(path)
    let bytesRead = input.files.reduce((sum, { size }) => sum + size, 0)
    const digest = await digestOf(format, input)
    const again = before.taken?.[digest]
    if (again !== undefined) {
      return {
        faults: [],
        bytesRead,
        read: again,
        done: { summary: { ...summary, read: again, unchanged: again }, digest, staged: null },
      }
    }
    const [file] = input.files
    const plain = format === 'donors' && input.files.length === 1 && file && !/\.(csv|tsv|txt)$/i.test(file.name)
    const notes = plain ? await looksGood(duck, path, before, today) : undefined
    if (notes) {
      summary.notes.push(...notes)
      summary.read = Number((await duck.rows<{ n: bigint }>('select count(*) as n from l'))[0]?.n ?? 0)
      yield { faults: [], bytesRead, read: summary.read }
    } else {
      bytesRead = 0
      const counted = counting(input, (bytes) => (bytesRead += bytes))
      const good = join(scratch, 'good.ndjson')
      const known = await knownOf(duck, before)
      for await (const faults of readCarefully(
        formatNamed(format, { known, today }),
        counted,
        holder,
        good,
        summary,
        duck,
      )) {
        yield { faults, bytesRead, read: summary.read }
      }
    }
    if (refuse && summary.faults > 0) {
      return { faults: [], bytesRead, read: summary.read, done: { summary, digest, staged: null } }
    }
    const { segments, withdrawals, ...differences } = await stage(duck, before, { today: day, write: !dryRun })
    return {
      faults: [],
      bytesRead,
      read: summary.read,
      done: { summary: { ...summary, ...differences }, digest, staged: { segments, withdrawals } },
    }
  } finally {
    await duck[Symbol.asyncDispose]()
    await rm(scratch, { recursive: true, force: true })
  }
}

async function digestOf(format: string, input: Input): Promise<string> {
  const hash = createHash('sha256').update(format)
  for (const { name, size, bytes } of input.files) {
    hash.update(`\n${name} ${size}\n`)
    for await (const piece of bytes()) hash.update(piece)
  }
  return hash.digest('base64url')
}

const counting = (input: Input, count: (bytes: number) => void): Input => ({
  ...input,
  files: input.files.map((file) => ({
    ...file,
    async *bytes() {
      for await (const piece of file.bytes()) {
        count(piece.byteLength)
        yield piece
      }
    },
  })),
})

/** Record by record, through every check; what is good ends in the table of lines. */
async function* readCarefully(
  format: Format<DonorRecord>,
  input: Input,
  holder: string,
  file: string,
  summary: Summary,
  duck: Columnar,
): AsyncGenerator<Fault[]> {
  const out = createWriteStream(file, { mode: 0o600 })
  const lines = new Map<string, number>()
  const places: { file: string; line: number | undefined }[] = []
  const taken: number[] = []
  let waiting = ''
  let count = 0
  let faults: Fault[] = []
  let until = performance.now() + stepMs
  const refusedFaults: Fault[] = []
  for await (const read of format.read(input, { holder })) {
    if ('record' in read) {
      summary.read++
      lines.set(read.key, ++count)
      places.push({ file: read.place.file, line: read.place.line })
      waiting += `${JSON.stringify(read.record)}\n`
      if (waiting.length > 1_000_000) {
        if (!out.write(waiting)) await once(out, 'drain')
        waiting = ''
      }
    } else if ('fault' in read) {
      summary.faults++
      const line = read.fault.key === undefined ? undefined : lines.get(read.fault.key)
      if (line !== undefined) taken.push(line)
      else if (!sameLine(refusedFaults.at(-1), read.fault)) summary.read++
      refusedFaults[0] = read.fault
      faults.push(read.fault)
    } else if ('note' in read) {
      const before = summary.notes.find(({ code }) => code === read.note.code)
      if (before) before.count++
      else
        summary.notes.push({
          code: read.note.code,
          count: 1,
          ...(read.note.values ? { values: read.note.values } : {}),
        })
    } else Object.assign(summary.about, read.about)
    if (faults.length >= faultsAStep || performance.now() > until) {
      yield faults
      faults = []
      until = performance.now() + stepMs
    }
  }
  out.end(waiting)
  await once(out, 'close')
  yield faults
  await duck.run(readLines(file))
  if (taken.length) await duck.run(`delete from raw where line in (${taken.join(', ')})`)
  await duck.run(parseLines)
  const clashes: Fault[] = []
  for (const { line, who, sex, known } of await sexClashes(duck)) {
    const { file: name = '', line: at } = places[Number(line) - 1] ?? {}
    clashes.push({
      place: { file: name, ...(at === undefined ? {} : { line: at }), record: who, column: 'sex' },
      code: 'sex-known',
      value: sex,
      values: { sex: known },
      key: who,
    })
  }
  summary.faults += clashes.length
  if (clashes.length) {
    await duck.run(`delete from l where line in (select line from sex_clash)`)
    yield clashes
  }
}

/** Several things may be wrong with one record; it was read once. */
const sameLine = (a: Fault | undefined, b: Fault): boolean =>
  a !== undefined &&
  a.place.file === b.place.file &&
  a.place.line === b.place.line &&
  a.place.record === b.place.record &&
  b.place.line !== undefined

let steps: AsyncGenerator<ImportStep, ImportStep> | undefined

answerCalls({
  open(order: ImportOrder) {
    steps = run(order)
  },
  async next(): Promise<ImportStep> {
    const step = await steps?.next()
    if (!step?.value) throw new Error('the import has ended')
    return step.value
  },
  async close() {
    await steps?.return({ faults: [], bytesRead: 0, read: 0 })
  },
})
