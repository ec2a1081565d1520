import { guarded } from '../../../kernel/bytes.ts'
import { csvFaults, table } from '../../../kernel/csv.ts'
import type { Row } from '../../../kernel/csv.ts'
import type { Format, InputFile, Read } from '../../../kernel/intake.ts'
import type { Label, MappingKind, TermRecord } from '../record.ts'
import { addLabel, addMapping, isCurie, termFaults, Vocabulary } from './vocabulary.ts'

const mappingColumns = ['exact', 'close', 'narrow', 'broad'] as const satisfies readonly MappingKind[]
const optional = [
  'label_en',
  'label_ja',
  'label_kana',
  'synonyms_en',
  'synonyms_ja',
  'definition_en',
  'definition_ja',
  'parents',
  ...mappingColumns,
  'notation',
] as const
type Column = 'id' | (typeof optional)[number]

/** The template that the project gives out: its columns in order, and a row that shows how each is filled. */
export const termTemplate: {
  readonly columns: readonly Column[]
  readonly example: Readonly<Partial<Record<Column, string>>>
} = {
  columns: ['id', ...optional],
  example: {
    id: 'EXAMPLE:0001',
    label_en: 'Parkinson disease',
    label_ja: 'パーキンソン病',
    label_kana: 'ぱーきんそんびょう',
    synonyms_en: 'PD|Paralysis agitans',
    synonyms_ja: '振戦麻痺',
    definition_en: 'A progressive disorder of movement.',
    definition_ja: '運動機能が徐々に低下する疾患。',
    parents: 'EXAMPLE:0000',
    exact: 'MONDO:0005180',
    close: 'NANDO:1200010',
    narrow: 'ORPHA:2828',
    broad: 'ICD10:G20-G26',
    notation: 'PD',
  },
}

/** The template as a file: CRLF and a byte order mark, so that a spreadsheet opens the Japanese as it is. */
export const termTemplateCsv: string = [
  `\uFEFF${termTemplate.columns.join(',')}`,
  termTemplate.columns.map((column) => `"${(termTemplate.example[column] ?? '').replaceAll('"', '""')}"`).join(','),
  '',
].join('\r\n')

/** Terms of one's own. Several values in a cell are separated by `|`. */
export const termsCsv: Format<TermRecord> = {
  name: 'terms-csv',
  title: { en: 'Terms (CSV template)', ja: '用語（CSV テンプレート）' },
  takes: 'file',
  faults: {
    ...termFaults,
    ...csvFaults,
    'kana-expected': {
      reason: { en: '"{text}" is not written in kana.', ja: '「{text}」はかなで書かれていません。' },
      mend: { en: 'Write the reading in hiragana.', ja: '読みをひらがなで書いてください。' },
    },
    'target-itself': {
      reason: { en: '{id} is mapped to itself.', ja: '{id} が自分自身に対応付けられています。' },
      mend: { en: 'Remove the identifier from this cell.', ja: 'このセルからその識別子を除いてください。' },
    },
  },
  read: (input) => guarded(read(input.files)),
}

async function* read(files: readonly InputFile[]): AsyncGenerator<Read<TermRecord>> {
  const vocabulary = new Vocabulary()
  for (const file of files) {
    for await (const item of table(file, { format: 'terms-csv', required: ['id'], optional })) {
      yield 'fault' in item ? item : take(vocabulary, plain(item.row))
    }
  }
  yield* vocabulary.end()
}

/** Our export guards text that a spreadsheet would run with an apostrophe; it is no part of the text. */
const plain = ({ cells, place }: Row<Column>): Row<Column> => ({
  place,
  cells: Object.fromEntries(Object.entries(cells).map(([name, cell]) => [name, cell.replace(/^'(?=[=+\-@])/, '')])),
})

const several = (cell: string | undefined): string[] =>
  (cell ?? '')
    .split('|')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')

function take(vocabulary: Vocabulary, { cells, place }: Row<Column>): Read<TermRecord> {
  const refuse = (
    code: string,
    column: Column,
    value: string | undefined,
    values: Record<string, string>,
  ): Read<TermRecord> => ({ fault: { place: { ...place, column }, code, ...(value && { value }), values } })
  const { id } = cells
  if (!id) return refuse('id-missing', 'id', undefined, {})
  if (!isCurie(id)) return refuse('id-malformed', 'id', id, { id })
  if (!cells.label_en && !cells.label_ja) return refuse('label-missing', 'label_ja', undefined, { id })

  const term: TermRecord = { id, labels: [], parents: [...new Set(several(cells.parents))], mappings: [] }
  const label = (lang: Label['lang'], kind: Label['kind'], texts: readonly string[]) => {
    for (const text of texts) addLabel(term.labels, { lang, text, kind })
  }
  label('ja', 'preferred', cells.label_ja ? [cells.label_ja] : [])
  label('en', 'preferred', cells.label_en ? [cells.label_en] : [])
  for (const text of several(cells.label_kana)) {
    if (!/^[\p{Script=Hiragana}\p{Script=Katakana}\p{P}\p{N}\p{Zs}ー－a-zA-Z]+$/u.test(text))
      return refuse('kana-expected', 'label_kana', text, { text })
    label('ja-Hira', term.labels.some((other) => other.lang === 'ja-Hira') ? 'synonym' : 'preferred', [text])
  }
  label('en', 'synonym', several(cells.synonyms_en))
  label('ja', 'synonym', several(cells.synonyms_ja))

  const wrong = term.parents.find((parent) => !isCurie(parent))
  if (wrong) return refuse('id-malformed', 'parents', wrong, { id: wrong })
  for (const kind of mappingColumns) {
    for (const target of several(cells[kind])) {
      if (!isCurie(target)) return refuse('id-malformed', kind, target, { id: target })
      if (target === id) return refuse('target-itself', kind, target, { id })
      addMapping(term.mappings, kind, target)
    }
  }
  const { definition_en: en, definition_ja: ja, notation } = cells
  if (en || ja) term.definition = { ...(en && { en }), ...(ja && { ja }) }
  if (notation) term.notation = notation
  return vocabulary.add(term, place)
}
