import { FileFault, lineBatches } from '../../../../kernel/bytes.ts'
import type { InputFile } from '../../../../kernel/intake.ts'

export interface Entry {
  readonly line: number
  readonly value: Record<string, unknown>
}

/**
 * The entries of a JSON file one by one, without the whole of it in memory: the members of its outermost list, or of
 * `results` in an answer of a Beacon, or the one object that it is.
 */
export async function* entriesOf(file: InputFile): AsyncGenerator<Entry> {
  let depth = 0
  let text = false
  let escaped = false
  /** the entry being read */
  let parts: string[] = []
  let start = 0
  let open = -1
  let answer: 'list' | 'object' | undefined
  let ended = false
  for await (const { first, lines } of lineBatches(file)) {
    for (let n = 0; n < lines.length; n++) {
      const line = lines[n] ?? ''
      let from = open >= 0 ? 0 : -1
      for (let at = 0; at < line.length; at++) {
        const char = line.charCodeAt(at)
        if (text) {
          if (escaped) escaped = false
          else if (char === 92) escaped = true
          else if (char === 34) text = false
          continue
        }
        if (char === 34) {
          text = true
          if (answer === undefined) throw broken(file, first + n)
        } else if (char === 123 || char === 91) {
          if (ended) throw broken(file, first + n)
          answer ??= char === 91 ? 'list' : 'object'
          depth += 1
          if (open < 0 && char === 123 && depth === (answer === 'list' ? 2 : 1)) {
            open = depth
            start = first + n
            from = at
          }
        } else if (char === 125 || char === 93) {
          if (depth === open && char === 125) {
            parts.push(line.slice(from, at + 1))
            yield* membersOf(parse(parts.join('\n'), file, start), start)
            parts = []
            open = -1
            from = -1
          }
          depth -= 1
          if (depth === 0) ended = true
        } else if (depth === 0 && char > 32 && char !== 0xfeff) throw broken(file, first + n)
      }
      if (open >= 0) parts.push(line.slice(Math.max(0, from)))
    }
  }
  if (!ended) throw new FileFault({ place: { file: file.name, line: start || 1 }, code: 'file-cut' })
}

const broken = (file: InputFile, line: number): FileFault =>
  new FileFault({ place: { file: file.name, line }, code: 'json-bad', values: { problem: `line ${line}` } })

function parse(text: string, file: InputFile, line: number): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    throw broken(file, line)
  }
}

/** An answer of a Beacon wraps its entries; nothing else does. */
function membersOf(value: Record<string, unknown>, line: number): Entry[] {
  const { response } = value as { response?: { resultSets?: { results?: unknown[] }[]; collections?: unknown[] } }
  if (!response) return [{ line, value }]
  const results = [
    ...(response.resultSets ?? []).flatMap(({ results = [] }) => results),
    ...(response.collections ?? []),
  ]
  return results.flatMap((one) =>
    typeof one === 'object' && one !== null ? [{ line, value: one as Record<string, unknown> }] : [],
  )
}
