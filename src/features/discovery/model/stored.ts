/** What is kept of a document to show it: iri, titles, names and codes; and the way from a whole string to it. */
import { fold, tight } from '../../../kernel/text.ts'
import type { Bytes } from './bytes.ts'
import { Numbers } from './bytes.ts'
import type { Doc } from './doc.ts'

export type Stored = Pick<Doc, 'iri' | 'title' | 'names' | 'codes'>

/** What a whole string is to a document; also the order of preference. */
export const exact = { code: 0, title: 1, name: 2, iri: 3 } as const

function writeString(to: Bytes, text: string): void {
  const bytes = Buffer.byteLength(text)
  to.varint(bytes)
  to.reserve(bytes)
  Buffer.from(to.array.buffer, to.array.byteOffset + to.length, bytes).write(text, 'utf8')
  to.length += bytes
}

export function writeStored(to: Bytes, doc: Stored): void {
  writeString(to, doc.iri)
  writeString(to, doc.title.en ?? '')
  writeString(to, doc.title.ja ?? '')
  for (const list of [doc.names, doc.codes]) {
    to.varint(list.length)
    for (const text of list) writeString(to, text)
  }
}

/** Reads records out of the blob of a segment. */
export class StoredReader {
  readonly bytes: Buffer
  readonly offsets: Uint32Array
  constructor(bytes: Uint8Array, offsets: Uint32Array) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    this.offsets = offsets
  }

  #at = 0
  #varint(): number {
    let value = this.bytes[this.#at++]!
    if (value < 128) return value
    value &= 127
    for (let shift = 7, more = 128; more > 127; shift += 7) {
      more = this.bytes[this.#at++]!
      value |= (more & 127) << shift
    }
    return value
  }
  #string(): string {
    const length = this.#varint()
    const from = this.#at
    this.#at += length
    return this.bytes.toString('utf8', from, this.#at)
  }

  iri(doc: number): string {
    this.#at = this.offsets[doc]!
    return this.#string()
  }

  read(doc: number): Stored {
    const iri = this.iri(doc)
    const en = this.#string()
    const ja = this.#string()
    const names = Array.from({ length: this.#varint() }, () => this.#string())
    const codes = Array.from({ length: this.#varint() }, () => this.#string())
    return { iri, title: { ...(en !== '' && { en }), ...(ja !== '' && { ja }) }, names, codes }
  }
}

/** Sort keys of a title: as listed among equals, and by language (falling back to the other one). */
export const titleKey = (doc: Stored): string => fold(doc.title.en || doc.title.ja || '')
export const titleKeyJa = (doc: Stored): string => fold(doc.title.ja || doc.title.en || '')

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

export function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash ^ (hash >>> 15)) >>> 0
}

/** The whole strings of a document with what they are: tight keys of codes, titles and names, and the iri itself. */
export function wholeStrings(doc: Stored, visit: (kind: number, key: string) => void): void {
  visit(exact.iri, doc.iri)
  for (const code of doc.codes) visit(exact.code, tight(code))
  if (doc.title.en !== undefined) visit(exact.title, tight(doc.title.en))
  if (doc.title.ja !== undefined) visit(exact.title, tight(doc.title.ja))
  for (const name of doc.names) visit(exact.name, tight(name))
}

/** A second, independent hash: told apart by both, a stranger passes once in 2^50 questions or so. */
export function markText(text: string): number {
  let hash = 0x9747b28c
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x5bd1e995)
    hash ^= hash >>> 15
  }
  return hash >>> 0
}

export interface ExactTable {
  buckets: Uint32Array
  entries: Uint32Array
  marks: Uint32Array
}

/**
 * A hash table from whole strings to documents that keeps no string: entries are doc * 4 + kind in buckets, each with
 * a second hash, and a reader compares with the stored record. 10 bytes a string instead of the string.
 */
export class ExactBuilder {
  readonly #hashes = new Numbers()
  readonly #marks = new Numbers()
  readonly #entries = new Numbers()

  add(doc: number, stored: Stored): void {
    wholeStrings(stored, (kind, key) => {
      this.#hashes.push(hashText(key))
      this.#marks.push(markText(key))
      this.#entries.push(doc * 4 + kind)
    })
  }

  finish(): ExactTable {
    const hashes = this.#hashes.take()
    const size = 1 << Math.max(4, Math.ceil(Math.log2(hashes.length / 2 + 1)))
    const buckets = new Uint32Array(size + 1)
    for (const hash of hashes) buckets[(hash & (size - 1)) + 1]!++
    for (let at = 0; at < size; at++) buckets[at + 1]! += buckets[at]!
    const next = buckets.slice()
    const entries = new Uint32Array(hashes.length)
    const marks = new Uint32Array(hashes.length)
    for (let at = 0; at < hashes.length; at++) {
      const to = next[hashes[at]! & (size - 1)]!++
      entries[to] = this.#entries.array[at]!
      marks[to] = this.#marks.array[at]!
    }
    return { buckets, entries, marks }
  }
}
