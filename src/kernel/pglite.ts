import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { FolderError } from './data-folder.ts'

export interface Embedded extends AsyncDisposable {
  /** folder of the Unix socket, as `pg` wants it for `host` */
  readonly socketFolder: string
  readonly port: number
  /** the data folder as a tar, for tests that start from a migrated database */
  dump(): Promise<ArrayBuffer>
  /** called when the database's thread dies by itself, or the engine in it broke and will answer no more */
  onDeath(heard: (error: Error) => void): void
  /** how many messages the engine was given and has answered: one that stays unanswered holds up everybody */
  progress(): { asked: number; answered: number }
  /** End the thread, whatever it does, and start another on the same folder, as after a crash: what was committed is there. */
  restart(): Promise<void>
}

/** Start PGlite over a folder (`memory://` for none). The socket lies in the system's temporary folder: paths in a data folder may be too long for one. */
export async function startPglite(folder: string, snapshot?: ArrayBuffer): Promise<Embedded> {
  if (!folder.startsWith('memory://')) mkdirSync(folder, { recursive: true, mode: 0o700 })
  const socketFolder = mkdtempSync(join(tmpdir(), 'hashidate-'))
  const port = 5432
  const listeners: ((error: Error) => void)[] = []
  const die = (error: Error) => {
    for (const heard of listeners) heard(error)
  }
  const start = (from?: ArrayBuffer) => startThread(folder, join(socketFolder, `.s.PGSQL.${port}`), from, die)
  let thread: Thread
  try {
    thread = await start(snapshot)
  } catch (cause) {
    rmSync(socketFolder, { recursive: true, force: true })
    throw cause
  }
  return {
    socketFolder,
    port,
    dump: () => thread.dump(),
    onDeath: (heard) => void listeners.push(heard),
    progress: () => thread.progress(),
    async restart() {
      await thread.kill()
      thread = await start()
    },
    async [Symbol.asyncDispose]() {
      await thread.stop()
      rmSync(socketFolder, { recursive: true, force: true })
    },
  }
}

interface Thread {
  dump(): Promise<ArrayBuffer>
  progress(): { asked: number; answered: number }
  kill(): Promise<void>
  stop(): Promise<void>
}

async function startThread(
  folder: string,
  socket: string,
  snapshot: ArrayBuffer | undefined,
  die: (error: Error) => void,
): Promise<Thread> {
  // read here while the thread is busy: a query that does not end answers no message
  const counts = new Int32Array(new SharedArrayBuffer(8))
  const worker = new Worker(new URL('./pglite-worker.ts', import.meta.url), {
    workerData: { folder, socket, snapshot, counts },
    // the engine writes its notices to the console; they may quote rows
    stdout: true,
    stderr: true,
  })
  let dead: Error | undefined
  let stopping = false
  let ready = false
  const waiting = new Set<(error: Error) => void>()
  const fail = (error: Error) => {
    if (dead || stopping) return
    dead = error
    for (const reject of waiting) reject(error)
    // before it is ready whoever starts it hears of it
    if (ready) die(error)
  }
  // the engine throws things that are no errors
  worker.on('error', (cause: unknown) =>
    fail(cause instanceof Error ? cause : new Error('the embedded database failed', { cause })),
  )
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  worker.on('exit', (code) => fail(new Error(`the embedded database stopped with code ${code}`)))
  worker.on('message', (message) => {
    if (message === 'broken') fail(new Error('the embedded database broke'))
  })
  const next = <M>(is: (message: unknown) => message is M) =>
    new Promise<M>((resolve, reject) => {
      if (dead) return reject(dead)
      const heard = (message: unknown) => {
        if (!is(message)) return
        worker.off('message', heard)
        waiting.delete(reject)
        resolve(message)
      }
      waiting.add(reject)
      worker.on('message', heard)
    })
  const kill = async () => {
    stopping = true
    await worker.terminate()
  }
  await next((message): message is 'ready' => message === 'ready').catch(async (cause: unknown) => {
    await kill()
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new FolderError(
      `The embedded database in ${folder} does not start (${why}). Is there room on its disk, and may this user write there?`,
      { cause },
    )
  })
  ready = true
  return {
    async dump() {
      const answer = next(
        (message): message is { dump: ArrayBuffer } =>
          typeof message === 'object' && message !== null && 'dump' in message,
      )
      worker.postMessage('dump')
      return (await answer).dump
    },
    progress: () => ({ asked: Atomics.load(counts, 0), answered: Atomics.load(counts, 1) }),
    kill,
    async stop() {
      if (dead) return kill()
      stopping = true
      worker.postMessage('stop')
      // an engine that hangs does not hear it; its folder is as after a crash
      const late = setTimeout(() => void worker.terminate(), 15_000)
      await exited
      clearTimeout(late)
    },
  }
}
