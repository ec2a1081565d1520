import { open, rename, rm } from 'node:fs/promises'
import { Problem } from '../../kernel/problem.ts'
import { text, UsageError } from '../../kernel/verb.ts'
import type { Io, Verb, VerbInput } from '../../kernel/verb.ts'
import { say } from '../../kernel/words.ts'

/** What makes the people: given by the application, for a feature does not know the demonstration. */
export interface Populace<T extends { donors: number }> {
  emptyTally(): T
  /** lines of NDJSON, each with its line end */
  population(count: number, seed: number, tally: T): Iterable<string>
}

const words = {
  progress: { en: '{done} of {count} donors', ja: '{count} 人中 {done} 人' },
  done: {
    en: '{count} invented donors, seed {seed}: {mb} MB in {seconds} s',
    ja: '架空の提供者 {count} 人（シード {seed}）：{mb} MB、{seconds} 秒',
  },
  stopped: {
    en: 'stopped after {done} donors; no file was left',
    ja: '{done} 人で中止しました。ファイルは残していません',
  },
  cut: { en: 'stopped after {done} donors', ja: '{done} 人で中止しました' },
} as const
const most = 100_000_000
const pieceLength = 512 * 1024

/** `demo donors`: works on files alone, and needs no server. */
export function demoDonorsVerb<T extends { donors: number }>(
  populace: Populace<T>,
): Omit<Verb, 'run'> & { local(input: VerbInput, io: Omit<Io, 'call'>): Promise<number> } {
  return {
    name: 'demo donors',
    usage: '--count N [--seed S] [--out FILE.ndjson]',
    summary: {
      en: 'Make invented donors with pedigrees, diseases and specimens, the same for the same seed; to import with --as donors',
      ja: '家系・疾患・検体を持つ架空の提供者を作ります（同じシードなら同じ内容）。--as donors で取り込めます',
    },
    options: { count: { type: 'string' }, seed: { type: 'string' }, out: { type: 'string' } },
    words: [0, 0],
    async local({ flags }, io) {
      const count = whole('count', text(flags.count), 1, most)
      const seed = flags.seed === undefined ? 1 : whole('seed', text(flags.seed), 0, 2 ** 31 - 1)
      const out = text(flags.out)
      if (io.json && out === undefined)
        throw new UsageError(
          '--json tells what was made on standard output, where the donors would go: give --out FILE.ndjson',
        )
      const began = performance.now()
      const tally = populace.emptyTally()
      const target = out === undefined ? standardOutput() : await fileTarget(out)
      const { bytes, stopped } = await write(populace.population(count, seed, tally), target, io, () =>
        io.err(say(io.locale, words.progress, { done: tally.donors, count })),
      )
      if (stopped) {
        io.err(say(io.locale, out === undefined ? words.cut : words.stopped, { done: tally.donors }))
        return 1
      }
      const seconds = Math.round(performance.now() - began) / 1000
      if (io.json) io.out(JSON.stringify({ out, seed, bytes, seconds, ...tally }))
      else
        (out === undefined ? io.err : io.out)(
          say(io.locale, words.done, { count: tally.donors, seed, mb: Math.round(bytes / 1e5) / 10, seconds }),
        )
      return 0
    },
  }
}

function whole(name: string, given: string | undefined, least: number, highest: number): number {
  const number = given !== undefined && /^\d{1,10}$/.test(given) ? Number(given) : NaN
  if (!(number >= least && number <= highest))
    throw new UsageError(
      `--${name} is a whole number from ${least} to ${highest}${given === undefined ? '' : `, not "${given}"`}`,
    )
  return number
}

interface Target {
  write(piece: string): Promise<void>
  /** everything was written */
  finish(): Promise<void>
  /** nothing of it is to stay */
  drop(): Promise<void>
}

async function write(
  lines: Iterable<string>,
  target: Target,
  io: Omit<Io, 'call'>,
  progress: () => void,
): Promise<{ bytes: number; stopped: boolean }> {
  let interrupted = false
  const interrupt = () => void (interrupted = true)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupt)
  let bytes = 0
  let piece = ''
  let shown = performance.now()
  const flush = async () => {
    await target.write(piece)
    // the lines are ASCII
    bytes += piece.length
    piece = ''
  }
  try {
    for (const line of lines) {
      piece += line
      if (piece.length < pieceLength) continue
      await flush()
      if (interrupted || io.signal.aborted) break
      if (performance.now() - shown > 2000) {
        shown = performance.now()
        if (!io.json) progress()
      }
    }
    if (interrupted || io.signal.aborted) {
      await target.drop()
      return { bytes, stopped: true }
    }
    await flush()
    await target.finish()
    return { bytes, stopped: false }
  } catch (error) {
    await target.drop()
    // a reader that has seen enough (`| head`) is no failure
    if ((error as NodeJS.ErrnoException).code === 'EPIPE') return { bytes, stopped: true }
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC')
      throw new Problem('disk-full', 507, 'There is no room on the disk for these donors; nothing was kept')
    throw error
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, interrupt)
  }
}

/** Whole or not at all: half a population is not seen under the name. */
async function fileTarget(path: string): Promise<Target> {
  const part = `${path}.${process.pid}.part`
  const handle = await open(part, 'w').catch((error: NodeJS.ErrnoException) => {
    throw new Problem('unwritable', 422, `${path} cannot be written: ${error.code ?? 'unknown reason'}`)
  })
  return {
    async write(piece) {
      await handle.writeFile(piece)
    },
    async finish() {
      await handle.close()
      await rename(part, path)
    },
    async drop() {
      await handle.close().catch(() => {})
      await rm(part, { force: true })
    },
  }
}

function standardOutput(): Target {
  return {
    write: (piece) =>
      new Promise((resolve, reject) => {
        const { stdout } = process
        // a pipe whose reader went away says so by an event that would end the process
        stdout.once('error', reject)
        stdout.write(piece, (error) => {
          stdout.off('error', reject)
          if (error) {
            stdout.on('error', () => {})
            reject(error)
          } else resolve()
        })
      }),
    async finish() {},
    async drop() {},
  }
}
