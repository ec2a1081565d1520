/**
 * What an unknown word may have been meant as. Only words that stand on documents the asker may see are suggested,
 * and a word counts as unknown when no such document holds it: a hidden document neither adds a suggestion nor, by
 * making a word known, takes one away.
 */
import { distance } from '../../../kernel/distance.ts'
import type { Word } from '../../../kernel/text.ts'
import { fold, tokens, words } from '../../../kernel/text.ts'
import { matchWord } from './match.ts'
import { walk } from './postings.ts'
import type { SearchIndex } from './search-index.ts'
import type { Segment } from './segment.ts'
import { compareText } from './stored.ts'

export interface Suggestion {
  word: string
  instead: string[]
}

interface Seen {
  segment: Segment
  visible: Uint8Array
}

/** At most `limit` replacements for each word of the text that finds nothing. */
export function suggest(index: SearchIndex, text: string, audience: readonly string[], limit = 5): Suggestion[] {
  const seen = index.seen(audience)
  return words(text)
    .filter((word) => !seen.some((each) => known(each, word)))
    .map((word) => ({
      word: word.text,
      instead: (word.kind === 'word' ? nearWords(seen, word.text) : nearRuns(seen, word)).slice(0, limit),
    }))
    .filter(({ instead }) => instead.length > 0)
}

function known({ segment, visible }: Seen, word: Word): boolean {
  const size = (segment.size + 3) & ~3
  const out = new Uint8Array(size)
  matchWord(segment, word, out, new Uint8Array(size))
  return visible.some((each, doc) => each !== 0 && (out[doc]! & 7) !== 0)
}

/** The counts stop here: only which of two words is the commoner matters. */
const enough = 1000

function visibleCount({ segment, visible }: Seen, term: number): number {
  let count = 0
  walk(
    segment.postings,
    segment.starts[term]!,
    segment.starts[term + 1]!,
    (doc) => visible[doc] !== 0 && ++count >= enough,
  )
  return count
}

/** Words with the same first letter; where there is none, all. Another number is never what was meant. */
function nearWords(seen: readonly Seen[], word: string): string[] {
  if (word.length < 3) return []
  const most = word.length < 6 ? 1 : 2
  const digits = (text: string) => text.replaceAll(/\D/g, '')
  const collect = (range: (segment: Segment) => readonly [number, number]) => {
    const found = new Map<string, { far: number; count: number }>()
    for (const each of seen) {
      const { terms } = each.segment
      const [from, to] = range(each.segment)
      for (let term = from; term < to; term++) {
        if (Math.abs(terms.length(term) - word.length) > most) continue
        const candidate = terms.text(term)
        const far = distance(word, candidate, most)
        if (far > most || digits(candidate) !== digits(word)) continue
        const count = visibleCount(each, term)
        if (count > 0) found.set(candidate, { far, count: count + (found.get(candidate)?.count ?? 0) })
      }
    }
    return [...found]
      .sort(([a, x], [b, y]) => x.far - y.far || y.count - x.count || compareText(a, b))
      .map(([each]) => each)
  }
  const near = collect(({ terms }) => terms.beginning(word[0]!))
  return near.length > 0 ? near : collect(({ terms }) => [terms.lower('a'), terms.lower('\u1100')])
}

const examined = 50

/** The stretch of a visible title or name that shares most bigrams with the run, as it is written there. */
function nearRuns(seen: readonly Seen[], word: Word & { kind: 'run' }): string[] {
  const wanted = new Set(word.grams)
  const ends: [string, string] = [[...word.text][0]!, [...word.text].at(-1)!]
  if (wanted.size < 2) return []
  const needed = Math.max(1, Math.ceil(wanted.size / 3))
  const found = new Map<string, { score: number; text: string }>()
  for (const { segment, visible } of seen) {
    const shared = new Uint8Array(segment.size)
    for (const gram of wanted) {
      const term = segment.terms.find(gram)
      if (term < 0) continue
      walk(segment.postings, segment.starts[term]!, segment.starts[term + 1]!, (doc, mask) => {
        if (mask & 3 && visible[doc] !== 0 && shared[doc]! < 255) shared[doc]!++
      })
    }
    // The fullest documents, better-ranked ones first among equals.
    const levels: number[][] = Array.from({ length: 256 }, () => [])
    shared.forEach((count, doc) => {
      if (count >= needed && levels[count]!.length < examined) levels[count]!.push(doc)
    })
    for (const doc of levels.reverse().flat().slice(0, examined)) {
      const { title, names } = segment.stored.read(doc)
      for (const text of [title.ja, title.en, ...names]) {
        for (const [run] of (text ?? '').matchAll(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー・々]+/gu)) {
          const stretch = stretchOf(run, wanted, ends)
          if (stretch === undefined) continue
          const key = fold(stretch)
          const own = new Set(tokens(stretch))
          const common = [...own].filter((gram) => wanted.has(gram)).length
          const score = (2 * common) / (own.size + wanted.size)
          if (score >= 0.4 && (found.get(key)?.score ?? 0) < score) found.set(key, { score, text: stretch })
        }
      }
    }
  }
  return [...found.values()].sort((a, b) => b.score - a.score || compareText(a.text, b.text)).map(({ text }) => text)
}

/** How far beyond the shared bigrams the word's own first and last characters are looked for. */
const reach = 3

/** From the first shared bigram of the run to the end of the last one, or to where the word itself begins and ends. */
function stretchOf(
  run: string,
  wanted: ReadonlySet<string>,
  [first, last]: readonly [string, string],
): string | undefined {
  const characters = [...run]
  const folded = characters.map(fold)
  let from = -1
  let to = -1
  for (let at = 0; at < characters.length; at++) {
    if (characters[at] === 'ー') continue
    let next = at + 1
    while (characters[next] === 'ー') next++
    if (next >= characters.length || !wanted.has(folded[at]! + folded[next]!)) continue
    if (from < 0) from = at
    to = next + 1
  }
  if (from < 0) return undefined
  if (folded[from] !== first) {
    const begin = folded.lastIndexOf(first, from)
    if (begin >= 0 && from - begin <= reach) from = begin
  }
  if (folded[to - 1] !== last) {
    const end = folded.indexOf(last, to)
    if (end >= 0 && end - to < reach) to = end + 1
  }
  while (characters[to] === 'ー') to++
  return characters.slice(from, to).join('')
}
