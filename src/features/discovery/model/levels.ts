/** How well a document matches, as one small number: higher is better, 0 is no match. */
import type { Tier } from './doc.ts'

export const level = {
  none: 0,
  all: 1,
  text: 2,
  textWhole: 3,
  translationText: 4,
  narrower: 5,
  name: 6,
  nameWhole: 7,
  nameExact: 8,
  translation: 9,
  concept: 10,
  title: 11,
  titleBegins: 12,
  titleWhole: 13,
  titleWholeBegins: 14,
  titleExact: 15,
  code: 16,
} as const
/** how many levels there are */
export const levelCount = 17

const byLevel: readonly Tier[] = [
  'all',
  'all',
  'text',
  'text',
  'translation-text',
  'narrower',
  'name',
  'name',
  'name',
  'translation',
  'concept',
  'title',
  'title',
  'title',
  'title',
  'title-exact',
  'code',
]

export function tierOf(reached: number): Tier {
  return byLevel[reached] ?? 'all'
}

/** Where a token stands. `begins`: it is the first of a title. */
export const field = { title: 1, name: 2, text: 4, begins: 8 } as const

/** How one word matched a document: fields in the low four bits, fields with the very token in the high four. */
export const whole = (mask: number): number => mask | (mask << 4)

/** Bits of a document over all words of a question; each word may only take bits away. */
const met = { any: 1, title: 2, name: 4, titleWhole: 8, nameWhole: 16, whole: 32, begins: 64 } as const

/**
 * From the match of one word to the bits it leaves standing; only the first word decides on `begins`. What is left of
 * a run when its bigrams stand in different fields may be `begins` alone: that is no match.
 */
export function standing(first: boolean): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, match) =>
    (match & 0x77) === 0
      ? 0
      : met.any |
        (match & field.title ? met.title : 0) |
        (match & field.name ? met.name : 0) |
        (match & (field.title << 4) ? met.titleWhole : 0) |
        (match & (field.name << 4) ? met.nameWhole : 0) |
        (match & 0x70 ? met.whole : 0) |
        (!first || match & field.begins ? met.begins : 0),
  )
}

/** From the bits left after all words to the level. */
export const levels: Uint8Array = Uint8Array.from({ length: 256 }, (_, bits) => {
  if (!(bits & met.any)) return level.none
  if (bits & met.title) {
    const begins = (bits & met.begins) !== 0
    if (bits & met.titleWhole) return begins ? level.titleWholeBegins : level.titleWhole
    return begins ? level.titleBegins : level.title
  }
  if (bits & met.name) return bits & met.nameWhole ? level.nameWhole : level.name
  return bits & met.whole ? level.textWhole : level.text
})
