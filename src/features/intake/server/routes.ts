import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { dirname, relative } from 'node:path'
import { transact } from '../../../kernel/db.ts'
import { Answer, handle } from '../../../kernel/feature.ts'
import type { Context } from '../../../kernel/feature.ts'
import type { Intake } from '../../../kernel/intake-target.ts'
import { cell } from '../../../kernel/csv-out.ts'
import { must, notFound } from '../../../kernel/problem.ts'
import * as contract from '../contract.ts'
import { canSee, seenBy } from '../policy.ts'
import * as problems from '../problems.ts'
import { runJob } from './jobs.ts'
import * as store from './store.ts'
import type { ImportRow } from './store.ts'
import { rejected, view } from './view.ts'

const intakeOf = ({ intakes }: Context, format: string) => intakes.find((it) => it.format.name === format)
/** A format that belongs to everybody takes no holder, and naming one gives no right to it. */
const ofHolder = (it: Intake, holder: string | null | undefined) =>
  it.holder === 'none' ? undefined : (holder ?? undefined)
/** Where uploads lie, seen from the folder of files: a restored installation has it elsewhere. */
const kept = ({ files }: Context, folder: string, path: string) => ({
  folder: relative(files.root, folder),
  path: relative(files.root, path),
})
const total = (row: ImportRow) => row.files.list.reduce((sum, { size }) => sum + size, 0)

async function visible(id: string, context: Context): Promise<ImportRow> {
  const row = await store.find(context.db, id)
  if (!row || !canSee(context.actor, row)) throw notFound('The import')
  return row
}

async function enqueue(context: Context, row: Parameters<typeof store.insert>[1]): Promise<{ id: string }> {
  await transact(context.db, async (tx) => {
    await store.insert(tx, row)
    await context.audit(tx, context.actor.id, row.dry_run ? 'intake.check' : 'intake.start', row.source ?? row.format, {
      import: row.id,
      files: row.files.list,
    })
    await context.jobs.enqueue(tx, runJob, { id: row.id })
  })
  context.jobs.nudge(runJob)
  return { id: row.id }
}

export const routes = [
  handle(contract.formats, async (_, { intakes, actor }) => ({
    formats: intakes
      .filter((it) => !it.internal)
      .filter((it) =>
        [undefined, ...actor.grants.map(({ organisation }) => organisation)].some((holder) =>
          it.mayImport(actor, ofHolder(it, holder)),
        ),
      )
      .map((it) => ({
        name: it.format.name,
        title: { ...it.format.title },
        takes: it.format.takes,
        holder: it.holder,
        templates: Object.keys(it.templates ?? {}),
      })),
  })),

  handle(contract.template, async ({ params }, { intakes }) => {
    const text = intakes.map((it) => it.templates?.[params.name]).find((it) => it !== undefined)
    if (text === undefined) throw notFound('The template')
    // a byte order mark: Excel in Japan takes a CSV file without one for CP932
    return new Answer(`\ufeff${text}`, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${encodeURIComponent(params.name)}.csv"`,
    })
  }),

  handle(contract.startImport, async ({ body }, context) => {
    const folder = context.uploads[0] && dirname(context.uploads[0].path)
    try {
      const it = intakeOf(context, body.format)
      if (!it)
        throw problems.noSuchFormat(
          body.format,
          context.intakes.map(({ format }) => format.name),
        )
      if (it.holder === 'needed' && !body.holder) throw problems.holderNeeded(body.format)
      if (body.holder !== undefined && !/^[a-z0-9][a-z0-9-]{0,62}$/.test(body.holder))
        throw problems.badHolder(body.holder)
      const holder = ofHolder(it, body.holder)
      must(it.mayImport(context.actor, holder), 'import this')
      if (!folder) throw problems.noFile()
      const whole = it.format.takes === 'folder' || context.uploads.length > 1
      return await enqueue(context, {
        id: randomUUID(),
        format: body.format,
        holder: holder ?? null,
        source: it.source(holder ? { holder } : {}),
        dry_run: body.dryRun ?? false,
        on_error: body.onError ?? 'refuse',
        by: context.actor.id,
        files: {
          ...kept(context, folder, whole ? folder : context.uploads[0]!.path),
          list: context.uploads.map(({ name, size }) => ({ name, size })),
          lang: context.locale,
        },
      })
    } catch (error) {
      if (folder) await rm(folder, { recursive: true, force: true })
      throw error
    }
  }),

  handle(contract.listImports, async ({ query }, context) => {
    const { total: count, rows } = await store.list(
      context.db,
      seenBy(context.actor),
      query.offset ?? 0,
      query.limit ?? 20,
    )
    return {
      total: count,
      imports: rows.map((row) => view(row, [], intakeOf(context, row.format), context.locale, total(row))),
    }
  }),

  handle(contract.readImport, async ({ params, query }, context) => {
    const row = await visible(params.id, context)
    const faults = await store.faults(context.db, row.id, query.rejected ?? 100)
    return view(row, faults, intakeOf(context, row.format), query.lang ?? context.locale, total(row))
  }),

  handle(contract.importFaults, async ({ params, query }, context) => {
    const row = await visible(params.id, context)
    const columns = ['place', 'line', 'column', 'value', 'code', 'reason', 'mend'] as const
    const faults = await store.faults(context.db, row.id, store.keptFaults)
    const lines = faults.map((fault) => {
      const it = rejected(fault, intakeOf(context, row.format), query.lang ?? context.locale)
      return columns.map((column) => cell(it[column])).join(',')
    })
    return new Answer(`\ufeff${[columns.join(','), ...lines].join('\r\n')}\r\n`, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="import-${row.id}.csv"`,
    })
  }),

  handle(contract.makeLive, async ({ params }, context) => {
    const row = await visible(params.id, context)
    const it = intakeOf(context, row.format)
    must(it?.mayImport(context.actor, ofHolder(it, row.holder)) ?? false, 'import this')
    if (!view(row, [], it, context.locale, 0).repeatable) throw problems.importState(row.state, 'be made live')
    return enqueue(context, { ...row, id: randomUUID(), dry_run: false, by: context.actor.id })
  }),

  handle(contract.cancelImport, async ({ params }, context) => {
    const row = await visible(params.id, context)
    await transact(context.db, async (tx) => {
      if (!(await store.move(tx, row.id, 'cancelled')))
        throw problems.importState((await store.find(tx, row.id))?.state ?? row.state, 'be cancelled')
      await context.audit(tx, context.actor.id, 'intake.cancel', row.source ?? row.format, { import: row.id })
    })
    return undefined
  }),
]
