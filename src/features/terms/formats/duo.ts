import { FileFault, guarded, text } from '../../../kernel/bytes.ts'
import { csvFaults, table } from '../../../kernel/csv.ts'
import type { Format, Input, InputFile, Place, Read } from '../../../kernel/intake.ts'
import type { Label, TermRecord } from '../record.ts'
import { addLabel, addMapping, curie, termFaults, Vocabulary } from './vocabulary.ts'
import { owlNodes } from './owl.ts'
import type { OwlNode } from './owl.ts'

const obo = 'http://purl.obolibrary.org/obo/'
const rdfs = 'http://www.w3.org/2000/01/rdf-schema#'
const owl = 'http://www.w3.org/2002/07/owl#'
const rdf = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'
const inOwl = 'http://www.geneontology.org/formats/oboInOwl#'
const synonyms: readonly string[] = [`${inOwl}hasExactSynonym`, `${obo}IAO_0000118`]

/**
 * The data use ontology from any of its files: the CSV of codes, the ontology, the Japanese labels. What they say of
 * one identifier is one term; nothing is made up for a term that has no Japanese label, a note says so.
 */
export const duo: Format<TermRecord> = {
  name: 'duo',
  title: { en: 'DUO (CSV, OWL, Japanese OWL)', ja: 'DUO データ利用オントロジー（CSV・OWL・日本語版 OWL）' },
  takes: 'either',
  faults: {
    ...termFaults,
    ...csvFaults,
    'xml-syntax': {
      reason: {
        en: 'The XML cannot be read from here on: {detail}',
        ja: 'ここから先を XML として読めません：{detail}',
      },
      mend: {
        en: 'Download the file again; nothing was taken.',
        ja: 'ファイルを取得し直してください。何も取り込んでいません。',
      },
    },
    'identifier-variant': {
      reason: {
        en: '{written} was read as {id}: they are one identifier.',
        ja: '{written} は {id} と同じ識別子として扱いました。',
      },
      mend: { en: 'Nothing need be done.', ja: '対応は不要です。' },
    },
    'label-differs': {
      reason: {
        en: '{id} is called "{first}" in one file and "{second}" in another; the second is kept as a synonym.',
        ja: '{id} の名称はファイルにより「{first}」「{second}」と異なります。後者は同義語として残しました。',
      },
      mend: { en: 'Nothing need be done.', ja: '対応は不要です。' },
    },
    'notation-differs': {
      reason: {
        en: '{id} has the code {first} in one file and {second} in another; the first was taken.',
        ja: '{id} の略号はファイルにより {first} と {second} で異なります。前者を採りました。',
      },
      mend: { en: 'Send files of the same release.', ja: '同じ版のファイルを送ってください。' },
    },
    'japanese-label-missing': {
      reason: {
        en: '{id} ({label}) has no Japanese label; the English one is shown.',
        ja: '{id}（{label}）には日本語の名称がないため、英語の名称を表示します。',
      },
      mend: {
        en: 'Nothing need be done; a curator can add a label.',
        ja: '対応は不要です。名称は管理者が追加できます。',
      },
    },
  },
  read: (input) => guarded(read(input)),
}

interface Draft {
  term: TermRecord
  place: Place
}

async function* read(input: Input): AsyncGenerator<Read<TermRecord>> {
  const drafts = new Map<string, Draft>()
  const isXml = new Map<InputFile, boolean>()
  for (const file of await filesOf(input)) isXml.set(file, (await opening(file)) === '<')
  // codes first, then the ontology, then translations: the earlier wins where they differ
  const order = ([file, xml]: [InputFile, boolean]) => (xml ? (/japan|[-_.]ja\b/i.test(file.name) ? 2 : 1) : 0)
  for (const [file, xml] of [...isXml].toSorted((a, b) => order(a) - order(b))) {
    const before = drafts.size
    if (xml) {
      let touched = false
      for await (const node of owlNodes(file, () => notDuo(file))) {
        const id = identifier(node.about)
        const about = node.type === `${owl}Ontology` ? aboutOf(node) : {}
        if (Object.keys(about).length > 0) yield { about }
        if (!id || ![`${owl}Class`, `${rdf}Description`].includes(node.type)) continue
        touched = true
        yield* takeNode(drafts, node, id, file)
      }
      if (!touched) throw notDuo(file)
    } else {
      yield* takeTable(drafts, file)
      if (drafts.size === before) return
    }
  }
  yield* finish(drafts)
}

const notDuo = (file: InputFile) =>
  new FileFault({ place: { file: file.name }, code: 'not-this-format', values: { format: 'duo' } })

async function filesOf(input: Input): Promise<readonly InputFile[]> {
  if (input.files.length < 2) return input.files
  const files = input.files.filter((file) => /duo/i.test(file.name) && /\.(csv|owl|rdf|xml)$/i.test(file.name))
  if (files.length > 0) return files
  throw new FileFault({ place: { file: input.name }, code: 'not-this-format', values: { format: 'duo' } })
}

async function opening(file: InputFile): Promise<string | undefined> {
  for await (const piece of text(file)) {
    const start = piece.trimStart()
    if (start) return start[0]
  }
  return undefined
}

/** `DUO_00000044` in the OWL and `DUO:0000044` in the CSV are one term (NPOA): seven digits whatever the zeros. */
function identifier(written: string): string | undefined {
  const digits = /^(?:http:\/\/purl\.obolibrary\.org\/obo\/DUO_|DUO[:_])0*(\d{1,7})$/.exec(written)?.[1]
  return digits && `DUO:${digits.padStart(7, '0')}`
}

function draftOf(drafts: Map<string, Draft>, id: string, place: Place): TermRecord {
  let draft = drafts.get(id)
  if (!draft) drafts.set(id, (draft = { term: { id, labels: [], parents: [], mappings: [] }, place }))
  return draft.term
}

function* variant(written: string, id: string, place: Place): Generator<Read<TermRecord>> {
  const short = written.replace(obo, '')
  if (short.slice(4) !== id.slice(4))
    yield { note: { code: 'identifier-variant', place, values: { written: short, id } } }
}

async function* takeTable(drafts: Map<string, Draft>, file: InputFile): AsyncGenerator<Read<TermRecord>> {
  const shape = {
    format: 'duo',
    required: ['id', 'shorthand', 'label'],
    optional: ['description'],
    unknown: 'ignore',
    delimiter: ',',
  } as const
  const seen = new Map<string, number | undefined>()
  for await (const item of table(file, shape)) {
    if ('fault' in item) {
      yield item
      continue
    }
    const { place, cells } = item.row
    const at = { ...place, column: 'id' }
    const id = identifier(cells.id ?? '')
    if (!cells.id) yield { fault: { place: at, code: 'id-missing' } }
    else if (!id) yield { fault: { place: at, code: 'id-malformed', value: cells.id, values: { id: cells.id } } }
    else if (!cells.label)
      yield { fault: { place: { ...place, column: 'label' }, code: 'label-missing', values: { id } } }
    else if (seen.has(id)) {
      yield { fault: { place: at, code: 'duplicate-id', value: cells.id, values: { id, line: seen.get(id) ?? '-' } } }
    } else {
      seen.set(id, place.line)
      yield* variant(cells.id, id, place)
      const term = draftOf(drafts, id, place)
      addLabel(term.labels, { lang: 'en', text: cells.label, kind: 'preferred' })
      if (cells.shorthand) term.notation = cells.shorthand
      if (cells.description) term.definition = { en: cells.description }
    }
  }
}

function* takeNode(
  drafts: Map<string, Draft>,
  node: OwlNode,
  id: string,
  file: InputFile,
): Generator<Read<TermRecord>> {
  const place = { file: file.name, line: node.line, record: id }
  const term = draftOf(drafts, id, place)
  yield* variant(node.about, id, place)
  for (const property of node.properties) {
    const { name, text: value, resource } = property
    // DUO's untagged strings are English
    const lang = property.lang ?? 'en'
    if (name === `${rdfs}subClassOf` && resource) {
      const parent = identifier(resource)
      if (parent && !term.parents.includes(parent)) term.parents.push(parent)
      if (resource === `${inOwl}ObsoleteClass`) term.obsolete = true
    } else if (name === `${owl}deprecated` && value === 'true') term.obsolete = true
    else if (name === `${rdfs}seeAlso`) term.links = [...new Set([...(term.links ?? []), resource ?? value])]
    else if (name === 'http://www.w3.org/2004/02/skos/core#exactMatch' && resource)
      addMapping(term.mappings, 'exact', curie(resource))
    else if (name === `${inOwl}shorthand` && value) {
      term.notation ??= value
      if (term.notation !== value)
        yield { note: { code: 'notation-differs', place, values: { id, first: term.notation, second: value } } }
    } else if (lang !== 'en' && lang !== 'ja') continue
    else if (name === `${rdfs}label`) yield* takeLabel(term, lang, value, place)
    else if (synonyms.includes(name)) addLabel(term.labels, { lang, text: value, kind: 'synonym' })
    else if (name === `${obo}IAO_0000115` && value) term.definition = { [lang]: value, ...term.definition }
  }
}

function* takeLabel(
  term: TermRecord,
  lang: Label['lang'] & ('en' | 'ja'),
  value: string,
  place: Place,
): Generator<Read<TermRecord>> {
  const first = term.labels.find((label) => label.lang === lang && label.kind === 'preferred')
  if (first && first.text !== value) {
    yield { note: { code: 'label-differs', place, values: { id: term.id, first: first.text, second: value } } }
  }
  addLabel(term.labels, { lang, text: value, kind: first ? 'synonym' : 'preferred' })
}

function* finish(drafts: Map<string, Draft>): Generator<Read<TermRecord>> {
  const vocabulary = new Vocabulary()
  const all = [...drafts.values()]
  const japanese = (term: TermRecord) => term.labels.some((label) => label.lang === 'ja')
  const translated = all.some(({ term }) => japanese(term))
  for (const { term, place } of all) {
    const read = vocabulary.add(term, place)
    yield read
    const label = term.labels[0]?.text ?? term.id
    if ('record' in read && translated && !term.obsolete && !japanese(term)) {
      yield { note: { code: 'japanese-label-missing', place, values: { id: term.id, label } } }
    }
  }
  yield* vocabulary.end()
}

function aboutOf(node: OwlNode) {
  const property = (name: string) => node.properties.find((entry) => entry.name === name)
  const date = /releases\/(\d{4}-\d\d-\d\d)\//.exec(property(`${owl}versionIRI`)?.resource ?? '')?.[1]
  const license = property('http://purl.org/dc/terms/license')
  const licence = license?.resource ?? license?.text
  // the translation names itself too; the ontology with a release is the source
  return date
    ? { source: node.about, release: date, date, ...(licence && { licence }) }
    : { ...(licence && { licence }) }
}
