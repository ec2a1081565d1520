/**
 * Postings: for each token, the documents that hold it, in order, with the fields it stands in. A posting is a varint
 * of (distance to the document before) * 2 + flag; the flag says that a byte of fields follows, no flag means `text`
 * alone, by far the commonest. About 1.3 bytes a posting on real words.
 */
import type { Bytes } from './bytes.ts'
import { field } from './levels.ts'

export function writePosting(to: Bytes, distance: number, mask: number): void {
  to.varint(distance * 2 + (mask === field.text ? 0 : 1))
  if (mask !== field.text) {
    to.reserve(1)
    to.array[to.length++] = mask
  }
}

/** For each posting in bytes [at, end): out[doc] |= table[fields]. */
export function spread(bytes: Uint8Array, at: number, end: number, table: Uint8Array, out: Uint8Array): void {
  const plain = table[field.text]!
  let doc = -1
  while (at < end) {
    let value = bytes[at++]!
    if (value > 127) {
      value &= 127
      for (let shift = 7, more = 128; more > 127; shift += 7) {
        more = bytes[at++]!
        value |= (more & 127) << shift
      }
    }
    doc += value >>> 1
    if (value & 1) out[doc]! |= table[bytes[at++]!]!
    else out[doc]! |= plain
  }
}

/** Call `visit` for each posting until it says stop (returns true). */
export function walk(
  bytes: Uint8Array,
  at: number,
  end: number,
  visit: (doc: number, mask: number) => boolean | void,
): void {
  let doc = -1
  while (at < end) {
    let value = bytes[at++]!
    if (value > 127) {
      value &= 127
      for (let shift = 7, more = 128; more > 127; shift += 7) {
        more = bytes[at++]!
        value |= (more & 127) << shift
      }
    }
    doc += value >>> 1
    if (visit(doc, value & 1 ? bytes[at++]! : field.text) === true) return
  }
}
