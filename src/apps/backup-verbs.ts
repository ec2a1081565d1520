import { createWriteStream, existsSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { audit } from '../kernel/audit.ts'
import { backup, migrationsDone } from '../kernel/backup.ts'
import { check } from '../kernel/backup-file.ts'
import type { Sums } from '../kernel/backup-file.ts'
import { readConfig } from '../kernel/config.ts'
import type { Config } from '../kernel/config.ts'
import { holderOf, takeFolder } from '../kernel/data-folder.ts'
import { makeLogger } from '../kernel/log.ts'
import { Gate } from '../kernel/gate.ts'
import { readMigrations } from '../kernel/migrate.ts'
import { Problem } from '../kernel/problem.ts'
import { restore } from '../kernel/restore.ts'
import { version } from '../kernel/version.ts'
import { transient } from '../features/platform/api.ts'
import { migrationsFolder, openStore } from './app.ts'
import type { LocalVerb } from './local-verbs.ts'

type Env = Readonly<Record<string, string | undefined>>

/** Whole or not at all, readable by its owner only, and never over another file. */
async function keep(file: string, from: (part: string) => Promise<void>): Promise<Sums> {
  if (existsSync(file))
    throw new Problem('file-exists', 409, `${file} exists already; a backup is never written over another file`)
  const part = `${file}.part`
  try {
    await rm(part, { force: true })
    await from(part)
    const handle = await open(part, 'r+')
    await handle.sync()
    await handle.close()
    const { sums } = await check(part).catch((cause: unknown) => {
      throw new Problem(
        'backup-broken',
        502,
        'The backup did not arrive whole; nothing was kept. The log of the server says why.',
        { cause: String(cause) },
      )
    })
    await rename(part, file)
    // the name is durable when its folder is
    const folder = await open(dirname(file), 'r')
    await folder.sync().catch(() => {})
    await folder.close()
    return sums
  } catch (error) {
    await rm(part, { force: true }).catch(() => {})
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOSPC') throw new Problem('disk-full', 507, `There is no room for ${file}; nothing was kept`)
    if (code && ['ENOENT', 'EACCES', 'EROFS', 'ENOTDIR', 'EPERM'].includes(code))
      throw new Problem('unwritable', 422, `${file} cannot be written: ${code}`)
    throw error
  }
}

const written = (part: string) => createWriteStream(part, { flags: 'wx', mode: 0o600 })

/** From a server, as a stream: it goes on serving. */
async function download(url: string, authorization: string | undefined, part: string): Promise<void> {
  const response = await fetch(`${url}/api/backup`, {
    method: 'POST',
    headers: authorization ? { authorization } : {},
  }).catch((cause: unknown) => {
    throw new Problem('unreachable', 503, `No server answers at ${new URL(url).origin}`, { cause: String(cause) })
  })
  if (!response.ok || !response.body) throw Problem.from(await response.json().catch(() => undefined), response.status)
  await pipeline(Readable.from(response.body), written(part)).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).syscall) throw error
    throw new Problem('backup-broken', 502, 'The server broke off; nothing was kept. Its log says why.')
  })
}

/** Of a folder that nobody serves: nothing of it is started or upgraded, so a newer release can back up an older one's. */
async function direct(config: Config, part: string): Promise<void> {
  const missing = new Problem('no-installation', 404, `There is no installation in ${config.data}`)
  if (!config.databaseUrl && !existsSync(join(config.data, 'pg', 'PG_VERSION'))) throw missing
  using folder = takeFolder(config.data)
  await using opened = new AsyncDisposableStack()
  const { database } = await openStore(config, opened, makeLogger(config.logLevel))
  if (!(await migrationsDone(database.db)).length) throw missing
  await audit(database.db, 'operator', 'platform.backup', 'installation')
  const source = {
    database,
    gate: new Gate(),
    folder: folder.path,
    migrations: readMigrations(migrationsFolder),
    version,
    now: new Date(),
    transient,
  }
  await pipeline(Readable.from(backup(source)), createGzip({ level: 4 }), written(part))
}

async function take(env: Env, data: string, part: string): Promise<void> {
  if (env.HASHIDATE_URL) {
    const token = env.HASHIDATE_TOKEN
    return download(env.HASHIDATE_URL.replace(/\/$/, ''), token && `Bearer ${token}`, part)
  }
  const config = readConfig({ HASHIDATE_LOG: 'error', ...env }, { data })
  const holder = holderOf(config.data)
  return holder?.url && holder.key ? download(holder.url, `Operator ${holder.key}`, part) : direct(config, part)
}

const backupVerb: LocalVerb = {
  name: 'backup',
  usage: 'FILE [--data DIR]',
  summary: {
    en: 'Write everything into one file, also while the server runs; it can be restored on either database',
    ja: '全データを1つのファイルに保存します（サーバーの稼働中も可）。どちらのデータベースにも復元できます',
  },
  options: {},
  words: [1, 1],
  async local({ words }, io, env) {
    const file = resolve(words[0]!)
    const sums = await keep(file, (part) => take(env, io.data, part))
    if (io.json) io.out(JSON.stringify({ file, ...sums }))
    else
      io.out(
        io.locale === 'ja'
          ? `保存しました：${file}（${sums.rows} 行、ファイル ${sums.files} 件）`
          : `written: ${file} (${sums.rows} rows, ${sums.files} files)`,
      )
    return 0
  },
}

const restoreVerb: LocalVerb = {
  name: 'restore',
  usage: 'FILE [--data DIR]',
  summary: {
    en: 'Load a backup into an empty folder or database; the file is checked whole before anything is changed',
    ja: 'バックアップを空のフォルダーまたはデータベースに復元します。変更の前にファイル全体を検査します',
  },
  options: {},
  words: [1, 1],
  async local({ words }, io, env) {
    const file = resolve(words[0]!)
    const config = readConfig({ HASHIDATE_LOG: 'error', ...env }, { data: io.data })
    // before a new folder is made for it
    await check(file)
    using folder = takeFolder(config.data)
    await using opened = new AsyncDisposableStack()
    const { database } = await openStore(config, opened, makeLogger(config.logLevel))
    const done = await restore(
      { database, folder: folder.path, migrations: readMigrations(migrationsFolder), transient },
      file,
    )
    if (io.json) io.out(JSON.stringify(done))
    else {
      io.out(
        io.locale === 'ja'
          ? `復元しました：${done.rows} 行、ファイル ${done.files} 件（${done.made} に版 ${done.version} で作成）`
          : `restored: ${done.rows} rows, ${done.files} files (made ${done.made} by release ${done.version})`,
      )
      if (done.upgraded.length)
        io.out(io.locale === 'ja' ? `更新：${done.upgraded.join('、')}` : `upgraded by ${done.upgraded.join(', ')}`)
    }
    return 0
  },
}

export const backupVerbs: readonly LocalVerb[] = [backupVerb, restoreVerb]
