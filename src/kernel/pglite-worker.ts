import { rmSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'

/**
 * PGlite runs on the thread that calls it, so it has this thread to itself and is reached by a Unix socket in a 0700 folder:
 * one driver (`pg`) for both engines.
 */
const { folder, socket, snapshot, counts } = workerData as {
  folder: string
  socket: string
  snapshot?: ArrayBuffer
  counts: Int32Array
}

const db = await PGlite.create({
  dataDir: folder,
  extensions: { pg_trgm },
  ...(snapshot ? { loadDataDir: new Blob([snapshot]) } : {}),
})
await db.exec(`set timezone = 'UTC'`)

/** A message that ends a request is answered up to "ready for the next"; an engine that panicked (a full disk in the middle of its log) says no more. */
const endsRequest = (message: Uint8Array) => message[0] === 0x51 || message.at(-5) === 0x53
const isReady = (tail: Uint8Array) => tail.at(-6) === 0x5a

const answer = db.execProtocolRawStream.bind(db)
db.execProtocolRawStream = async (message, options) => {
  Atomics.add(counts, 0, 1)
  let tail = new Uint8Array()
  const onRawData = (data: Uint8Array) => {
    tail = data.length >= 6 ? data.slice(-6) : new Uint8Array([...tail, ...data]).slice(-6)
    options?.onRawData?.(data)
  }
  try {
    await answer(message, { ...options, onRawData })
    if (endsRequest(message) && !isReady(tail)) parentPort?.postMessage('broken')
  } catch (error) {
    // not a refused statement, which is an answer; its socket would keep everybody waiting for ever
    parentPort?.postMessage('broken')
    throw error
  } finally {
    Atomics.add(counts, 1, 1)
  }
}
rmSync(socket, { force: true })
const server = new PGLiteSocketServer({ db, path: socket, maxConnections: 1, idleTimeout: 0 })
await server.start()

parentPort?.on('message', async (message: 'stop' | 'dump') => {
  if (message === 'dump') {
    const dump = await (await db.dumpDataDir('none')).arrayBuffer()
    parentPort?.postMessage({ dump }, [dump])
    return
  }
  await server.stop()
  await db.close()
  parentPort?.postMessage('stopped')
  parentPort?.close()
})
parentPort?.postMessage('ready')
