import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

/** Builds the page into `dist`, when its sources are newer than what is there: the second start finds it and does nothing. */

const digestFile = '.digest'

/** One name for everything that goes into the page. Tests and the server's own parts do not: changing them builds nothing. */
export function digestOf(root: string): string {
  const hash = createHash('sha256')
  const add = (path: string) =>
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(root, path)))
      .update('\0')
  const walk = (folder: string) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true }).toSorted((a, b) =>
      a.name < b.name ? -1 : 1,
    )) {
      const path = `${folder}/${entry.name}`
      if (entry.isDirectory()) {
        if (!['server', 'formats', 'demo'].includes(entry.name)) walk(path)
      } else if (/\.(tsx?|css|html|po|svg)$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name)) add(path)
    }
  }
  for (const path of ['package-lock.json', 'vite.config.ts', 'lingui.config.ts'])
    if (existsSync(join(root, path))) add(path)
  walk('src')
  return hash.digest('hex')
}

export const isFresh = (root: string): boolean => {
  const file = join(root, 'dist', digestFile)
  return existsSync(file) && readFileSync(file, 'utf8') === digestOf(root)
}

/**
 * The folder of the built page. The bundler runs as a program of its own (this file, below): its memory and threads are
 * gone when it ends.
 */
export async function buildPage(root: string, say: (line: string) => void): Promise<string> {
  const dist = join(root, 'dist')
  if (isFresh(root)) return dist
  say('Building the page (only after a change)')
  await new Promise<void>((resolve, reject) => {
    const child = spawn(process.execPath, [fileURLToPath(import.meta.url), root], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4000)))
    child.on('error', reject)
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`The page could not be built (exit ${code}):\n${said}`)),
    )
  })
  return dist
}

/** Into a folder beside, then one rename: a page that is being built is never served, and two builds do not mix. */
async function build(root: string): Promise<void> {
  const digest = digestOf(root)
  const { build: viteBuild } = await import('vite')
  const fresh = join(root, `dist.${process.pid}`)
  try {
    await viteBuild({
      configFile: join(root, 'vite.config.ts'),
      configLoader: 'native',
      logLevel: 'warn',
      build: { outDir: fresh, emptyOutDir: true },
    })
    for (const name of readdirSync(join(fresh, 'assets'))) {
      if (/\.(js|css|svg)$/.test(name)) {
        const path = join(fresh, 'assets', name)
        writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: 9 }))
      }
    }
    writeFileSync(join(fresh, digestFile), digest)
    const dist = join(root, 'dist')
    const old = join(root, `dist.${process.pid}.old`)
    if (existsSync(dist)) renameSync(dist, old)
    renameSync(fresh, dist)
    rmSync(old, { recursive: true, force: true })
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
}

if (import.meta.main) {
  const root = process.argv[2]
  if (!root) throw new Error('build.ts needs the project folder')
  if (!isFresh(root)) await build(root)
}
