import type { DepositRecord, LineRecord } from './record.ts'

export const lineIri = (accession: string): string => `/line/${encodeURIComponent(accession)}`

/** Organisation that keeps a deposit: the bank's abbreviation as an identifier, unless the source says which. */
export const holderOf = ({ bank, holder }: Pick<DepositRecord, 'bank' | 'holder'>): string =>
  holder ??
  (bank
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '') ||
    'unknown')

/** A line's disease as a CURIE. `NCIt; C4878` is `NCIT:C4878`, `ORDO; Orphanet_589` is `ORPHA:589`. */
export function conceptOf({ source, id }: LineRecord['diseases'][number]): string {
  if (/^[A-Za-z][\w.-]*:\S+$/.test(id)) return id
  if (source === 'ORDO') return `ORPHA:${id.replace(/^Orphanet_/, '')}`
  return `${source === 'NCIt' ? 'NCIT' : source}:${id}`
}
