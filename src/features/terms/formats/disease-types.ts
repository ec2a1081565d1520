import { guarded } from '../../../kernel/bytes.ts'
import { csvFaults, headerOf, table } from '../../../kernel/csv.ts'
import type { Row } from '../../../kernel/csv.ts'
import type { Format, InputFile, Read } from '../../../kernel/intake.ts'
import type { MappingKind, TermRecord } from '../record.ts'
import { addMapping, curie, isCurie, termFaults, Vocabulary } from './vocabulary.ts'

const full = [
  'name',
  'label',
  'parent',
  'codesystem',
  'code',
  'ontologyTermURI',
  'definition',
  'exact_mapping',
  'btnt_mapping',
  'ntbt_mapping',
] as const
const plain = ['id', 'label', 'ontology', 'uri', 'description'] as const

/**
 * The columns are read from the row's own term towards the target. `btnt`, broader term to narrower term: the row is
 * the broader, so the target is the *narrower* (ICD-10 G20 to the Orphanet forms of parkinsonism); `ntbt` is the
 * reverse (ORPHA:50918 to I88.1). As in SKOS, `narrow` here says that the target is narrower.
 */
const directions = { exact_mapping: 'exact', btnt_mapping: 'narrow', ntbt_mapping: 'broad' } as const satisfies Record<
  string,
  MappingKind
>

/** Under these groups Orphanet files what it has withdrawn; "non rare" (C046 to C049) is not withdrawn. */
const withdrawn: readonly string[] = ['C042', 'C043', 'C044', 'C045', 'C050', 'C051', 'C052', 'C053'].map(
  (code) => `ORPHA:${code}`,
)

/** Answers that stand in the value list beside the diseases. Unknown is not a disease. */
const noAnswer: readonly string[] = ['NAV', 'NAV_DISEASE_TYPE', 'NI', 'NASK', 'ASKU', 'UNK', 'NA', 'OTH']

/**
 * ICD-10 and ORPHA as the BBMRI-ERIC directory publishes them: with parents and cross-maps, or the plain national
 * list.
 */
export const diseaseTypes: Format<TermRecord> = {
  name: 'disease-types',
  title: { en: 'ICD-10 and ORPHA disease types (BBMRI-ERIC CSV)', ja: 'ICD-10・ORPHA 疾患分類（BBMRI-ERIC の CSV）' },
  takes: 'file',
  faults: {
    ...termFaults,
    ...csvFaults,
    'not-a-disease': {
      reason: {
        en: '{id} ({label}) is an answer, not a disease; it was passed over.',
        ja: '{id}（{label}）は疾患ではなく回答区分のため、読み飛ばしました。',
      },
      mend: { en: 'Nothing need be done.', ja: '対応は不要です。' },
    },
  },
  read: (input) => guarded(read(input.files)),
}

async function* read(files: readonly InputFile[]): AsyncGenerator<Read<TermRecord>> {
  for (const file of files) {
    const vocabulary = new Vocabulary()
    const national = (await headerOf(file)).includes('ontology')
    const rows = national
      ? table(file, {
          format: 'disease-types',
          required: ['id', 'label', 'ontology'],
          optional: plain,
          unknown: 'ignore',
        })
      : table(file, {
          format: 'disease-types',
          required: ['name', 'label', 'parent'],
          optional: full,
          unknown: 'ignore',
        })
    for await (const item of rows) {
      if ('fault' in item) yield item
      else yield take(vocabulary, item.row)
    }
    yield* vocabulary.end()
  }
}

function take(
  vocabulary: Vocabulary,
  { cells, place }: Row<(typeof full)[number] | (typeof plain)[number]>,
): Read<TermRecord> {
  const written = cells.name ?? cells.id
  const { label } = cells
  if (!written) return { fault: { place, code: 'id-missing' } }
  if (!label) return { fault: { place: { ...place, column: 'label' }, code: 'label-missing', values: { id: written } } }
  if (noAnswer.includes(written)) return { note: { code: 'not-a-disease', place, values: { id: written, label } } }
  const id = curie(written)
  const term: TermRecord = {
    id,
    labels: [{ lang: 'en', text: label, kind: 'preferred' }],
    parents: list(cells.parent),
    mappings: [],
  }
  for (const [column, kind] of Object.entries(directions) as [keyof typeof directions, MappingKind][]) {
    for (const target of list(cells[column])) {
      if (!isCurie(target))
        return { fault: { place: { ...place, column }, code: 'id-malformed', value: target, values: { id: target } } }
      addMapping(term.mappings, kind, target)
    }
  }
  for (const parent of term.parents) {
    if (!isCurie(parent))
      return {
        fault: { place: { ...place, column: 'parent' }, code: 'id-malformed', value: parent, values: { id: parent } },
      }
  }
  const definition = cells.definition ?? cells.description
  if (definition) term.definition = { en: definition }
  const link = cells.ontologyTermURI ?? cells.uri
  if (link) term.links = [link]
  if (id.startsWith('ICD')) term.notation = cells.code ?? id.slice(id.indexOf(':') + 1)
  if (/^obsolete: /i.test(label) || withdrawn.includes(id) || term.parents.some((parent) => withdrawn.includes(parent)))
    term.obsolete = true
  return vocabulary.add(term, place)
}

const list = (cell: string | undefined): string[] => [
  ...new Set(
    (cell ?? '')
      .split(',')
      .map((entry) => entry.trim())
      .filter((entry) => entry !== '')
      .map(curie),
  ),
]
