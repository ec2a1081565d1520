import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { TestProject } from 'vitest/node'
import { migrationsFolder } from '../src/apps/app.ts'
import { openDatabase } from '../src/kernel/db.ts'
import { migrate, readMigrations } from '../src/kernel/migrate.ts'
import { startPglite } from '../src/kernel/pglite.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** file with a migrated, empty PGlite folder; '' when the suite runs on PostgreSQL */
    snapshot: string
  }
}

/** One migrated database for the whole suite: PGlite workers start from its dump, PostgreSQL workers copy it as a template. */
export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'hashidate-suite-'))
  const url = process.env.TEST_DATABASE_URL
  if (url) {
    const admin = openDatabase({ url })
    await sql`drop database if exists hashidate_template with (force)`.execute(admin.db)
    await sql`create database hashidate_template`.execute(admin.db)
    await admin[Symbol.asyncDispose]()
    const template = openDatabase({ url: withDatabase(url, 'hashidate_template') })
    await migrate(template, readMigrations(migrationsFolder))
    await template[Symbol.asyncDispose]()
    project.provide('snapshot', '')
  } else {
    const embedded = await startPglite('memory://')
    const database = openDatabase({ embedded })
    await migrate(database, readMigrations(migrationsFolder))
    await database[Symbol.asyncDispose]()
    const file = join(folder, 'migrated.tar')
    writeFileSync(file, new Uint8Array(await embedded.dump()))
    await embedded[Symbol.asyncDispose]()
    project.provide('snapshot', file)
  }
  return () => rmSync(folder, { recursive: true, force: true })
}

export function withDatabase(url: string, name: string): string {
  const it = new URL(url)
  it.pathname = `/${name}`
  return it.href
}
