import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { inject } from 'vitest'
import { engines, openDatabase } from '../src/kernel/db.ts'
import type { Database } from '../src/kernel/db.ts'
import { startPglite } from '../src/kernel/pglite.ts'
import { withDatabase } from './global-setup.ts'

const url = process.env.TEST_DATABASE_URL
/** What the suite's engine can do; a test that needs more says `test.skipIf(!engine.concurrent)`. */
export const engine = url ? engines.postgres : engines.pglite

let shared: Promise<Database> | undefined
/** The migrated database of this test worker. Tests share it and stay apart by fresh ids. */
export const testDatabase = (): Promise<Database> => (shared ??= freshDatabase())

/** A migrated database of one's own, for tests that look at everything (backup, audit chain). */
export async function freshDatabase(): Promise<Database> {
  if (url) {
    const name = `hashidate_test_${process.pid}_${Math.random().toString(36).slice(2)}`
    const admin = openDatabase({ url })
    // two copies of one template at a time are refused by PostgreSQL
    for (let attempt = 0; ; attempt++) {
      try {
        await sql`create database ${sql.id(name)} template hashidate_template`.execute(admin.db)
        break
      } catch (error) {
        if (attempt > 50) throw error
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
    }
    await admin[Symbol.asyncDispose]()
    return openDatabase({ url: withDatabase(url, name) })
  }
  const bytes = readFileSync(inject('snapshot'))
  const embedded = await startPglite('memory://', new Uint8Array(bytes).buffer)
  const database = openDatabase({ embedded })
  return {
    ...database,
    async [Symbol.asyncDispose]() {
      await database[Symbol.asyncDispose]()
      await embedded[Symbol.asyncDispose]()
    },
  }
}
