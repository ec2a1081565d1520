import { openAsBlob } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { countCohort, ownCount } from '../src/features/discovery/cohort-contract.ts'
import { endStates, readImport, startImport } from '../src/features/intake/contract.ts'
import { health } from '../src/features/platform/contract.ts'
import { openDatabase } from '../src/kernel/db.ts'
import { codes, donors, materials, random, writeDonors } from './lib/donors.ts'
import { startServer, temporary } from './lib/server.ts'
import type { BenchServer } from './lib/server.ts'

/**
 * `npm run bench -- cohorts [--sizes 10000,100000,1000000]`: import, first count after a start, warm counts with facets,
 * memory, delay of other requests while counting. With BENCH_DATABASE_URL (PostgreSQL, an empty database) the same
 * questions over ordinary tables with ordinary indexes, in the same run.
 */
const flag = process.argv.indexOf('--sizes')
const sizes = (flag > 0 ? process.argv[flag + 1]! : process.argv.includes('--short') ? '10000' : '10000,100000,1000000')
  .split(',')
  .map(Number)
const print = (name: string, donorCount: number, value: number, unit: string, more: object = {}) =>
  console.log(
    JSON.stringify({ bench: 'cohorts', name, donors: donorCount, value: Math.round(value * 100) / 100, unit, ...more }),
  )
const quantile = (times: number[], q: number) =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * q))]!

interface Question {
  a: string
  b: string
  not: string
  material: string
  from: string
}
function questions(count: number, seed: number): Question[] {
  const r = random(seed)
  const code = () => codes[r(codes.length)]!
  return Array.from({ length: count }, () => ({
    a: code(),
    b: code(),
    not: code(),
    material: materials[r(materials.length)]!,
    from: `${2016 + r(5)}-01`,
  }))
}
const queryOf = ({ a, b, not, material, from }: Question) => ({
  version: 1,
  where: {
    all: [
      { any: [{ diagnosis: { terms: [a] } }, { diagnosis: { terms: [b] } }] },
      { not: { diagnosis: { terms: [not] } } },
      { specimen: { all: [{ material: [material] }, { sampled: { from } }] } },
    ],
  },
})

async function importFile(server: BenchServer, file: string): Promise<number> {
  const started = performance.now()
  const { id } = await server.call(startImport, {
    body: { format: 'donors', holder: 'bench' },
    files: [{ name: 'donors.ndjson', blob: await openAsBlob(file) }],
  })
  for (;;) {
    const view = await server.call(readImport, { params: { id }, query: { lang: 'en' } })
    if (endStates.includes(view.state)) {
      if (view.state !== 'live') throw new Error(`the import ended ${view.state}`)
      print('import, in the importer', view.report!.read, view.report!.read / view.report!.seconds, 'donors/s')
      return (performance.now() - started) / 1000
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

const count = async (server: BenchServer, it: Question): Promise<{ ms: number; total: number | null }> => {
  const started = performance.now()
  const { total } = await server.call(ownCount, { body: { holder: 'bench', query: queryOf(it) } })
  return { ms: performance.now() - started, total }
}

for (const size of sizes) {
  using folder = temporary()
  const [data, file] = [join(folder.path, 'data'), join(folder.path, 'donors.ndjson')]
  await writeDonors(file, size, 1)
  print('file', size, (await stat(file)).size / 2 ** 20, 'MiB')
  {
    await using server = await startServer(data)
    const seconds = await importFile(server, file)
    print('import, from sending to live', size, size / seconds, 'donors/s')
    print('memory while importing', size, server.memory().most / 2 ** 20, 'MiB')
    // makes the arrays that the next start reads
    print('first count after an import', size, (await count(server, questions(1, 3)[0]!)).ms, 'ms')
  }
  const first: number[] = []
  for (let start = 0; start < 3; start++) {
    await using server = await startServer(data)
    first.push((await count(server, questions(1, 10 + start)[0]!)).ms)
  }
  print('first count after a start, worst of 3', size, Math.max(...first), 'ms')
  await using server = await startServer(data)
  await count(server, questions(1, 4)[0]!)
  const asked = questions(300, 5)
  const warm: { ms: number; total: number | null }[] = []
  for (const it of asked) warm.push(await count(server, it))
  const times = warm.slice(20).map(({ ms }) => ms)
  print('AND/OR/NOT count with facets, warm, p50', size, quantile(times, 0.5), 'ms')
  print('AND/OR/NOT count with facets, warm, p95', size, quantile(times, 0.95), 'ms')
  const shown: number[] = []
  for (const it of questions(90, 6)) {
    const started = performance.now()
    await server.call(countCohort, { body: { query: queryOf(it) } })
    shown.push(performance.now() - started)
  }
  print('the same, protected, p95', size, quantile(shown, 0.95), 'ms')
  // others while somebody counts without pause
  let counting = true
  const busy = (async () => {
    for (const it of questions(10_000, 7)) if (counting) await count(server, it)
  })()
  const delays: number[] = []
  for (let n = 0; n < 50; n++) {
    const started = performance.now()
    await server.call(health)
    delays.push(performance.now() - started)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  counting = false
  await busy
  print('another request while counting, p95', size, quantile(delays, 0.95), 'ms')
  print('memory while serving', size, server.memory().most / 2 ** 20, 'MiB')
  if (process.env.BENCH_DATABASE_URL)
    await postgres(
      process.env.BENCH_DATABASE_URL,
      size,
      asked.slice(0, 40),
      warm.map(({ total }) => total),
    )
  else print('PostgreSQL', size, 0, 'not measured', { reason: 'BENCH_DATABASE_URL is not set' })
}

/** One table a kind, indexes on what is asked; the same facets by one statement each. */
async function postgres(
  url: string,
  size: number,
  asked: readonly Question[],
  totals: readonly (number | null)[],
): Promise<void> {
  await using database = openDatabase({ url })
  const { db } = database
  await database.script(`drop table if exists b_donor, b_diagnosis, b_specimen;
    create table b_donor (id int primary key, sex text, born text); create table b_diagnosis (donor int, code text, onset text); create table b_specimen (donor int, material text, sampled text)`)
  let waiting: object[] = []
  const flush = async () => {
    const rows = JSON.stringify(waiting)
    waiting = []
    await sql`with r as materialized (select * from jsonb_to_recordset(${rows}::jsonb) as r(n int, sex text, born text, d jsonb, s jsonb)),
      a as (insert into b_donor select n, sex, born from r), b as (insert into b_diagnosis select n, x->>'code', x->>'onset' from r, jsonb_array_elements(d) x)
      insert into b_specimen select n, x->>'material', x->>'sampled' from r, jsonb_array_elements(s) x`.execute(db)
  }
  let n = 0
  for (const { sex, born, diagnoses, specimens } of donors(size, 1)) {
    waiting.push({ n: n++, sex, born, d: diagnoses, s: specimens })
    if (waiting.length === 5000) await flush()
  }
  if (waiting.length) await flush()
  await database.script(
    'create index on b_diagnosis (code, donor); create index on b_specimen (material, sampled, donor); create index on b_specimen (donor)',
  )
  await database.script('vacuum analyze b_donor')
  await database.script('vacuum analyze b_diagnosis')
  await database.script('vacuum analyze b_specimen')
  const times: number[] = []
  for (const [at, { a, b, not, material, from }] of asked.entries()) {
    const started = performance.now()
    const { rows } = await sql<{
      n: number
    }>`with hit as materialized (select d.id, d.sex, d.born from b_donor d where d.id in (select donor from b_diagnosis where code in (${a}, ${b}))
        and d.id not in (select donor from b_diagnosis where code = ${not}) and d.id in (select donor from b_specimen where material = ${material} and sampled >= ${from}))
      select 'all' as facet, '' as v, count(*) as n from hit
      union all select 'sex', sex, count(*) from hit group by sex
      union all select 'age', (substr(born, 1, 3)), count(*) from hit group by 2
      union all select 'material', s.material, count(distinct s.donor) from hit join b_specimen s on s.donor = hit.id group by s.material`.execute(
      db,
    )
    times.push(performance.now() - started)
    if (rows[0]?.n !== totals[at])
      throw new Error(`question ${at}: PostgreSQL says ${rows[0]?.n}, we say ${totals[at]}`)
  }
  print('PostgreSQL, ordinary indexes, first', size, times[0]!, 'ms')
  print('PostgreSQL, ordinary indexes, warm, p95', size, quantile(times.slice(5), 0.95), 'ms')
  await database.script('drop table b_donor, b_diagnosis, b_specimen')
}
