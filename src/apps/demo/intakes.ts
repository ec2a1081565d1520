import { lineIntake } from '../../features/bank/intake.ts'
import type { LineRecord } from '../../features/bank/record.ts'
import { catalogueIntake } from '../../features/collection/intake.ts'
import { keyOf } from '../../features/collection/formats/bbmri-context.ts'
import type { CatalogueRecord } from '../../features/collection/record.ts'
import { vocabularyIntake } from '../../features/terms/intake.ts'
import type { TermRecord } from '../../features/terms/record.ts'
import type { Intake } from '../../kernel/intake-target.ts'
import type { Format } from '../../kernel/intake.ts'
import { isOperator } from '../../kernel/actor.ts'
import { demo } from './demo.ts'
import { demoBanks } from './lines.ts'

/** The demonstration comes in by the same door as everything else; its "file" holds only the seed. */
function made<R>(
  name: string,
  title: { en: string; ja: string },
  records: (seed: number) => readonly R[],
  key: (record: R) => string,
): Format<R> {
  return {
    name,
    title,
    takes: 'file',
    faults: {},
    async *read(input) {
      let text = ''
      for await (const chunk of input.files[0]!.bytes()) text += new TextDecoder().decode(chunk)
      yield { about: { release: `seed ${Number(text)}`, licence: 'CC0-1.0', source: 'made by the program' } }
      for (const record of records(Number(text)))
        yield { record, key: key(record), place: { file: input.name, record: key(record) } }
    },
  }
}

const bankHolders = new Map(demoBanks.map(({ bank, holder }) => [bank, holder]))
const withHolders = (line: LineRecord): LineRecord => ({
  ...line,
  deposits: line.deposits.map((it) => ({
    ...it,
    ...(bankHolders.has(it.bank) ? { holder: bankHolders.get(it.bank)! } : {}),
  })),
})

const forOperators = (it: Intake): Intake => ({ ...it, internal: true, mayImport: (actor) => isOperator(actor) })

export const demoIntakes: readonly Intake[] = [
  forOperators(
    vocabularyIntake({
      format: made<TermRecord>(
        'demo-terms',
        { en: 'Demonstration: vocabulary', ja: 'デモ：用語' },
        (seed) => demo(seed).terms,
        ({ id }) => id,
      ),
    }),
  ),
  forOperators(
    catalogueIntake(
      made<CatalogueRecord>(
        'demo-catalogue',
        { en: 'Demonstration: catalogue', ja: 'デモ：カタログ' },
        (seed) => demo(seed).catalogue,
        keyOf,
      ),
      { holder: 'none' },
    ),
  ),
  forOperators(
    lineIntake(
      made<LineRecord>(
        'demo-lines',
        { en: 'Demonstration: cell lines', ja: 'デモ：細胞株' },
        (seed) => demo(seed).lines.map(withHolders),
        ({ accession }) => accession,
      ),
      { holder: 'none' },
    ),
  ),
]
