import { Compile } from 'typebox/compile'
import { nearest } from '../../../../kernel/csv.ts'
import { codeExamples, dataKinds, storages } from '../../donor-codes.ts'
import { Donor, Facts, Withdrawal } from '../../donor-record.ts'
import type { DonorRecord } from '../../donor-record.ts'

/** A field that does not fit the schema. The value is kept only where it cannot be a person's. */
export interface Misfit {
  readonly path: string
  readonly code: string
  readonly value?: string
  readonly values?: Readonly<Record<string, string | number>>
}

const validators = { donor: Compile(Donor), fact: Compile(Facts), withdrawal: Compile(Withdrawal) } as const
type Kind = keyof typeof validators

/** The record, or why it is none. What fits the schema may still be impossible: that is for `model/donor-checks.ts`. */
export function shaped(value: unknown): { record: DonorRecord } | { misfits: Misfit[] } {
  const type = typeof value === 'object' && value !== null && 'type' in value ? value.type : undefined
  if (type !== 'donor' && type !== 'fact' && type !== 'withdrawal')
    return { misfits: [{ path: 'type', code: 'type-unknown' }] }
  if (validators[type].Check(value)) return { record: value as DonorRecord }
  return { misfits: misfitsOf(type, value) }
}

function misfitsOf(type: Kind, value: unknown): Misfit[] {
  return validators[type].Errors(value).flatMap((error): Misfit[] => {
    const { keyword, params } = error as { keyword: string; params: Record<string, unknown> }
    const path = error.instancePath
      .slice(1)
      .replaceAll(/\/(\d+)/g, '[$1]')
      .replaceAll('/', '.')
    const field = path.replace(/^.*\./, '').replace(/\[\d+\]$/, '')
    const said = at(value, error.instancePath)
    const text = typeof said === 'string' || typeof said === 'number' ? String(said).slice(0, 80) : undefined
    const misfit = (code: string, values: Misfit['values'] = {}, shown = text): Misfit[] => [
      { path, code, ...(shown === undefined ? {} : { value: shown }), values: { field, ...values } },
    ]
    switch (keyword) {
      case 'required':
        return (params.requiredProperties as string[]).map((name) => ({
          path: path === '' ? name : `${path}.${name}`,
          code: 'field-missing',
          values: { field: name },
        }))
      case 'boolean':
        return [{ path, ...unknownField(field, Object.keys(fieldsAt(type, path))) }]
      case 'type':
        return misfit('field-type', { type: String(params.type) })
      case 'enum': {
        const codes: readonly string[] =
          field === 'kind' ? dataKinds : field === 'storage' ? storages : ['FEMALE', 'MALE', 'UNDIFFERENTIAL']
        const near = nearest(text ?? '', codes)
        return misfit(near ? 'code-near' : 'code-unlisted', near ? { nearest: near } : {})
      }
      case 'minimum':
      case 'maximum':
        return misfit(/amount|remaining/.test(field) ? 'amount-negative' : 'age-impossible')
      case 'pattern':
      case 'minItems':
      case 'minLength':
      case 'maxLength':
        return formOf(field, path, text ?? '', misfit)
      default:
        // `additionalProperties` comes with one `boolean` for each field
        return []
    }
  })
}

type Say = (code: string, values?: Misfit['values'], shown?: string) => Misfit[]

function formOf(field: string, path: string, text: string, misfit: Say): Misfit[] {
  const exact = /^\d{4}[-/.]?\d{1,2}[-/.]?\d{1,2}/.test(text)
  // neither a day of birth nor what may be a name goes into a report
  if (field === 'born' && exact) return [{ path, code: 'birth-exact' }]
  if (/^(id|donor|father|mother|specimen)$/.test(field)) return [{ path, code: 'id-form', values: { field } }]
  if (months.has(field)) return misfit(exact ? 'month-wanted' : 'field-form', { example: '2019-02' })
  if (field === 'scope') return misfit('code-form', { example: 'DUO:0000042' })
  if (field === 'ethnicity') return misfit('code-form', { example: codeExamples.ethnicity })
  if (field === 'code')
    return misfit('code-form', {
      example: path.startsWith('measurements') ? codeExamples.measurement : codeExamples.diagnosis,
    })
  const example: Readonly<Record<string, string>> = {
    material: 'PLASMA',
    platform: 'ILLUMINA_NOVASEQ_6000',
    unit: 'mL',
  }
  return misfit('field-form', { example: example[field] ?? '2024-04-10' })
}

const months = new Set(['born', 'died', 'onset', 'when', 'sampled', 'produced'])
const birth = /^(birth|dob$|date_?of_?birth|生年月日)/i
const personal =
  /^(.*name|address|zip|postal.*|phone|tel|e?mail|mrn|patient_?(id|no|number)|chart.*|insurance.*|my_?number|photo|氏名|住所|電話.*|患者.*|カルテ.*)$/i
const prose = /^(notes?|comments?|remarks?|memo|text|description|label|備考|メモ)$/i

export function unknownField(field: string, known: readonly string[]): Omit<Misfit, 'path'> {
  if (birth.test(field)) return { code: 'birth-exact', values: { field } }
  if (personal.test(field)) return { code: 'personal-data', values: { field } }
  if (prose.test(field)) return { code: 'free-text', values: { field } }
  return { code: 'field-unknown', values: { field: field.slice(0, 80), nearest: nearest(field, known) ?? '-' } }
}

interface Loose {
  properties?: Record<string, Loose>
  items?: Loose
}
/** Fields that the object around a path may have, for "did you mean". */
function fieldsAt(type: Kind, path: string): Record<string, Loose> {
  let here: Loose = { donor: Donor, fact: Facts, withdrawal: Withdrawal }[type] as unknown as Loose
  for (const part of path.split('.').slice(0, -1)) {
    const inner = here.properties?.[part.replace(/\[\d+\]$/, '')]
    here = inner?.items ?? inner ?? {}
  }
  return here.properties ?? {}
}

function at(value: unknown, pointer: string): unknown {
  let here = value
  for (const part of pointer.split('/').slice(1))
    here = typeof here === 'object' && here !== null ? (here as Record<string, unknown>)[part] : undefined
  return here
}
