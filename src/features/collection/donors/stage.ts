import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Columnar } from '../../../kernel/columnar.ts'
import { quoted } from '../../../kernel/columnar.ts'
import { columns, kinds, noEnd, settle, syncFolder, viewOf } from './segments.ts'
import type { Kind, Segment } from './segments.ts'

/** What is known of a holder before an import. */
export interface Before {
  readonly folder: string
  readonly segments: readonly (Segment & { since: number })[]
  readonly withdrawn: readonly string[]
  /** what was taken since the last withdrawal: digests of whole inputs, with how many records they had */
  readonly taken?: Readonly<Record<string, number>>
}

export interface Staged {
  readonly segments: Segment[]
  readonly withdrawals: { donor: string; reported: number }[]
  readonly added: number
  readonly changed: number
  readonly removed: number
  readonly unchanged: number
  readonly examples: { change: 'added' | 'changed' | 'removed'; key: string }[]
}

const aliquots = '[{"id":"VARCHAR","amount":"DOUBLE","remaining":"DOUBLE","unit":"VARCHAR","storage":"VARCHAR"}]'
/** How DuckDB reads a line; the same fields as `donor-record.ts`. */
export const lineShape = `{"type":"VARCHAR","id":"VARCHAR","donor":"VARCHAR","sex":"VARCHAR","born":"VARCHAR","died":"VARCHAR","ethnicity":"VARCHAR",
"father":"VARCHAR","mother":"VARCHAR","reported":"VARCHAR",
"consents":[{"scope":["VARCHAR"],"from":"VARCHAR","until":"VARCHAR","withdrawn":"VARCHAR","reported":"VARCHAR"}],
"diagnoses":[{"code":"VARCHAR","onset":"VARCHAR","onsetAge":"SMALLINT","reported":"VARCHAR"}],
"measurements":[{"code":"VARCHAR","value":"DOUBLE","unit":"VARCHAR","when":"VARCHAR","age":"SMALLINT","reported":"VARCHAR"}],
"specimens":[{"id":"VARCHAR","material":"VARCHAR","sampled":"VARCHAR","sampledAge":"SMALLINT","storage":"VARCHAR","aliquots":${aliquots},"reported":"VARCHAR"}],
"data":[{"kind":"VARCHAR","specimen":"VARCHAR","platform":"VARCHAR","produced":"VARCHAR","reported":"VARCHAR"}]}`

/** Lines of a file as they are, numbered: none is dropped and none is judged. */
const csvOf = (file: string): string => `read_csv(${quoted(file)},
  columns = {'t': 'VARCHAR'}, delim = '\\x1f', quote = '', escape = '', comment = '', header = false, auto_detect = false, null_padding = false, max_line_size = 4194304, buffer_size = 16777216, nullstr = '\\x1e', new_line = '\\n')`
export const readLines = (file: string): string =>
  `create or replace temp table raw as select row_number() over () as line, t from ${csvOf(file)}`

export const parseLines = `create or replace temp table l as select line, coalesce(r.id, r.donor) as who, r.* from (select line, from_json(t, '${lineShape}') as r from raw where t <> '')`

export const macros = [
  `create or replace temp macro month_no(t) as case when t is null then -1::smallint else (substr(t, 1, 4)::smallint * 12 + substr(t, 6, 2)::smallint - 1)::smallint end`,
  `create or replace temp macro day_no(t) as case when t is null then null when length(t) = 7 then (last_day((t || '-01')::date) - date '1970-01-01')::int else (t::date - date '1970-01-01')::int end`,
]

/**
 * The same in one step, for a file that is expected to be good: numbering the lines first would take one thread. `members`
 * is how many members the text has and `strings` how many of them are strings (a number would be taken for one, and the
 * other way round); `odd` says that they cannot be counted so.
 */
export const readAndParse = (file: string): string[] => [
  `create or replace temp table parsed as select from_json(t, '${lineShape}') as r, strlen(t) - strlen(replace(t, '":', '"')) as members,
    (strlen(t) - strlen(replace(t, '":"', '"'))) // 2 as strings,
    t is null or contains(t, '" :') or contains(t, '"\t:') or contains(t, '": ') or ${['onsetAge', 'sampledAge', 'age', 'value', 'amount', 'remaining'].map((it) => `contains(t, '"${it}":"')`).join(' or ')}
      or case when contains(t, 'Age":') or contains(t, '"age":') then regexp_matches(t, '"(onsetAge|sampledAge|age)":-?[0-9]+[.eE]') else false end as odd from ${csvOf(file)}`,
  `create or replace temp view l as select rowid + 1 as line, coalesce(r.id, r.donor) as who, members, strings, odd, r.* from parsed`,
]

/** Facts of all lines, a table a kind; `said` is null where the sender did not say when it was reported. */
function facts(today: number, as: 'table' | 'view'): string[] {
  const line = (list: string) =>
    `(select line, who, day_no(reported) as whole, unnest(${list}) as f from l where len(${list}) > 0)`
  const said = 'coalesce(day_no(f.reported), whole) as said'
  const table = (kind: Kind, query: string) =>
    `create or replace temp ${as} n_${kind} as select *, coalesce(said, ${today})::int as reported from (${query})`
  return [
    table(
      'donor',
      `select line, who as id, coalesce(sex, '') as sex, month_no(born) as born, coalesce(ethnicity, '') as ethnicity, coalesce(father, '') as father, coalesce(mother, '') as mother, day_no(reported) as said from l where type = 'donor'`,
    ),
    table(
      'death',
      `select line, who as donor, month_no(died) as month, day_no(reported) as said from l where died is not null`,
    ),
    table(
      'diagnosis',
      `select line, who as donor, f.code as code, month_no(f.onset) as onset, coalesce(f."onsetAge", -1)::smallint as onset_age, ${said} from ${line('diagnoses')}`,
    ),
    table(
      'measurement',
      `select line, who as donor, f.code as code, f.value as value, f.unit as unit, month_no(f."when") as month, coalesce(f.age, -1)::smallint as age, ${said} from ${line('measurements')}`,
    ),
    table(
      'specimen',
      `select line, who as donor, f.id as id, coalesce(f.material, '') as material, month_no(f.sampled) as sampled, coalesce(f."sampledAge", -1)::smallint as sampled_age, coalesce(f.storage, '') as storage, coalesce(f.aliquots, []) as aliquots, ${said} from ${line('specimens')}`,
    ),
    table(
      'data',
      `select line, who as donor, f.kind as kind, coalesce(f.specimen, '') as specimen, coalesce(f.platform, '') as platform, month_no(f.produced) as produced, ${said} from ${line('data')}`,
    ),
    table(
      'consent',
      `select line, who as donor, list_sort(f.scope) as scope, day_no(f."from") as first, coalesce(day_no(f.until), ${noEnd})::int as last, coalesce(day_no(f.withdrawn), -1)::int as withdrawn, ${said} from ${line('consents')}`,
    ),
  ]
}

const keys: Readonly<Record<Exclude<Kind, 'donor'>, readonly string[]>> = {
  death: ['donor', 'month'],
  diagnosis: ['donor', 'code', 'onset', 'onset_age'],
  measurement: ['donor', 'code', 'value', 'unit', 'month', 'age'],
  specimen: ['donor', 'id', 'material', 'sampled', 'sampled_age', 'storage', 'aliquots'],
  data: ['donor', 'kind', 'specimen', 'platform', 'produced'],
  consent: ['donor', 'scope', 'first', 'last', 'withdrawn'],
}

/** What a known donor is said to be: the newest word on each of it. */
export const knownDonors = `select id, ${['sex', 'ethnicity', 'father', 'mother'].map((it) => `coalesce(max_by(${it}, since) filter (${it} <> ''), '') as ${it}`).join(', ')},
  coalesce(max_by(born, since) filter (born >= 0), -1)::smallint as born, min(reported)::int as reported from o_donor group by id`

/**
 * Lines that were read and found good, as segments of what they say that is new. What is known already, also when it is
 * reported again, is not said twice. Nothing is live until the caller writes the segments down.
 */
export async function stage(duck: Columnar, before: Before, plan: { today: number; write: boolean }): Promise<Staged> {
  await mkdir(before.folder, { recursive: true, mode: 0o700 })
  for (const kind of kinds) await duck.run(viewOf(`o_${kind}`, kind, before.folder, before.segments))
  const known = before.segments.some(({ kind }) => kind === 'donor')
  // a holder's first facts are compared with nothing: they go from the lines straight into files
  for (const statement of facts(plan.today, before.segments.length ? 'table' : 'view')) await duck.run(statement)
  if (known) {
    await duck.run(`create or replace temp table k as ${knownDonors}`)
    await duck.run(`create or replace temp table f_donor as select n.*, k.id is null as fresh from n_donor n left join k using (id)
      where k.id is null or ${['sex', 'ethnicity', 'father', 'mother'].map((it) => `(n.${it} <> '' and n.${it} <> k.${it})`).join(' or ')} or (n.born >= 0 and n.born <> k.born)`)
  } else await duck.run('create or replace temp view f_donor as select *, true as fresh from n_donor')
  for (const kind of kinds) {
    if (kind === 'donor') continue
    const some = before.segments.some((it) => it.kind === kind)
    const same = keys[kind].map((column) => `o.${column} = n.${column}`).join(' and ')
    // a state of a specimen may come back: only with the same day of report is it the same word
    const when = kind === 'specimen' ? ' and (n.said is null or n.said = o.reported)' : ''
    await duck.run(
      some
        ? `create or replace temp table f_${kind} as select n.* from n_${kind} n where not exists (select 1 from o_${kind} o where ${same}${when})`
        : `create or replace temp view f_${kind} as select * from n_${kind}`,
    )
  }
  await duck.run(
    `create or replace temp table gone as select unnest([${before.withdrawn.map(quoted).join(', ')}]::varchar[]) as donor`,
  )
  await duck.run(`create or replace temp table w as select min(line) as line, who as donor, min(coalesce(day_no(reported), ${plan.today}))::int as reported from l
    where type = 'withdrawal' and who not in (select donor from gone) group by who`)
  const segments: Segment[] = []
  if (plan.write)
    for (const kind of kinds) {
      const rows = await countOf(duck, `f_${kind}`)
      if (rows === 0) continue
      const part = join(before.folder, `${crypto.randomUUID()}.part`)
      await duck.run(
        `copy (select ${Object.keys(columns[kind]).join(', ')} from f_${kind}) to ${quoted(part)} (format parquet, compression zstd, compression_level 1)`,
      )
      segments.push(await settle(before.folder, part, kind, rows))
    }
  if (segments.length) await syncFolder(before.folder)
  return {
    segments,
    withdrawals: await duck.rows('select donor, reported from w'),
    ...(await differences(duck, known)),
  }
}

const countOf = async (duck: Columnar, table: string): Promise<number> =>
  Number((await duck.rows<{ n: bigint }>(`select count(*) as n from ${table}`))[0]?.n ?? 0)

/** Lines by what they change, with examples by the holder's own name for the record. */
async function differences(
  duck: Columnar,
  known: boolean,
): Promise<Pick<Staged, 'added' | 'changed' | 'removed' | 'unchanged' | 'examples'>> {
  const removed = await countOf(duck, 'w')
  const withdrawals = Number(
    (await duck.rows<{ n: bigint }>(`select count(*) as n from l where type = 'withdrawal'`))[0]?.n ?? 0,
  )
  const lines = await countOf(duck, 'l')
  if (known) {
    await duck.run(`create or replace temp table touched as select line, bool_or(fresh) as fresh from (
      select line, fresh from f_donor union all ${kinds
        .filter((it) => it !== 'donor')
        .map((it) => `select line, false from f_${it}`)
        .join(' union all ')}) group by line`)
  } else
    await duck.run(
      `create or replace temp view touched as select line, true as fresh from l where type <> 'withdrawal'`,
    )
  await duck.run(
    `create or replace temp view change as select l.line, l.who, case when touched.fresh or l.type = 'fact' then 'added' else 'changed' end as change from l join touched using (line) where l.type <> 'withdrawal'`,
  )
  const counts = new Map(
    (await duck.rows<{ change: string; n: bigint }>('select change, count(*) as n from change group by change')).map(
      ({ change, n }) => [change, Number(n)],
    ),
  )
  const examples: Staged['examples'] = []
  for (const change of ['added', 'changed'] as const) {
    for (const { who } of await duck.rows<{ who: string }>(
      `select who from change where change = '${change}' order by line limit 20`,
    ))
      examples.push({ change, key: who })
  }
  for (const { donor } of await duck.rows<{ donor: string }>('select donor from w order by line limit 20'))
    examples.push({ change: 'removed', key: donor })
  const [added, changed] = [counts.get('added') ?? 0, counts.get('changed') ?? 0]
  return {
    added,
    changed,
    removed,
    unchanged: lines - withdrawals - added - changed + (withdrawals - removed),
    examples,
  }
}
