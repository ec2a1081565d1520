import { statfs } from 'node:fs/promises'
import { readOnlyNow } from './problem.ts'

/** Says whether something may be changed now: not while a backup is taken, not on a full disk. Reading always goes on. */
export class Gate {
  #reasons = new Map<string, number>()
  #pauses = new Set<string>()
  #running = 0
  #drained: (() => void)[] = []
  #opened: (() => void)[] = []

  /** reasons to be read-only at the moment, in words of the log */
  get closed(): string[] {
    return [...this.#reasons.keys()]
  }

  close(reason: string, retryAfterSeconds = 30): void {
    this.#reasons.set(reason, retryAfterSeconds)
  }

  /** A closure that ends by itself soon, and that work in the background waits for (`patient`). */
  pause(reason: string, retryAfterSeconds: number): void {
    this.close(reason, retryAfterSeconds)
    this.#pauses.add(reason)
  }

  open(reason: string): void {
    this.#reasons.delete(reason)
    this.#pauses.delete(reason)
    for (const go of this.#opened.splice(0)) go()
  }

  check(): void {
    const [first] = this.#reasons
    if (first) throw readOnlyNow(first[0], first[1])
  }

  /** Run something that changes data; a closing gate waits for it. */
  async pass<R>(work: () => Promise<R>): Promise<R> {
    this.check()
    this.#running++
    try {
      return await work()
    } finally {
      this.#running--
      if (this.#running === 0) for (const go of this.#drained.splice(0)) go()
    }
  }

  /** As `pass`, for long work that nobody repeats: it waits out a pause, and is refused only for a fault. */
  async patient<R>(work: () => Promise<R>): Promise<R> {
    while (this.#reasons.size > 0 && this.closed.every((reason) => this.#pauses.has(reason))) {
      await new Promise<void>((resolve) => this.#opened.push(resolve))
    }
    return this.pass(work)
  }

  /** Wait until nothing that changes data runs. */
  async drained(): Promise<void> {
    if (this.#running > 0) await new Promise<void>((resolve) => this.#drained.push(resolve))
  }

  /** Nothing changes while `work` runs. */
  async paused<R>(reason: string, work: () => Promise<R>): Promise<R> {
    this.pause(reason, 10)
    try {
      await this.drained()
      return await work()
    } finally {
      this.open(reason)
    }
  }
}

export const fullDisk = 'the disk is nearly full'

/** Close the gate while less than `least` bytes are free in `folder`, and open it again when there is room. */
export async function watchDisk(gate: Gate, folder: string, least: number): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  const free = bavail * bsize
  if (free < least) gate.close(fullDisk, 60)
  else gate.open(fullDisk)
  return free
}
