import type { Columnar, Numbers } from '../../../kernel/columnar.ts'
import { quoted } from '../../../kernel/columnar.ts'
import { knownDonors } from './stage.ts'
import type { Before } from './stage.ts'
import { kinds, viewOf } from './segments.ts'
import { never } from './table.ts'
import type { DonorTable, Posted } from './table.ts'

const one = async (duck: Columnar, query: string): Promise<number> =>
  Number((await duck.rows<{ n: bigint }>(`select count(*) as n from (${query})`))[0]?.n ?? 0)
const texts = async (duck: Columnar, query: string): Promise<string[]> =>
  (await duck.rows<{ t: string }>(`select distinct ${query} order by 1`)).map(({ t }) => t)

/** Arrays of a holder out of its segments; those who have withdrawn do not get in. */
export async function load(duck: Columnar, { folder, segments, withdrawn }: Before): Promise<DonorTable> {
  for (const kind of kinds) await duck.run(viewOf(`o_${kind}`, kind, folder, segments))
  await duck.run(
    `create or replace temp table gone as select unnest([${withdrawn.map(quoted).join(', ')}]::varchar[]) as donor`,
  )
  await duck.run(
    `create or replace temp table who as select (row_number() over (order by id) - 1)::int as n, * from (${knownDonors}) where id not in (select donor from gone)`,
  )
  const donors = await one(duck, 'from who')
  await duck.run(`create or replace temp table folk as select id, n from who union all select p as id, (${donors} + row_number() over () - 1)::int as n
    from (select father as p from who union select mother from who) where p <> '' and p not in (select id from who)`)
  await duck.run(
    `create or replace temp table dead as select donor, max(month)::smallint as month, min(reported)::int as reported from o_death group by donor`,
  )
  const sexes = await texts(duck, `sex as t from who where sex <> ''`)
  const ethnicities = await texts(duck, `ethnicity as t from who where ethnicity <> ''`)
  const numbered = (list: readonly string[], column: string) =>
    `(coalesce(list_position([${list.map(quoted).join(', ')}]::varchar[], ${column}), 0) - 1)::smallint`
  const [sex, ethnicity, born, died, diedReported, father, mother, reported] = (await duck.arrays(
    `select ${numbered(sexes, 'who.sex')}, ${numbered(ethnicities, 'who.ethnicity')}, who.born, coalesce(dead.month, -1)::smallint, coalesce(dead.reported, ${never})::int,
      coalesce(f.n, -1)::int, coalesce(m.n, -1)::int, who.reported
     from who left join dead on dead.donor = who.id left join folk f on f.id = who.father left join folk m on m.id = who.mother order by who.n`,
    donors,
  )) as [Int16Array, Int16Array, Int16Array, Int16Array, Int32Array, Int32Array, Int32Array, Int32Array]

  const posted = async (table: string, key: string, more: string): Promise<Posted & { rest: Numbers[] }> => {
    const groups = await duck.rows<{ k: string; n: bigint }>(
      `select ${key} as k, count(*) as n from ${table} t join who on who.id = t.donor group by 1 order by 1`,
    )
    const start = new Int32Array(groups.length + 1)
    for (const [at, { n }] of groups.entries()) start[at + 1] = start[at]! + Number(n)
    const [donor, when, ...rest] = await duck.arrays(
      `select who.n, t.reported${more} from ${table} t join who on who.id = t.donor order by ${key}, who.n`,
      start[groups.length]!,
    )
    return { keys: groups.map(({ k }) => k), start, donor: donor as Int32Array, reported: when as Int32Array, rest }
  }
  const diagnoses = await posted('o_diagnosis', 't.code', ', t.onset, t.onset_age')
  const measurements = await posted('o_measurement', `t.code || ' ' || t.unit`, ', t.value, t.month, t.age')
  const data = await posted('o_data', 't.kind', ', t.produced')

  const storages = await texts(duck, `storage as t from o_specimen where storage <> ''`)
  const repeated = (await one(duck, 'from o_specimen')) > (await one(duck, 'select distinct id from o_specimen'))
  // one number a row, so that amounts find it; the order is that of the arrays
  await duck.run(`create or replace temp table spec as select (row_number() over (order by t.material, who.n, t.id, t.reported, t.since) - 1)::int as s, who.n as n, t.donor, t.material, t.reported,
    t.sampled, t.sampled_age, ${numbered(storages, 't.storage')} as storage, t.aliquots,
    ${repeated ? `coalesce(lead(t.reported) over (partition by t.id order by t.reported, t.since), ${never})::int` : `${never}::int`} as replaced
    from o_specimen t join who on who.id = t.donor`)
  const materials = await duck.rows<{ k: string; n: bigint }>(
    'select material as k, count(*) as n from spec group by 1 order by 1',
  )
  const start = new Int32Array(materials.length + 1)
  for (const [at, { n }] of materials.entries()) start[at + 1] = start[at]! + Number(n)
  const [holder, known, storage, sampled, sampledAge, replaced] = (await duck.arrays(
    'select n, reported, storage, sampled, sampled_age, replaced from spec order by s',
    start[materials.length]!,
  )) as [Int32Array, Int32Array, Int16Array, Int16Array, Int16Array, Int32Array]
  await duck.run(`create or replace temp table lot as select s, f.unit as unit, sum(coalesce(f.remaining, f.amount))::double as amount
    from (select s, unnest(aliquots) as f from spec where len(aliquots) > 0) where coalesce(f.remaining, f.amount) is not null and f.unit is not null group by 1, 2`)
  const units = await duck.rows<{ k: string; n: bigint }>(
    'select unit as k, count(*) as n from lot group by 1 order by 1',
  )
  const unitStart = new Int32Array(units.length + 1)
  for (const [at, { n }] of units.entries()) unitStart[at + 1] = unitStart[at]! + Number(n)
  const [of, amount] = (await duck.arrays('select s, amount from lot order by unit, s', unitStart[units.length]!)) as [
    Int32Array,
    Float64Array,
  ]

  // a consent that was withdrawn is none, whatever day is asked for: every word on it goes
  await duck.run(`create or replace temp table agreed as select donor, unnest(scope) as scope, first, last, reported from o_consent c
    where not exists (select 1 from o_consent x where x.donor = c.donor and x.scope = c.scope and x.first = c.first and x.withdrawn >= 0)`)
  const consents = await posted('agreed', 't.scope', ', t.first, t.last')
  const asked = await one(duck, 'select distinct donor from o_consent where donor in (select id from who)')
  const [holders = new Int32Array(0)] = await duck.arrays(
    'select n from who where id in (select donor from o_consent) order by n',
    asked,
  )
  const consentKnown = new Uint8Array(donors)
  for (const at of holders) consentKnown[at] = 1
  for (const table of ['who', 'folk', 'dead', 'spec', 'lot', 'agreed']) await duck.run(`drop table ${table}`)
  return {
    donors,
    sexes,
    sex,
    born,
    died,
    diedReported,
    ethnicities,
    ethnicity,
    father,
    mother,
    reported,
    diagnoses: {
      ...bare(diagnoses),
      onset: diagnoses.rest[0] as Int16Array,
      onsetAge: diagnoses.rest[1] as Int16Array,
    },
    measurements: {
      ...bare(measurements),
      value: measurements.rest[0] as Float64Array,
      when: measurements.rest[1] as Int16Array,
      age: measurements.rest[2] as Int16Array,
    },
    specimens: {
      keys: materials.map(({ k }) => k),
      start,
      donor: holder,
      reported: known,
      storages,
      storage,
      sampled,
      sampledAge,
      replaced,
    },
    amounts: { keys: units.map(({ k }) => k), start: unitStart, of, amount },
    data: { ...bare(data), produced: data.rest[0] as Int16Array },
    consents: { ...bare(consents), from: consents.rest[0] as Int32Array, until: consents.rest[1] as Int32Array },
    consentKnown,
  }
}

const bare = ({ keys, start, donor, reported }: Posted): Posted => ({ keys, start, donor, reported })
