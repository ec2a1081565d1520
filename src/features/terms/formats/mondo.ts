import { FileFault, guarded, text } from '../../../kernel/bytes.ts'
import { csvFaults, table } from '../../../kernel/csv.ts'
import type { Format, InputFile, Place, Read } from '../../../kernel/intake.ts'
import type { TermRecord } from '../record.ts'
import { ednMembers } from './edn.ts'
import type { Edn } from './edn.ts'
import { termFaults, Vocabulary } from './vocabulary.ts'

/**
 * Parents of MONDO: the EDN of REMS (`["0005180" "Parkinson disease" ["0000510" ...]]`), or a table
 * `id,label,parents`.
 */
export const mondo: Format<TermRecord> = {
  name: 'mondo',
  title: { en: 'MONDO with parents (EDN or table)', ja: 'MONDO と上位語（EDN または表）' },
  takes: 'file',
  faults: {
    ...termFaults,
    ...csvFaults,
    'edn-syntax': {
      reason: {
        en: 'The EDN cannot be read from here on: {detail}',
        ja: 'ここから先を EDN として読めません：{detail}',
      },
      mend: {
        en: 'Only vectors and strings are expected, each closed. Correct this place; nothing behind it was taken.',
        ja: 'ベクターと文字列だけを、それぞれ閉じて書いてください。この箇所を直してください。これより後は取り込んでいません。',
      },
    },
    'edn-entry': {
      reason: {
        en: 'This entry is not [identifier label [parents]].',
        ja: 'この項目は［識別子 名称 ［上位語］］の形ではありません。',
      },
      mend: {
        en: 'Write it as ["0005180" "Parkinson disease" ["0000510"]].',
        ja: '["0005180" "Parkinson disease" ["0000510"]] のように書いてください。',
      },
    },
    'parent-elsewhere': {
      reason: {
        en: 'The parent "{parent}" of {id} is not a MONDO identifier (seven digits) and was left out.',
        ja: '{id} の上位語「{parent}」は MONDO の識別子（7 桁）ではないため、除きました。',
      },
      mend: {
        en: 'Nothing need be done if it belongs to another ontology; otherwise write all seven digits.',
        ja: '別のオントロジーのものであれば対応は不要です。そうでなければ 7 桁で書いてください。',
      },
    },
  },
  read: (input) => guarded(read(input.files)),
}

async function* read(files: readonly InputFile[]): AsyncGenerator<Read<TermRecord>> {
  for (const file of files) {
    const vocabulary = new Vocabulary()
    if (await isEdn(file)) {
      for await (const { value, place } of ednMembers(file, () => notMondo(file)))
        yield* takeEntry(vocabulary, value, place)
    } else {
      const shape = { format: 'mondo', required: ['id', 'label', 'parents'], unknown: 'ignore' } as const
      for await (const item of table(file, shape)) {
        if ('fault' in item) {
          yield item
          continue
        }
        const { cells, place } = item.row
        const parents = (cells.parents ?? '').split(/[|,;\s]+/).filter((parent) => parent !== '')
        yield* take(vocabulary, cells.id, cells.label, parents, place)
      }
    }
    yield* vocabulary.end()
  }
}

const notMondo = (file: InputFile) =>
  new FileFault({ place: { file: file.name }, code: 'not-this-format', values: { format: 'mondo' } })

async function isEdn(file: InputFile): Promise<boolean> {
  for await (const piece of text(file)) {
    const start = piece.trimStart()
    if (start) return start.startsWith('[') || start.startsWith(';')
  }
  return false
}

function* takeEntry(vocabulary: Vocabulary, value: Edn, place: Place): Generator<Read<TermRecord>> {
  const [id, label, parents, ...more] = typeof value === 'string' ? [] : value
  const strings = Array.isArray(parents) ? parents.filter((parent) => typeof parent === 'string') : []
  const sound =
    typeof id === 'string' && typeof label === 'string' && Array.isArray(parents) && strings.length === parents.length
  if (sound && more.length === 0) yield* take(vocabulary, id.trim(), label.trim(), strings, place)
  else yield { fault: { place, code: 'edn-entry', value: JSON.stringify(value).slice(0, 80) } }
}

function* take(
  vocabulary: Vocabulary,
  written: string | undefined,
  label: string | undefined,
  above: readonly string[],
  place: Place,
): Generator<Read<TermRecord>> {
  if (!written) return yield { fault: { place, code: 'id-missing' } }
  const id = identifier(written)
  if (!id) return yield { fault: { place, code: 'id-malformed', value: written, values: { id: written } } }
  if (!label) return yield { fault: { place, code: 'label-missing', values: { id } } }
  const parents = new Set<string>()
  for (const entry of above) {
    const parent = identifier(entry)
    if (parent) parents.add(parent)
    // "00016" is what is left of an identifier of another ontology: nobody can tell of which
    else yield { note: { code: 'parent-elsewhere', place, values: { id, parent: entry } } }
  }
  const term: TermRecord = {
    id,
    labels: [{ lang: 'en', text: label, kind: 'preferred' }],
    parents: [...parents],
    mappings: [],
  }
  if (/^obsolete /i.test(label)) term.obsolete = true
  yield vocabulary.add(term, place)
}

function identifier(written: string): string | undefined {
  const digits = /^(?:MONDO[:_]|http:\/\/purl\.obolibrary\.org\/obo\/MONDO_)?(\d{7})$/.exec(written)?.[1]
  return digits && `MONDO:${digits}`
}
