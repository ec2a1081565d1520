import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'

export interface Embedded extends AsyncDisposable {
  /** folder of the Unix socket, as `pg` wants it for `host` */
  readonly socketFolder: string
  readonly port: number
  /** the data folder as a tar, for tests that start from a migrated database */
  dump(): Promise<ArrayBuffer>
  /** called when the database's thread dies by itself */
  onDeath(heard: (error: Error) => void): void
}

/** Start PGlite over a folder (`memory://` for none). The socket lies in the system's temporary folder: paths in a data folder may be too long for one. */
export async function startPglite(folder: string, snapshot?: ArrayBuffer): Promise<Embedded> {
  if (!folder.startsWith('memory://')) mkdirSync(folder, { recursive: true, mode: 0o700 })
  const socketFolder = mkdtempSync(join(tmpdir(), 'hashidate-'))
  const port = 5432
  const worker = new Worker(new URL('./pglite-worker.ts', import.meta.url), {
    workerData: { folder, socket: join(socketFolder, `.s.PGSQL.${port}`), snapshot },
    // the engine writes its notices to the console; they may quote rows
    stdout: true,
    stderr: true,
  })
  let dead: Error | undefined
  let stopping = false
  const listeners: ((error: Error) => void)[] = []
  const die = (error: Error) => {
    if (dead || stopping) return
    dead = error
    for (const heard of listeners) heard(error)
  }
  worker.on('error', die)
  worker.on('exit', (code) => die(new Error(`the embedded database stopped with code ${code}`)))
  const next = <M>(is: (message: unknown) => message is M) =>
    new Promise<M>((resolve, reject) => {
      const heard = (message: unknown) => {
        if (!is(message)) return
        worker.off('message', heard)
        resolve(message)
      }
      worker.on('message', heard)
      if (dead) reject(dead)
      listeners.push(reject)
    })
  try {
    await next((message): message is 'ready' => message === 'ready')
  } catch (cause) {
    rmSync(socketFolder, { recursive: true, force: true })
    throw cause
  }
  return {
    socketFolder,
    port,
    async dump() {
      const answer = next((message): message is { dump: ArrayBuffer } => typeof message === 'object' && message !== null && 'dump' in message)
      worker.postMessage('dump')
      return (await answer).dump
    },
    onDeath: (heard) => void listeners.push(heard),
    async [Symbol.asyncDispose]() {
      if (!dead) {
        stopping = true
        const stopped = new Promise((resolve) => worker.once('exit', resolve))
        worker.postMessage('stop')
        await stopped
      }
      rmSync(socketFolder, { recursive: true, force: true })
    },
  }
}
