import { byteFaults, damage, guarded, lines } from '../../../kernel/bytes.ts'
import type { About, Format, Input, InputFile, Read } from '../../../kernel/intake.ts'
import type { LineRecord } from '../record.ts'
import { entryFaults } from './cellosaurus-faults.ts'
import { Entry, codes } from './cellosaurus-entry.ts'

/**
 * Cellosaurus, text format. Entries are lines (identity, parents, same individual, problems); their bank numbers are
 * deposits. Names that look alike (18/1, 18.1, 18-1) stay what they are: only the accession identifies.
 */
export const cellosaurus: Format<LineRecord> = {
  name: 'cellosaurus',
  title: { en: 'Cellosaurus, text format', ja: 'Cellosaurus（テキスト形式）' },
  takes: 'file',
  faults: { ...byteFaults, ...entryFaults },
  read: (input) => guarded(readAll(input)),
}

async function* readAll(input: Input): AsyncGenerator<Read<LineRecord>> {
  const seen = new Map<string, number>()
  for (const file of input.files) yield* readFile(file, seen)
}

async function* readFile(file: InputFile, seen: Map<string, number>): AsyncGenerator<Read<LineRecord>> {
  const head: string[] = []
  let started = false
  let entry: Entry | undefined
  for await (const { line, text } of lines(file)) {
    const place = { file: file.name, line }
    if (text.startsWith('//')) {
      if (entry) yield* entry.close(seen)
      else if (started) yield { fault: { place, code: 'line-outside', value: '//' } }
      entry = undefined
      continue
    }
    if (/^ID {3}/.test(text)) {
      if (!started) yield* aboutOf(head)
      started = true
      if (entry) yield entry.unfinished()
      entry = new Entry(place, text.slice(5).trim())
    } else if (entry) {
      const hurt = damage(text)
      if (hurt) entry.fault({ place, code: hurt, value: text.slice(0, 200) })
      else entry.line(place, text)
    } else if (!started) {
      // the head of the file is short; a file without entries must not be held in memory
      if (head.length < 500) head.push(text)
    } else if (/^[A-Z]{2} {3}/.test(text)) {
      // a line of text behind the last entry (copyright) is no fault, a line of an entry is
      yield {
        fault: {
          place,
          code: codes.has(text.slice(0, 2)) ? 'line-outside' : 'unknown-line-code',
          value: text.slice(0, 80),
          values: { code: text.slice(0, 2) },
        },
      }
    }
  }
  if (entry) yield entry.unfinished()
  if (!started) yield { fault: { place: { file: file.name }, code: 'no-entries' } }
}

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** What the head says of release, date and licence. Old releases forbid changed copies (BY-ND); newer ones are CC BY 4.0. */
function* aboutOf(head: readonly string[]): Generator<Read<LineRecord>> {
  const text = head.join('\n')
  const release = /^\s*Version:\s*(\S+)/m.exec(text)?.[1]
  const [, day, month, year] = /^\s*Last update:\s*(\d{1,2})-([A-Za-z]+)-(\d{4})/m.exec(text) ?? []
  const number = month ? months.indexOf(month) + 1 : 0
  const [, kind, version] = /creativecommons\.org\/licenses\/(by(?:-nd)?)\/(\d\.\d)/.exec(text) ?? []
  const about: Partial<About> = {
    source: 'https://www.cellosaurus.org/',
    ...(release && { release }),
    ...(number > 0 && { date: `${year}-${String(number).padStart(2, '0')}-${day?.padStart(2, '0')}` }),
    ...(kind && { licence: `CC ${kind.toUpperCase()} ${version}`, changedCopies: kind === 'by' }),
  }
  yield { about }
}
