import type { Named } from '../../kernel/words.ts'

/** A line exists once; several banks hold deposits of it; each deposit has lots. Accession is the Cellosaurus one (`CVCL_A324`) or the source's own. */
export interface LineRecord {
  accession: string
  secondary?: string[]
  name: string
  nameJa?: string
  synonyms: string[]
  /** `Induced pluripotent stem cell`, `Cancer cell line`, ... as published */
  category: string
  species: { taxon: string; name: string }[]
  sex?: string
  age?: string
  diseases: { source: string; id: string; label: string }[]
  /** lines this one was derived from */
  parents: { accession: string; name: string }[]
  /** lines of the same individual */
  siblings: { accession: string; name: string }[]
  /** misidentified, contaminated: what the source says, in full */
  problems: string[]
  /** STR profile: marker to alleles, per source set */
  str?: { sources: string[]; markers: { marker: string; alleles: string; sources?: string }[] }
  deposits: DepositRecord[]
  references: string[]
  /** other databases: not holdings */
  crossReferences: { resource: string; id: string; url?: string }[]
  comments: { topic: string; text: string }[]
  webPages: string[]
  description?: Named
  /** who may find it: everybody (default), people signed in */
  visibility?: 'public' | 'signed-in'
}

export interface DepositRecord {
  /** bank's abbreviation as published: `RCB`, `ATCC`, `JCRB` */
  bank: string
  catalogue: string
  /** organisation id of the bank, where it is not the abbreviation in lower case */
  holder?: string
  url?: string
  status: 'offered' | 'discontinued' | 'probably-discontinued'
}
