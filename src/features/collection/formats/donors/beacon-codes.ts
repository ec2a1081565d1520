import { isUnit, ncitUnits } from '../../model/donor-units.ts'

/** Codes of Beacon v2 as ours. What has no counterpart stays unknown and is named in the report. */
export const sexOf: Readonly<Record<string, 'FEMALE' | 'MALE' | 'UNDIFFERENTIAL' | undefined>> = {
  'NCIT:C16576': 'FEMALE',
  'NCIT:C20197': 'MALE',
  'NCIT:C45908': 'UNDIFFERENTIAL',
  // unknown, not assessed
  'NCIT:C17998': undefined,
}

const materials: Readonly<Record<string, string>> = {
  'UBERON:0000178': 'WHOLE_BLOOD',
  'UBERON:0001969': 'PLASMA',
  'UBERON:0001977': 'SERUM',
  'UBERON:0001088': 'URINE',
  'UBERON:0001836': 'SALIVA',
  'UBERON:0001988': 'FECES',
  'UBERON:0002371': 'BONE_MARROW',
  'UBERON:0001359': 'CEREBROSPINAL_FLUID',
  'UBERON:0012168': 'CORD_BLOOD',
  'UBERON:0001913': 'BREAST_MILK',
  'OBI:0000655': 'WHOLE_BLOOD',
  'OBI:0000651': 'URINE',
  'OBI:0002502': 'CEREBROSPINAL_FLUID',
  'OBI:0002606': 'NASAL_SWAB',
  'OBI:0001051': 'DNA',
  'OBI:0000880': 'RNA',
}
export const materialOf = (...codes: readonly (string | undefined)[]): string | undefined =>
  codes.flatMap((code) => (code !== undefined && Object.hasOwn(materials, code) ? materials[code] : undefined) ?? [])[0]

/** Prefixes that mean the same vocabulary. */
const prefixes: Readonly<Record<string, string>> = {
  Orphanet: 'ORPHA',
  ORDO: 'ORPHA',
  SNOMEDCT: 'SNOMED',
  SCTID: 'SNOMED',
  'ICD-10': 'ICD10',
  'ICD-10-CM': 'ICD10CM',
  ncit: 'NCIT',
  MIM: 'OMIM',
}
export function curieOf(id: string): string {
  const at = id.indexOf(':')
  const prefix = id.slice(0, at)
  return at > 0 && Object.hasOwn(prefixes, prefix) ? `${prefixes[prefix]}${id.slice(at)}` : id
}

/** A unit by its code; one that has none of ours stays as it is, and is refused with its name. */
export function unitOf(id: string): string {
  if (Object.hasOwn(ncitUnits, id)) return ncitUnits[id] ?? id
  const ucum = /^UCUM:(.+)$/.exec(id)?.[1]
  return ucum !== undefined && isUnit(ucum) ? ucum : id
}

/** What an entry is, by the fields that only its type has. */
export function entryType(entry: object): string | undefined {
  if ('individualId' in entry && !('runDate' in entry) && !('libraryStrategy' in entry) && !('pipelineName' in entry))
    return 'biosamples'
  const signs = [
    ['biosamples', ['sampleOriginType', 'biosampleStatus']],
    ['individuals', ['sex', 'diseases', 'karyotypicSex']],
    ['genomicVariations', ['variation', 'variantInternalId']],
    ['cohorts', ['cohortType', 'cohortDesign']],
    ['runs', ['runDate', 'libraryStrategy']],
    ['analyses', ['pipelineName', 'analysisDate']],
    ['datasets', ['dataUseConditions', 'createDateTime']],
  ] as const
  return signs.find(([, fields]) => fields.some((field) => Object.hasOwn(entry, field)))?.[0]
}
