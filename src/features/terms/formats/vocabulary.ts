import { byteFaults, damage } from '../../../kernel/bytes.ts'
import type { FaultTable, Place, Read } from '../../../kernel/intake.ts'
import type { Label, Mapping, MappingKind, TermRecord } from '../record.ts'

/** What can be wrong in any vocabulary. Notes stand in the same table: a report says them in both languages too. */
export const termFaults = {
  ...byteFaults,
  'not-this-format': {
    reason: { en: 'This is not a file of the format {format}.', ja: '{format} 形式のファイルではありません。' },
    mend: {
      en: 'Choose the format the file really has (--as), or send the file as its publisher offers it.',
      ja: '実際の形式を指定する（--as）か、公開元が配布しているままのファイルを送ってください。',
    },
  },
  'id-missing': {
    reason: { en: 'The term has no identifier.', ja: '用語の識別子がありません。' },
    mend: { en: 'Give an identifier such as ICD10:G20.', ja: 'ICD10:G20 のような識別子を記入してください。' },
  },
  'id-malformed': {
    reason: { en: '"{id}" is not an identifier of this vocabulary.', ja: '「{id}」はこの語彙の識別子ではありません。' },
    mend: {
      en: 'Write prefix, colon and code without spaces, such as ICD10:G20.',
      ja: 'ICD10:G20 のように、接頭辞・コロン・コードを空白なしで書いてください。',
    },
  },
  'duplicate-id': {
    reason: {
      en: 'The identifier {id} was already used in line {line}.',
      ja: '識別子 {id} は {line} 行目で使われています。',
    },
    mend: { en: 'Keep one row for each term.', ja: '一つの用語は一行にまとめてください。' },
  },
  'label-missing': {
    reason: { en: 'The term {id} has no label.', ja: '用語 {id} に名称がありません。' },
    mend: { en: 'Give a label in Japanese or in English.', ja: '日本語または英語の名称を記入してください。' },
  },
  'label-twice': {
    reason: {
      en: 'The term {id} has two preferred labels in one language ({language}): "{first}" and "{second}".',
      ja: '用語 {id} に同じ言語（{language}）の優先名称が二つあります：「{first}」「{second}」',
    },
    mend: { en: 'Keep one and make the other a synonym.', ja: '一つを残し、もう一つは同義語にしてください。' },
  },
  'parent-cycle': {
    reason: {
      en: 'The parents of {id} lead back to itself: {path}.',
      ja: '{id} の上位語をたどると自分自身に戻ります：{path}',
    },
    mend: { en: 'Correct the parent in one of these rows.', ja: 'いずれかの行の上位語を直してください。' },
  },
  'parent-missing': {
    reason: {
      en: 'The parent {parent} of {id} is not in the file.',
      ja: '{id} の上位語 {parent} はファイルにありません。',
    },
    mend: {
      en: 'Nothing need be done if the parent is published elsewhere; otherwise add its row.',
      ja: '上位語が別に公開されていれば対応は不要です。そうでなければ、その行を加えてください。',
    },
  },
} as const satisfies FaultTable

const curieForm = /^(?:\*|[A-Za-z][\w.-]*:[^\s|,]+)$/
export const isCurie = (text: string): boolean => curieForm.test(text)

const prefixes: readonly (readonly [RegExp, string])[] = [
  [/^http:\/\/purl\.obolibrary\.org\/obo\/([A-Za-z]+)_(\w+)$/, '$1:$2'],
  [/^https?:\/\/nanbyodata\.jp\/ontology\/NANDO_(\d+)$/, 'NANDO:$1'],
  [/^https?:\/\/www\.orpha\.net\/ORDO\/Orphanet_(\w+)$/, 'ORPHA:$1'],
  [/^https?:\/\/identifiers\.org\/orphanet:(\w+)$/, 'ORPHA:$1'],
  [/^urn:miriam:icd:(\S+)$/, 'ICD10:$1'],
]

/**
 * An IRI as CURIE where the prefix is known; any other address stays as it is, since a guessed CURIE would be a lie.
 */
export function curie(iri: string): string {
  const rule = prefixes.find(([pattern]) => pattern.test(iri))
  return rule ? iri.replace(rule[0], rule[1]) : iri
}

/** A label once: the same text twice in one language is one label, the preferred one winning. */
export function addLabel(labels: Label[], label: Label): void {
  const text = label.text.trim()
  const same = (other: Label) => other.lang === label.lang && other.text === text
  if (text !== '' && !labels.some(same)) labels.push({ ...label, text })
}

export function addMapping(mappings: Mapping[], kind: MappingKind, target: string): void {
  if (!mappings.some((mapping) => mapping.kind === kind && mapping.target === target)) mappings.push({ kind, target })
}

/** The checks that need the whole file: double identifiers, parents that are not there, cycles. */
export class Vocabulary {
  readonly #seen = new Map<string, { place: Place; parents: readonly string[] }>()

  get size(): number {
    return this.#seen.size
  }

  add(record: TermRecord, place: Place): Read<TermRecord> {
    const { id } = record
    const before = this.#seen.get(id)
    if (before) {
      return { fault: { place, code: 'duplicate-id', value: id, values: { id, line: before.place.line ?? '-' } } }
    }
    if (!isCurie(id)) return { fault: { place, code: 'id-malformed', value: id, values: { id } } }
    if (record.labels.length === 0) return { fault: { place, code: 'label-missing', value: id, values: { id } } }
    for (const { text } of record.labels) {
      const hurt = damage(text)
      if (hurt) return { fault: { place, code: hurt, value: text } }
    }
    this.#seen.set(id, { place, parents: record.parents })
    return { record, key: id, place }
  }

  *end(): Generator<Read<TermRecord>> {
    for (const [id, { place, parents }] of this.#seen) {
      for (const parent of parents) {
        if (!this.#seen.has(parent)) yield { note: { code: 'parent-missing', place, values: { id, parent } } }
      }
    }
    const parents = new Map(Array.from(this.#seen, ([id, term]) => [id, term.parents]))
    for (const path of cycles(parents)) {
      const [id = ''] = path
      const place = this.#seen.get(id)?.place ?? { file: '' }
      const shown = path.length > 12 ? [...path.slice(0, 10), '…', id] : path
      yield { fault: { place, code: 'parent-cycle', value: id, values: { id, path: shown.join(' → ') }, key: id } }
    }
  }
}

/** For each cycle the way round it, beginning at the member that comes last in the file: the row that closed it. */
function* cycles(parents: ReadonlyMap<string, readonly string[]>): Generator<string[]> {
  const order = new Map(Array.from(parents.keys(), (id, at) => [id, at]))
  const waiting = knots(new Set(parents.keys()), parents)
  for (let knot = waiting.pop(); knot; knot = waiting.pop()) {
    const last = [...knot].reduce((a, b) => ((order.get(a) ?? 0) > (order.get(b) ?? 0) ? a : b))
    yield wayBack(last, knot, parents)
    knot.delete(last)
    waiting.push(...knots(knot, parents))
  }
}

/**
 * Tarjan's strongly connected components among `members`, without those that hold no cycle; no recursion, hierarchies
 * are deep.
 */
function knots(members: ReadonlySet<string>, parents: ReadonlyMap<string, readonly string[]>): Set<string>[] {
  const found: Set<string>[] = []
  const state = new Map<string, { index: number; low: number; open: boolean; next: number }>()
  const open: string[] = []
  const enter = (id: string) => {
    const visit = { index: state.size, low: state.size, open: true, next: 0 }
    state.set(id, visit)
    open.push(id)
    return visit
  }
  for (const root of members) {
    if (state.has(root)) continue
    const path = [{ id: root, visit: enter(root) }]
    for (let here = path.at(-1); here; here = path.at(-1)) {
      const { id, visit } = here
      const parent = parents.get(id)?.[visit.next++]
      if (parent !== undefined) {
        const seen = state.get(parent)
        if (!seen && members.has(parent)) path.push({ id: parent, visit: enter(parent) })
        else if (seen?.open) visit.low = Math.min(visit.low, seen.index)
        continue
      }
      path.pop()
      const below = path.at(-1)
      if (below) below.visit.low = Math.min(below.visit.low, visit.low)
      if (visit.low < visit.index) continue
      const knot = new Set(open.splice(open.lastIndexOf(id)))
      for (const member of knot) {
        const settled = state.get(member)
        if (settled) settled.open = false
      }
      if (knot.size > 1 || parents.get(id)?.includes(id)) found.push(knot)
    }
  }
  return found
}

function wayBack(id: string, knot: ReadonlySet<string>, parents: ReadonlyMap<string, readonly string[]>): string[] {
  const from = new Map<string, string>()
  const queue = [id]
  for (const here of queue) {
    for (const parent of parents.get(here) ?? []) {
      if (parent === id) {
        const path = [here]
        for (let step = from.get(here); step !== undefined; step = from.get(step)) path.unshift(step)
        return [...path, id]
      }
      if (!knot.has(parent) || from.has(parent)) continue
      from.set(parent, here)
      queue.push(parent)
    }
  }
  return [id]
}
