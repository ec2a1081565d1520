import { openInput } from '../kernel/input.ts'
import { Reader } from '../kernel/intake-reader.ts'
import type { Named } from '../kernel/intake-reader.ts'
import type { ReadOptions } from '../kernel/intake.ts'
import { answerCalls } from '../kernel/thread.ts'
import { intakeNamed } from './intakes.ts'

/** The importing thread: parses and compares; it never touches the database. */
let reader: Reader | undefined
let ahead: Promise<unknown> | undefined

answerCalls({
  async open({
    format,
    path,
    options,
    plan,
  }: {
    format: string
    path: string
    options: ReadOptions
    plan: { release: number; stage: boolean; refuse: boolean }
  }) {
    const it = intakeNamed(format)
    if (!it) throw new Error(`no format ${format}`)
    reader = new Reader(it, await openInput(path), options, plan)
  },
  know: ({ table, pairs }: { table: string; pairs: [string, string][] }) => reader?.know(table, pairs),
  /** the next batch; the one after it is read while the server stores this one */
  async next() {
    const batch = (await (ahead ?? reader?.next())) as Awaited<ReturnType<Reader['next']>>
    ahead = batch.done ? undefined : reader?.next()
    // a failure shows when the batch is asked for, not before
    ahead?.catch(() => {})
    return batch
  },
  reject: ({ records }: { records: Named[] }) => reader?.reject(records),
  summary: () => reader?.summary,
})
