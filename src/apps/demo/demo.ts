import type { LineRecord } from '../../features/bank/record.ts'
import type { CatalogueRecord } from '../../features/collection/record.ts'
import type { TermRecord } from '../../features/terms/record.ts'
import { collectionRecords } from './collections.ts'
import { datasetRecords } from './datasets.ts'
import { holderRecords } from './holders.ts'
import { lineRecords } from './lines.ts'
import { random } from './random.ts'
import { demoTerms } from './terms.ts'

export interface Demo {
  terms: TermRecord[]
  /** holders, biobanks, collections and their parts, data sets; parents come before their parts */
  catalogue: CatalogueRecord[]
  lines: LineRecord[]
}

/** Everything the demonstration shows, made up and the same for the same seed. */
export function demo(seed: number): Demo {
  const collections = collectionRecords(random(seed))
  return {
    terms: demoTerms(),
    catalogue: [...holderRecords(), ...collections, ...datasetRecords(random(seed + 1), collections)],
    lines: lineRecords(random(seed + 2)),
  }
}
