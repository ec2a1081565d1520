import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, open, readdir, rm, writeFile } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { dirname, join, normalize } from 'node:path'
import { sql } from 'kysely'
import { check, damaged, linesOf } from './backup-file.ts'
import type { Manifest, Mark, Sums, TableShape } from './backup-file.ts'
import { isJson, neverKept, schemasOf, shapesOf } from './backup.ts'
import { FolderError } from './data-folder.ts'
import type { Database, Db } from './db.ts'
import { migrate } from './migrate.ts'
import type { Migration } from './migrate.ts'
import { Problem } from './problem.ts'
import { setSetting } from './settings.ts'

export interface RestoreTarget {
  database: Database
  folder: string
  migrations: readonly Migration[]
  transient: readonly string[]
}
export interface Restored extends Sums {
  made: string
  version: string
  /** migrations that this release adds to those of the backup */
  upgraded: string[]
}

const marker = (folder: string) => join(folder, 'restoring.json')
const keptFolders = ['files', 'segments']

async function isRestoring(db: Db): Promise<boolean> {
  const { rows } = await sql<{ there: string | null }>`select to_regclass('kernel.setting')::text as there`.execute(db)
  if (!rows[0]?.there) return false
  return (await sql`select 1 from kernel.setting where name = 'restoring'`.execute(db)).rows.length > 0
}

/** At every start: an installation whose restore did not come to its end holds only a part of the records. */
export async function refuseHalfRestored(database: Database, folder: string): Promise<void> {
  if (await isRestoring(database.db)) {
    throw new FolderError(
      `A restore into ${folder} was interrupted, so only part of the records are there. Run "npx hashidate restore FILE --data ${folder}" again: it starts over.`,
    )
  }
  await rm(marker(folder), { force: true })
}

/**
 * Load a backup into an empty installation. The file is read whole and checked first; then rows are loaded in short
 * transactions under a marker that no server starts with. Nothing is added to the audit chain: its head stays the same.
 */
export async function restore(target: RestoreTarget, path: string): Promise<Restored> {
  const { database, folder, migrations } = target
  const { db } = database
  await refuseOthers(database)
  const { manifest, sums } = await check(path)
  const own = known(manifest, migrations)
  const again = await isRestoring(db)
  if (!again) await refuseFull(target)
  if (existsSync(marker(folder)))
    for (const kept of keptFolders) await rm(join(folder, kept), { recursive: true, force: true })
  else await refuseFiles(folder)
  // the names come from our own migration files
  await database.script(`drop schema if exists ${[...schemasOf(migrations), 'pgboss'].join(', ')} cascade`)
  await writeFile(marker(folder), JSON.stringify({ backup: manifest.made }), { mode: 0o600 })
  await migrate(database, own)
  await setSetting(db, 'restoring', { backup: manifest.made })
  await compare(db, manifest, own)
  const keys = await foreignKeys(db, schemasOf(own))
  // rows come table by table, whatever refers to what; the keys come back over the whole
  for (const { table, name } of keys) await database.script(`alter table ${table} drop constraint ${name}`)
  for (const { name } of manifest.tables) {
    await sql`delete from ${sql.table(name)} ${name === 'kernel.setting' ? sql`where name <> 'restoring'` : sql``}`.execute(
      db,
    )
  }
  await load(target, manifest, path)
  for (const { table, name, definition } of keys)
    await database.script(`alter table ${table} add constraint ${name} ${definition}`)
  await endImports(db)
  const upgraded = await migrate(database, migrations)
  await database.script('analyze')
  // the last step: from here on it is an installation, whose identity (not in the backup) is made when it is asked for
  await sql`delete from kernel.setting where name = 'restoring'`.execute(db)
  await rm(marker(folder), { force: true })
  if (!database.engine.concurrent) await database.script('checkpoint')
  return { ...sums, made: manifest.made, version: manifest.version, upgraded }
}

/** Exactly the migrations of the backup, as this program has them. */
function known(manifest: Manifest, migrations: readonly Migration[]): Migration[] {
  return manifest.migrations.map(({ name, digest }, at) => {
    const mine = migrations[at]
    if (mine?.name !== name) {
      throw new Problem(
        'backup-newer',
        422,
        `The backup was made by a newer release (${manifest.version}; it has "${name}"). Restore it with that release or a later one. Nothing was changed.`,
      )
    }
    if (mine.digest !== digest)
      throw new Problem(
        'backup-foreign',
        422,
        `Migration "${name}" of the backup differs from this program's. Nothing was changed.`,
      )
    return mine
  })
}

/** A server that is at work on the database would fill it while we load; the lock of a data folder does not see one elsewhere. */
async function refuseOthers({ db, engine }: Database): Promise<void> {
  if (!engine.concurrent) return
  const { rows } = await sql<{ pid: number }>`select pid from pg_stat_activity
    where datname = current_database() and application_name = 'hashidate' and pid <> pg_backend_pid()`.execute(db)
  if (rows.length)
    throw new Problem(
      'database-in-use',
      409,
      `Another Hashidate uses this database (${rows.length} connections). Stop it first. Nothing was changed.`,
    )
}

async function refuseFull({ database: { db }, migrations, transient }: RestoreTarget): Promise<void> {
  const left = new Set<string>([...neverKept, 'kernel.setting', ...transient])
  for (const { name } of await shapesOf(db, schemasOf(migrations))) {
    if (left.has(name)) continue
    const { rows } = await sql`select 1 from ${sql.table(name)} limit 1`.execute(db)
    if (rows.length)
      throw new Problem(
        'not-empty',
        409,
        `A backup is restored only into an empty installation, and this one has rows in ${name}. Use another --data or database. Nothing was changed.`,
      )
  }
}

async function refuseFiles(folder: string): Promise<void> {
  for (const kept of keptFolders) {
    const entries = existsSync(join(folder, kept))
      ? await readdir(join(folder, kept), { recursive: true, withFileTypes: true })
      : []
    if (entries.some((it) => it.isFile())) {
      throw new Problem(
        'not-empty',
        409,
        `A backup is restored only into an empty installation, and ${join(folder, kept)} holds files. Use another --data. Nothing was changed.`,
      )
    }
  }
}

/** Equal migrations make equal tables; types and names of the file are used in no statement that was not compared. */
async function compare(db: Db, manifest: Manifest, migrations: readonly Migration[]): Promise<void> {
  const shapes = new Map(
    (await shapesOf(db, schemasOf(migrations))).map(({ name, columns }) => [
      name,
      JSON.stringify(columns.map((it) => [it.name, it.type])),
    ]),
  )
  for (const { name, columns } of manifest.tables) {
    if (shapes.get(name) !== JSON.stringify(columns.map((it) => [it.name, it.type])))
      throw damaged(`the table ${name} in it is not as its migrations make it`)
  }
}

async function foreignKeys(
  db: Db,
  schemas: readonly string[],
): Promise<{ table: string; name: string; definition: string }[]> {
  const { rows } = await sql<{ table: string; name: string; definition: string }>`
    select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as table, quote_ident(k.conname) as name, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where k.contype = 'f' and n.nspname = any(${schemas}) order by 1, 2`.execute(db)
  return rows
}

async function load({ database, folder }: RestoreTarget, manifest: Manifest, path: string): Promise<void> {
  const { db } = database
  const shapes = new Map(manifest.tables.map((table) => [table.name, table]))
  let table: TableShape | undefined
  let rows: string[] = []
  let bytes = 0
  let written = 0
  let file: { handle: FileHandle; hash: ReturnType<typeof createHash> } | undefined
  const flush = async () => {
    if (table && rows.length) await insert(db, table, rows)
    written += bytes
    rows = []
    bytes = 0
    // PGlite never does it by itself, and its log would grow to the size of the backup
    if (written > 32 * 2 ** 20 && !database.engine.concurrent) {
      await database.script('checkpoint')
      written = 0
    }
  }
  let first = true
  try {
    for await (const line of linesOf(path)) {
      if (first) first = false
      else if (line.startsWith('{')) {
        rows.push(line)
        bytes += line.length
        if (rows.length >= 500 || bytes > 500_000) await flush()
      } else if (line.startsWith('"')) {
        if (!file) throw damaged('a piece of a file is out of place')
        const piece = Buffer.from(line.slice(1, -1), 'base64')
        file.hash.update(piece)
        await file.handle.write(piece)
      } else {
        await flush()
        const it = JSON.parse(line) as Mark
        if (it[0] === 'table') {
          table = shapes.get(it[1])
          if (!table) throw damaged(`the table ${it[1]} is not in its list`)
        } else if (it[0] === 'sequence') await sql`select setval(to_regclass(${it[1]}), ${it[2]}::bigint)`.execute(db)
        else if (it[0] === 'file') file = { handle: await openNew(folder, it[1]), hash: createHash('sha256') }
        else if (it[0] === 'file-end' && file) {
          if (file.hash.digest('hex') !== it[1].sha256) throw damaged('it changed while it was read')
          await file.handle.sync()
          await file.handle.close()
          file = undefined
        }
      }
    }
  } finally {
    await file?.handle.close()
  }
}

async function openNew(folder: string, path: string): Promise<FileHandle> {
  const safe = normalize(path)
  if (!keptFolders.some((kept) => safe.startsWith(`${kept}/`) || safe.startsWith(`${kept}\\`)))
    throw damaged('a file in it lies outside of its folder')
  const full = join(folder, safe)
  await mkdir(dirname(full), { recursive: true, mode: 0o700 })
  return open(full, 'wx', 0o600)
}

async function insert(db: Db, { name, columns }: TableShape, rows: readonly string[]): Promise<void> {
  const shape = columns.map(
    ({ name: column, type }) => sql`${sql.ref(column)} ${sql.raw(isJson(type) ? 'text' : type)}`,
  )
  const values = columns.map(({ name: column, type }) =>
    isJson(type) ? sql`r.${sql.ref(column)}::${sql.raw(type)}` : sql`r.${sql.ref(column)}`,
  )
  await sql`insert into ${sql.table(name)} (${sql.join(columns.map((column) => sql.ref(column.name)))}) overriding system value
    select ${sql.join(values)} from json_to_recordset(${`[${rows.join(',')}]`}::json) as r(${sql.join(shape)})`.execute(
    db,
  )
}

/** What was running when the backup was taken does not run here. Its unseen rows go with the next import of the source. */
async function endImports(db: Db): Promise<void> {
  await sql`update kernel.import set state = 'interrupted', finished_at = now() where state in ('queued', 'reading')`.execute(
    db,
  )
  await sql`update kernel.source set busy = null where busy is not null`.execute(db)
}
