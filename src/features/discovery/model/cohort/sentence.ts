import { pick } from '../../../../kernel/words.ts'
import type { Locale, Named } from '../../../../kernel/words.ts'
import { dataParts, predicate, specimenParts } from './phrases.ts'
import type { Label, Predicate } from './phrases.ts'
import { shapeOf } from './query.ts'
import type { CohortQuery, DataIs, DonorLeaf, DonorTree, SpecimenIs, Tree } from './query.ts'

/** Names of codes, as far as they are known; a code without one is shown itself. */
export type CodeNames = (code: string) => Named | undefined

export interface Sentence {
  readonly en: string
  readonly ja: string
}

/**
 * The question as one sentence in each language. There is one way to read it: what belongs together stands in brackets,
 * numbered where it is counted (そのうち2つ以上). `nested` predicates are those of several parts.
 */
export function sentenceOf(query: CohortQuery, names: CodeNames): Sentence {
  const label = labels(names)
  const donors = query.where === undefined ? undefined : donorPredicate(query.where, label)
  const who = donors
    ? { en: `donors who ${donors.en}`, ja: `${donors.ja}提供者` }
    : { en: 'all donors', ja: 'すべての提供者' }
  if (query.count !== 'specimens') return { en: `Count ${who.en}.`, ja: `${who.ja}の人数を数えます。` }
  const which = noun(specimenPredicate(query.specimens ?? {}, label), 'specimens', '検体')
  return {
    en: `Count ${which.en} of ${who.en}.`,
    ja: `${who.ja}の${which.ja === '検体' ? '' : '、'}${which.ja}の数を数えます。`,
  }
}

/** Codes that a sentence needs names of. */
export function codesOf(query: CohortQuery): string[] {
  const found = new Set<string>()
  const walk = (value: unknown, key: string): void => {
    if (Array.isArray(value)) value.forEach((item) => walk(item, key))
    else if (typeof value === 'object' && value !== null)
      for (const [name, inner] of Object.entries(value)) walk(inner, name)
    else if (typeof value === 'string' && coded.has(key)) found.add(value)
  }
  walk(query, '')
  return [...found]
}
const coded = new Set(['sex', 'terms', 'code', 'unit', 'ethnicity', 'consent', 'material', 'storage', 'kind'])

type Labels = Readonly<Record<Locale, Label>>
const labels = (names: CodeNames): Labels => {
  const label = (locale: Locale) => (code: string) => {
    const name = names(code)
    return (name && pick(locale, name)) ?? code
  }
  return { en: label('en'), ja: label('ja') }
}

interface Said extends Predicate {
  /** several parts: in brackets when it is a part itself */
  readonly parts: 'one' | 'all' | 'any' | 'atLeast'
}

function donorPredicate(tree: DonorTree, label: Labels): Said {
  return said<DonorLeaf>(tree, 'meet', (leaf) => {
    if ('specimen' in leaf)
      return [having(noun(specimenPredicate(leaf.specimen, label), 'a specimen', '検体'), 'specimen')]
    if ('data' in leaf) return [having(dataNoun(leaf.data, label), 'data')]
    return [predicate(leaf, label)]
  })
}

const specimenPredicate = (tree: Tree<SpecimenIs>, label: Labels): Said | undefined =>
  isAnything(tree) ? undefined : said(tree, 'meeting', (leaf) => specimenParts(leaf, label))

/** "genome data" where only the kind is asked. */
function dataNoun(tree: Tree<DataIs>, label: Labels): Sentence {
  if (isAnything(tree)) return { en: 'data', ja: 'データ' }
  const all = said(tree, 'meeting', (leaf) => dataParts(leaf, label))
  const short = { en: /^of the kind (.*)$/.exec(all.en)?.[1], ja: /^種類が(.*)である$/.exec(all.ja)?.[1] }
  if (all.parts === 'one' && short.en && short.ja && 'kind' in tree)
    return { en: `${short.en} data`, ja: `${short.ja}のデータ` }
  return noun(all, 'data', 'データ')
}

const isAnything = (tree: object): boolean => Object.keys(tree).length === 0

function noun(which: Said | undefined, en: string, ja: string): Sentence {
  if (!which) return { en, ja }
  if (which.parts === 'one') {
    const kind = /^種類が([^、]*)である$/.exec(which.ja)?.[1]
    return { en: `${en} ${which.en}`, ja: kind === undefined ? `${which.ja}${ja}` : `${kind}の${ja}` }
  }
  return { en: `${en} [${which.en}]`, ja: `〔${which.ja}〕${ja}` }
}

const having = (what: Sentence, word: string): Predicate => ({
  en: `have ${what.en}`,
  enNot: `have no ${what.en.replace(/^a (?=specimen)/, '')}`.replace(`no no ${word}`, `no ${word}`),
  ja: `${what.ja}がある`,
  jaAnd: `${what.ja}があり`,
  jaNot: `${what.ja}がない`,
  jaNotAnd: `${what.ja}がなく`,
})

/** Verbs of groups: of donors ("who meet"), and after a noun ("specimens meeting"). */
type Verb = 'meet' | 'meeting'

function said<Leaf extends object>(tree: Tree<Leaf>, verb: Verb, leaf: (leaf: Leaf) => readonly Predicate[]): Said {
  const shape = shapeOf(tree)
  if (shape.op === 'leaf') {
    const parts = leaf(shape.leaf).map((one): Said => ({ ...one, parts: 'one' }))
    return parts.length === 1 ? parts[0]! : conjunction(parts, verb)
  }
  if (shape.op === 'not') {
    const { en, enNot, ja, jaAnd, jaNot, jaNotAnd, parts } = said(shape.of, verb, leaf)
    return {
      en: enNot,
      enNot: en,
      ja: jaNot,
      jaAnd: jaNotAnd,
      jaNot: ja,
      jaNotAnd: jaAnd,
      parts: parts === 'one' ? 'one' : 'atLeast',
    }
  }
  const items = shape.of.map((item) => said(item, verb, leaf))
  if (items.length === 1) return items[0]!
  if (shape.op === 'all') return conjunction(items, verb)
  return counted(items, shape.op === 'any' ? 1 : shape.n, verb)
}

/** A and B (and what is a conjunction among them): written out; in Japanese each leads on to the next. Negated it is a group. */
function conjunction(items: readonly Said[], verb: Verb): Said {
  const list = numbered(items)
  const count = items.length
  return {
    en: items.map((item) => (item.parts === 'any' ? `(${item.en})` : item.en)).join(', and '),
    ja: items.map((item, at) => (at < count - 1 ? item.jaAnd : item.ja)).join('、かつ、'),
    jaAnd: items.map((item) => item.jaAnd).join('、かつ、'),
    enNot: `${verb} at most ${count - 1} of these ${count} conditions ${list.en}`,
    jaNot: `${list.ja}のすべてに該当するわけではない`,
    jaNotAnd: `${list.ja}のすべてに該当するわけではなく`,
    parts: 'all',
  }
}

function counted(items: readonly Said[], n: number, verb: Verb): Said {
  const list = numbered(items)
  const count = items.length
  const none = {
    enNot: `${verb} none of these ${count} conditions ${list.en}`,
    jaNot: `${list.ja}のいずれにも該当しない`,
    jaNotAnd: `${list.ja}のいずれにも該当せず`,
  }
  if (n === 1)
    return {
      en: items.map((item) => (item.parts === 'all' || item.parts === 'any' ? `(${item.en})` : item.en)).join(', or '),
      ja: `${list.ja}のいずれかに該当する`,
      jaAnd: `${list.ja}のいずれかに該当し`,
      ...none,
      parts: 'any',
    }
  return {
    en: `${verb} at least ${n} of these ${count} conditions ${list.en}`,
    ja: `${list.ja}のうち${n}つ以上に該当する`,
    jaAnd: `${list.ja}のうち${n}つ以上に該当し`,
    enNot: `${verb} at most ${n - 1} of these ${count} conditions ${list.en}`,
    jaNot: `${list.ja}のうち該当するものが${n - 1}つ以下である`,
    jaNotAnd: `${list.ja}のうち該当するものが${n - 1}つ以下であり`,
    parts: 'atLeast',
  }
}

const numbered = (items: readonly Said[]): Sentence => ({
  en: `[${items.map(({ en }, at) => `(${at + 1}) ${en}`).join('; ')}]`,
  ja: `［${items.map(({ ja }, at) => `${sign(at)}${ja}`).join('、')}］`,
})
const sign = (at: number): string => (at < 20 ? String.fromCodePoint(0x2460 + at) : `(${at + 1})`)
