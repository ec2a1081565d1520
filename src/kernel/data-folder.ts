import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { randomKey } from './keys.ts'

/** The folder of one installation: who holds it, and which engine's files lie in it. */
export interface DataFolder extends Disposable {
  readonly path: string
  /** make the running server known to the command line, with the key that lets it act as operator */
  announce(url: string): void
}

export class FolderError extends Error {
  override readonly name = 'FolderError'
}

interface Holder {
  pid: number
  /** start of the process in clock ticks (Linux): a process id is used again after a while */
  started: string | null
  url?: string
  key?: string
}

/** Which data version this program writes. PGlite's files are of one PostgreSQL major and of no other. */
export const folderFormat = { format: 1, postgresMajor: 18 } as const

function startOf(pid: number): string | null {
  try {
    // field 22, after the command's closing bracket (a command may hold spaces)
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19] ?? null
  } catch {
    return null
  }
}

function alive({ pid, started }: Holder): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return started === null || startOf(pid) === started
}

const lockOf = (folder: string) => join(folder, 'lock.json')

/** The process that holds the folder now, if it lives. */
export function holderOf(folder: string): Holder | undefined {
  try {
    const holder = JSON.parse(readFileSync(lockOf(folder), 'utf8')) as Holder
    return alive(holder) ? holder : undefined
  } catch {
    return undefined
  }
}

export function takeFolder(path: string): DataFolder {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
  } catch (cause) {
    throw new FolderError(`The data folder ${path} cannot be made: ${(cause as NodeJS.ErrnoException).code}`, { cause })
  }
  const me: Holder = { pid: process.pid, started: startOf(process.pid) }
  for (let attempt = 0; ; attempt++) {
    try {
      writeFileSync(lockOf(path), JSON.stringify(me), { flag: 'wx', mode: 0o600 })
      break
    } catch (cause) {
      const { code } = cause as NodeJS.ErrnoException
      if (code !== 'EEXIST') throw new FolderError(`The data folder ${path} cannot be written: ${code}`, { cause })
      const holder = holderOf(path)
      if (holder) {
        throw new FolderError(
          `The data folder ${path} is in use by process ${holder.pid}${holder.url ? ` (${holder.url})` : ''}. Two processes on one folder would damage it: stop that one, or use another --data.`,
        )
      }
      if (attempt > 3) throw new FolderError(`The lock of ${path} changes hands; try again`, { cause })
      rmSync(lockOf(path), { force: true })
    }
  }
  const release = () => {
    try {
      const holder = JSON.parse(readFileSync(lockOf(path), 'utf8')) as Holder
      if (holder.pid === process.pid) rmSync(lockOf(path), { force: true })
    } catch {
      // gone already
    }
  }
  try {
    checkFormat(path)
  } catch (error) {
    release()
    throw error
  }
  return {
    path,
    announce(url) {
      writeFileSync(lockOf(path), JSON.stringify({ ...me, url, key: operatorKey(path) }), { mode: 0o600 })
    },
    [Symbol.dispose]: release,
  }
}

function checkFormat(path: string): void {
  const manifest = join(path, 'manifest.json')
  if (existsSync(manifest)) {
    const found = JSON.parse(readFileSync(manifest, 'utf8')) as { format?: number; postgresMajor?: number }
    if (found.format !== folderFormat.format) {
      throw new FolderError(
        `The data folder ${path} has format ${found.format}; this program writes format ${folderFormat.format}. ${upgradeAdvice}`,
      )
    }
  } else writeFileSync(manifest, JSON.stringify(folderFormat), { mode: 0o600 })
  const version = join(path, 'pg', 'PG_VERSION')
  if (existsSync(version)) {
    const major = Number(readFileSync(version, 'utf8').trim())
    if (major !== folderFormat.postgresMajor) {
      throw new FolderError(
        `The database in ${path} was made by PostgreSQL ${major}; this program embeds ${folderFormat.postgresMajor}. ${upgradeAdvice}`,
      )
    }
  }
}

const upgradeAdvice =
  'Make a backup with the release that wrote it (npx hashidate backup FILE), then restore it with this one into an empty folder (npx hashidate restore FILE --data DIR).'

const keys = new Map<string, string>()
/** Key by which the command line of this folder proves that it may read it; lives as long as the process. */
export function operatorKey(path: string): string {
  const known = keys.get(path) ?? randomKey(32)
  keys.set(path, known)
  return known
}
