/** What is printed from the sources and kept beside them to be read: schema.sql, openapi.json. `--check` says whether they are of today. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { migrationsFolder, projectRoot } from '../src/apps/app.ts'
import { features } from '../src/apps/features.ts'
import { schemasOf } from '../src/kernel/backup.ts'
import { openDatabase } from '../src/kernel/db.ts'
import { migrate, readMigrations } from '../src/kernel/migrate.ts'
import { openapi } from '../src/kernel/openapi.ts'
import { startPglite } from '../src/kernel/pglite.ts'
import { schemaText } from '../src/kernel/schema-text.ts'
import { version } from '../src/kernel/version.ts'

async function schema(): Promise<string> {
  const migrations = readMigrations(migrationsFolder)
  await using embedded = await startPglite('memory://')
  await using database = openDatabase({ embedded })
  await migrate(database, migrations)
  return `-- Printed by \`npm run gen\` from migrations/; change those.\n\n${await schemaText(database.db, schemasOf(migrations))}`
}

const routes = features.flatMap((feature) => feature.routes ?? []).map(({ route }) => route)
const texts: Record<string, string> = {
  'schema.sql': await schema(),
  'openapi.json': `${JSON.stringify(openapi(routes, version), null, 2)}\n`,
}

const stale = Object.entries(texts).filter(([name, text]) => {
  const path = join(projectRoot, name)
  return !existsSync(path) || readFileSync(path, 'utf8') !== text
})
if (process.argv.includes('--check')) {
  for (const [name] of stale) console.error(`${name} is not what the sources print: run npm run gen`)
  if (stale.length) process.exitCode = 1
} else {
  for (const [name, text] of stale) {
    writeFileSync(join(projectRoot, name), text)
    console.log(name)
  }
}
