import { spawn, spawnSync } from 'node:child_process'
import { chownSync, existsSync, globSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { figure, publication, quantile, questions } from './made.ts'
import { temporary } from './server.ts'

/** PostgreSQL's programs, of the highest version there is. */
const binaries = () => globSync('/usr/lib/postgresql/*/bin').toSorted().at(-1)

/**
 * The plain way, for comparison: the same rows in one PostgreSQL table with a pg_trgm GIN index, `ilike '%text%'`, and the
 * counts of eight facets by one query each time.
 */
export async function plainWay(rows: number, short: boolean): Promise<void> {
  const bin = binaries()
  const user = 'nobody'
  if (!bin || process.getuid?.() !== 0) {
    console.error('plain way left out: it needs PostgreSQL on this machine, and root to start it as another user')
    return
  }
  using folder = temporary()
  const uid = Number(spawnSync('id', ['-u', user]).stdout.toString())
  chownSync(folder.path, uid, uid)
  const data = join(folder.path, 'pg')
  const sockets = join(folder.path, 's')
  mkdirSync(sockets)
  chownSync(sockets, uid, uid)
  // as that user itself, not through a program in between: a signal must reach the server
  const as = { cwd: folder.path, uid, gid: Number(spawnSync('id', ['-g', user]).stdout.toString()) }
  const run = (program: string, args: string[]) => spawnSync(join(bin, program), args, as)
  const made = run('initdb', ['-D', data, '-U', 'bench', '--locale=C.UTF-8', '-E', 'UTF8', '-A', 'trust'])
  if (made.status !== 0 || !existsSync(data)) throw new Error(`initdb failed: ${made.stderr.toString()}`)
  const server = spawn(
    join(bin, 'postgres'),
    [
      '-D',
      data,
      '-k',
      sockets,
      '-c',
      'listen_addresses=',
      '-c',
      'fsync=off',
      '-c',
      'shared_buffers=1GB',
      '-c',
      'work_mem=256MB',
      '-c',
      'maintenance_work_mem=1GB',
      '-c',
      'jit=off',
    ],
    { stdio: 'ignore', ...as },
  )
  try {
    const client = await connected(sockets)
    await fill(client, rows)
    const times: number[] = []
    const list = questions(short ? 60 : 120, 2)
    for (const [at, { q, filter }] of list.entries()) {
      const started = performance.now()
      await client.query(statement, [`%${q.replaceAll(/[%_\\]/g, '\\$&')}%`, filter?.material ?? null])
      if (at >= 20) times.push(performance.now() - started)
    }
    times.sort((a, b) => a - b)
    figure('plain.search.p50', quantile(times, 0.5), 'ms', rows, { how: 'PostgreSQL, pg_trgm GIN' })
    figure('plain.search.p95', quantile(times, 0.95), 'ms', rows, { how: 'PostgreSQL, pg_trgm GIN' })
    await client.end()
  } finally {
    const ended = new Promise((resolve) => server.once('exit', resolve))
    server.kill('SIGINT')
    await ended
  }
}

async function connected(host: string): Promise<pg.Client> {
  for (let attempt = 0; ; attempt++) {
    const client = new pg.Client({ host, user: 'bench', database: 'postgres' })
    try {
      await client.connect()
      return client
    } catch (error) {
      if (attempt > 100) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}

async function fill(client: pg.Client, rows: number): Promise<void> {
  await client.query(`create extension pg_trgm; create unlogged table p (id int primary key, kind text, all_text text, title text,
    types text[], materials text[], disease int, size int, sex text, duo text[], industry text, country text)`)
  for (let from = 0; from < rows; from += 5000) {
    const list = Array.from({ length: Math.min(5000, rows - from) }, (_, at) => {
      const it = publication(from + at)
      return {
        ...it,
        n: from + at,
        all: [it.en, it.ja, it.textEn, it.textJa, it.id].join(' '),
        size: Math.floor(Math.log10(1 + it.donors)),
      }
    })
    await client.query(
      `insert into p select n, kind, "all", en, types, materials, disease, size, case when n % 3 = 0 then 'F' else 'FM' end,
      array['DUO:' || (n % 4)], (n % 5 > 0)::text, 'JP'
      from jsonb_to_recordset($1::jsonb) as r(n int, kind text, "all" text, en text, types text[], materials text[], disease int, size int)`,
      [JSON.stringify(list)],
    )
  }
  await client.query('create index on p using gin (all_text gin_trgm_ops)')
  await client.query('vacuum analyze p')
}

const statement = `
  with hits as materialized (select * from p where all_text ilike $1 and ($2::text is null or materials @> array[$2::text]))
  select (select count(*) from hits) as total,
    (select json_agg(h) from (select id, title from hits order by title limit 20) h) as page,
    (select json_object_agg(kind, c) from (select kind, count(*) c from hits group by kind) f) as kind,
    (select json_object_agg(v, c) from (select v, count(*) c from hits, unnest(types) v group by v) f) as types,
    (select json_object_agg(v, c) from (select v, count(*) c from hits, unnest(materials) v group by v) f) as materials,
    (select json_object_agg(disease, c) from (select disease, count(*) c from hits group by disease order by c desc limit 30) f) as disease,
    (select json_object_agg(size, c) from (select size, count(*) c from hits group by size) f) as size,
    (select json_object_agg(sex, c) from (select sex, count(*) c from hits group by sex) f) as sex,
    (select json_object_agg(v, c) from (select v, count(*) c from hits, unnest(duo) v group by v) f) as duo,
    (select json_object_agg(industry, c) from (select industry, count(*) c from hits group by industry) f) as industry`
