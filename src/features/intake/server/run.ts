import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { answering, transact } from '../../../kernel/db.ts'
import type { Services } from '../../../kernel/feature.ts'
import type { Batch, Named, Summary } from '../../../kernel/intake-reader.ts'
import type { Intake } from '../../../kernel/intake-target.ts'
import type { MassImport, MassStaged } from '../../../kernel/mass-import.ts'
import { tell } from '../../../kernel/outbox.ts'
import { startThread } from '../../../kernel/work.ts'
import type { Thread } from '../../../kernel/work.ts'
import { ensureOrganisations } from '../../people/api.ts'
import * as staging from './staging.ts'
import * as store from './store.ts'
import type { ImportRow } from './store.ts'

type Organisation = Batch['organisations'][number]

/** What one run needs at every step. */
interface Run {
  readonly services: Services
  readonly it: Intake
  readonly row: ImportRow
  readonly source: string
  /** the release that is live while it reads */
  readonly release: number
  readonly thread: Thread
  readonly stager: staging.Stager
  readonly signal: AbortSignal
  faults: number
}

/** Run one import to its end: read and compare in a thread, store unseen in small steps, then go live by one short transaction. */
export async function runImport(services: Services, id: string, signal: AbortSignal): Promise<void> {
  const { db } = services
  const started = performance.now()
  const row = await store.begin(db, id)
  if (!row) return
  const it = services.intakes.find(({ format }) => format.name === row.format)
  if (!it) return fail(services, row, started, 'internal')
  const source = it.source(row.holder ? { holder: row.holder } : {})
  const release = row.dry_run
    ? await store.releaseOf(db, source)
    : await store.claim(db, source, it.format.name, row.holder, id)
  if (release === undefined) return fail(services, row, started, 'busy')
  const beat = setInterval(() => void store.progress(db, id).catch(() => {}), 10_000)
  try {
    if (!row.dry_run) await staging.sweep(db, source, it.tables)
    const mass = services.features.map((one) => one.mass).find((one) => one?.formats.includes(row.format))
    const end = mass
      ? await massRun(services, mass, row, source, release, signal, started)
      : await oneRun(services, it, row, source, release, signal, started)
    if (!row.dry_run && end !== 'live') await staging.sweep(db, source, it.tables)
    if (end === 'live' || end === 'unchanged') await letGo(services, row)
  } catch (error) {
    // a full disk may have ended the database itself: the end of this import is written when it is back
    await answering(db, signal)
    if (!row.dry_run) await staging.sweep(db, source, it.tables).catch(() => {})
    if (error === cancelled) await store.move(db, id, 'cancelled')
    else if (signal.aborted) await store.move(db, id, 'interrupted')
    else {
      services.log.error({ import: id, error }, 'import failed')
      await fail(services, row, started, diskFull(error) ? 'disk-full' : 'internal')
    }
  } finally {
    clearInterval(beat)
    if (!row.dry_run) await store.unclaim(db, source, id).catch(() => {})
  }
}

const cancelled = new Error('cancelled')
const seconds = (started: number) => Math.round(performance.now() - started) / 1000
const diskFull = (error: unknown) =>
  ['53100', 'ENOSPC'].includes(String((error as { code?: unknown } | null)?.code)) ||
  (error as { type?: unknown } | null)?.type === 'read-only'

async function fail({ db }: Services, row: ImportRow, started: number, failure: string): Promise<void> {
  const none = {
    read: 0,
    added: 0,
    changed: 0,
    removed: 0,
    unchanged: 0,
    faults: 0,
    examples: [],
    notes: [],
    about: {},
  }
  await store.move(db, row.id, 'failed', { ...none, seconds: seconds(started), failure })
}

/** Files that went in are not kept a second time. */
export async function letGo(
  { db, log, files: { root } }: Services,
  { id, files }: Pick<ImportRow, 'id' | 'files'>,
): Promise<void> {
  try {
    if (files.folder && (await store.letGo(db, files.folder)))
      await rm(join(root, files.folder), { recursive: true, force: true })
  } catch (error) {
    log.warn({ import: id, error }, 'the files of an import could not be removed')
  }
}

/** What another feature reads and keeps; faults, progress and the end of it are the same as of every import. */
async function stageMass(
  services: Services,
  mass: MassImport,
  row: ImportRow,
  signal: AbortSignal,
): Promise<MassStaged> {
  const { db } = services
  let faults = 0
  let reported = 0
  return mass.stage(services, {
    format: row.format,
    path: join(services.files.root, row.files.path),
    holder: row.holder ?? '',
    dryRun: row.dry_run,
    refuse: row.on_error === 'refuse',
    signal,
    async step(found, progress) {
      signal.throwIfAborted()
      await store.addFaults(db, row.id, faults, found)
      faults += found.length
      if (performance.now() - reported < 500) return
      reported = performance.now()
      await store.progress(db, row.id, progress)
      if ((await store.find(db, row.id))?.state === 'cancelled') throw cancelled
    },
  })
}

/** An import that another feature reads and keeps, from its files to live. */
async function massRun(
  services: Services,
  mass: MassImport,
  row: ImportRow,
  source: string,
  release: number,
  signal: AbortSignal,
  started: number,
): Promise<'refused' | 'ready' | 'unchanged' | 'live'> {
  await using staged = await stageMass(services, mass, row, signal)
  const { summary } = staged
  const report = { ...summary, seconds: seconds(started) }
  if (summary.faults > 0 && row.on_error === 'refuse') return end(services, row, 'refused', report)
  if (row.dry_run) return end(services, row, 'ready', report)
  if (summary.added + summary.changed + summary.removed === 0) return end(services, row, 'unchanged', report)
  // it publishes nothing that another source could take meanwhile: what is live elsewhere is looked at now
  for (;;) {
    const checked = await store.elsewhere(services.db, source)
    if (await goLive({ services, row, source, release }, checked, report, [], staged)) return 'live'
  }
}

async function oneRun(
  services: Services,
  it: Intake,
  row: ImportRow,
  source: string,
  release: number,
  signal: AbortSignal,
  started: number,
): Promise<'refused' | 'ready' | 'unchanged' | 'live'> {
  const { db } = services
  await using thread = startThread(services.intakeThread)
  const run: Run = {
    services,
    it,
    row,
    source,
    release,
    thread,
    signal,
    stager: new staging.Stager(db, source, release),
    faults: 0,
  }
  let checked = await store.elsewhere(db, source)
  const organisations = await read(run)
  for (;;) {
    const summary = await thread.call<Summary>('summary', null)
    const report = { ...summary, seconds: seconds(started) }
    if (summary.faults > 0 && row.on_error === 'refuse') return end(services, row, 'refused', report)
    if (row.dry_run) return end(services, row, 'ready', report)
    if (summary.added + summary.changed + summary.removed === 0) return end(services, row, 'unchanged', report)
    if (await goLive(run, checked, report, organisations)) return 'live'
    // another source went live while this one was read: an address may be taken that was free
    checked = await store.elsewhere(db, source)
    for await (const taken of staging.collisions(db, source, release)) {
      await conflict(
        run,
        taken.flatMap(({ iri, key }) =>
          it.tables.flatMap(({ name }) =>
            key.startsWith(`${name}/`) ? [{ iri, table: name, key: key.slice(name.length + 1) }] : [],
          ),
        ),
      )
    }
  }
}

async function end<S extends 'refused' | 'ready' | 'unchanged'>(
  { db }: Services,
  { id }: ImportRow,
  state: S,
  report: ImportRow['report'],
): Promise<S> {
  if (!(await store.move(db, id, state, report))) throw cancelled
  return state
}

async function read(run: Run): Promise<Organisation[]> {
  const { services, it, row, source, release, thread, signal } = run
  const { db } = services
  const options = row.holder ? { holder: row.holder } : {}
  await thread.call('open', {
    format: row.format,
    path: join(services.files.root, row.files.path),
    options,
    plan: { release, stage: !row.dry_run, refuse: row.on_error === 'refuse' },
  })
  for (const { name } of it.tables) {
    for await (const pairs of staging.liveKeys(db, source, release, name))
      await thread.call('know', { table: name, pairs })
  }
  const organisations = new Map<string, Organisation>()
  let reported = 0
  for (;;) {
    const batch = await thread.call<Batch>('next', null)
    signal.throwIfAborted()
    const conflicts = await staging.taken(
      db,
      source,
      batch.addresses.map(({ iri }) => iri),
    )
    await store.addFaults(db, row.id, run.faults, batch.faults)
    run.faults += batch.faults.length
    // once refused it only reads on, to report everything
    if (!row.dry_run && !(run.faults && row.on_error === 'refuse')) {
      await services.gate.patient(() => run.stager.write(batch))
      for (const one of batch.organisations) organisations.set(one.id, one)
    }
    if (conflicts.size)
      await conflict(
        run,
        batch.addresses.filter(({ iri }) => conflicts.has(iri)),
      )
    if (performance.now() - reported > 500 || batch.done) {
      reported = performance.now()
      await store.progress(db, row.id, batch.progress)
      if ((await store.find(db, row.id))?.state !== 'reading') throw cancelled
    }
    if (batch.done) break
  }
  return [...organisations.values()]
}

/** Records whose address belongs to another source stay out; the rest goes on. */
async function conflict(run: Run, records: readonly (Named & { iri: string })[]): Promise<void> {
  const { services, row, thread } = run
  const { db } = services
  const file = row.files.list[0]?.name ?? ''
  await store.addFaults(
    db,
    row.id,
    run.faults,
    records.map(({ key, iri }) => ({
      place: { file, record: key },
      code: 'address-taken',
      value: key,
      values: { iri },
    })),
  )
  run.faults += records.length
  await thread.call('reject', { records })
  if (row.dry_run) return
  const unstages = records.flatMap(({ table, key }) => [
    { table, keys: [key] },
    { table: 'kernel.publication', keys: [`${table}/${key}`] },
  ])
  await services.gate.patient(() => run.stager.takeBack(unstages))
}

/** False when another source went live since addresses were compared: nothing happened then. */
async function goLive(
  { services, row, source, release: before }: Pick<Run, 'services' | 'row' | 'source' | 'release'>,
  checked: number,
  report: NonNullable<ImportRow['report']>,
  organisations: readonly Organisation[],
  staged?: MassStaged,
): Promise<boolean> {
  const holder =
    row.holder && !organisations.some(({ id }) => id === row.holder)
      ? [{ id: row.holder, name: { en: row.holder } }]
      : []
  return services.gate.patient(() =>
    transact(services.db, async (tx) => {
      if ((await store.elsewhere(tx, source)) !== checked) return false
      if (!(await store.move(tx, row.id, 'live', report))) throw cancelled
      await ensureOrganisations(tx, [...organisations, ...holder])
      const release = await staging.release(tx, source, before, { ...report.about, format: row.format })
      await tell(tx, 'published', { source, release })
      const more = await staged?.commit(tx, row.by)
      await services.audit(tx, row.by, 'intake.live', source, {
        import: row.id,
        release,
        files: row.files.list,
        added: report.added,
        changed: report.changed,
        removed: report.removed,
        ...more,
      })
      return true
    }),
  )
}
