import type { Words } from '../../../../kernel/words.ts'
import type { CohortQuery } from './query.ts'

/** Questions that work, for the documentation, the page and the tests. */
export const examples: readonly { readonly title: Words; readonly query: CohortQuery }[] = [
  {
    title: { en: 'Everybody', ja: 'すべての提供者' },
    query: { version: 1 },
  },
  {
    title: { en: 'A disease, with what is narrower', ja: '疾患名とその下位の病名' },
    query: { version: 1, where: { diagnosis: { terms: ['NANDO:1200026'] } } },
  },
  {
    title: { en: 'Women of an age, with a disease and plasma', ja: '年齢・性別・疾患と血漿の検体' },
    query: {
      version: 1,
      where: {
        all: [
          { sex: ['FEMALE'] },
          { age: { at: 'now', from: 40, below: 60 } },
          { diagnosis: { terms: ['ICD10:G20'], onset: { from: 40, below: 50 } } },
          { specimen: { material: ['PLASMA'], storage: ['MINUS_60_TO_85'] } },
        ],
      },
    },
  },
  {
    title: { en: 'One disease and not another', ja: 'ある疾患があり、別の疾患がない' },
    query: {
      version: 1,
      where: {
        all: [
          { diagnosis: { terms: ['ICD10:E11'] } },
          { not: { diagnosis: { terms: ['ICD10:N18'], narrower: false } } },
          { measurement: { code: 'LOINC:4548-4', unit: '%', from: 6.5, measured: { from: '2020-04' } } },
        ],
      },
    },
  },
  {
    title: { en: 'At least two of three', ja: '3条件のうち2つ以上' },
    query: {
      version: 1,
      where: {
        atLeast: {
          n: 2,
          of: [
            { diagnosis: { terms: ['ICD10:I10'] } },
            { diagnosis: { terms: ['ICD10:E11'] } },
            { diagnosis: { terms: ['ICD10:E78'] } },
          ],
        },
      },
    },
  },
  {
    title: { en: 'One specimen that meets all, and data', ja: '同じ1つの検体が満たす条件とデータ' },
    query: {
      version: 1,
      where: {
        all: [
          {
            specimen: {
              all: [{ material: ['DNA'], amount: { unit: 'ug', from: 10 } }, { not: { sampled: { to: '2014-12' } } }],
            },
          },
          { any: [{ data: { kind: ['GENOMICS'] } }, { data: { kind: ['TRANSCRIPTOMICS'] } }] },
          { consent: ['DUO:0000042', 'DUO:0000006'] },
        ],
      },
    },
  },
  {
    title: { en: 'Children whose parents take part', ja: '両親も参加している子ども' },
    query: {
      version: 1,
      where: {
        all: [
          { age: { at: 'sampling', below: 20 } },
          { pedigree: { relation: 'bothParentsInCohort' } },
          { birthYear: { from: 2005 } },
        ],
      },
    },
  },
  {
    title: { en: 'Count specimens instead of donors', ja: '提供者ではなく検体を数える' },
    query: {
      version: 1,
      count: 'specimens',
      where: { all: [{ ethnicity: ['HANCESTRO:0019'] }, { pedigree: { relation: 'anyRelative', degree: 2 } }] },
      specimens: { material: ['SERUM', 'PLASMA'], ageAtSampling: { from: 65 } },
    },
  },
]
