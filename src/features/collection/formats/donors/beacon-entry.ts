import { monthNumber, yearsOf } from '../../model/donor-dates.ts'
import { curieOf, materialOf, sexOf, unitOf } from './beacon-codes.ts'

/** An entry of Beacon v2 as the record it becomes; what could not be read, and which of its fields are not kept. */
export interface Taken {
  readonly value: Record<string, unknown>
  readonly faults: { path: string; code: string; value?: string; values?: Readonly<Record<string, string | number>> }[]
  readonly untaken: string[]
  /** codes of a material that our list does not have */
  readonly unmapped: string[]
}
type Loose = Record<string, unknown>

const taken = (): Taken => ({ value: {}, faults: [], untaken: [], unmapped: [] })
const isObject = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const listOf = (value: unknown): Loose[] => (Array.isArray(value) ? value.filter(isObject) : [])
const idOf = (term: unknown): string | undefined =>
  isObject(term) && typeof term.id === 'string' ? term.id : undefined
const some = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)

export function individual(entry: Loose): Taken {
  const it = taken()
  const { value, faults } = it
  value.type = 'donor'
  if (typeof entry.id === 'string') value.id = entry.id
  const sex = idOf(entry.sex)
  if (sex !== undefined && !Object.hasOwn(sexOf, sex))
    faults.push({ path: 'sex', code: 'code-unlisted', value: sex.slice(0, 40) })
  else if (sex !== undefined && sexOf[sex]) value.sex = sexOf[sex]
  const ethnicity = idOf(entry.ethnicity)
  if (ethnicity !== undefined) value.ethnicity = curieOf(ethnicity)
  const diseases = listOf(entry.diseases).map((disease, n) => ({
    code: curieOf(idOf(disease.diseaseCode) ?? ''),
    ...age('onsetAge', disease.ageOfOnset, `diagnoses[${n}].onsetAge`, it),
  }))
  if (diseases.length > 0) value.diagnoses = diseases
  const measurements = listOf(entry.measures).flatMap((measure) => measurementsOf(measure, it))
  if (measurements.length > 0) value.measurements = measurements
  const parents = parentsOf(entry)
  Object.assign(value, parents)
  it.untaken.push(
    ...fieldsBut(entry, [
      'id',
      'sex',
      'ethnicity',
      'diseases',
      'measures',
      ...(Object.keys(parents).length > 0 ? ['pedigrees'] : []),
    ]),
  )
  return it
}

export function biosample(entry: Loose): Taken {
  const it = taken()
  const { value, faults } = it
  if (typeof entry.id === 'string') value.id = entry.id
  const codes = [idOf(entry.sampleOriginDetail), idOf(entry.sampleOriginType)]
  const material = materialOf(...codes)
  if (material !== undefined) value.material = material
  else it.unmapped.push(...codes.flatMap((code) => code ?? []))
  if (some(entry.collectionDate)) {
    const date = String(entry.collectionDate)
    if (monthNumber(date) === undefined)
      faults.push({
        path: 'sampled',
        code: 'field-form',
        value: date.slice(0, 40),
        values: { field: 'collectionDate', example: '2020-09-11' },
      })
    else value.sampled = date.slice(0, 7)
  }
  Object.assign(value, age('sampledAge', entry.collectionMoment, 'sampledAge', it))
  it.untaken.push(
    ...fieldsBut(entry, [
      'id',
      'individualId',
      'sampleOriginType',
      'sampleOriginDetail',
      'collectionDate',
      'collectionMoment',
    ]),
  )
  return it
}

const fieldsBut = (entry: Loose, kept: readonly string[]): string[] =>
  Object.keys(entry).filter(
    (field) => some(entry[field]) && !kept.includes(field) && !field.startsWith('$') && field !== '_id',
  )

/** An age as a duration, however it is wrapped. A range or a group of ages is not one age: it stays unknown and is named. */
function age(name: string, element: unknown, path: string, it: Taken): Loose {
  if (!some(element)) return {}
  const inner = isObject(element)
    ? isObject(element.age)
      ? element.age.iso8601duration
      : element.iso8601duration
    : element
  if (typeof inner !== 'string') {
    it.untaken.push(`${path.replace(/\[\d+\]/g, '')} (range)`)
    return {}
  }
  const years = yearsOf(inner)
  if (years === undefined) it.faults.push({ path, code: 'duration-bad', value: inner.slice(0, 40) })
  return years === undefined ? {} : { [name]: years }
}

function measurementsOf(measure: Loose, it: Taken): Loose[] {
  const at = isObject(measure.measurementValue) ? measure.measurementValue : {}
  const date = some(measure.date) ? String(measure.date) : undefined
  const when = date !== undefined && monthNumber(date) !== undefined ? { when: date.slice(0, 7) } : {}
  const moment = { ...when, ...age('age', measure.observationMoment, 'measurements.age', it) }
  const one = (code: string, quantity: unknown): Loose[] => {
    const unit = isObject(quantity) ? (idOf(quantity.unit) ?? idOf(quantity.units)) : undefined
    if (!isObject(quantity) || typeof quantity.value !== 'number' || unit === undefined) {
      it.untaken.push('measures (not a quantity)')
      return []
    }
    return [{ code: curieOf(code), value: quantity.value, unit: unitOf(unit), ...moment }]
  }
  if (Array.isArray(at.typedQuantities))
    return listOf(at.typedQuantities).flatMap((typed) => one(idOf(typed.quantityType) ?? '', typed.quantity))
  return one(idOf(measure.assayCode) ?? '', isObject(at.quantity) ? at.quantity : at)
}

const [proband, ...parents] = [
  ['NCIT:C64435'],
  ['father', 'NCIT:C96572', 'NCIT:C25174'],
  ['mother', 'NCIT:C96580', 'NCIT:C25189'],
] as const

/** Parents, where the pedigree is told from this person. */
function parentsOf(entry: Loose): Loose {
  for (const pedigree of listOf(entry.pedigrees)) {
    const members = listOf(pedigree.members)
    const self = members.find(({ memberId }) => memberId === entry.id)
    if (!self || idOf(self.role) !== proband[0]) continue
    return Object.fromEntries(
      parents.flatMap(([role, ...codes]) => {
        const member = members.find((one) => (codes as readonly (string | undefined)[]).includes(idOf(one.role)))
        return typeof member?.memberId === 'string' ? [[role, member.memberId]] : []
      }),
    )
  }
  return {}
}
