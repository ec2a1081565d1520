import { parentPort } from 'node:worker_threads'
import type { Transferable } from 'node:worker_threads'

/** What a thread answers; a value wrapped in `moved` gives its buffers away instead of copying them. */
export type Answers = Readonly<Record<string, (input: never) => unknown>>

class Moved {
  readonly value: unknown
  readonly buffers: readonly Transferable[]
  constructor(value: unknown, buffers: readonly Transferable[]) {
    this.value = value
    this.buffers = buffers
  }
}
export const moved = (value: unknown, buffers: readonly Transferable[]): unknown => new Moved(value, buffers)

/** The worker's side of `startThread`. */
export function answerCalls(table: Answers): void {
  parentPort?.on('message', async ({ id, name, input }: { id: number; name: string; input: never }) => {
    try {
      const value = await table[name]?.(input)
      if (value instanceof Moved) parentPort?.postMessage({ id, value: value.value }, [...value.buffers])
      else parentPort?.postMessage({ id, value })
    } catch (error) {
      parentPort?.postMessage({ id, error })
    }
  })
}
