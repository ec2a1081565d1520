import type { Columnar } from '../../../kernel/columnar.ts'
import { quoted } from '../../../kernel/columnar.ts'
import { monthText } from '../model/donor-dates.ts'
import type { Known } from '../model/donor-index.ts'
import { viewOf } from './segments.ts'
import { knownDonors } from './stage.ts'
import type { Before } from './stage.ts'

/** What a holder already has, for the checks between a file and it. In memory: some 150 bytes a donor. */
export async function knownOf(duck: Columnar, { folder, segments, withdrawn }: Before): Promise<Known> {
  const gone = new Set(withdrawn)
  for (const kind of ['donor', 'death', 'specimen'] as const)
    await duck.run(viewOf(`o_${kind}`, kind, folder, segments))
  const people = new Map<string, { sex?: string; born?: string; died?: string }>()
  const month = (at: number) => (at >= 0 ? monthText(at) : undefined)
  for (const { id, sex, born, died } of await duck.rows<{ id: string; sex: string; born: number; died: number | null }>(
    `select k.id, k.sex, k.born, d.month as died from (${knownDonors}) k left join (select donor, max(month) as month from o_death group by donor) d on d.donor = k.id`,
  )) {
    const [birth, death] = [month(born), month(died ?? -1)]
    people.set(id, { ...(sex ? { sex } : {}), ...(birth ? { born: birth } : {}), ...(death ? { died: death } : {}) })
  }
  const owners = new Map<string, string>()
  for (const { id, donor } of await duck.rows<{ id: string; donor: string }>(
    'select distinct id, donor from o_specimen',
  ))
    owners.set(id, donor)
  return { withdrawn: (id) => gone.has(id), donor: (id) => people.get(id), specimen: (id) => owners.get(id) }
}

/** Donors whose sex a line says to be another than it was said before: a sex is not overwritten. */
export async function sexClashes(duck: Columnar): Promise<{ line: bigint; who: string; sex: string; known: string }[]> {
  await duck.run(`create or replace temp table sex_clash as select l.line, l.who, l.sex, k.sex as known from l join (${knownDonors}) k on k.id = l.who
    where l.type = 'donor' and l.sex is not null and k.sex <> '' and k.sex <> l.sex`)
  return duck.rows('select * from sex_clash order by line')
}

/** Withdrawn donors as a table of their own, for what is checked in SQL. */
export const goneTable = (withdrawn: readonly string[]): string =>
  `create or replace temp table gone as select unnest([${withdrawn.map(quoted).join(', ')}]::varchar[]) as donor`
