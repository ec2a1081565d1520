/**
 * Tolerant text: one form for look-ups (`fold`), one still tighter for names and codes (`tight`), words for search
 * (`tokens` for what is indexed, `words` for what is asked). Pure; used by server, browser and the search engine.
 *
 * What is forgiven: width, case, Latin diacritics, katakana or hiragana, long-vowel marks (and any dash or middle dot
 * typed between kana), punctuation and runs of spaces, a space between Japanese and Latin, a possessive 's.
 * What is not, because the meaning differs: は ば ぱ, つ っ, and the separator between two digits (18/1, 18.1, 18-1).
 */
const SPACE = 1
const MARK = 2
const PUNCT = 3
const DASH = 4
const DOT = 5 // between kana: ・ ゠
const APOSTROPHE = 6
const PLUS = 7
const LONG = 8
const LETTER = 9
const DIGIT = 10
const KANA = 11
const HAN = 12 // any other script written without spaces

const dashes = /[-\u2010-\u2015\u2043\u2212\u2500\u2501\u02d7]/
const apostrophes = /['\u2018\u2019\u201b\u2032\u02bc\u02b9]/

function classify(char: string): number {
  if (/\s/u.test(char)) return SPACE
  if (char === 'ー') return LONG
  if (char === '・' || char === '゠') return DOT
  if (char === '+') return PLUS
  if (apostrophes.test(char)) return APOSTROPHE
  if (dashes.test(char)) return DASH
  if (/\p{Nd}/u.test(char)) return DIGIT
  if (/\p{M}/u.test(char)) return MARK
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(char) && /\p{L}/u.test(char)) return KANA
  if (/[\p{Script=Han}\p{Script=Hangul}\p{Script=Bopomofo}]/u.test(char) && /[\p{L}\p{Nl}]/u.test(char)) return HAN
  return /[\p{L}\p{N}]/u.test(char) ? LETTER : PUNCT
}

// Filled on demand: classifying all of Unicode at start would cost every page tens of milliseconds.
const classes = new Uint8Array(0x10000)

/** The class of a unit, `low` being the one after it. */
function learn(unit: number, low: number): number {
  if (unit < 0xd800 || unit > 0xdfff) return (classes[unit] = classify(String.fromCharCode(unit)))
  if (unit > 0xdbff) return PUNCT // half a character
  return low >= 0xdc00 && low <= 0xdfff ? classify(String.fromCharCode(unit, low)) : PUNCT
}

function classAt(s: string, at: number): number {
  const unit = s.charCodeAt(at)
  return classes[unit]! || learn(unit, s.charCodeAt(at + 1))
}

const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
  ς: 'σ',
}

// Dakuten and handakuten in all their forms: the first one after a kana counts, strays mean nothing.
const voicing = /([\u3041-\u30fa\uff66-\uff9d])?((?: ?[\u3099-\u309c\uff9e\uff9f])+)/g

/** Normal forms and Latin diacritics, for text that is not plain; dakuten that belong to a kana stay with it. */
function normalise(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/[´`]/g, "'")
    .replaceAll(voicing, (_, kana: string | undefined, marks: string) =>
      kana === undefined ? '' : kana + (/[\u3099\u309b\uff9e]/.test(marks.trimStart().charAt(0)) ? '\u3099' : '\u309a'),
    )
    .normalize('NFKC')
    .replaceAll(/[\u1100-\u11ff]/g, '') // half syllables, which would join up with what comes to stand beside them
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .replaceAll(/[ßæœøđðþłħıς]/g, (letter) => letters[letter] ?? letter)
    .normalize('NFKC')
    .replaceAll(/[\u3099\u309a]/g, '')
    .replaceAll('〜', '~')
}

/** Plain: ASCII, kana, common kanji and Japanese punctuation need no normal form (nearly all text we see). */
function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (
      unit < 0x80
        ? unit === 0x60
        : !(
            (unit >= 0x4e00 && unit <= 0x9fff) ||
            (unit >= 0x3041 && unit <= 0x3096) ||
            (unit >= 0x30a1 && unit <= 0x30fc) ||
            (unit >= 0x3000 && unit <= 0x3002)
          )
    )
      return false
  }
  return true
}

// What is folded is written here, so that indexing a million documents makes no string per word.
let out = new Uint16Array(1024)

function written(start: number, end: number): string {
  let text = ''
  for (let from = start; from < end; from += 4096) {
    text += String.fromCharCode.apply(null, out.subarray(from, Math.min(end, from + 4096)) as unknown as number[])
  }
  return text
}

/** The class of a unit written before; those of a pair are told by its first. */
function writtenClass(at: number): number {
  const unit = out[at]!
  return classes[unit]! || learn(unit, out[at + 1]!)
}

const voiced: Readonly<Record<number, number>> = { 0x3041: 0x3070, 0x3043: 0x3073, 0x3047: 0x3079, 0x3049: 0x307c }

/** Hiragana of a kana; ヴァ ヴィ ヴ ヴェ ヴォ are written バ ビ ブ ベ ボ as often, ヵ ヶ か け. */
function hiragana(unit: number): number {
  const kana = (unit >= 0x30a1 && unit <= 0x30f6) || unit === 0x30fd || unit === 0x30fe ? unit - 0x60 : unit
  if (kana === 0x3095) return 0x304b
  if (kana === 0x3096) return 0x3051
  if (kana < 0x30f7 || kana > 0x30fa) return kana
  return [0x3070, 0x3073, 0x3079, 0x307c][kana - 0x30f7]!
}

/** Fold into the shared units; every other function starts here. */
function foldInto(text: string): number {
  const s = isPlain(text) ? text : normalise(text)
  const end = s.length
  if (out.length < end * 2 + 8) out = new Uint16Array(end * 2 + 1024)
  const to = out
  let n = 0
  let last = 0 // class of what was written last
  let signs = 0 // separators since then, other than spaces
  let sign = 0
  let signClass = 0
  let space = false
  let touching = 0 // where a mark would stand on the letter written last
  for (let at = 0; at < end; at++) {
    let unit = s.charCodeAt(at)
    const kind = classes[unit]! || learn(unit, s.charCodeAt(at + 1))
    if (kind < LETTER) {
      if (n === 0) continue
      if (kind === LONG && last === KANA && signs === 0 && !space) continue
      if (kind === MARK) {
        // Only directly on its letter; anywhere else it would join what comes to stand before it.
        if (last !== LETTER || at !== touching || (unit >= 0xd800 && unit <= 0xdfff)) continue
        to[n++] = unit
        touching = at + 1
        continue
      }
      if (signs === 0 && !space) {
        const word = last === LETTER || last === DIGIT
        if (kind === PLUS && word && !isWordAt(s, at + 1, end)) {
          to[n++] = unit
          last = PLUS
          continue
        }
        if (kind === APOSTROPHE && word && (s.charCodeAt(at + 1) | 32) === 0x73 && !isWordAt(s, at + 2, end)) {
          at++
          continue
        }
      }
      if (kind === SPACE) space = true
      else {
        signs++
        sign = kind === DASH || kind === LONG ? 0x2d : kind === APOSTROPHE ? 0x27 : unit
        signClass = kind === LONG ? DASH : kind
      }
      continue
    }
    if (signs > 0 || space) {
      if (last === DIGIT && kind === DIGIT) {
        const loose = space && (sign === 0x2e || sign === 0x2c || sign === 0x3a || sign === 0x3b)
        to[n++] = signs === 1 && !loose && (sign < 0xd800 || sign > 0xdfff) ? sign : 0x20
      } else if (last >= KANA || kind >= KANA) {
        const both = last >= KANA && kind >= KANA
        const long =
          last === KANA && kind === KANA && signs === 1 && !space && (signClass === DASH || signClass === DOT)
        if (both && !long) to[n++] = 0x20
      } else if (!(last === LETTER && kind === LETTER && signs === 1 && !space && signClass === APOSTROPHE)) {
        to[n++] = 0x20
      }
      signs = 0
      space = false
    }
    if (unit >= 0xd800 && unit <= 0xdbff) {
      to[n++] = unit
      unit = s.charCodeAt(++at)
    } else if (kind === LETTER && unit >= 0x41 && unit <= 0x5a) unit += 32
    else if (kind === KANA) {
      if (unit === 0x30f4 || unit === 0x3094) {
        const next = hiragana(s.charCodeAt(at + 1))
        const whole = voiced[next]
        unit = whole ?? (next === 0x3085 ? 0x3073 : 0x3076)
        if (whole !== undefined) at++
      } else unit = hiragana(unit)
    }
    to[n++] = unit
    last = kind
    touching = at + 1
  }
  to[n] = 0
  return n
}

function isWordAt(s: string, at: number, end: number): boolean {
  if (at >= end) return false
  const kind = classAt(s, at)
  return kind === LETTER || kind === DIGIT || kind === MARK
}

/** The tolerant key of a text: equal keys are the same text to a person who types. Idempotent. */
export function fold(text: string): string {
  return written(0, foldInto(text))
}

/** `fold` without its spaces, but between digits: MCF-7, MCF 7 and MCF7 are one; 18 1 and 181 are not. */
export function tight(text: string): string {
  const key = fold(text)
  return !key.includes(' ') ? key : key.replaceAll(/(?<!\p{Nd}) | (?!\p{Nd})/gu, '')
}

/** Receives each token as a range of units, in order of appearance; the units are only valid during the call. */
export type Sink = (units: Uint16Array, start: number, end: number) => void

/** Walk the pieces of a text: words (Latin, digits, other alphabets) and runs (Japanese, Chinese, Korean). */
function pieces(length: number, word: (start: number, end: number) => void, run: (start: number, end: number) => void) {
  let at = 0
  while (at < length) {
    if (out[at] === 0x20) {
      at++
      continue
    }
    const start = at
    const japanese = writtenClass(at) >= KANA
    while (at < length && out[at] !== 0x20 && writtenClass(at) >= KANA === japanese) at += width(at)
    if (japanese) run(start, at)
    else {
      let end = at
      while (end > start && out[end - 1] === 0x2b) end--
      if (end > start) word(start, end)
    }
  }
}

/** How many units the character has. */
function width(at: number): number {
  return (out[at]! & 0xfc00) === 0xd800 ? 2 : 1
}

let sinking: Sink = () => {}

function sinkWord(start: number, end: number): void {
  sinking(out, start, end)
  // E11.9 is also found by its parts.
  let from = start
  for (let at = start; at < end; at += width(at)) {
    const kind = writtenClass(at)
    if (kind >= LETTER || kind === MARK) continue
    sinking(out, from, at)
    from = at + 1
  }
  if (from > start) sinking(out, from, end)
}

function sinkRun(start: number, end: number): void {
  let from = start
  let middle = start + width(start)
  if (middle >= end) sinking(out, start, end)
  while (middle < end) {
    const stop = middle + width(middle)
    sinking(out, from, stop)
    from = middle
    middle = stop
  }
}

/** Hand every token of the text to the sink (which must not fold): what `tokens` lists, without making strings. */
export function scan(text: string, sink: Sink): void {
  sinking = sink
  pieces(foldInto(text), sinkWord, sinkRun)
}

/** Tokens to index: words whole and by their parts (e11.9, e11, 9), Japanese as overlapping bigrams. */
export function tokens(text: string): string[] {
  const list: string[] = []
  scan(text, (_units, start, end) => list.push(written(start, end)))
  return list
}

/** A piece of a question: a word, matched by tokens that begin with it, or a run, matched by all its bigrams. */
export type Word = { kind: 'word'; text: string } | { kind: 'run'; text: string; grams: string[] }

export function words(text: string): Word[] {
  const list: Word[] = []
  pieces(
    foldInto(text),
    (start, end) => list.push({ kind: 'word', text: written(start, end) }),
    (start, end) => list.push({ kind: 'run', text: written(start, end), grams: [] }),
  )
  return list.map((word) => (word.kind === 'run' ? { ...word, grams: tokens(word.text) } : word))
}
