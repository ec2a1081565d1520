import { distance } from '../../../kernel/distance.ts'
import { fold } from '../../../kernel/text.ts'

/** One name of a concept, as it is written and as it is looked up (folded: width, case, kana, marks). */
export interface Name {
  readonly curie: string
  readonly folded: string
  readonly text: string
  readonly kind: string
}

export interface Match {
  readonly curie: string
  readonly matched: string
}

const between =
  /(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]) (?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])/gu
/** As names are looked up; a space that somebody typed inside a Japanese name is no part of it. */
const joined = (text: string): string => fold(text).replaceAll(between, '')

const kinds = ['code', 'curator', 'preferred', 'synonym']
const vocabularyOf = (curie: string): string => curie.slice(0, Math.max(0, curie.indexOf(':')))

/** So many names are looked at for a beginning, and for a similar spelling: a single letter begins a tenth of all names. */
const mostLookedAt = 4000

/** All names in order, in memory: a look-up is two bisections. 150,000 names take about 25 MB. */
export class Names {
  #sorted: Name[] = []
  #added: Name[] = []
  #curators: Name[] = []

  add(name: Name): void {
    this.#added.push(name)
  }

  /** Curators' names; these replace the ones given before. */
  say(names: readonly Name[]): void {
    this.#curators = [...names]
  }

  #all(): readonly Name[] {
    if (this.#added.length > 0) {
      this.#sorted = [...this.#sorted, ...this.#added].toSorted(
        (a, b) => compare(a.folded, b.folded) || compare(a.curie, b.curie),
      )
      this.#added = []
    }
    return this.#sorted
  }

  /** First place whose name is not before `folded`. */
  #from(folded: string): number {
    const all = this.#all()
    let low = 0
    let high = all.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (all[middle]!.folded < folded) low = middle + 1
      else high = middle
    }
    return low
  }

  *#beginning(folded: string): Generator<Name> {
    const all = this.#all()
    for (let at = this.#from(folded); at < all.length && all[at]!.folded.startsWith(folded); at++) yield all[at]!
  }

  /** Concepts one of whose names is the text, tolerantly. Best first. */
  exact(text: string, limit: number, wanted: (curie: string) => boolean): Match[] {
    const found: Name[] = []
    for (const folded of new Set([fold(text), joined(text)])) {
      if (!folded) break
      for (const name of this.#beginning(folded)) {
        if (name.folded !== folded) break
        found.push(name)
      }
      found.push(...this.#curators.filter((name) => name.folded === folded))
    }
    return ranked(found.filter(({ curie }) => wanted(curie))).slice(0, limit)
  }

  /** Concepts one of whose names begins with the text, the shortest first. */
  prefix(text: string, limit: number, wanted: (curie: string) => boolean): Match[] {
    const folded = joined(text)
    if (!folded) return []
    const found: Name[] = []
    for (const name of this.#beginning(folded)) {
      if (name.folded !== folded && wanted(name.curie)) found.push(name)
      if (found.length >= mostLookedAt) break
    }
    found.push(
      ...this.#curators.filter(
        (name) => name.folded !== folded && name.folded.startsWith(folded) && wanted(name.curie),
      ),
    )
    return ranked(
      found.toSorted(
        (a, b) => a.folded.length - b.folded.length || compare(a.folded, b.folded) || compare(a.curie, b.curie),
      ),
    ).slice(0, limit)
  }

  /** Concepts spelt nearly so: the beginning is right, and few characters after it are wrong. Proposals, never merged. */
  similar(text: string, limit: number, wanted: (curie: string) => boolean): Match[] {
    const folded = joined(text)
    if (folded.length < 3) return []
    const most = Math.min(4, 1 + Math.floor(folded.length / 5))
    // whole characters: half of a pair begins nothing
    const head = [...folded].slice(0, /^[\u0020-\u024f]/.test(folded) ? 3 : 1).join('')
    const near: { name: Name; steps: number }[] = []
    let looked = 0
    for (const name of this.#beginning(head)) {
      if (name.kind === 'code' || Math.abs(name.folded.length - folded.length) > most) continue
      if (++looked > mostLookedAt) break
      const steps = distance(folded, name.folded, most)
      if (steps > 0 && steps <= most && wanted(name.curie)) near.push({ name, steps })
    }
    const order = near.toSorted(
      (a, b) => a.steps - b.steps || rankOf(a.name) - rankOf(b.name) || compare(a.name.curie, b.name.curie),
    )
    const seen = new Set<string>()
    return order
      .filter(({ name }) => !seen.has(name.curie) && seen.add(name.curie))
      .slice(0, limit)
      .map(({ name }) => ({ curie: name.curie, matched: name.text }))
  }
}

/** Vocabularies in the order in which senses are shown: those made for Japan's institutions first. */
const order = ['NANDO', 'DEMO', 'MONDO', 'ORPHA', 'ICD10', 'HP', 'DUO']
export const vocabularyRank = (vocabulary: string): number => {
  const at = order.indexOf(vocabulary)
  return at < 0 ? order.length : at
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const rankOf = ({ curie }: Name): number => vocabularyRank(vocabularyOf(curie))

/** One a concept, by its best name; codes and preferred names, then nearer vocabularies first. Among equals the order is the one given. */
function ranked(names: readonly Name[]): Match[] {
  const best = new Map<string, Name>()
  for (const name of names) {
    const before = best.get(name.curie)
    if (!before || kinds.indexOf(name.kind) < kinds.indexOf(before.kind)) best.set(name.curie, name)
  }
  return [...best.values()]
    .map((name, at) => ({ name, at }))
    .toSorted(
      (a, b) =>
        kinds.indexOf(a.name.kind) - kinds.indexOf(b.name.kind) || rankOf(a.name) - rankOf(b.name) || a.at - b.at,
    )
    .map(({ name }) => ({ curie: name.curie, matched: name.text }))
}
