import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Database } from './db.ts'

/** Numbered SQL files, one history for the whole product, forward only. */
export interface Migration {
  readonly name: string
  readonly text: string
  readonly digest: string
}

export function readMigrations(folder: string): Migration[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
  return names.map((name) => {
    const text = readFileSync(join(folder, name), 'utf8')
    return { name: name.replace(/\.sql$/, ''), text, digest: createHash('sha256').update(text).digest('hex') }
  })
}

export class MigrationError extends Error {
  override readonly name = 'MigrationError'
}

/** Apply what is missing, each file in its own transaction. A database that is newer than the program, or has another history, is refused. */
export async function migrate(database: Database, migrations: readonly Migration[]): Promise<string[]> {
  await database.script(`
    create schema if not exists kernel;
    create table if not exists kernel.migration (
      name text primary key, digest text not null, applied_at timestamptz(3) not null default now()
    )`)
  const done = await sql<{
    name: string
    digest: string
  }>`select name, digest from kernel.migration order by name`.execute(database.db)
  for (const [index, { name, digest }] of done.rows.entries()) {
    const known = migrations[index]
    if (known?.name !== name) {
      throw new MigrationError(
        `The database was made by a newer release (it has "${name}"). Use that release, or restore a backup made with this one.`,
      )
    }
    if (known.digest !== digest)
      throw new MigrationError(`Migration "${name}" differs from the one that this database was made with.`)
  }
  const applied: string[] = []
  for (const { name, text, digest } of migrations.slice(done.rows.length)) {
    // the name is a file name of ours and the digest is hexadecimal: safe inside the text, which the simple protocol needs
    await database
      .script(`begin;\n${text};\ninsert into kernel.migration (name, digest) values ('${name}', '${digest}');\ncommit;`)
      .catch(async (error: unknown) => {
        await database.script('rollback').catch(() => {})
        throw new MigrationError(`Migration "${name}" failed: ${error instanceof Error ? error.message : 'unknown'}`, {
          cause: error,
        })
      })
    applied.push(name)
  }
  return applied
}
