import { transact } from '../../../kernel/db.ts'
import type { Services } from '../../../kernel/feature.ts'
import type { Batch, Summary } from '../../../kernel/intake-reader.ts'
import type { Intake } from '../../../kernel/intake-target.ts'
import { tell } from '../../../kernel/outbox.ts'
import { startThread } from '../../../kernel/work.ts'
import { ensureOrganisations } from '../../people/api.ts'
import * as staging from './staging.ts'
import * as store from './store.ts'
import type { ImportRow } from './store.ts'

type Organisation = Batch['organisations'][number]

/** An import that cannot go on, for a reason that its sender can understand. */
export class Stopped extends Error {
  override readonly name = 'Stopped'
}

/** Run one import to its end: read and compare in a thread, store unseen in small steps, then go live by one short transaction. */
export async function runImport(services: Services, id: string, signal: AbortSignal): Promise<void> {
  const { db } = services
  const row = await store.find(db, id)
  if (!row || row.state !== 'queued') return
  const it = services.intakes.find(({ format }) => format.name === row.format)
  if (!it) return store.move(db, id, 'failed')
  const started = performance.now()
  const source = it.source(row.holder ? { holder: row.holder } : {})
  await store.move(db, id, 'reading')
  const release = row.dry_run ? await store.releaseOf(db, source) : await store.claim(db, source, it.format.name, row.holder, id)
  if (release === undefined) return fail(services, row, started, 'busy')
  try {
    if (!row.dry_run) await staging.sweep(db, source, it.tables)
    const { summary, organisations } = await read(services, it, row, source, release, signal)
    const report = { ...summary, seconds: seconds(started) }
    const changes = summary.added + summary.changed + summary.removed
    if (summary.faults > 0 && row.on_error === 'refuse') await store.move(db, id, 'refused', report)
    else if (row.dry_run) await store.move(db, id, 'ready', report)
    else if (changes === 0) await store.move(db, id, 'unchanged', report)
    else {
      await goLive(services, row, source, release, report, organisations)
      return
    }
    if (!row.dry_run) await staging.sweep(db, source, it.tables)
  } catch (error) {
    if (!row.dry_run) await staging.sweep(db, source, it.tables).catch(() => {})
    if (signal.aborted || error === cancelled) await store.move(db, id, error === cancelled ? 'cancelled' : 'interrupted', null)
    else {
      services.log.error({ import: id, error }, 'import failed')
      await fail(services, row, started, error instanceof Stopped ? error.message : diskFull(error) ? 'disk-full' : 'internal')
    }
  } finally {
    if (!row.dry_run) await store.unclaim(db, source, id).catch(() => {})
  }
}

const cancelled = new Error('cancelled')
const seconds = (started: number) => Math.round(performance.now() - started) / 1000
const diskFull = (error: unknown) => ['53100', 'ENOSPC'].includes(String((error as { code?: unknown } | null)?.code)) || (error as { type?: unknown } | null)?.type === 'read-only'

async function fail({ db }: Services, row: ImportRow, started: number, failure: string): Promise<void> {
  const none = { read: 0, added: 0, changed: 0, removed: 0, unchanged: 0, faults: 0, examples: [], notes: [], about: {} }
  await store.move(db, row.id, 'failed', { ...none, seconds: seconds(started), failure })
}

async function read(services: Services, it: Intake, row: ImportRow, source: string, release: number, signal: AbortSignal): Promise<{ summary: Summary; organisations: Organisation[] }> {
  const { db } = services
  await using thread = startThread(services.intakeThread)
  const options = row.holder ? { holder: row.holder } : {}
  await thread.call('open', { format: row.format, path: row.files.path, options, plan: { release, stage: !row.dry_run, refuse: row.on_error === 'refuse' } })
  for (const { name } of it.tables) {
    for await (const pairs of staging.liveKeys(db, source, release, name)) await thread.call('know', { table: name, pairs })
  }
  let faults = 0
  let conflicting = 0
  const stager = new staging.Stager(db, source, release)
  const organisations = new Map<string, Organisation>()
  let reported = 0
  for (;;) {
    const batch = await thread.call<Batch>('next', null)
    signal.throwIfAborted()
    const conflicts = await staging.taken(db, source, batch.addresses.map(({ iri }) => iri))
    for (const { iri, key } of batch.addresses) {
      if (conflicts.has(iri)) batch.faults.push({ place: { file: row.files.list[0]?.name ?? '', record: key }, code: 'address-taken', value: key, values: { iri } })
    }
    await store.addFaults(db, row.id, faults, batch.faults)
    faults += batch.faults.length
    conflicting += conflicts.size
    if (!row.dry_run && !(faults && row.on_error === 'refuse')) {
      // rows whose address belongs to another source stay out; the rest of their batch goes on
      const keys = batch.addresses.filter(({ iri }) => conflicts.has(iri)).map(({ key }) => key)
      const unstages = keys.length ? it.tables.flatMap(({ name }) => [{ table: name, keys }, { table: 'kernel.publication', keys: keys.map((key) => `${name}/${key}`) }]) : []
      await services.gate.pass(async () => {
        await stager.write(batch)
        await stager.takeBack(unstages)
      })
      for (const one of batch.organisations) organisations.set(one.id, one)
    }
    if (performance.now() - reported > 500 || batch.done) {
      reported = performance.now()
      await store.progress(db, row.id, batch.progress)
      if ((await store.find(db, row.id))?.state === 'cancelled') throw cancelled
    }
    if (batch.done) break
  }
  const summary = await thread.call<Summary>('summary', null)
  return { summary: { ...summary, faults, added: summary.added - conflicting }, organisations: [...organisations.values()] }
}

async function goLive(services: Services, row: ImportRow, source: string, before: number, report: NonNullable<ImportRow['report']>, organisations: Organisation[]): Promise<void> {
  const holder = row.holder && !organisations.some(({ id }) => id === row.holder) ? [{ id: row.holder, name: { en: row.holder } }] : []
  await services.gate.pass(() => transact(services.db, async (tx) => {
    if ((await store.find(tx, row.id))?.state !== 'reading') throw cancelled
    await ensureOrganisations(tx, [...organisations, ...holder])
    const release = await staging.release(tx, source, before, { ...report.about, format: row.format })
    await tell(tx, 'published', { source, release })
    await services.audit(tx, row.by, 'intake.live', source, { import: row.id, release, files: row.files.list, added: report.added, changed: report.changed, removed: report.removed })
    await store.move(tx, row.id, 'live', report)
  }))
}
