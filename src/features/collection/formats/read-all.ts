import type { Fault, Format, Input, Read, ReadOptions } from '../../../kernel/intake.ts'
import { locales, say } from '../../../kernel/words.ts'

/** For tests: everything a format yields, by kind; throws when a fault or note could not be said in both languages. */
export async function readAll<R>(format: Format<R>, input: Input, options: ReadOptions = {}) {
  const records: R[] = []
  const keys: string[] = []
  const faults: Fault[] = []
  const notes: Extract<Read<R>, { note: unknown }>['note'][] = []
  for await (const read of format.read(input, options)) {
    if ('record' in read) {
      records.push(read.record)
      keys.push(read.key)
    } else if (!('about' in read)) {
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
  return { records, keys, faults, notes }
}

/** `line column code` of each fault, the short form for tests. */
export const short = (faults: readonly Fault[]): string[] =>
  faults.map(({ place, code }) => [place.line, place.column, code].filter((part) => part !== undefined).join(' '))
