import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { client } from '../../src/kernel/client.ts'
import type { Call } from '../../src/kernel/client.ts'

const cli = fileURLToPath(new URL('../../bin/hashidate.mjs', import.meta.url))

/** A server of the product as its own process, as people run it. */
export interface BenchServer extends AsyncDisposable {
  readonly url: string
  readonly call: Call
  readonly headers: Record<string, string>
  /** resident memory of the process now and at most, bytes */
  memory(): { now: number; most: number }
}

export function temporary(): { path: string; [Symbol.dispose](): void } {
  const path = mkdtempSync(join(tmpdir(), 'hashidate-bench-'))
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}

export async function startServer(
  data: string,
  options: readonly string[] = [],
  env: Record<string, string> = {},
): Promise<BenchServer> {
  const child = spawn(process.execPath, [cli, 'serve', '--data', data, '--port', '0', ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, HASHIDATE_LOG: 'error', HASHIDATE_REQUESTS_PER_MINUTE: '1000000', ...env },
  })
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => (errors = (errors + chunk.toString()).slice(-2000)))
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      const found = /https?:\/\/\S+/.exec(chunk.toString())
      if (found) resolve(found[0])
    })
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${errors}`)))
  })
  // the key that the command line of this folder uses
  const { key } = JSON.parse(readFileSync(join(data, 'lock.json'), 'utf8')) as { key: string }
  const headers = { authorization: `Operator ${key}` }
  return {
    url,
    headers,
    call: client(fetch, url, () => headers),
    memory() {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
      const of = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1] ?? Number.NaN) * 1024
      return { now: of('VmRSS'), most: of('VmHWM') }
    },
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
    },
  }
}
