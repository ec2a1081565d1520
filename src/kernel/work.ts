import { Worker } from 'node:worker_threads'
import type { Transferable } from 'node:worker_threads'

/**
 * A worker thread that answers calls one by one. Heavy work (parsers, indexes, planners) never runs on the thread of the
 * server. The worker's file calls `answerCalls(table)`.
 */
export interface Thread extends AsyncDisposable {
  call<R>(name: string, input: unknown, transfer?: readonly Transferable[]): Promise<R>
  readonly alive: boolean
}

export function startThread(file: URL, workerData?: unknown, onDeath: (error: Error) => void = () => {}): Thread {
  const worker = new Worker(file, { workerData })
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>()
  let count = 0
  let dead: Error | undefined
  let stopping = false
  const die = (error: Error) => {
    if (dead) return
    dead = error
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
    if (!stopping) onDeath(error)
  }
  worker.on('error', (error) => die(error instanceof Error ? error : new Error('a thread failed')))
  worker.on('exit', () => die(new Error('the thread ended')))
  worker.on('message', ({ id, value, error }: { id: number; value?: unknown; error?: Error }) => {
    const call = waiting.get(id)
    waiting.delete(id)
    if (error) call?.reject(error)
    else call?.resolve(value as never)
  })
  return {
    get alive() {
      return dead === undefined
    },
    call(name, input, transfer = []) {
      return new Promise((resolve, reject) => {
        if (dead) return reject(dead)
        waiting.set(++count, { resolve, reject })
        worker.postMessage({ id: count, name, input }, [...transfer])
      })
    },
    async [Symbol.asyncDispose]() {
      stopping = true
      await worker.terminate()
    },
  }
}
