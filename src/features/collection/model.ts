import type { CatalogueRecord, Size } from './record.ts'

type Place = Pick<CatalogueRecord, 'kind' | 'holder' | 'id'>

/** Stable address of an entry's page. A holder's identifier is enough for a holder. */
export const entryIri = ({ kind, holder, id }: Place): string =>
  kind === 'holder' ? holderIri(holder) : `/${kind}/${encodeURIComponent(holder)}/${encodeURIComponent(id)}`
export const holderIri = (holder: string): string => `/holder/${encodeURIComponent(holder)}`

/** Addresses of what an entry is part of, nearest first: its collection, its biobanks, its holder. */
export function belongsTo(record: CatalogueRecord): string[] {
  const { holder, parent, biobanks = [] } = record
  return [
    ...(parent === undefined ? [] : [entryIri({ kind: 'collection', holder, id: parent })]),
    ...biobanks.map((id) => entryIri({ kind: 'biobank', holder, id })),
    ...(record.kind === 'holder' ? [] : [holderIri(holder)]),
  ]
}

/** Classes of size in search. Unknown is a class of its own, zero another. */
export const sizeClasses = {
  unknown: { en: 'Size not published', ja: '件数非公表' },
  '0': { en: '0', ja: '0' },
  '1-99': { en: '1 to 99', ja: '1〜99' },
  '100-999': { en: '100 to 999', ja: '100〜999' },
  '1000-9999': { en: '1,000 to 9,999', ja: '1,000〜9,999' },
  '10000-99999': { en: '10,000 to 99,999', ja: '1万〜9万9,999' },
  '100000-': { en: '100,000 and more', ja: '10万以上' },
} as const
export type SizeClass = keyof typeof sizeClasses

/** By the lower bound: a range of 10 to 19 donors is at least 10. */
export function sizeClass(size: Size | undefined): SizeClass {
  const count = size?.low ?? size?.high
  if (count === undefined) return 'unknown'
  if (count <= 0) return '0'
  if (count < 100) return '1-99'
  if (count < 1000) return '100-999'
  if (count < 10_000) return '1000-9999'
  return count < 100_000 ? '10000-99999' : '100000-'
}

export function audienceOf({ visibility, holder }: CatalogueRecord): string[] {
  if (visibility === 'holder') return [`org:${holder}`, 'operator']
  return visibility === 'signed-in' ? ['signed-in'] : ['public']
}

/** First among equals: larger and better described things come first. */
export function rankOf(record: CatalogueRecord): number {
  const size = Math.floor(Math.log10(1 + (record.donors?.low ?? record.samples?.low ?? 0)) * 10)
  const described = (record.description ? 5 : 0) + (record.quality?.length ? 5 : 0) + (record.access ? 5 : 0)
  return size + described + { holder: 30, biobank: 20, collection: 10, dataset: 0 }[record.kind]
}
