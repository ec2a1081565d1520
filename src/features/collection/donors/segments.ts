import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { quoted } from '../../../kernel/columnar.ts'

/** What a holder says of donors, by kind; a file of a kind for each import that brought any. */
export const kinds = ['donor', 'death', 'diagnosis', 'measurement', 'specimen', 'data', 'consent'] as const
export type Kind = (typeof kinds)[number]

export interface Segment {
  readonly kind: Kind
  readonly sha256: string
  readonly rows: number
  readonly bytes: number
}

/** Columns as they lie in the files. Nothing is null: '' and -1 are unknown, days count from 1970, months are year * 12 + month - 1. */
export const columns: Readonly<Record<Kind, Readonly<Record<string, string>>>> = {
  donor: {
    id: 'VARCHAR',
    sex: 'VARCHAR',
    born: 'SMALLINT',
    ethnicity: 'VARCHAR',
    father: 'VARCHAR',
    mother: 'VARCHAR',
    reported: 'INTEGER',
  },
  death: { donor: 'VARCHAR', month: 'SMALLINT', reported: 'INTEGER' },
  diagnosis: { donor: 'VARCHAR', code: 'VARCHAR', onset: 'SMALLINT', onset_age: 'SMALLINT', reported: 'INTEGER' },
  measurement: {
    donor: 'VARCHAR',
    code: 'VARCHAR',
    value: 'DOUBLE',
    unit: 'VARCHAR',
    month: 'SMALLINT',
    age: 'SMALLINT',
    reported: 'INTEGER',
  },
  specimen: {
    donor: 'VARCHAR',
    id: 'VARCHAR',
    material: 'VARCHAR',
    sampled: 'SMALLINT',
    sampled_age: 'SMALLINT',
    storage: 'VARCHAR',
    aliquots: 'STRUCT(id VARCHAR, amount DOUBLE, remaining DOUBLE, unit VARCHAR, storage VARCHAR)[]',
    reported: 'INTEGER',
  },
  data: {
    donor: 'VARCHAR',
    kind: 'VARCHAR',
    specimen: 'VARCHAR',
    platform: 'VARCHAR',
    produced: 'SMALLINT',
    reported: 'INTEGER',
  },
  consent: {
    donor: 'VARCHAR',
    scope: 'VARCHAR[]',
    first: 'INTEGER',
    last: 'INTEGER',
    withdrawn: 'INTEGER',
    reported: 'INTEGER',
  },
}
/** A consent without an agreed end. */
export const noEnd = 2 ** 31 - 1

export const folderOf = (data: string): string => join(data, 'segments')
export const pathOf = (folder: string, sha256: string): string => join(folder, `${sha256}.parquet`)

/** A view of everything that segments say of a kind, with the release that said it; an empty one where none does. */
export function viewOf(
  name: string,
  kind: Kind,
  folder: string,
  segments: readonly (Pick<Segment, 'kind' | 'sha256'> & { since: number })[],
): string {
  const parts = segments
    .filter((it) => it.kind === kind)
    .map(({ sha256, since }) => `select *, ${since} as since from read_parquet(${quoted(pathOf(folder, sha256))})`)
  const empty = Object.entries(columns[kind])
    .map(([column, type]) => `null::${type} as "${column}"`)
    .join(', ')
  return `create or replace temp view ${name} as ${parts.length ? parts.join(' union all ') : `select ${empty}, 0 as since where false`}`
}

/** From the name it was written under to the name of its content, durable before anybody hears of it. */
export async function settle(folder: string, part: string, kind: Kind, rows: number): Promise<Segment> {
  const handle = await open(part, 'r+')
  await handle.sync()
  await handle.close()
  const hash = createHash('sha256')
  for await (const piece of createReadStream(part) as AsyncIterable<Buffer>) hash.update(piece)
  const sha256 = hash.digest('hex')
  const bytes = (await stat(part)).size
  await rename(part, pathOf(folder, sha256))
  return { kind, sha256, rows, bytes }
}

/** The names are durable when their folder is. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync().catch(() => {})
  await handle.close()
}

/** Files that no record names: an import that ended before it went live. */
export async function sweep(folder: string, named: ReadonlySet<string>): Promise<string[]> {
  const entries = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const orphans = entries.filter(
    (name) => (/^[0-9a-f]{64}\.parquet$/.test(name) && !named.has(name.slice(0, 64))) || name.endsWith('.part'),
  )
  for (const name of orphans) await rm(join(folder, name), { recursive: true, force: true })
  return orphans
}
