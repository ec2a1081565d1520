import { FileFault, text } from '../../../kernel/bytes.ts'
import type { InputFile, Place } from '../../../kernel/intake.ts'

/** What vocabularies use of EDN: vectors and strings. */
export type Edn = string | readonly Edn[]

/** A quote that is never closed must not take the rest of a large file into memory. */
const stringLimit = 65_536
const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '"': '"', '\\': '\\' }

/**
 * Stream the members of the one outer vector of a file, with the place each begins at. Anything of EDN but vectors,
 * strings, commas and comments is a fault with line and column. `notThis` is thrown when the file does not begin with
 * a vector.
 */
export async function* ednMembers(
  file: InputFile,
  notThis: () => FileFault,
): AsyncGenerator<{ value: Edn; place: Place }> {
  let line = 1
  let column = 0
  let mode: 'plain' | 'string' | 'escape' | 'unicode' | 'comment' = 'plain'
  let content = ''
  let hex = ''
  const open: Edn[][] = []
  let start = { line: 1, column: 1 }
  let done = false
  const fail = (detail: string, at = { line, column }) =>
    new FileFault({ place: { file: file.name, ...at }, code: 'edn-syntax', values: { detail } })

  for await (const piece of text(file)) {
    for (const character of piece) {
      if (character === '\n') {
        line += 1
        column = 0
      } else column += 1
      if (mode === 'comment') {
        if (character === '\n') mode = 'plain'
        continue
      }
      let value: Edn | undefined
      if (mode === 'escape') {
        const meant = escapes[character]
        if (character !== 'u' && meant === undefined) throw fail(`\\${character}`)
        mode = character === 'u' ? 'unicode' : 'string'
        content += meant ?? ''
      } else if (mode === 'unicode') {
        if (!/[0-9a-fA-F]/.test(character)) throw fail(`\\u${hex}${character}`)
        hex += character
        if (hex.length < 4) continue
        content += String.fromCharCode(Number.parseInt(hex, 16))
        hex = ''
        mode = 'string'
      } else if (mode === 'string') {
        if (character === '\\') mode = 'escape'
        else if (character !== '"') {
          content += character
          if (content.length > stringLimit) throw fail('"…', start)
        } else {
          mode = 'plain'
          value = content
          content = ''
        }
      } else if (character === '"') {
        if (open.length === 0) throw done ? fail('"') : notThis()
        if (open.length === 1) start = { line, column }
        mode = 'string'
      } else if (character === '[') {
        if (done) throw fail('[')
        if (open.length === 1) start = { line, column }
        if (open.length > 20) throw fail('[[[')
        open.push([])
      } else if (character === ']') {
        const closed = open.pop()
        if (!closed) throw done ? fail(']') : notThis()
        if (open.length === 0) done = true
        else value = closed
      } else if (character === ';') mode = 'comment'
      else if (!/[\s,]/.test(character)) throw open.length === 0 && !done ? notThis() : fail(character)
      if (value === undefined) continue
      if (open.length === 1) yield { value, place: { file: file.name, ...start } }
      else open.at(-1)?.push(value)
    }
  }
  if (!done && open.length === 0) throw notThis()
  if (!done || mode === 'string') throw fail('…', open.length > 1 || mode !== 'plain' ? start : undefined)
}
