import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { memoryInput, openInput } from '../../../kernel/input.ts'
import type { About, Fault, Format, Input, Read } from '../../../kernel/intake.ts'
import { locales, say } from '../../../kernel/words.ts'
import type { TermRecord } from '../record.ts'

/** For tests: the real files beside the project, when they are there. */
export const realData = join(import.meta.dirname, '../../../../../shared/data')
export const hasRealData = existsSync(join(realData, 'terms'))
export const readReal = async (format: Format<TermRecord>, path: string) =>
  sort(format, await openInput(join(realData, path)))

export const readText = (format: Format<TermRecord>, files: Readonly<Record<string, string | Uint8Array>>) =>
  sort(format, memoryInput(files))

type Note = Extract<Read<TermRecord>, { note: unknown }>['note']

/** Everything a format yields, by kind; throws when a fault or note could not be said in both languages. */
async function sort(format: Format<TermRecord>, input: Input) {
  const records = new Map<string, TermRecord>()
  const lines = new Map<string, number | undefined>()
  const faults: Fault[] = []
  const notes: Note[] = []
  let about: Partial<About> = {}
  for await (const read of format.read(input, {})) {
    if ('record' in read) {
      if (records.has(read.key)) throw new Error(`${read.key} came twice`)
      records.set(read.key, read.record)
      lines.set(read.key, read.place.line)
    } else if ('about' in read) about = { ...about, ...read.about }
    else {
      const said = 'fault' in read ? read.fault : read.note
      for (const locale of locales) {
        const words = format.faults[said.code]
        const spoken = words && `${say(locale, words.reason, said.values)} ${say(locale, words.mend, said.values)}`
        if (!spoken || /\{\w+\}/.test(spoken)) throw new Error(`cannot say ${said.code} in ${locale}: ${spoken}`)
      }
      if ('fault' in read) faults.push(read.fault)
      else notes.push(read.note)
    }
  }
  return { records, lines, faults, notes, about, codes: faults.map((fault) => fault.code) }
}

/** How many of each, for the figures of a real file. */
export function count(items: Iterable<string>): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const item of items) counts[item] = (counts[item] ?? 0) + 1
  return counts
}
export const labelCounts = (records: Map<string, TermRecord>) =>
  count([...records.values()].flatMap((term) => term.labels.map((label) => `${label.lang} ${label.kind}`)))
export const mappingCounts = (records: Map<string, TermRecord>) =>
  count([...records.values()].flatMap((term) => term.mappings.map((mapping) => mapping.kind)))
