import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { seal } from './audit.ts'
import { format, summing } from './backup-file.ts'
import type { Manifest, Mark, TableShape } from './backup-file.ts'
import type { Database, Db } from './db.ts'
import type { Gate } from './gate.ts'
import type { Migration } from './migrate.ts'
import { Problem } from './problem.ts'

export interface BackupSource {
  database: Database
  gate: Gate
  /** the data folder, whose files and segments belong to the records */
  folder: string
  migrations: readonly Migration[]
  version: string
  now: Date
  /** tables whose rows a restored installation is better without: sessions */
  transient: readonly string[]
}

export interface Shape extends TableShape {
  primaryKey: string[]
}

/** rows of kernel.setting that belong to one database and not to its copy */
export const ownSettings = ['identity', 'restoring'] as const
/** written by every migration run, or meaningless elsewhere (transaction ids) */
export const neverKept = ['kernel.migration', 'kernel.outbox'] as const
const keptFolders = ['files', 'segments']
const pause = 'a backup is being taken'

/** The schemas that are ours: a PostgreSQL database may hold others. */
export const schemasOf = (migrations: readonly Migration[]): string[] => [
  ...new Set(
    migrations.flatMap(({ text }) =>
      [...text.matchAll(/^\s*create schema (?:if not exists )?([a-z_]+)/gim)].map(([, name]) => name!),
    ),
  ),
]

/** Tables with the columns that are records: transaction ids and computed columns are made anew. */
export async function shapesOf(db: Db, schemas: readonly string[]): Promise<Shape[]> {
  const { rows } = await sql<{ name: string; columns: TableShape['columns']; keys: string[] | null }>`
    select n.nspname || '.' || c.relname as name,
      (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum)
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
          and a.atttypid <> 'xid8'::regtype) as columns,
      (select json_agg(a.attname order by k.place) from pg_index i
        cross join unnest(i.indkey::int2[]) with ordinality as k(attnum, place)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
        where i.indrelid = c.oid and i.indisprimary) as keys
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname = any(${schemas}) order by n.nspname, c.relname`.execute(db)
  return rows.map(({ name, columns, keys }) => ({ name, columns, primaryKey: keys ?? [] }))
}

export async function migrationsDone(db: Db): Promise<Manifest['migrations']> {
  const { rows: found } = await sql<{
    there: string | null
  }>`select to_regclass('kernel.migration')::text as there`.execute(db)
  if (!found[0]?.there) return []
  return (
    await sql<{ name: string; digest: string }>`select name, digest from kernel.migration order by name`.execute(db)
  ).rows
}

/**
 * The backup, piece by piece. Taken at one moment: on PostgreSQL in one snapshot; on PGlite, where a long transaction would
 * stop everybody, writing waits while it is read in short steps. Say who asked (audit) before.
 */
export async function* backup(source: BackupSource): AsyncGenerator<Buffer> {
  const { database, gate } = source
  if (database.engine.concurrent) {
    await seal(database.db)
    const snapshot = await database.db
      .startTransaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute()
    try {
      yield* pieces(source, snapshot)
    } finally {
      await snapshot.rollback().execute()
    }
    return
  }
  if (gate.closed.includes(pause))
    throw new Problem('backup-running', 409, 'Another backup is being taken; wait for it')
  gate.pause(pause, 10)
  try {
    await gate.drained()
    await seal(database.db)
    yield* pieces(source, database.db)
  } finally {
    gate.open(pause)
  }
}

/** Lines joined to larger pieces: a gzip call per row would cost more than the row. */
async function* pieces(source: BackupSource, db: Db): AsyncGenerator<Buffer> {
  const sums = summing()
  let waiting = ''
  for await (const line of lines(source, db)) {
    sums.add(line)
    waiting += `${line}\n`
    if (waiting.length > 65_536) {
      yield Buffer.from(waiting)
      waiting = ''
    }
  }
  yield Buffer.from(`${waiting}${mark('end', sums.sums())}\n`)
}

const mark = (...it: Mark): string => JSON.stringify(it)

async function* lines(source: BackupSource, db: Db): AsyncGenerator<string> {
  const schemas = schemasOf(source.migrations)
  const left = new Set<string>([...neverKept, ...source.transient])
  const shapes = (await shapesOf(db, schemas)).filter(({ name }) => !left.has(name))
  const manifest: Manifest = {
    product: 'hashidate',
    format,
    version: source.version,
    made: source.now.toISOString(),
    migrations: await migrationsDone(db),
    tables: shapes.map(({ name, columns }) => ({ name, columns })),
  }
  yield JSON.stringify(manifest)
  for (const shape of shapes) {
    yield mark('table', shape.name)
    yield* rowsOf(db, shape)
  }
  const { rows } = await sql<{ name: string; last: string }>`
    select schemaname || '.' || sequencename as name, last_value::text as last from pg_sequences
    where schemaname = any(${schemas}) and last_value is not null order by schemaname, sequencename`.execute(db)
  for (const { name, last } of rows) yield mark('sequence', name, last)
  for (const folder of keptFolders) {
    for await (const path of filesUnder(source.folder, folder)) yield* fileLines(source.folder, path)
  }
}

/**
 * Rows as the database writes them: no number or byte passes through JavaScript. JSON columns go as text, because a JSON null
 * would come back as no value.
 */
async function* rowsOf(db: Db, shape: Shape): AsyncGenerator<string> {
  const fields = shape.columns.map(({ name, type }) =>
    isJson(type) ? sql`t.${sql.ref(name)}::text as ${sql.ref(name)}` : sql`t.${sql.ref(name)}`,
  )
  const line = sql`(select row_to_json(r)::text from (select ${sql.join(fields)}) r) as line`
  const pages = shape.primaryKey.length ? pagesByKey(db, shape, line) : pagesByPlace(db, shape, line)
  // JSON needs no newline between its words, and a line has none
  for await (const page of pages)
    for (const { line: row } of page) yield row.includes('\n') ? row.replaceAll('\n', ' ') : row
}

type Page = readonly { line: string }[]

/** On one connection everybody waits for a page: it grows and shrinks to some 20 ms. */
const nextSize = (size: number, started: number, least: number, most: number): number =>
  performance.now() - started > 20 ? Math.max(least, size >> 1) : Math.min(most, size * 2)

async function* pagesByKey(
  db: Db,
  { name, columns, primaryKey }: Shape,
  line: RawBuilder<unknown>,
): AsyncGenerator<Page> {
  const types = primaryKey.map((key) => columns.find((column) => column.name === key)!.type)
  const keys = sql.join(primaryKey.map((key) => sql`t.${sql.ref(key)}`))
  const texts = sql.join(primaryKey.map((key, at) => sql`t.${sql.ref(key)}::text as ${sql.ref(`k${at}`)}`))
  const own = name === 'kernel.setting' ? sql`and t.name <> all(${[...ownSettings]})` : sql``
  let after = sql``
  for (let limit = 200; ;) {
    const started = performance.now()
    const { rows } = await sql<Record<string, string> & { line: string }>`
      select ${line}, ${texts} from ${sql.table(name)} t where true ${own} ${after} order by ${keys} limit ${limit}`.execute(
      db,
    )
    yield rows
    const last = rows.at(-1)
    if (!last || rows.length < limit) return
    after = sql`and (${keys}) > (${sql.join(types.map((type, at) => sql`${last[`k${at}`]}::${sql.raw(type)}`))})`
    limit = nextSize(limit, started, 20, 1000)
  }
}

/** A table without a primary key, by the blocks it lies in: nothing moves while we read. */
async function* pagesByPlace(db: Db, { name }: Shape, line: RawBuilder<unknown>): AsyncGenerator<Page> {
  const { rows: sizes } = await sql<{
    blocks: number
  }>`select pg_relation_size(${name}::regclass) / current_setting('block_size')::int8 as blocks`.execute(db)
  const blocks = sizes[0]?.blocks ?? 0
  for (let block = 0, step = 2; block < blocks;) {
    const started = performance.now()
    const { rows } = await sql<{ line: string }>`select ${line} from ${sql.table(name)} t
      where t.ctid >= ${`(${block},0)`}::tid and t.ctid < ${`(${block + step},0)`}::tid`.execute(db)
    yield rows
    block += step
    step = nextSize(step, started, 1, 32)
  }
}

export const isJson = (type: string): boolean => type === 'json' || type === 'jsonb'

async function* filesUnder(root: string, folder: string): AsyncGenerator<string> {
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* filesUnder(root, path)
    else if (entry.isFile()) yield path
  }
}

async function* fileLines(root: string, path: string): AsyncGenerator<string> {
  const hash = createHash('sha256')
  let size = 0
  yield mark('file', path.split(sep).join('/'))
  // a multiple of three: base64 without padding in the middle
  for await (const piece of createReadStream(join(root, path), { highWaterMark: 49_152 }) as AsyncIterable<Buffer>) {
    hash.update(piece)
    size += piece.length
    yield `"${piece.toString('base64')}"`
  }
  yield mark('file-end', { size, sha256: hash.digest('hex') })
}
