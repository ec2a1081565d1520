/** Why a document is a hit, told from its own strings. */
import type { Word } from '../../../kernel/text.ts'
import { tight, tokens } from '../../../kernel/text.ts'
import type { Tier, Why } from './doc.ts'
import type { Asked } from './match.ts'
import { level } from './levels.ts'
import { singular } from './match.ts'
import type { Stored } from './stored.ts'

function holds(all: readonly string[], word: Word): boolean {
  if (word.kind === 'run') {
    return word.grams.length === 1 && word.grams[0] === word.text && [...word.text].length === 1
      ? all.some((token) => token.includes(word.text))
      : word.grams.every((gram) => all.includes(gram))
  }
  const single = singular(word.text)
  return all.some((token) => token.startsWith(word.text) || token === single)
}

const firstOf: Partial<Record<Tier, Why['reason'][]>> = {
  code: ['code'],
  'title-exact': ['title'],
  title: ['title'],
  concept: ['concept'],
  name: ['code', 'name'],
  narrower: ['narrower'],
}

/**
 * The reason of the tier first; then each string that holds a word not yet explained, the fullest first; then the
 * words only the text holds. Concepts are always told.
 */
export function explain(tier: Tier, doc: Stored, concepts: readonly string[], asked: Asked): Why[] {
  const strings: Why[] = [
    ...doc.codes.map((value): Why => ({ reason: 'code', value })),
    ...[doc.title.en, doc.title.ja]
      .filter((title) => title !== undefined)
      .map((value): Why => ({ reason: 'title', value })),
    ...doc.names.map((value): Why => ({ reason: 'name', value })),
  ]
  const carried = concepts
    .filter((id) => asked.concepts.has(id))
    .map((value): Why => ({ reason: asked.concepts.get(value) === level.concept ? 'concept' : 'narrower', value }))
    .sort((a, b) => +(a.reason === 'narrower') - +(b.reason === 'narrower'))
  const preferred = firstOf[tier] ?? []
  const weigh = (why: Why) =>
    (preferred.includes(why.reason) ? 100 : 0) + (asked.key !== '' && tight(why.value) === asked.key ? 50 : 0)
  const ranked = strings
    .map((why) => {
      const all = tokens(why.value)
      const held = asked.words.filter((word) => holds(all, word))
      return { why, held, whole: asked.key !== '' && tight(why.value) === asked.key, weight: weigh(why) + held.length }
    })
    .sort((a, b) => b.weight - a.weight)

  const told: Why[] = []
  let open = [...asked.words]
  for (const { why, held, whole } of ranked) {
    if (!(whole && told.length === 0) && !held.some((word) => open.includes(word))) continue
    told.push(why)
    open = whole ? [] : open.filter((word) => !held.includes(word))
    if (open.length === 0) break
  }
  const lent = translated(tier, doc, asked)
  const byWords =
    tier === 'concept' || tier === 'narrower' || lent.length > 0
      ? open.length < asked.words.length && open.length === 0
      : true
  const text: Why[] =
    byWords && open.length > 0 && tier !== 'all'
      ? [{ reason: 'text', value: open.map((word) => word.text).join(' ') }]
      : []
  if (tier === 'concept' || tier === 'narrower') return [...carried, ...told, ...text, ...lent]
  return lent.length > 0 && tier.startsWith('translation')
    ? [...lent, ...told, ...text, ...carried]
    : [...told, ...text, ...carried]
}

/** The other name that met, where a translation decided the tier; the one that stands in a title or name, if one does. */
function translated(tier: Tier, doc: Stored, asked: Asked): Why[] {
  if (tier !== 'translation' && tier !== 'translation-text') return []
  const all = [doc.title.en, doc.title.ja, ...doc.names, ...doc.codes].filter((it) => it !== undefined).flatMap(tokens)
  const met = asked.also.find((other) => other.words.every((word) => holds(all, word))) ?? asked.also[0]
  return met ? [{ reason: 'translation', value: met.text }] : []
}
