import { fileURLToPath } from 'node:url'
import type { BackupSource } from '../../../kernel/backup.ts'
import type { Services } from '../../../kernel/feature.ts'
import { readMigrations } from '../../../kernel/migrate.ts'
import { version } from '../../../kernel/version.ts'
import { transient } from '../api.ts'

const migrationsFolder = fileURLToPath(new URL('../../../../migrations/', import.meta.url))

export const backupSource = ({ database, gate, config, clock }: Services): BackupSource => ({
  database,
  gate,
  folder: config.data,
  migrations: readMigrations(migrationsFolder),
  version,
  now: clock.now(),
  transient,
})
