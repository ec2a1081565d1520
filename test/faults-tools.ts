import { execFileSync, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect } from 'vitest'
import { projectRoot } from '../src/apps/app.ts'
import type { App } from '../src/apps/app.ts'
import { connect } from '../src/apps/connect.ts'
import { endStates, readImport, startImport } from '../src/features/intake/contract.ts'
import { health } from '../src/features/platform/contract.ts'
import { client } from '../src/kernel/client.ts'
import type { Call } from '../src/kernel/client.ts'
import { readConfig } from '../src/kernel/config.ts'
import { operatorKey } from '../src/kernel/data-folder.ts'
import { sql } from '../src/kernel/db.ts'
import type { Db } from '../src/kernel/db.ts'
import { inProcess } from '../src/kernel/inject.ts'

export interface Ended {
  code: number | null
  out: string
  err: string
}

const plain = { HASHIDATE_LOG: 'error', HASHIDATE_MIN_FREE_BYTES: '0', HASHIDATE_REQUESTS_PER_MINUTE: '1000000' }

/** Folders and real processes for the tests of one file; all of them end with it. */
export function workshop() {
  const root = mkdtempSync(join(tmpdir(), 'hashidate-faults-'))
  const children = new Set<ChildProcess>()
  const mounted: string[] = []
  afterAll(() => {
    for (const child of children) child.kill('SIGKILL')
    for (const folder of mounted) execFileSync('umount', ['-l', folder])
    rmSync(root, { recursive: true, force: true })
  })
  let count = 0
  const place = (name: string) => join(root, `${name}-${++count}`)
  const { DATABASE_URL: _, HASHIDATE_URL: __, ...outer } = process.env
  // this file is about folders; the suite's server is used by the one test that says so
  const clean = { ...outer, LANG: 'C' }

  function start(
    args: string[],
    env: Record<string, string> = {},
  ): { child: ChildProcess; said: { out: string; err: string }; ended: Promise<Ended> } {
    const child = spawn(process.execPath, args, { cwd: projectRoot, env: { ...clean, ...plain, ...env } })
    children.add(child)
    const said = { out: '', err: '' }
    child.stdout.on('data', (text: Buffer) => (said.out += text.toString()))
    child.stderr.on('data', (text: Buffer) => (said.err += text.toString()))
    const ended = new Promise<Ended>((resolve) =>
      child.on('close', (code) => (children.delete(child), resolve({ code, ...said }))),
    )
    return { child, said, ended }
  }
  const cli = (...args: string[]): Promise<Ended> => start(['bin/hashidate.mjs', ...args]).ended

  /** The server in a process of its own; without the page, which takes time to build and has no part in this. */
  const serverCode = `
    import { openApp } from '${projectRoot}src/apps/app.ts'
    import { features } from '${projectRoot}src/apps/features.ts'
    import { readConfig } from '${projectRoot}src/kernel/config.ts'
    try {
      const app = await openApp(readConfig(process.env, { data: process.env.FOLDER }), { features })
      await app.server.listen({ host: '127.0.0.1', port: 0 })
      app.announce('http://127.0.0.1:' + app.server.server.address().port)
      console.log('ready')
    } catch (error) { console.error(error.message); process.exit(1) }`
  const serverFile = join(root, 'server.mjs')
  writeFileSync(serverFile, serverCode)
  const startServer = (folder: string, env: Record<string, string> = {}) =>
    start([serverFile], { FOLDER: folder, ...env })
  async function served(folder: string, env: Record<string, string> = {}) {
    const server = startServer(folder, env)
    await until(() => server.said.out.includes('ready') || server.child.exitCode !== null)
    if (server.child.exitCode !== null) throw new Error(`the server did not start: ${server.said.err}`)
    const { call } = await connect({ ...plain }, folder, 'en')
    return { ...server, call, kill: () => (server.child.kill('SIGKILL'), server.ended) }
  }

  async function take(call: Call, folder: string, file: string): Promise<void> {
    await call(health)
    const { code, err } = await cli('backup', file, '--data', folder)
    expect([code, err]).toEqual([0, ''])
  }

  /** A small disk of its own; undefined where it cannot be mounted. */
  function smallDisk(megabytes: number): string | undefined {
    const folder = place('disk')
    try {
      execFileSync('mkdir', ['-p', folder])
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'ignore' })
      mounted.push(folder)
      return folder
    } catch {
      return undefined
    }
  }

  return { root, place, plain, start, cli, startServer, served, take, smallDisk }
}

export async function until(what: () => Promise<boolean> | boolean, ms = 60_000): Promise<void> {
  const end = Date.now() + ms
  while (!(await what())) {
    if (Date.now() > end) throw new Error('it did not come about')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** Catalogue entries as CSV, of about 400 bytes each. */
export function entries(many: number, from = 0): Blob {
  const text = 'A cohort that is followed every year with plasma and DNA. '.repeat(5)
  const lines = Array.from({ length: many }, (_1, at) => `collection,C${from + at},Cohort ${from + at},${text}`)
  return new Blob([`kind,id,name_en,description_en\n${lines.join('\n')}\n`])
}
export const send = (call: Call, blob: Blob) =>
  call(startImport, { body: { format: 'csv', holder: 'our-bank' }, files: [{ name: 'own.csv', blob }] })
export async function finished(call: Call, id: string) {
  const read = () => call(readImport, { params: { id }, query: {} })
  await until(async () => endStates.includes((await read()).state), 60_000)
  return read()
}
export const config = (folder: string) => readConfig(plain, { data: folder })
export const liveKeys = async (db: Db) =>
  (await sql<{ key: string }>`select key from kernel.live_publication order by key collate "C"`.execute(db)).rows.map(
    ({ key }) => key,
  )

export function connectTo(app: App): { call: Call } {
  return {
    call: client(inProcess(app.server), '', () => ({
      authorization: `Operator ${operatorKey(app.services.config.data)}`,
    })),
  }
}
