import type { Named } from '../../kernel/words.ts'

/**
 * What a holder keeps, described at catalogue level; no one's personal data. Coded values are the upper-case codes of the
 * BBMRI-ERIC/MIABIS value lists (`DNA`, `PLASMA`, `COHORT`, ...), diseases and permissions are CURIEs.
 */
export interface CatalogueRecord {
  kind: 'holder' | 'biobank' | 'collection' | 'dataset'
  /** the holder's own identifier, unique within the holder and kind */
  id: string
  /** organisation id of the holder: lower-case letters, digits and `-` */
  holder: string
  name: Named
  acronym?: string
  description?: Named
  /** path-free identifiers of what this belongs to: a collection's biobanks, a sub-collection's parent collection */
  biobanks?: string[]
  parent?: string
  url?: string
  /** ISO 3166-1 alpha-2 */
  country?: string
  types?: string[]
  materials?: string[]
  dataCategories?: string[]
  omics?: string[]
  sexes?: string[]
  /** ages of donors at sampling */
  age?: { low?: number; high?: number; unit: 'DAY' | 'WEEK' | 'MONTH' | 'YEAR' }
  /** CURIEs: `ICD10:G20`, `ORPHA:589`, `NANDO:1200026`. Ranges of ICD-10 stay as published: `ICD10:E10-E14`. */
  diseases?: string[]
  /** published size; a range where the source gives one. Unknown is absent, 0 is a value. */
  donors?: Size
  samples?: Size
  /** roles, never persons: who to turn to */
  contacts?: { role: string; organisation?: string; mail?: string; url?: string }[]
  access?: AccessTerms
  /** quality marks: `ISO 20387`, `ISO 9001`, ... */
  quality?: string[]
  language?: string
  /** who may find it; absent: everybody. `holder`: people of the holder only (a collection being prepared or closed). */
  visibility?: 'public' | 'signed-in' | 'holder'
}

export interface Size {
  /** inclusive bounds; equal when the source publishes one number */
  low?: number
  high?: number
}

/** What a holder will ask. null or absent: not said. */
export interface AccessTerms {
  /** CURIEs of DUO permissions and modifiers */
  duo?: string[]
  sampleFee?: boolean
  dataFee?: boolean
  jointProject?: boolean
  industry?: boolean
  /** working days from application to decision, as the holder expects */
  expectedDays?: number
  url?: string
  description?: Named
}
