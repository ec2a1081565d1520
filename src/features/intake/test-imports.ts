import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { sql } from 'kysely'
import { anActor } from '../../../test/app.ts'
import type { TestApp } from '../../../test/app.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Db } from '../../kernel/db.ts'
import { endStates, readImport, startImport } from './contract.ts'
import type { ImportView } from './contract.ts'

/** Tests only: imports through the front door. */
export interface Sent {
  format: string
  /** content by name */
  files: Record<string, string | Uint8Array>
  holder?: string
  dryRun?: boolean
  onError?: 'refuse' | 'skip'
  as?: Actor
}

/** Published files, where they are; such tests are skipped where they are not. */
export const realData = '../shared/data'
export const haveRealData = existsSync(realData)

/** Real files, each with its name; a folder stands for what is in it. */
export const realFile = (...paths: string[]): Record<string, Uint8Array> =>
  Object.fromEntries(
    paths
      .map((path) => join(realData, path))
      .flatMap((path) => (statSync(path).isDirectory() ? readdirSync(path).map((name) => join(path, name)) : [path]))
      .map((file) => [basename(file), readFileSync(file)]),
  )

const operator = anActor({ grants: [['operator', null]] })

export async function send(app: TestApp, { files, as = operator, ...body }: Sent): Promise<string> {
  const { id } = await app.as(as).call(startImport, {
    body,
    files: Object.entries(files).map(([name, content]) => ({
      name,
      blob: new Blob([content as Uint8Array<ArrayBuffer>]),
    })),
  })
  return id
}

/** Wait for an import's end, as its sender sees it. */
export async function ended(
  app: TestApp,
  id: string,
  as: Actor = operator,
  lang: 'ja' | 'en' = 'en',
): Promise<ImportView> {
  for (let wait = 5; ; wait = Math.min(100, wait * 1.5)) {
    const view = await app.as(as).call(readImport, { params: { id }, query: { lang } })
    if (endStates.includes(view.state)) return view
    await new Promise((resolve) => setTimeout(resolve, wait))
  }
}

export const imported = async (app: TestApp, it: Sent): Promise<ImportView> =>
  ended(app, await send(app, it), it.as ?? operator)

/** An import that a test stands on. */
export async function wentLive(app: TestApp, it: Sent): Promise<ImportView> {
  const view = await imported(app, it)
  if (view.state !== 'live' || view.report?.rejectedTotal)
    throw new Error(`${it.format} is ${view.state}: ${JSON.stringify(view.report?.rejected)}`)
  return view
}

/** Rows of each table that imports write, live or not, and the release of each source. */
export async function everyRow(db: Db): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const name of [
    'kernel.publication',
    'terms.term',
    'terms.label',
    'collection.entry',
    'bank.line',
    'bank.deposit',
    'bank.disease',
    'people.organisation',
  ]) {
    counts[name] =
      (await sql<{ count: number }>`select count(*) from ${sql.table(name)}`.execute(db)).rows[0]?.count ?? 0
  }
  for (const { id, release } of (
    await sql<{ id: string; release: number }>`select id, release from kernel.source`.execute(db)
  ).rows)
    counts[`release of ${id}`] = release
  return counts
}

/** A CSV of our own template for entries: rows by id. */
export const entriesCsv = (
  rows: readonly {
    id: string
    kind?: string
    name?: string
    donors?: string
    parent?: string
    biobanks?: string
    visibility?: string
    diseases?: string
    materials?: string
  }[],
): string => {
  const columns = ['kind', 'id', 'name_en', 'donors', 'parent', 'biobanks', 'visibility', 'diseases', 'materials']
  const line = ({
    kind = 'collection',
    id,
    name = `Name ${id}`,
    donors = '',
    parent = '',
    biobanks = '',
    visibility = '',
    diseases = '',
    materials = '',
  }: (typeof rows)[number]) => [kind, id, name, donors, parent, biobanks, visibility, diseases, materials].join(',')
  return `${columns.join(',')}\n${rows.map(line).join('\n')}\n`
}
