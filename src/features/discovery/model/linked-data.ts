import type { Publication } from '../../../kernel/publication.ts'

const named = ({ en, ja }: { en?: string; ja?: string }) => [
  ...(en ? [{ '@language': 'en', '@value': en }] : []),
  ...(ja ? [{ '@language': 'ja', '@value': ja }] : []),
]

const holder = (base: string, id: string) => ({ '@id': `${base}/holder/${encodeURIComponent(id)}` })
/** A concept's page here; a data-use term is known everywhere by its own address. */
const concept = (base: string, id: string) => ({
  '@id': /^DUO:\d+$/.test(id)
    ? `http://purl.obolibrary.org/obo/${id.replace(':', '_')}`
    : `${base}/term/${encodeURIComponent(id)}`,
})

const types: Readonly<Record<string, string>> = {
  holder: 'Organization',
  biobank: 'Organization',
  collection: 'Dataset',
  dataset: 'Dataset',
  line: 'BioChemEntity',
}

/** A publication as schema.org, in the Bioschemas profiles where there is one. `base` is the address of the installation. */
export function schemaOrg(it: Publication, base: string): object {
  const type = types[it.kind] ?? 'Thing'
  const dataset = type === 'Dataset'
  return {
    '@context': ['https://schema.org', ...(dataset ? [{ dct: 'http://purl.org/dc/terms/' }] : [])],
    '@type': type,
    '@id': base + it.iri,
    url: base + it.iri,
    name: named(it.title),
    ...(dataset ? { 'dct:conformsTo': { '@id': 'https://bioschemas.org/profiles/Dataset/1.0-RELEASE' } } : {}),
    ...(it.card.summary ? { description: named(it.card.summary) } : {}),
    ...(it.codes.length ? { identifier: it.codes } : {}),
    ...(it.names.length ? { alternateName: it.names } : {}),
    ...(it.concepts.length && dataset
      ? { about: it.concepts.map((id) => ({ '@type': 'DefinedTerm', termCode: id })) }
      : {}),
    ...(dataset
      ? {
          keywords: it.card.keywords ?? [...it.names, ...it.concepts],
          ...(it.card.asks?.fee === undefined ? {} : { isAccessibleForFree: !it.card.asks.fee }),
        }
      : {}),
    ...(dataset && it.card.holders.length
      ? { publisher: it.card.holders.map((id) => ({ '@type': 'Organization', ...holder(base, id) })) }
      : {}),
    ...(it.card.licence ? { license: it.card.licence } : {}),
    ...(it.card.url ? { sameAs: it.card.url } : {}),
  }
}

/** A page of the catalogue as DCAT 3. */
export function dcat(
  items: readonly Publication[],
  base: string,
  next: { after: string; limit: number } | undefined,
): object {
  return {
    '@context': {
      dcat: 'http://www.w3.org/ns/dcat#',
      dct: 'http://purl.org/dc/terms/',
      foaf: 'http://xmlns.com/foaf/0.1/',
      hydra: 'http://www.w3.org/ns/hydra/core#',
    },
    '@type': 'dcat:Catalog',
    '@id': `${base}/api/dcat`,
    'dct:title': named({ en: 'Hashidate catalogue', ja: '橋立 カタログ' }),
    ...(next === undefined
      ? {}
      : { 'hydra:next': { '@id': `${base}/api/dcat?after=${encodeURIComponent(next.after)}&limit=${next.limit}` } }),
    'dcat:dataset': items.map((it) => ({
      '@type': 'dcat:Dataset',
      '@id': base + it.iri,
      'dct:title': named(it.title),
      ...(it.card.summary ? { 'dct:description': named(it.card.summary) } : {}),
      'dct:identifier': it.codes,
      'dct:publisher': it.card.holders.map((id) => ({ '@type': 'foaf:Agent', ...holder(base, id) })),
      ...(it.concepts.length ? { 'dcat:theme': it.concepts.map((id) => concept(base, id)) } : {}),
      'dcat:landingPage': { '@id': base + it.iri },
      ...(it.card.licence ? { 'dct:license': it.card.licence } : {}),
      ...(it.card.asks?.permissions
        ? {
            'dct:accessRights': it.card.asks.permissions.map((id) => ({
              '@type': 'dct:RightsStatement',
              ...concept(base, id),
            })),
          }
        : {}),
    })),
  }
}
