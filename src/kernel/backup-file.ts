import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import { Problem } from './problem.ts'

/**
 * A backup is gzipped lines of JSON. The first is the manifest; after it the first character tells what a line is: `[` a
 * mark (a table or file begins, the end), `{` a row as the database wrote it, `"` a piece of a file in base64. The last is
 * the end mark with the count and digest of all lines before it, so that a file cut short is known for what it is.
 */
export interface Manifest {
  product: 'hashidate'
  format: number
  version: string
  made: string
  migrations: { name: string; digest: string }[]
  tables: TableShape[]
}
export interface TableShape {
  name: string
  columns: { name: string; type: string }[]
}
export interface Sums {
  lines: number
  rows: number
  files: number
  sha256: string
}
export type Mark =
  | ['table', string]
  | ['sequence', string, string]
  | ['file', string]
  | ['file-end', { size: number; sha256: string }]
  | ['end', Sums]

export const format = 1

export const damaged = (what: string) =>
  new Problem(
    'backup-damaged',
    422,
    `The backup is damaged: ${what}. Nothing was changed. Use another backup; this one cannot be restored.`,
  )
const foreign = () => new Problem('backup-foreign', 422, 'The file is not a backup of Hashidate. Nothing was changed.')

/** Lines of a backup. A row may be long, so lines are cut at the byte, and nothing but the newline ends one. */
export async function* linesOf(path: string): AsyncGenerator<string> {
  const source = createReadStream(path)
  const gunzip = createGunzip()
  source.on('error', (error) => gunzip.destroy(error))
  let begun: Buffer[] = []
  try {
    for await (const chunk of source.pipe(gunzip) as AsyncIterable<Buffer>) {
      let from = 0
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
        begun.push(chunk.subarray(from, at))
        yield (begun.length === 1 ? begun[0]! : Buffer.concat(begun)).toString('utf8')
        begun = []
        from = at + 1
      }
      if (from < chunk.length) begun.push(chunk.subarray(from))
    }
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    if (code === 'Z_BUF_ERROR') throw damaged('it ends too early')
    if (code === 'Z_DATA_ERROR') throw damaged('its bytes do not fit together')
    if (cause instanceof Problem || !code) throw cause
    throw new Problem('unreadable', 422, `${path} cannot be read: ${code}`)
  } finally {
    source.destroy()
  }
  if (begun.length) throw damaged('it ends inside a line')
}

export function readManifest(line: string): Manifest {
  let manifest: Partial<Manifest>
  try {
    manifest = JSON.parse(line) as Partial<Manifest>
  } catch {
    throw foreign()
  }
  if (manifest.product !== 'hashidate' || typeof manifest.format !== 'number') throw foreign()
  if (manifest.format > format) {
    throw new Problem(
      'backup-newer',
      422,
      `The backup was made by Hashidate ${manifest.version}, which writes a newer format. Restore it with that release or a later one.`,
    )
  }
  return manifest as Manifest
}

async function isGzip(path: string): Promise<boolean> {
  const handle = await open(path, 'r').catch((cause: NodeJS.ErrnoException) => {
    throw new Problem('unreadable', 422, `${path} cannot be read: ${cause.code}`)
  })
  try {
    const { buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0)
    return buffer[0] === 0x1f && buffer[1] === 0x8b
  } finally {
    await handle.close()
  }
}

/** Read the whole file and compare all its sums, before anything is done with it. */
export async function check(path: string): Promise<{ manifest: Manifest; sums: Sums }> {
  const seen = summing()
  let manifest: Manifest | undefined
  let end: Sums | undefined
  let file: { hash: ReturnType<typeof createHash>; size: number } | undefined
  if (!(await isGzip(path))) throw foreign()
  for await (const line of linesOf(path)) {
    if (!manifest) manifest = readManifest(line)
    else if (end) throw damaged('it goes on after its end')
    else if (line.startsWith('["end"')) {
      end = (JSON.parse(line) as ['end', Sums])[1]
      continue
    } else if (line.startsWith('"')) {
      const piece = Buffer.from(line.slice(1, -1), 'base64')
      file?.hash.update(piece)
      if (file) file.size += piece.length
    } else if (line.startsWith('["file"')) file = { hash: createHash('sha256'), size: 0 }
    else if (line.startsWith('["file-end"')) {
      const [, { size, sha256 }] = JSON.parse(line) as ['file-end', { size: number; sha256: string }]
      if (file?.size !== size || file.hash.digest('hex') !== sha256)
        throw damaged('a file in it has other bytes than its sum says')
      file = undefined
    }
    seen.add(line)
  }
  if (!manifest) throw foreign()
  if (!end) throw damaged('its end is missing')
  const sums = seen.sums()
  if (sums.lines !== end.lines || sums.rows !== end.rows || sums.files !== end.files || sums.sha256 !== end.sha256) {
    throw damaged('its sums are not those it was written with')
  }
  return { manifest, sums }
}

/** Counts and the digest over lines, the same for the writer and the reader. */
export function summing(): { add(line: string): void; sums(): Sums } {
  const hash = createHash('sha256')
  let lines = 0
  let rows = 0
  let files = 0
  let waiting = ''
  return {
    add(line) {
      lines++
      if (line.startsWith('{') && lines > 1) rows++
      else if (line.startsWith('["file-end"')) files++
      waiting += `${line}\n`
      if (waiting.length > 65_536) {
        hash.update(waiting)
        waiting = ''
      }
    },
    sums: () => ({ lines, rows, files, sha256: hash.update(waiting).digest('hex') }),
  }
}
