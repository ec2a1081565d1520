import { dataCategories, materials, omics } from './codes.ts'
import type { List } from './codes.ts'
import { permissions } from './permissions.ts'

/** How specimens are kept: the classes of MIABIS. */
export const storageWords = {
  RT: { en: 'Room temperature', ja: '室温' },
  PLUS_2_TO_10: { en: '2 to 10 °C', ja: '2〜10 °C' },
  MINUS_18_TO_35: { en: '-18 to -35 °C', ja: '-18〜-35 °C' },
  MINUS_60_TO_85: { en: '-60 to -85 °C', ja: '-60〜-85 °C' },
  LN: { en: 'Liquid nitrogen', ja: '液体窒素' },
} as const satisfies List
export type Storage = keyof typeof storageWords
export const storages = Object.keys(storageWords) as Storage[]

const { BIOLOGICAL_SAMPLES: _, ...categories } = dataCategories
/** Kinds of data of a donor, with the codes of the catalogue: a collection and its donors are found by the same word. */
export const dataKindWords = { ...omics, ...categories } as const satisfies List
export type DataKind = keyof typeof dataKindWords
export const dataKinds = Object.keys(dataKindWords) as DataKind[]

export const isMaterial = (code: string): boolean => Object.hasOwn(materials, code)
export const materialCodes: readonly string[] = Object.keys(materials)
export const isPermission = (code: string): boolean => Object.hasOwn(permissions, code)
export const permissionCodes: readonly string[] = Object.keys(permissions)

/** Local parts of the vocabularies that codes of donors may come from. Single codes: a diagnosis is no range and no chapter. */
const forms: Readonly<Record<string, RegExp>> = {
  // national editions add up to four characters, and many systems write them without the dot (F3181); kept as published
  ICD10: /^[A-Z]\d\d(?:\.?[0-9A-Z]{1,4})?$/,
  ICD10CM: /^[A-Z]\d[0-9A-Z](?:\.?[0-9A-Z]{1,4})?$/,
  ORPHA: /^\d{1,7}$/,
  NANDO: /^\d{7}$/,
  MONDO: /^\d{7}$/,
  HP: /^\d{7}$/,
  OMIM: /^\d{6}$/,
  DOID: /^\d{1,7}$/,
  SNOMED: /^\d{6,18}$/,
  NCIT: /^C\d{1,7}$/,
  EFO: /^\d{7}$/,
  HANCESTRO: /^\d{4}$/,
  LOINC: /^\d{1,7}-\d$/,
  JLAC10: /^[0-9A-Z]{5,17}$/,
}
const used = {
  diagnosis: ['ICD10', 'ICD10CM', 'ORPHA', 'NANDO', 'MONDO', 'HP', 'OMIM', 'DOID', 'SNOMED', 'NCIT'],
  measurement: ['LOINC', 'JLAC10', 'NCIT', 'SNOMED', 'EFO'],
  ethnicity: ['NCIT', 'HANCESTRO', 'SNOMED'],
} as const
export type CodeUse = keyof typeof used

export const codeExamples: Readonly<Record<CodeUse, string>> = {
  diagnosis: 'ICD10:E11.9, ORPHA:589, NANDO:1200026, MONDO:0009688, HP:0001250',
  measurement: 'LOINC:4548-4, JLAC10:3D045',
  ethnicity: 'NCIT:C41260, HANCESTRO:0019',
}

/** Whether a code has the form of a vocabulary that is used in this place. That the term exists, a vocabulary must say. */
export function isCode(use: CodeUse, curie: string): boolean {
  const at = curie.indexOf(':')
  const prefix = curie.slice(0, at)
  const prefixes: readonly string[] = used[use]
  return at > 0 && prefixes.includes(prefix) && (forms[prefix]?.test(curie.slice(at + 1)) ?? false)
}
