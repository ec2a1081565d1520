import { hasRole, isOperator } from '../../kernel/actor.ts'
import { intake } from '../../kernel/intake-target.ts'
import type { Intake, Shaped } from '../../kernel/intake-target.ts'
import type { Format } from '../../kernel/intake.ts'
import { tight } from '../../kernel/text.ts'
import { categories } from './codes.ts'
import { banks } from './formats/banks.ts'
import { cellosaurus } from './formats/cellosaurus.ts'
import { conceptOf, holderOf, lineIri } from './model.ts'
import type { LineRecord } from './record.ts'

function publicationOf(record: LineRecord): NonNullable<Shaped['publication']> {
  const offered = record.deposits.filter(({ status }) => status === 'offered')
  const holders = [...new Set(offered.map(holderOf))]
  const words = (categories as Readonly<Record<string, { en: string; ja: string }>>)[record.category]
  const concepts = [...new Set(record.diseases.map(conceptOf))]
  const facets = {
    kind: ['line'],
    holder: holders,
    category: [record.category],
    disease: concepts,
    species: [...new Set(record.species.map(({ name }) => name))],
    sex: record.sex ? [record.sex] : [],
  }
  return {
    iri: lineIri(record.accession),
    kind: 'line',
    title: { en: record.name, ...(record.nameJa ? { ja: record.nameJa } : {}) },
    names: record.synonyms,
    codes: [record.accession, ...(record.secondary ?? []), ...record.deposits.map(({ catalogue }) => catalogue)],
    text: [
      words?.en ?? record.category,
      words?.ja,
      ...record.diseases.map(({ label }) => label),
      ...record.species.map(({ name }) => name),
      ...Object.values(record.description ?? {}),
      ...record.deposits.map(({ bank }) => bank),
    ].filter((it) => it !== undefined),
    concepts,
    facets: Object.fromEntries(Object.entries(facets).filter(([, values]) => values.length)),
    audience: record.visibility === 'signed-in' ? ['signed-in'] : ['public'],
    // what can be had comes before what cannot
    rank:
      Math.min(5, offered.length) * 4 +
      (record.str ? 4 : 0) +
      Math.min(5, record.references.length) -
      (record.problems.length ? 15 : 0),
    card: {
      holders,
      ...(record.description ? { summary: record.description } : {}),
      facts: [
        { name: 'category', values: facets.category },
        { name: 'species', values: facets.species },
        { name: 'disease', values: facets.disease.slice(0, 5) },
        { name: 'deposits', values: offered.map(({ bank, catalogue }) => `${bank} ${catalogue}`).slice(0, 5) },
        { name: 'problem', values: record.problems.length ? ['yes'] : [] },
      ].filter(({ values }) => values.length),
    },
  }
}

export function lineRows(record: LineRecord): Shaped {
  const publication = publicationOf(record)
  const seen = new Set<string>()
  return {
    table: 'bank.line',
    row: {
      accession: record.accession,
      name: record.name,
      alike: tight(record.name),
      parents: record.parents.map(({ accession }) => accession),
      audience: publication.audience,
      record,
    },
    children: {
      'bank.deposit': record.deposits.map(({ bank, catalogue, status, url }) => ({
        bank,
        catalogue,
        status,
        url: url ?? null,
      })),
      'bank.disease': record.diseases.map((it) => ({ curie: conceptOf(it), label: it.label })),
    },
    publication,
    organisations: record.deposits
      .filter((it) => !seen.has(holderOf(it)) && seen.add(holderOf(it)))
      .map((it) => ({ id: holderOf(it), name: { en: it.holder ?? banks[it.bank]?.name ?? it.bank } })),
  }
}

/** How lines of a format come in. */
export function lineIntake(format: Format<LineRecord>, it: Pick<Intake, 'holder' | 'templates'>): Intake {
  return intake<LineRecord>({
    format,
    ...it,
    source: ({ holder }) => `lines:${format.name}${holder ? `:${holder}` : ''}`,
    tables: [{ name: 'bank.line', children: ['bank.deposit', 'bank.disease'] }],
    rows: lineRows,
    notes: Object.fromEntries(Object.entries(format.faults).map(([code, { reason }]) => [code, reason])),
    mayImport: (actor, holder) => isOperator(actor) || (holder !== undefined && hasRole(actor, 'curator', holder)),
  })
}

export const lineIntakes: readonly Intake[] = [lineIntake(cellosaurus, { holder: 'none' })]

export const facetLabels = { kind: { line: { en: 'Cell line', ja: '細胞株' } }, category: categories } as const
