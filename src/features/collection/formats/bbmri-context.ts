import type { Place } from '../../../kernel/intake.ts'
import type { CatalogueRecord } from '../record.ts'

/** What the files of one folder know of each other while they are read. */
export interface Context {
  /** id of the holder that stands for the catalogue itself */
  readonly catalogue: string
  /** the one holder of everything, when the sender says so */
  readonly holder: string | undefined
  /** all keys in lower case */
  readonly organisations: Map<string, Organisation>
  readonly biobanks: Map<string, { id: string; holder: string; line: number }>
  readonly collections: Map<string, number>
  /** `biobank <id>`, `organisation <id>`, `collection <id>` of rows with faults: what refers to them falls with them */
  readonly rejected: Set<string>
  readonly parents: { parent: string; key: string; place: Place }[]
  /** biobanks that have a collection */
  readonly used: Set<string>
  readonly lists: Map<string, Set<string>>
  catalogueUsed: boolean
}

export interface Organisation {
  id: string
  name: string
  line: number
}

/** Columns of collections and the files with their value lists. */
export const listNames = {
  type: 'collection_types',
  disease: 'disease_types',
  data_categories: 'data_category_types',
  materials: 'material_types',
  omics: 'exp_data_types',
  sex: 'sex_types',
  age_unit: 'age_types',
} as const

/** Organisation ids are lower-case letters, digits and `-`. */
export const holderId = (...parts: string[]): string =>
  parts
    .join('-')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')

/** Free text without mail addresses: in these catalogues they are mostly those of persons. */
export const tidyText = (text: string): string => text.replaceAll(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, '[…]')

/** Key of a record in a report, and of the row it becomes. */
export const keyOf = (record: Pick<CatalogueRecord, 'kind' | 'holder' | 'id'>): string =>
  `${record.kind} ${record.holder}/${record.id}`
