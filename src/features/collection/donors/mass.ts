import { rm } from 'node:fs/promises'
import { dayInTokyo } from '../../../kernel/calendar.ts'
import type { Services } from '../../../kernel/feature.ts'
import type { MassImport, MassOrder, MassStaged } from '../../../kernel/mass-import.ts'
import { tell } from '../../../kernel/outbox.ts'
import { startThread } from '../../../kernel/work.ts'
import { donorFormatNames } from './formats.ts'
import type { ImportOrder, ImportStep } from './import-thread.ts'
import { folderOf, pathOf } from './segments.ts'
import * as store from './store.ts'

const isoDay = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10)

async function stage(services: Services, order: MassOrder): Promise<MassStaged> {
  const { db, config, clock } = services
  const { holder, format, path, dryRun, refuse } = order
  const folder = folderOf(config.data)
  const release = (await store.releases(db, holder))[0]?.release ?? 0
  const before = {
    folder,
    segments: await store.segmentsOf(db, holder),
    withdrawn: await store.withdrawnOf(db, holder),
    taken: await store.takenBy(db, holder),
  }
  const today = dayInTokyo(clock.now())
  await using thread = startThread(new URL('./import-thread.ts', import.meta.url))
  await thread.call('open', { format, path, holder, before, today, dryRun, refuse } satisfies ImportOrder)
  const stop = () => void thread.call('close', null).catch(() => {})
  order.signal.addEventListener('abort', stop, { once: true })
  try {
    for (;;) {
      const { faults, bytesRead, read, done } = await thread.call<ImportStep>('next', null)
      await order.step(faults, { bytesRead, read })
      if (!done) continue
      const { summary, staged, digest } = done
      let live = false
      return {
        summary,
        async commit(tx, by) {
          if (!staged) throw new Error('nothing was staged')
          const next = await store.nextRelease(tx, holder, release, today)
          await store.addSegments(tx, holder, next, staged.segments)
          const withdrawals = staged.withdrawals.map((it) => ({ donor: it.donor, reported: isoDay(it.reported) }))
          await store.addWithdrawals(tx, holder, next, withdrawals)
          // with faulty rows left out, the same bytes may bring more another time
          if (summary.faults === 0) await store.addInput(tx, holder, next, digest, summary.read)
          if (withdrawals.length)
            await services.audit(tx, by, 'collection.withdrawal', `donors:${holder}`, { release: next, withdrawals })
          await tell(tx, 'donors', { holder, release: next })
          live = true
          return {
            donorRelease: next,
            segments: staged.segments.map(({ kind, sha256, rows }) => ({ kind, sha256, rows })),
          }
        },
        async [Symbol.asyncDispose]() {
          // a file is known by its content: another release may have the same
          const mine = staged?.segments.map(({ sha256 }) => sha256) ?? []
          if (!mine.length) return
          const kept = await store.namedFiles(db, mine).catch(() => (live ? new Set(mine) : undefined))
          if (kept) for (const sha256 of mine) if (!kept.has(sha256)) await rm(pathOf(folder, sha256), { force: true })
        },
      }
    }
  } catch (error) {
    // what a thread throws arrives without its code
    if (error instanceof Error && error.message.includes('ENOSPC'))
      throw Object.assign(new Error('the disk is full'), { code: 'ENOSPC' })
    throw error
  } finally {
    order.signal.removeEventListener('abort', stop)
    if (order.signal.aborted) await thread.call('close', null).catch(() => {})
  }
}

export const mass: MassImport = { formats: donorFormatNames, stage }
