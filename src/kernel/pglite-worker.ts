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

const answer = db.execProtocolRawStream.bind(db)
db.execProtocolRawStream = async (...message) => {
  Atomics.add(counts, 0, 1)
  try {
    await answer(...message)
  } catch (error) {
    // not a refused statement, which is an answer: the engine itself failed (a full disk in the middle of its log), and its
    // socket would keep everybody waiting for ever
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
