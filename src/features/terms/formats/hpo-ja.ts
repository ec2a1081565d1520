import { guarded } from '../../../kernel/bytes.ts'
import { csvFaults, table } from '../../../kernel/csv.ts'
import type { Row } from '../../../kernel/csv.ts'
import type { Fault, Format, InputFile, Place, Read } from '../../../kernel/intake.ts'
import type { Label, TermRecord } from '../record.ts'
import { addLabel, termFaults, Vocabulary } from './vocabulary.ts'

const columns = ['subject_id', 'predicate_id', 'source_value', 'translation_value', 'translation_status'] as const
const more = ['source', 'source_version', 'source_language', 'translation_language'] as const
type Column = (typeof columns)[number] | (typeof more)[number]

/** What a row is about. OBO files say synonym and definition in either of two ways. */
const roles: Readonly<Record<string, 'label' | 'synonym' | 'definition'>> = {
  'rdfs:label': 'label',
  'skos:prefLabel': 'label',
  'oboInOwl:hasExactSynonym': 'synonym',
  'skos:altLabel': 'synonym',
  'IAO:0000115': 'definition',
  'skos:definition': 'definition',
}

/**
 * HPO in Japanese, as a Babelon table. `NA` in `translation_value` means not translated: the term keeps its English
 * label, with the status `not_translated`, and gets no Japanese one. The same Japanese for several identifiers is
 * data.
 */
export const hpoJa: Format<TermRecord> = {
  name: 'hpo-ja',
  title: { en: 'HPO in Japanese (Babelon)', ja: 'HPO 日本語版（Babelon）' },
  takes: 'file',
  faults: {
    ...termFaults,
    ...csvFaults,
    'predicate-unknown': {
      reason: { en: 'The predicate "{predicate}" is not known.', ja: '述語「{predicate}」は定義されていません。' },
      mend: {
        en: 'Use rdfs:label, oboInOwl:hasExactSynonym or IAO:0000115.',
        ja: 'rdfs:label、oboInOwl:hasExactSynonym、IAO:0000115 のいずれかを使ってください。',
      },
    },
    'language-unexpected': {
      reason: { en: 'The row translates from {from} to {to}.', ja: '{from} から {to} への翻訳の行です。' },
      mend: { en: 'Send rows from en to ja.', ja: 'en から ja への行を送ってください。' },
    },
    'source-contradicts': {
      reason: {
        en: '{id} has the English label "{first}" in another row and "{second}" here.',
        ja: '{id} の英語名称は別の行では「{first}」、この行では「{second}」です。',
      },
      mend: { en: 'Correct the identifier or the label of this row.', ja: 'この行の識別子か名称を直してください。' },
    },
    'status-contradicts': {
      reason: {
        en: 'The translation of {id} is "{value}" but its status is {status}.',
        ja: '{id} の訳は「{value}」ですが、状態は {status} です。',
      },
      mend: { en: 'Correct the translation or its status.', ja: '訳か状態のどちらかを直してください。' },
    },
  },
  read: (input) => guarded(read(input.files)),
}

interface Draft {
  term: TermRecord
  place: Place
}

async function* read(files: readonly InputFile[]): AsyncGenerator<Read<TermRecord>> {
  for (const file of files) {
    const drafts = new Map<string, Draft>()
    const versions = new Set<string>()
    const rows = table<Column>(file, {
      format: 'hpo-ja',
      required: columns,
      optional: more,
      unknown: 'ignore',
      delimiter: '\t',
      quotes: false,
    })
    for await (const item of rows) {
      if ('fault' in item) yield item
      else {
        const version = item.row.cells.source_version ?? item.row.cells.source
        if (version && !versions.has(version)) {
          // one file is one release; were there several, the first stands
          if (versions.size === 0) yield { about: aboutOf(version) }
          versions.add(version)
        }
        yield* take(drafts, item.row)
      }
    }
    const vocabulary = new Vocabulary()
    for (const { term, place } of drafts.values()) yield vocabulary.add(term, place)
  }
}

function* take(drafts: Map<string, Draft>, { cells, place }: Row<Column>): Generator<Read<TermRecord>> {
  const { subject_id: id, source_value: source } = cells
  const refuse = (code: string, column: Column, values?: Fault['values']): Read<TermRecord> => {
    const value = cells[column]
    return { fault: { place: { ...place, column }, code, ...(value && { value }), ...(values && { values }) } }
  }
  if (!id) return yield refuse('id-missing', 'subject_id')
  if (!/^[A-Za-z]+:\d+$/.test(id)) return yield refuse('id-malformed', 'subject_id', { id })
  const from = cells.source_language ?? 'en'
  const to = cells.translation_language ?? 'ja'
  if (from !== 'en' || to !== 'ja') return yield refuse('language-unexpected', 'translation_language', { from, to })
  const predicate = cells.predicate_id ?? ''
  const role = roles[predicate]
  if (!role) return yield refuse('predicate-unknown', 'predicate_id', { predicate })
  if (!source && role === 'label') return yield refuse('label-missing', 'source_value', { id })

  const status = cells.translation_status?.toLowerCase()
  const value = cells.translation_value
  const translated = value !== undefined && value !== 'NA'
  if (translated === (status === 'not_translated')) {
    const values = { id, value: value ?? '', status: cells.translation_status ?? '-' }
    yield { note: { code: 'status-contradicts', place, values } }
  }
  let draft = drafts.get(id)
  if (!draft) drafts.set(id, (draft = { term: { id, labels: [], parents: [], mappings: [] }, place }))
  const { term } = draft
  if (role === 'definition') {
    term.definition = { ...(source && { en: source }), ...(translated && { ja: value }), ...term.definition }
    return
  }
  const settled = (lang: Label['lang']) =>
    term.labels.find((label) => label.lang === lang && label.kind === 'preferred')
  const english = settled('en')
  if (role === 'label' && source && english && english.text !== source) {
    return yield refuse('source-contradicts', 'source_value', { id, first: english.text, second: source })
  }
  const kind = (lang: Label['lang']) => (role === 'label' && !settled(lang) ? 'preferred' : 'synonym')
  if (source)
    addLabel(term.labels, {
      lang: 'en',
      text: source,
      kind: kind('en'),
      ...(!translated && { status: 'not_translated' }),
    })
  if (translated) addLabel(term.labels, { lang: 'ja', text: value, kind: kind('ja'), ...(status && { status }) })
  // OBO's convention for a withdrawn term; the table has no column for it
  if (role === 'label' && /^obsolete /i.test(source ?? '')) term.obsolete = true
}

function aboutOf(version: string) {
  const date = /releases\/(\d{4}-\d\d-\d\d)\//.exec(version)?.[1]
  return { source: version, ...(date && { release: date, date }) }
}
