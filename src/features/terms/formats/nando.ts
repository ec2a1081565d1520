import { EventEmitter } from 'node:events'
import { Lexer, Parser } from 'n3'
import type { ParserOptions, Quad } from 'n3'
import { FileFault, guarded, text } from '../../../kernel/bytes.ts'
import type { Format, InputFile, Place, Read } from '../../../kernel/intake.ts'
import type { Label, MappingKind, TermRecord } from '../record.ts'
import { addLabel, addMapping, curie, termFaults, Vocabulary } from './vocabulary.ts'

const rdfs = 'http://www.w3.org/2000/01/rdf-schema#'
const owl = 'http://www.w3.org/2002/07/owl#'
const skos = 'http://www.w3.org/2004/02/skos/core#'
const dcterms = 'http://purl.org/dc/terms/'
const type = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type'

const matches: Readonly<Record<string, MappingKind>> = {
  exactMatch: 'exact',
  closeMatch: 'close',
  narrowMatch: 'narrow',
  broadMatch: 'broad',
  relatedMatch: 'related',
}
/** N3 hands language tags over in lower case. */
const languages: Readonly<Record<string, Label['lang']>> = { ja: 'ja', 'ja-hira': 'ja-Hira', en: 'en' }

interface Draft {
  line: number
  isClass: boolean
  identifier?: string
  preferred: Label[]
  named: Label[]
  synonyms: Label[]
  term: TermRecord
  notes: { code: string; values: Record<string, string> }[]
}

/**
 * NANDO as published in Turtle. A class counts when it is declared (`a owl:Class`): the file also speaks of
 * identifiers that are no longer declared. `rdfs:subClassof`, a misspelling in nine classes, is read as `subClassOf`
 * except where a class names itself by it.
 */
export const nando: Format<TermRecord> = {
  name: 'nando',
  title: { en: 'NANDO (Turtle)', ja: 'NANDO 難病オントロジー（Turtle）' },
  takes: 'file',
  faults: {
    ...termFaults,
    'turtle-syntax': {
      reason: {
        en: 'The Turtle cannot be read from here on: {detail}',
        ja: 'ここから先を Turtle として読めません：{detail}',
      },
      mend: {
        en: 'Correct this line, or download the file again; nothing of it was taken.',
        ja: 'この行を直すか、ファイルを取得し直してください。このファイルからは何も取り込んでいません。',
      },
    },
    'identifier-differs': {
      reason: {
        en: 'The address says {id}, dcterms:identifier says {identifier}.',
        ja: 'IRI は {id}、dcterms:identifier は {identifier} となっています。',
      },
      mend: { en: 'Correct one of the two.', ja: 'どちらかを直してください。' },
    },
    'not-a-class': {
      reason: {
        en: '{id} is mentioned but not declared as a class.',
        ja: '{id} は言及されていますが、クラスとして宣言されていません。',
      },
      mend: {
        en: 'Declare it, if it is a term; it was passed over.',
        ja: '用語であれば宣言してください。今回は読み飛ばしました。',
      },
    },
    'misspelt-subclassof': {
      reason: {
        en: 'rdfs:subClassof in {id} was read as rdfs:subClassOf {parent}.',
        ja: '{id} の rdfs:subClassof は rdfs:subClassOf {parent} と読み替えました。',
      },
      mend: { en: 'Write rdfs:subClassOf.', ja: 'rdfs:subClassOf と書いてください。' },
    },
    'parent-itself': {
      reason: {
        en: '{id} names itself as parent by rdfs:subClassof; this was left out.',
        ja: '{id} は rdfs:subClassof で自分自身を上位語としているため、読み飛ばしました。',
      },
      mend: { en: 'Remove the statement.', ja: 'この記述を削除してください。' },
    },
    'label-language': {
      reason: {
        en: 'A label of {id} in the language "{language}" was left out.',
        ja: '{id} の言語「{language}」の名称は読み飛ばしました。',
      },
      mend: {
        en: 'Give labels in ja, ja-Hira or en.',
        ja: '名称には ja、ja-Hira、en のいずれかの言語を付けてください。',
      },
    },
  },
  read: (input) => guarded(read(input.files)),
}

async function* read(files: readonly InputFile[]): AsyncGenerator<Read<TermRecord>> {
  for (const file of files) {
    const drafts = new Map<string, Draft>()
    const about: Record<string, string> = {}
    await statements(file, (quad, line) => take(drafts, about, quad, line))
    if (![...drafts.values()].some((draft) => draft.isClass)) throw notNando({ file: file.name })
    yield { about: aboutOf(about) }
    const vocabulary = new Vocabulary()
    for (const draft of drafts.values()) yield* finish(draft, { file: file.name, line: draft.line }, vocabulary)
    yield* vocabulary.end()
  }
}

const notNando = (place: Place) => new FileFault({ place, code: 'not-this-format', values: { format: 'nando' } })

/** Feed the parser piece by piece; its lexer tells the line where each statement began. */
async function statements(file: InputFile, take: (quad: Quad, line: number) => void): Promise<void> {
  const lexer = new Lexer()
  let line = 1
  let begins = true
  let failed: Error | undefined
  let taken = 0
  const tokenize: Lexer['tokenize'] = ((input: EventEmitter, callback: Parameters<Lexer['tokenize']>[1]) =>
    lexer.tokenize(input, (error, token) => {
      if (token) {
        if (begins) line = token.line
        begins = token.type === '.'
      }
      callback(error, token)
    })) as Lexer['tokenize']
  const options: ParserOptions & { lexer: Pick<Lexer, 'tokenize'> } = { format: 'text/turtle', lexer: { tokenize } }
  const source = new EventEmitter()
  new Parser(options).parse(source, (error, quad) => {
    if (error) failed ??= error
    else if (quad && !failed) {
      taken += 1
      take(quad, line)
    }
  })
  for await (const piece of text(file)) {
    source.emit('data', piece)
    if (failed) break
  }
  if (!failed) source.emit('end')
  if (!failed) return
  const at = /on line (\d+)/.exec(failed.message)?.[1]
  const place = { file: file.name, ...(at && { line: Number(at) }) }
  if (taken === 0) throw notNando(place)
  throw new FileFault({ place, code: 'turtle-syntax', values: { detail: failed.message.slice(0, 200) } })
}

function take(drafts: Map<string, Draft>, about: Record<string, string>, quad: Quad, line: number): void {
  const id = curie(quad.subject.value)
  const { value: predicate } = quad.predicate
  const object = quad.object
  if (!id.startsWith('NANDO:')) {
    // only the ontology itself has these; the first statement wins
    for (const key of ['license', 'modified', 'issued']) if (predicate === dcterms + key) about[key] ??= object.value
    if (predicate === `${owl}versionInfo`) about['release'] ??= object.value
    if (predicate === type && object.value === `${owl}Ontology`) about['source'] ??= quad.subject.value
    return
  }
  let draft = drafts.get(id)
  if (!draft) {
    draft = {
      line,
      isClass: false,
      preferred: [],
      named: [],
      synonyms: [],
      notes: [],
      term: { id, labels: [], parents: [], mappings: [] },
    }
    drafts.set(id, draft)
  }
  if (object.termType === 'Literal') takeLiteral(draft, predicate, object.value, object.language)
  else if (object.termType === 'NamedNode') takeNode(draft, predicate, object.value)
}

function takeLiteral(draft: Draft, predicate: string, value: string, language: string): void {
  const { term } = draft
  if (predicate === `${dcterms}identifier`) draft.identifier = value
  if (predicate === `${owl}deprecated` && value === 'true') term.obsolete = true
  if (predicate === `${dcterms}description` || predicate === `${skos}definition`) {
    if (language === 'ja' || language === 'en') term.definition = { [language]: value.trim(), ...term.definition }
  }
  const list =
    predicate === `${skos}prefLabel`
      ? draft.preferred
      : predicate === `${rdfs}label`
        ? draft.named
        : predicate === `${skos}altLabel`
          ? draft.synonyms
          : undefined
  if (!list) return
  const lang = languages[language]
  if (lang) addLabel(list, { lang, text: value, kind: list === draft.synonyms ? 'synonym' : 'preferred' })
  else draft.notes.push({ code: 'label-language', values: { id: term.id, language: language || '-' } })
}

function takeNode(draft: Draft, predicate: string, value: string): void {
  const { term } = draft
  const target = curie(value)
  const mapping = predicate.startsWith(skos) ? matches[predicate.slice(skos.length)] : undefined
  if (mapping) addMapping(term.mappings, mapping, target)
  if (predicate === type && value === `${owl}Class`) draft.isClass = true
  if (predicate === `${rdfs}subClassOf` && target.startsWith('NANDO:')) term.parents.push(target)
  if (predicate === `${rdfs}subClassof`) {
    const itself = target === term.id
    const values = itself ? { id: term.id } : { id: term.id, parent: target }
    draft.notes.push({ code: itself ? 'parent-itself' : 'misspelt-subclassof', values })
    if (!itself) term.parents.push(target)
  }
  if (predicate === `${rdfs}seeAlso` && target.startsWith('NANDO:')) addMapping(term.mappings, 'related', target)
  else if (predicate === `${rdfs}seeAlso` || predicate === `${dcterms}source`) {
    term.links ??= []
    if (!term.links.includes(value)) term.links.push(value)
  }
}

function* finish(draft: Draft, place: Place, vocabulary: Vocabulary): Generator<Read<TermRecord>> {
  const { term, identifier } = draft
  const { id } = term
  const at = { ...place, record: id }
  if (!draft.isClass) {
    yield { note: { code: 'not-a-class', place: at, values: { id } } }
    return
  }
  for (const { code, values } of draft.notes) yield { note: { code, place: at, values } }
  if (identifier && identifier !== id) {
    yield { fault: { place: at, code: 'identifier-differs', value: identifier, values: { id, identifier } } }
    return
  }
  // skos:prefLabel says which label is preferred; rdfs:label decides only where the language has none
  for (const list of [draft.preferred, draft.named]) {
    for (const [nth, label] of list.entries()) {
      const rival = list.slice(nth + 1).find((other) => other.lang === label.lang)
      if (!rival) continue
      const values = { id, language: label.lang, first: label.text, second: rival.text }
      yield { fault: { place: at, code: 'label-twice', value: rival.text, values } }
      return
    }
  }
  for (const label of draft.preferred) addLabel(term.labels, label)
  for (const label of draft.named) {
    const settled = draft.preferred.some((other) => other.lang === label.lang)
    addLabel(term.labels, settled ? { ...label, kind: 'synonym' } : label)
  }
  for (const label of draft.synonyms) addLabel(term.labels, label)
  term.parents = [...new Set(term.parents)]
  yield vocabulary.add(term, at)
}

function aboutOf(about: Record<string, string>) {
  const date = /^\d{4}-\d\d-\d\d/.exec(about['modified'] ?? about['issued'] ?? '')?.[0]
  const { release, license, source } = about
  return {
    ...(release && { release }),
    ...(license && { licence: license }),
    ...(source && { source }),
    ...(date && { date }),
  }
}
