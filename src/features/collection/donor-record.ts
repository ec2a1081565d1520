import { closed, oneOf, T } from '../../kernel/contract.ts'
import type { Static } from '../../kernel/contract.ts'
import { dataKinds, storages } from './donor-codes.ts'

/**
 * What a holder says of one donor, as one line of NDJSON. Pseudonymous: identifiers are the holder's own numbers, dates of a
 * person's life are months, and there is no field for free text, so that none is stored.
 *
 * Every fact keeps two times: when it was true (`onset`, `when`, `sampled`, `from`; a month or an age) and when the holder
 * came to know it (`reported`). A count as of a date knows what was reported by the end of that day.
 */
const id = T.String({
  pattern: '^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$',
  description:
    'identifier of the holder, no name and no number of a patient record; within one holder it means one thing',
})
const month = (about: string) => T.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$', description: `${about}, YYYY-MM` })
const day = (about: string) =>
  T.String({
    pattern: '^\\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?$',
    description: `${about}, YYYY-MM-DD; YYYY-MM means the last day of that month`,
  })
const age = (about: string) => T.Integer({ minimum: 0, maximum: 120, description: `${about}, in completed years` })
const curie = (about: string) => T.String({ pattern: '^[A-Za-z][\\w.-]*:\\S+$', maxLength: 64, description: about })
const reported = day(
  'when the holder came to know this; absent: the day reported for the whole line, and without that the day of the import',
)
const ucum = T.String({ minLength: 1, maxLength: 40, description: 'unit in UCUM: mL, ng/uL, kg/m2, mm[Hg]' })
const maybe = T.Optional

export const Consent = closed({
  scope: T.Array(T.String({ pattern: '^DUO:\\d{7}$' }), {
    minItems: 1,
    description: 'permissions and modifiers of the Data Use Ontology',
  }),
  from: day('first day of validity'),
  until: maybe(day('last day of validity; absent: no end agreed')),
  withdrawn: maybe(day('day from which the donor has withdrawn this consent')),
  reported: maybe(reported),
})
export const Diagnosis = closed({
  code: curie('disease: ICD10:E11.9, ORPHA:589, NANDO:1200026, MONDO:0009688, HP:0001250'),
  onset: maybe(month('when the disease began')),
  onsetAge: maybe(age('age at onset')),
  reported: maybe(reported),
})
export const Measurement = closed({
  code: curie('what was measured: LOINC:4548-4'),
  value: T.Number(),
  unit: ucum,
  when: maybe(month('when it was measured')),
  age: maybe(age('age when it was measured')),
  reported: maybe(reported),
})
export const Aliquot = closed({
  id,
  amount: maybe(T.Number({ minimum: 0, description: 'when it was made' })),
  remaining: maybe(T.Number({ minimum: 0, description: 'now' })),
  unit: maybe(ucum),
  storage: maybe(oneOf(storages)),
})
export const Specimen = closed({
  id,
  material: maybe(
    T.String({ pattern: '^[A-Z][A-Z0-9_]*$', description: 'code of the list of materials; absent: not known' }),
  ),
  sampled: maybe(month('when it was taken')),
  sampledAge: maybe(age('age when it was taken')),
  storage: maybe(oneOf(storages)),
  aliquots: maybe(T.Array(Aliquot)),
  reported: maybe(reported),
})
export const DataSet = closed({
  kind: oneOf(dataKinds),
  specimen: maybe(id),
  platform: maybe(
    T.String({ pattern: '^[A-Z0-9][A-Z0-9_-]{0,39}$', description: 'short code: ILLUMINA_NOVASEQ_6000' }),
  ),
  produced: maybe(month('when they were made')),
  reported: maybe(reported),
})

const facts = {
  consents: maybe(T.Array(Consent)),
  diagnoses: maybe(T.Array(Diagnosis)),
  measurements: maybe(T.Array(Measurement)),
  specimens: maybe(T.Array(Specimen)),
  data: maybe(T.Array(DataSet)),
}

export const Donor = closed({
  type: T.Literal('donor'),
  id,
  sex: maybe(oneOf(['FEMALE', 'MALE', 'UNDIFFERENTIAL'] as const)),
  born: maybe(month('birth; the day is refused')),
  died: maybe(month('death')),
  ethnicity: maybe(curie('NCIT:C41260, HANCESTRO:0019')),
  father: maybe(id),
  mother: maybe(id),
  reported: maybe(day('when the holder came to know what this line says')),
  ...facts,
})
/** What was learnt later about a donor: added to what is known, nothing is overwritten. A specimen of a known id is its newer state. */
export const Facts = closed({ type: T.Literal('fact'), donor: id, reported, died: maybe(month('death')), ...facts })
export const Withdrawal = closed({ type: T.Literal('withdrawal'), donor: id, reported })

export const DonorRecord = T.Union([Donor, Facts, Withdrawal])
export type Consent = Static<typeof Consent>
export type Diagnosis = Static<typeof Diagnosis>
export type Measurement = Static<typeof Measurement>
export type Aliquot = Static<typeof Aliquot>
export type Specimen = Static<typeof Specimen>
export type DataSet = Static<typeof DataSet>
export type Donor = Static<typeof Donor>
export type Facts = Static<typeof Facts>
export type Withdrawal = Static<typeof Withdrawal>
export type DonorRecord = Donor | Facts | Withdrawal

/** The lists that a donor and a later fact may both carry. */
export const factLists = ['consents', 'diagnoses', 'measurements', 'specimens', 'data'] as const
export type FactList = (typeof factLists)[number]

/** The schema of one line, for whoever writes such files. */
export const donorJsonSchema = (address: string): object => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: address,
  title: 'One line of a donor file (NDJSON)',
  ...(JSON.parse(JSON.stringify(DonorRecord)) as object),
})

/** Template `donors`: one line of each type; imports as it is. */
export const donorTemplate = (): string => templateLines.map((line) => `${JSON.stringify(line)}\n`).join('')

const templateLines: readonly DonorRecord[] = [
  {
    type: 'donor',
    id: 'D0001',
    sex: 'MALE',
    born: '1948-03',
    reported: '2024-04-10',
    consents: [{ scope: ['DUO:0000042'], from: '2024-04-01' }],
  },
  {
    type: 'donor',
    id: 'D0002',
    sex: 'FEMALE',
    born: '1975-07',
    ethnicity: 'NCIT:C41260',
    father: 'D0001',
    reported: '2024-04-10',
    consents: [{ scope: ['DUO:0000006', 'DUO:0000021'], from: '2024-04-01', until: '2034-03-31' }],
    diagnoses: [
      { code: 'ICD10:G20', onset: '2019-02', reported: '2024-05-02' },
      { code: 'ICD10:I10', onsetAge: 41 },
    ],
    measurements: [{ code: 'LOINC:4548-4', value: 5.6, unit: '%', when: '2024-04' }],
    specimens: [
      {
        id: 'S0001',
        material: 'PLASMA',
        sampled: '2024-04',
        storage: 'MINUS_60_TO_85',
        aliquots: [
          { id: 'S0001-1', amount: 0.5, remaining: 0.5, unit: 'mL' },
          { id: 'S0001-2', amount: 0.5, remaining: 0, unit: 'mL' },
        ],
      },
    ],
    data: [{ kind: 'GENOMICS', specimen: 'S0001', produced: '2024-04', platform: 'ILLUMINA_NOVASEQ_6000' }],
  },
  { type: 'fact', donor: 'D0002', reported: '2025-01-20', diagnoses: [{ code: 'ICD10:F32', onset: '2024-11' }] },
  { type: 'withdrawal', donor: 'D0001', reported: '2025-03-03' },
]
