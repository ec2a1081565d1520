import { damage, lineBatches } from '../../../../kernel/bytes.ts'
import type { Fault, InputFile, Read } from '../../../../kernel/intake.ts'
import type { DonorRecord } from '../../donor-record.ts'
import type { Checker } from './checker.ts'
import { shaped } from './shape.ts'

/** One record a line, of any number of lines. A line that cannot be read is known to be the end of a cut file only when none follows. */
export async function* readNdjson(file: InputFile, checker: Checker): AsyncGenerator<Read<DonorRecord>> {
  let broken: { fault: Fault; text: string } | undefined
  for await (const batch of lineBatches(file)) {
    for (let n = 0; n < batch.lines.length; n++) {
      const text = batch.lines[n] ?? ''
      const line = batch.first + n
      if (text === '' || text.trim() === '') continue
      if (broken) yield { fault: broken.fault }
      broken = undefined
      const hurt = damage(text)
      if (hurt) {
        yield { fault: { place: { file: file.name, line }, code: hurt } }
        continue
      }
      let value: unknown
      try {
        value = JSON.parse(text)
      } catch (error) {
        broken = {
          fault: { place: { file: file.name, line }, code: 'json-bad', values: { problem: problemOf(error, text) } },
          text,
        }
        continue
      }
      const shape = shaped(value)
      const record = nameOf(value)
      const at = (path: string) => ({
        file: file.name,
        line,
        ...(path === '' ? {} : { column: path }),
        ...(record === undefined ? {} : { record }),
      })
      if ('record' in shape) {
        for (const read of checker.take({ record: shape.record, place: at(''), at })) yield read
        continue
      }
      for (const { path, code, value, values } of shape.misfits) {
        yield {
          fault: { place: at(path), code, ...(value === undefined ? {} : { value }), ...(values ? { values } : {}) },
        }
      }
      checker.refused(value, at(''))
    }
  }
  if (broken) yield { fault: isCut(broken.text) ? { place: broken.fault.place, code: 'file-cut' } : broken.fault }
}

/** A record that is whole ends its object, whatever else is wrong with it. */
const isCut = (text: string): boolean => !text.trimEnd().endsWith('}')

/** Where the text breaks; never the text itself, which may be a person's. */
function problemOf(error: unknown, text: string): string {
  const [, position] = /at position (\d+)/.exec(error instanceof Error ? error.message : '') ?? []
  return `column ${position === undefined ? text.length : Number(position) + 1}`
}

/** The identifier of a record that may be wrong elsewhere; only what has the form of one is repeated in a report. */
function nameOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const id = 'id' in value ? value.id : 'donor' in value ? value.donor : undefined
  return typeof id === 'string' && /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/.test(id) ? id : undefined
}
