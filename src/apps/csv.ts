import { collectionCsv, collectionTemplate } from '../features/collection/formats/csv.ts'
import { collectionColumns } from '../features/collection/formats/csv-columns.ts'
import type { CatalogueRecord } from '../features/collection/record.ts'
import { lineColumns, lineCsv, lineTemplate } from '../features/bank/formats/csv.ts'
import type { LineRecord } from '../features/bank/record.ts'
import { FileFault, lines } from '../kernel/bytes.ts'
import type { Format, Input, Read, ReadOptions } from '../kernel/intake.ts'

/** The own templates by name: `npx hashidate import --template collection`. */
export const csvTemplates = {
  collection: { columns: collectionColumns, format: collectionCsv, text: collectionTemplate() },
  line: { columns: lineColumns, format: lineCsv, text: lineTemplate() },
} as const
export type CsvTemplate = keyof typeof csvTemplates

/** CSV text of a template: its header and one example row, which imports as it is. */
export const template = (name: CsvTemplate): string => csvTemplates[name].text

/** Which template a header row is of: the one that knows more of its columns. */
export function templateOf(header: readonly string[]): CsvTemplate {
  const hits = (columns: readonly { name: string }[]) => columns.filter(({ name }) => header.includes(name)).length
  return hits(lineColumns) > hits(collectionColumns) ? 'line' : 'collection'
}

/** `--as csv`: an own template, told by its header. A line has an `accession`; a catalogue entry has a `kind`. */
export const csv: Format<CatalogueRecord | LineRecord> = {
  name: 'csv',
  title: { en: 'CSV, own templates', ja: 'CSV（本システムの様式）' },
  takes: 'file',
  faults: { ...collectionCsv.faults, ...lineCsv.faults },
  async *read(input: Input, options: ReadOptions): AsyncGenerator<Read<CatalogueRecord | LineRecord>> {
    for (const file of input.files) {
      const one = { ...input, files: [file] }
      yield* csvTemplates[templateOf(await headerOf(one))].format.read(one, options)
    }
  },
}

/** Names in the first row. A file that cannot be read has none here; its format says what is wrong with it. */
async function headerOf(input: Input): Promise<string[]> {
  const [file] = input.files
  if (!file) return []
  try {
    for await (const { text } of lines(file)) {
      if (text.trim() !== '') return text.split(/[,;\t]/).map((name) => name.replaceAll('"', '').trim())
    }
  } catch (error) {
    if (!(error instanceof FileFault)) throw error
  }
  return []
}
