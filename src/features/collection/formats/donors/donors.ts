import { byteFaults, guarded } from '../../../../kernel/bytes.ts'
import { cellFaults, templateText } from '../../../../kernel/cells.ts'
import { csvFaults } from '../../../../kernel/csv.ts'
import type { Format, Input, Read } from '../../../../kernel/intake.ts'
import type { DonorRecord } from '../../donor-record.ts'
import { donorTemplate } from '../../donor-record.ts'
import { Checker } from './checker.ts'
import type { DonorPorts } from './checker.ts'
import { donorCsvColumns } from './csv-columns.ts'
import { readCsv } from './csv.ts'
import { clashFaults, recordFaults } from './faults.ts'
import { readNdjson } from './ndjson.ts'

const ownFaults = {
  'decimal-bad': {
    reason: { en: 'This is not a number.', ja: '数値ではありません。' },
    mend: {
      en: 'Write digits and a decimal point, without units or separators.',
      ja: '単位や桁区切りを付けず、数字と小数点だけで書いてください。',
    },
  },
  'folder-mixed': {
    reason: {
      en: 'The folder holds CSV files and other files.',
      ja: 'フォルダーに CSV とその他のファイルが混在しています。',
    },
    mend: {
      en: 'Send either the CSV files of the templates or NDJSON.',
      ja: '様式の CSV だけ、または NDJSON だけを送ってください。',
    },
  },
} as const

export const donorFaults = {
  ...byteFaults,
  ...csvFaults,
  ...cellFaults,
  ...recordFaults,
  ...clashFaults,
  ...ownFaults,
} as const

/** `--as donors`: NDJSON, or a folder of the own CSV templates. */
export const donorsFormat = (ports: DonorPorts = {}): Format<DonorRecord> => ({
  name: 'donors',
  title: { en: 'Donors: NDJSON or own CSV templates', ja: '提供者（NDJSON または本システムの CSV 様式）' },
  takes: 'either',
  faults: donorFaults,
  read: (input) => guarded(readAll(input, ports)),
})
export const donors = donorsFormat()

/** Texts of the templates by name: `npx hashidate import --template donor-diagnoses`. */
export const donorTemplates: Readonly<Record<string, string>> = {
  donors: donorTemplate(),
  ...Object.fromEntries(Object.entries(donorCsvColumns).map(([name, columns]) => [name, templateText(columns)])),
}

async function* readAll(input: Input, ports: DonorPorts): AsyncGenerator<Read<DonorRecord>> {
  const checker = new Checker(ports)
  const tables = input.files.filter(({ name }) => /\.(csv|tsv|txt)$/i.test(name))
  if (tables.length > 0 && tables.length < input.files.length) {
    yield { fault: { place: { file: input.name }, code: 'folder-mixed' } }
    return
  }
  if (tables.length > 0) yield* readCsv(tables, checker)
  else for (const file of input.files) yield* readNdjson(file, checker)
  yield* checker.end()
}
