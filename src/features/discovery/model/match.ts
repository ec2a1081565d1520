/** One question against one segment: the level every document reaches. */
import type { Word } from '../../../kernel/text.ts'
import { tight, words } from '../../../kernel/text.ts'
import { raiseByColumn } from './columns.ts'
import type { Query } from './doc.ts'
import { field, level, levels, standing, whole } from './levels.ts'
import { spread } from './postings.ts'
import type { Segment } from './segment.ts'
import { findExact } from './segment.ts'
import { exact } from './stored.ts'

/** The question, read once for all segments. */
export interface Asked {
  everything: boolean
  words: readonly Word[]
  key: string
  also: readonly { text: string; words: readonly Word[] }[]
  /** Concept id to the level it lends. */
  concepts: ReadonlyMap<string, number>
}

export function ask(query: Pick<Query, 'text' | 'also' | 'concepts' | 'conceptsOnly'>): Asked {
  const text = query.conceptsOnly === true ? '' : query.text
  const concepts = new Map<string, number>()
  for (const { id, distance } of query.concepts) {
    const reached = distance === 0 ? level.concept : level.narrower
    concepts.set(id, Math.max(reached, concepts.get(id) ?? 0))
  }
  return {
    everything: query.conceptsOnly !== true && text.trim() === '',
    words: words(text),
    key: tight(text),
    also: (query.conceptsOnly === true ? [] : (query.also ?? []))
      .map((other) => ({ text: other, words: words(other) }))
      .filter((other) => other.words.length > 0),
    concepts,
  }
}

/** Working space for the largest segment, used again by every search. */
export class Scratch {
  size = 0
  word = new Uint8Array(0)
  gram = new Uint8Array(0)
  standing = new Uint8Array(0)
  levels = new Uint8Array(0)
  docs = new Uint32Array(0)
  others = new Uint32Array(0)
  /** Bytes in multiples of 4, so that whole arrays are combined by words. */
  fit(size: number): void {
    if (size <= this.size) return
    this.size = (size + 3) & ~3
    for (const name of ['word', 'gram', 'standing', 'levels'] as const) this[name] = new Uint8Array(this.size)
    this.docs = new Uint32Array(this.size)
    this.others = new Uint32Array(this.size)
  }
}

const fieldsTable = (of: (mask: number) => number) => Uint8Array.from({ length: 16 }, (_, mask) => of(mask))
const partly = fieldsTable((mask) => mask)
const wholly = fieldsTable(whole)
/** Bigrams after the first do not decide where a title begins. */
const later = fieldsTable((mask) => mask | field.begins)
const inside = fieldsTable((mask) => whole(mask & ~field.begins))

/** A word of letters without its final s, which many write and many do not. */
export function singular(word: string): string | undefined {
  return /^\p{L}{3,}[^s\P{L}]s$/u.test(word) ? word.slice(0, -1) : undefined
}

/** Token numbers a single Japanese character matches other than by beginning: bigrams that end with it. */
function endingWith({ terms }: Segment, character: string): number[] {
  const found: number[] = []
  for (let id = terms.lower('\u1100'); id < terms.size; id++) {
    const end = terms.offsets[id + 1]!
    const start = end - character.length
    if (start <= terms.offsets[id]!) continue
    let same = true
    for (let at = 0; at < character.length; at++) same &&= terms.units[start + at] === character.charCodeAt(at)
    if (same) found.push(id)
  }
  return found
}

/** Fill `out` with how each document matches the word (see `field`, `whole`). */
export function matchWord(segment: Segment, word: Word, out: Uint8Array, gramSpace: Uint8Array): void {
  const { terms, starts, postings } = segment
  out.fill(0)
  const add = (term: number, table: Uint8Array, to = out) =>
    spread(postings, starts[term]!, starts[term + 1]!, table, to)
  if (word.kind === 'word') {
    const [from, to] = terms.beginning(word.text)
    for (let term = from; term < to; term++) add(term, terms.length(term) === word.text.length ? wholly : partly)
    const single = singular(word.text)
    const term = single === undefined ? -1 : terms.find(single)
    if (term >= 0) add(term, partly)
    return
  }
  const [first, ...rest] = word.grams
  if (rest.length === 0 && first === word.text && [...first].length === 1) {
    const [from, to] = terms.beginning(first)
    for (let term = from; term < to; term++) add(term, wholly)
    for (const term of endingWith(segment, first)) add(term, inside)
    return
  }
  const numbers = word.grams.map((gram) => terms.find(gram))
  if (numbers.includes(-1)) return
  add(numbers[0]!, wholly)
  const mine = wide(out)
  const theirs = wide(gramSpace)
  for (const term of new Set(numbers.slice(1))) {
    gramSpace.fill(0)
    add(term, laterWhole, gramSpace)
    for (let at = 0; at < mine.length; at++) mine[at]! &= theirs[at]!
  }
}
const laterWhole = fieldsTable((mask) => whole(later[mask]!))

/** What all words of a text leave standing of each document, in `scratch.standing`. */
function stand(segment: Segment, all: readonly Word[], { word, gram, standing: left }: Scratch): void {
  const { size } = segment
  if (all.length === 0) left.fill(0)
  all.forEach((each, at) => {
    matchWord(segment, each, word, gram)
    const table = standing(at === 0)
    if (at === 0) for (let doc = 0; doc < size; doc++) left[doc] = table[word[doc]!]!
    else for (let doc = 0; doc < size; doc++) left[doc]! &= table[word[doc]!]!
  })
}

/** A translation that stands in the title or a name counts for more than one in the text. */
const lentByTranslation = Uint8Array.from(levels, (own) =>
  own >= level.name ? level.translation : own === level.none ? level.none : level.translationText,
)

const wide = (bytes: Uint8Array) => new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >>> 2)

/**
 * Fill `scratch.levels` for the segment, and `scratch.docs` with the documents that match and that `visible` (0 or
 * 255 per document) lets through; returns how many.
 */
export function matchSegment(segment: Segment, asked: Asked, visible: Uint8Array, scratch: Scratch): number {
  const { size } = segment
  scratch.fit(size)
  const { standing: left, levels: reached, docs } = scratch
  reached.fill(asked.everything ? level.all : level.none)
  for (const other of asked.also) {
    stand(segment, other.words, scratch)
    for (let doc = 0; doc < size; doc++) {
      const lent = lentByTranslation[left[doc]!]!
      if (lent > reached[doc]!) reached[doc] = lent
    }
  }
  stand(segment, asked.words, scratch)
  if (asked.concepts.size > 0) {
    const { values } = segment.concepts
    const table = new Uint8Array(values.length + 1)
    let any = 0
    for (let at = 0; at < values.length; at++) any |= table[at + 1] = asked.concepts.get(values[at]!) ?? 0
    if (any > 0) raiseByColumn(segment.concepts, table, reached, size)
  }
  if (asked.key !== '') {
    findExact(segment, asked.key, (doc, kind) => {
      const lent = kind === exact.code ? level.code : kind === exact.title ? level.titleExact : level.nameExact
      if (lent > reached[doc]!) reached[doc] = lent
    })
  }
  let count = 0
  for (let doc = 0; doc < size; doc++) {
    const byWords = levels[left[doc]!]!
    const other = reached[doc]!
    const best = (byWords > other ? byWords : other) & visible[doc]!
    reached[doc] = best
    docs[count] = doc
    count += +(best !== 0)
  }
  return count
}
