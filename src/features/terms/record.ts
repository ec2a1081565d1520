/** A term as one source publishes it. Identifiers are CURIEs: `NANDO:1200026`, `HP:0000002`, `ICD10:G20`, `ORPHA:589`, `DUO:0000021`, `MONDO:0009688`. */
export interface TermRecord {
  id: string
  labels: Label[]
  definition?: { en?: string; ja?: string }
  /** CURIEs of direct parents in the same vocabulary */
  parents: string[]
  mappings: Mapping[]
  /** short code people type, when it differs from the local part (DUO: `NPOA`; ICD-10: `G20`) */
  notation?: string
  obsolete?: boolean
  /** web addresses the source gives for the term */
  links?: string[]
}

export interface Label {
  lang: 'en' | 'ja' | 'ja-Hira'
  text: string
  kind: 'preferred' | 'synonym'
  /** what the source says of its own translation (Babelon `translation_status`), lower case */
  status?: string
}

/** SKOS kinds. `related` only where the source says so and nothing more. */
export type MappingKind = 'exact' | 'close' | 'narrow' | 'broad' | 'related'

export interface Mapping {
  kind: MappingKind
  target: string
}
