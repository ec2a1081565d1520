import { expect, test } from 'vitest'
import { donorsFormat } from '../../../features/collection/formats/donors/donors.ts'
import { readAll } from '../../../features/collection/formats/read-all.ts'
import type { Donor } from '../../../features/collection/donor-record.ts'
import { memoryInput } from '../../../kernel/input.ts'
import { emptyTally, population } from './population.ts'

const made = (count: number, seed = 1) => [...population(count, seed)]

test('what is made imports without a fault, and is what the tally says', async () => {
  const tally = emptyTally()
  const text = [...population(20_000, 7, tally)].join('')
  const { records, faults, notes } = await readAll(
    donorsFormat({ today: '2026-11-21' }),
    memoryInput({ 'x.ndjson': text }),
  )
  expect(faults).toEqual([])
  expect([...new Set(notes.map(({ code }) => code))]).toEqual([])
  const donors = records as Donor[]
  const sum = (size: (donor: Donor) => number | undefined) => donors.reduce((all, donor) => all + (size(donor) ?? 0), 0)
  expect({
    donors: donors.length,
    diagnoses: sum(({ diagnoses }) => diagnoses?.length),
    measurements: sum(({ measurements }) => measurements?.length),
    specimens: sum(({ specimens }) => specimens?.length),
    aliquots: sum(({ specimens }) => specimens?.reduce((all, one) => all + (one.aliquots?.length ?? 0), 0)),
    data: sum(({ data }) => data?.length),
    withdrawn: sum(({ consents }) => consents?.filter(({ withdrawn }) => withdrawn !== undefined).length),
    withParents: sum(({ father, mother }) => ((father ?? mother) ? 1 : 0)),
    families: tally.families,
  }).toEqual(tally)
  expect(tally.diagnoses / tally.donors).toBeGreaterThan(4)
  expect(tally.diagnoses / tally.donors).toBeLessThan(6)
  expect(Math.abs(tally.specimens / tally.donors - 3)).toBeLessThan(0.1)
  expect(Math.abs(tally.withdrawn / tally.donors - 0.01)).toBeLessThan(0.003)
})

test('three generations; diseases follow age, sex and each other', async () => {
  const donors = made(30_000).map((line) => JSON.parse(line) as Donor)
  const of = new Map(donors.map((donor) => [donor.id, donor]))
  const parents = ({ father, mother }: Donor) =>
    [father, mother].flatMap((id) => (id === undefined ? [] : (of.get(id) ?? [])))
  expect(donors.filter((one) => parents(one).some((parent) => parents(parent).length > 0)).length).toBeGreaterThan(3000)
  expect(donors.filter((one) => parents(one).length === 2).length).toBeGreaterThan(8000)
  const has = (donor: Donor, code: string) => donor.diagnoses?.some((one) => one.code === code) ?? false
  const share = (list: readonly Donor[], code: string) => list.filter((donor) => has(donor, code)).length / list.length
  const aged = (from: number, below: number) =>
    donors.filter(
      ({ born = '', died }) =>
        died === undefined && 2026 - Number(born.slice(0, 4)) >= from && 2026 - Number(born.slice(0, 4)) < below,
    )
  expect(share(aged(75, 90), 'ICD10:I10')).toBeGreaterThan(0.4)
  expect(share(aged(20, 35), 'ICD10:I10')).toBeLessThan(0.08)
  expect(share(aged(5, 20), 'ICD10:G30')).toBe(0)
  expect(donors.some((one) => one.sex === 'MALE' && has(one, 'ICD10:N80'))).toBe(false)
  expect(donors.some((one) => one.sex === 'FEMALE' && has(one, 'ICD10:C61'))).toBe(false)
  // who has diabetes has hypertension more often than others of the same age
  const old = aged(60, 80)
  expect(
    share(
      old.filter((one) => has(one, 'ICD10:E11')),
      'ICD10:I10',
    ),
  ).toBeGreaterThan(
    share(
      old.filter((one) => !has(one, 'ICD10:E11')),
      'ICD10:I10',
    ) + 0.1,
  )
  const sugar = (diabetic: boolean) => {
    const values = donors
      .filter((one) => has(one, 'ICD10:E11') === diabetic)
      .flatMap(({ measurements = [] }) =>
        measurements.flatMap(({ code, value }) => (code === 'LOINC:4548-4' ? value : [])),
      )
    return values.reduce((sum, value) => sum + value, 0) / values.length
  }
  expect(sugar(true) - sugar(false)).toBeGreaterThan(1)
})

test('the same seed makes the same people, another one others; a smaller population begins a larger one', () => {
  const some = made(500, 3)
  expect(made(500, 3)).toEqual(some)
  expect(made(900, 3).slice(0, 500)).toEqual(some)
  expect(made(500, 4)[0]).not.toBe(some[0])
  expect(made(0)).toEqual([])
})
