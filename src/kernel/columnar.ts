import { DuckDBInstance } from '@duckdb/node-api'
import type { DuckDBConnection, DuckDBDataChunk } from '@duckdb/node-api'

/**
 * The small door to DuckDB, which reads, checks and counts mass data. In memory only: what it keeps lies in files that we
 * name. Nothing is downloaded, and no file is opened but those of our own statements.
 */
export interface Columnar extends AsyncDisposable {
  run(sql: string): Promise<void>
  /** rows of a small answer */
  rows<R>(sql: string): Promise<R[]>
  /** numbers of a large answer, a typed array for each column; the statement gives no null */
  arrays(sql: string, rows: number): Promise<Numbers[]>
  interrupt(): void
}

export type Numbers =
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array

export async function openColumnar(options: { memoryMb: number; threads: number; spill: string }): Promise<Columnar> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(options.threads),
    memory_limit: `${options.memoryMb}MB`,
    temp_directory: options.spill,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  })
  const connection = await instance.connect()
  return {
    run: async (sql) => void (await connection.run(sql).catch(rethrow)),
    rows: async (sql) => (await connection.runAndReadAll(sql).catch(rethrow)).getRowObjectsJS() as never[],
    arrays: (sql, rows) => arrays(connection, sql, rows).catch(rethrow),
    interrupt: () => connection.interrupt(),
    async [Symbol.asyncDispose]() {
      connection.closeSync()
      instance.closeSync()
    },
  }
}

/** DuckDB's messages quote statements and values, which may be a person's: only what kind of error it was goes on. */
function rethrow(error: unknown): never {
  const message =
    error instanceof Error || (typeof error === 'object' && error !== null && 'message' in error)
      ? String(error.message)
      : ''
  const [kind = 'an error'] = /^[A-Z][A-Za-z ]*Error/.exec(message) ?? /^\d+ rows instead of \d+$/.exec(message) ?? []
  throw new Error(
    /No space left|ENOSPC/.test(message) ? 'ENOSPC: no space left on device' : `the columnar engine reports: ${kind}`,
  )
}

async function arrays(connection: DuckDBConnection, sql: string, rows: number): Promise<Numbers[]> {
  const result = await connection.stream(sql)
  let columns: Numbers[] | undefined
  let at = 0
  for (;;) {
    const chunk = await result.fetchChunk()
    if (!chunk || chunk.rowCount === 0) break
    columns ??= Array.from({ length: chunk.columnCount }, (_, column) => emptyLike(itemsOf(chunk, column), rows))
    for (const [column, into] of columns.entries()) into.set(itemsOf(chunk, column).subarray(0, chunk.rowCount), at)
    at += chunk.rowCount
  }
  if (at !== rows) throw new Error(`${at} rows instead of ${rows}`)
  return columns ?? Array.from({ length: result.columnCount }, () => new Int32Array(0))
}

/** The numbers of a column as DuckDB has them in memory; its own accessor would make a value of each. */
function itemsOf(chunk: DuckDBDataChunk, column: number): Numbers {
  const { items } = chunk.getColumnVector(column) as unknown as { items?: unknown }
  if (
    !ArrayBuffer.isView(items) ||
    items instanceof DataView ||
    items instanceof BigInt64Array ||
    items instanceof BigUint64Array
  )
    throw new Error('this column is no column of plain numbers')
  return items as Numbers
}

const emptyLike = (items: Numbers, length: number): Numbers =>
  new (items.constructor as new (length: number) => Numbers)(length)

/** A text inside a statement. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`
