import { fold } from '../../kernel/text.ts'
import { Names } from './model/names.ts'
import type { MappingKind } from './record.ts'

/** A concept as the hierarchy needs it. */
export interface Node {
  readonly id: string
  readonly vocabulary: string
  readonly source: string
  readonly en: string | null
  readonly ja: string | null
  readonly kana: string | null
  readonly obsolete: boolean
  readonly parents: readonly string[]
  readonly mappings: readonly { kind: MappingKind; target: string }[]
}

/** How far a search follows a mapping: into the same concept for ever, into a close or narrower one once. */
const follows: Readonly<Record<MappingKind, 'always' | 'once' | 'never'>> = {
  exact: 'always',
  close: 'once',
  narrow: 'once',
  broad: 'never',
  related: 'never',
}

/** The same relation read from its other end. */
const reverse: Readonly<Record<MappingKind, MappingKind>> = {
  exact: 'exact',
  close: 'close',
  narrow: 'broad',
  broad: 'narrow',
  related: 'related',
}

/** All vocabularies as one graph, in memory: 70,000 concepts take about 40 MB. Pure; several sources may speak of one concept. */
export class TermGraph {
  readonly #nodes = new Map<string, Node[]>()
  readonly #children = new Map<string, string[]>()
  readonly #mappedFrom = new Map<string, { kind: MappingKind; from: string; source: string }[]>()
  readonly #byName = new Map<string, string[]>()
  /** what curators say instead, newest last: shown, while each source's own label stays beside it */
  #said = new Map<string, { en?: string; ja?: string; kana?: string }>()
  readonly counts = new Map<string, { vocabulary: string; source: string; terms: number }>()
  /** names of the concepts, by which they are looked up */
  readonly lookUp = new Names()

  add(node: Node): void {
    const same = this.#nodes.get(node.id)
    // of several sources the first by name speaks, whatever order they were loaded in
    if (same) same.splice(same.findLastIndex(({ source }) => source <= node.source) + 1, 0, node)
    else this.#nodes.set(node.id, [node])
    for (const parent of node.parents) append(this.#children, parent, node.id)
    for (const { kind, target } of node.mappings)
      append(this.#mappedFrom, target, { kind: reverse[kind], from: node.id, source: node.vocabulary })
    if (node.en && !node.obsolete) append(this.#byName, node.en.toLowerCase(), node.id)
    const key = `${node.source}\n${node.vocabulary}`
    const count = this.counts.get(key) ?? { vocabulary: node.vocabulary, source: node.source, terms: 0 }
    count.terms++
    this.counts.set(key, count)
  }

  get(id: string): Node | undefined {
    return this.#nodes.get(id)?.[0]
  }

  /** Whether a concept may be found: not one that its vocabulary has given up, and of these vocabularies where some are named. */
  wanted(vocabularies?: readonly string[]): (id: string) => boolean {
    return (id) => {
      const node = this.get(id)
      return node !== undefined && !node.obsolete && (!vocabularies || vocabularies.includes(node.vocabulary))
    }
  }

  /** The names to show: a curator's where there is one. */
  names(id: string): { en?: string; ja?: string; kana?: string } {
    const node = this.get(id)
    return {
      ...(node?.en ? { en: node.en } : {}),
      ...(node?.ja ? { ja: node.ja } : {}),
      ...(node?.kana ? { kana: node.kana } : {}),
      ...this.#said.get(id),
    }
  }

  /** Take these overrides, in order, instead of those before. */
  say(overrides: readonly { curie: string; lang: 'en' | 'ja' | 'ja-Hira'; text: string }[]): void {
    this.#said = new Map()
    for (const { curie, lang, text } of overrides)
      this.#said.set(curie, { ...this.#said.get(curie), [lang === 'ja-Hira' ? 'kana' : lang]: text })
    this.lookUp.say(overrides.map(({ curie, text }) => ({ curie, folded: fold(text), text, kind: 'curator' })))
  }

  parents(id: string): string[] {
    return [...new Set((this.#nodes.get(id) ?? []).flatMap((node) => node.parents))].filter((parent) =>
      this.#nodes.has(parent),
    )
  }

  /** In order of identifier, which is how vocabularies are arranged. */
  children(id: string): string[] {
    return [...new Set(this.#children.get(id) ?? [])].toSorted()
  }

  childCount(id: string): number {
    return new Set(this.#children.get(id) ?? []).size
  }

  /** Mappings in both directions: what the concept says of others, and others of it. */
  mappings(id: string): { kind: MappingKind; target: string; source: string }[] {
    const own = (this.#nodes.get(id) ?? []).flatMap((node) =>
      node.mappings.map((it) => ({ ...it, source: node.vocabulary })),
    )
    const others = (this.#mappedFrom.get(id) ?? []).map(({ kind, from, source }) => ({ kind, target: from, source }))
    const known = new Set<string>()
    return [...own, ...others].filter(
      ({ kind, target }) => !known.has(`${kind} ${target}`) && known.add(`${kind} ${target}`),
    )
  }

  /** Concepts of other vocabularies that have the very same English name: likely the same, though nobody has said so. */
  namesakes(id: string): string[] {
    const node = this.get(id)
    const same = (node?.en && this.#byName.get(node.en.toLowerCase())) || []
    return same.filter((other) => other !== id && this.get(other)?.vocabulary !== node?.vocabulary)
  }

  /** Every way up, from the root to a direct parent; at most `most` of them. A cycle ends its way. */
  paths(id: string, most = 12): string[][] {
    const done: string[][] = []
    const walk = (at: string, below: readonly string[]): void => {
      if (done.length >= most) return
      const up = this.parents(at).filter((parent) => parent !== at && parent !== id && !below.includes(parent))
      if (up.length === 0) {
        if (below.length) done.push([...below])
        return
      }
      for (const parent of up) walk(parent, [parent, ...below])
    }
    walk(id, [])
    return done
  }

  /**
   * What a search for a concept finds: itself (0), what is narrower by steps, the same and nearly the same elsewhere.
   * Breadth first, so that each distance is the shortest; at most `most`.
   */
  expand(id: string, most = 20_000): { id: string; distance: number }[] {
    const found = new Map<string, number>([[id, 0]])
    const own = prefixOf(id)
    // a close mapping was already followed on the way: another would lead away from the meaning
    let edge: { id: string; drifted: boolean }[] = [{ id, drifted: false }]
    for (let distance = 1; edge.length && found.size < most; distance++) {
      const next: typeof edge = []
      const reach = (to: string, drifted: boolean) => {
        if (found.has(to) || found.size >= most) return
        found.set(to, distance)
        next.push({ id: to, drifted })
      }
      for (const at of edge) {
        for (const { kind, target } of this.mappings(at.id)) {
          // two concepts that a vocabulary keeps apart may share a code elsewhere: a way back through it would merge them
          if (target !== id && prefixOf(target) === own) continue
          const how = follows[kind]
          if (how === 'always') reach(target, at.drifted)
          else if (how === 'once' && !at.drifted) reach(target, true)
        }
        // the same name elsewhere counts as a close mapping, and only from the concept itself: it proposes, it does not lead on
        if (at.id === id) for (const other of this.namesakes(id)) reach(other, true)
        for (const child of this.#children.get(at.id) ?? []) reach(child, at.drifted)
      }
      edge = next
    }
    return [...found].map(([concept, distance]) => ({ id: concept, distance }))
  }
}

const prefixOf = (id: string): string => id.slice(0, Math.max(0, id.indexOf(':')))

function append<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

export const vocabularyNames: Readonly<Record<string, { en: string; ja: string }>> = {
  NANDO: { en: 'Nanbyo Disease Ontology (NANDO)', ja: '日本の難病・希少疾患オントロジー（NANDO）' },
  MONDO: { en: 'Mondo Disease Ontology', ja: 'MONDO 疾患オントロジー' },
  HP: { en: 'Human Phenotype Ontology', ja: 'ヒト表現型オントロジー（HPO）' },
  DUO: { en: 'Data Use Ontology', ja: 'データ利用オントロジー（DUO）' },
  ICD10: { en: 'ICD-10', ja: '国際疾病分類 第10版（ICD-10）' },
  ORPHA: { en: 'Orphanet', ja: 'Orphanet 希少疾患分類' },
  DEMO: { en: 'Demonstration vocabulary', ja: 'デモ用語彙' },
}

/** Path of a term's page. */
export const termIri = (id: string): string => `/term/${encodeURIComponent(id)}`
