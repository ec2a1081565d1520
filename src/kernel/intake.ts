import type { Words } from './words.ts'

/**
 * The way in for files. A format reads bytes and yields, one by one, records or faults; it never stores.
 * It runs in a worker thread, streams files of any size, and keeps the place of each record for the report.
 */

/** Where in the input: the file (or sheet), and line, column, or the record's own name where there is no line. */
export interface Place {
  readonly file: string
  /** 1-based line of the file, where it has lines */
  readonly line?: number
  /** column name (CSV), or 1-based character column */
  readonly column?: string | number
  /** name of the record, where the file has no useful lines (JSON, OWL) */
  readonly record?: string
}

/** One thing wrong with one place. `code` is a key of the format's table of faults, `values` fill its text. */
export interface Fault {
  readonly place: Place
  readonly value?: string
  readonly code: string
  readonly values?: Readonly<Record<string, string | number>>
  /** key of the record that the fault rejects, when one was already yielded (whole-file checks) */
  readonly key?: string
}

/** Each way a format can say no: what is wrong, and how the sender mends it. Both languages, `{holes}` filled from `values`. */
export type FaultTable = Readonly<Record<string, { readonly reason: Words; readonly mend: Words }>>

export type Read<R> =
  | { readonly record: R; readonly key: string; readonly place: Place }
  | { readonly fault: Fault }
  /** what the file says of itself: release, licence, date; and what was noticed but is no fault */
  | { readonly about: Partial<About> }
  | { readonly note: { readonly code: string; readonly place: Place; readonly values?: Fault['values'] } }

export interface About {
  readonly release: string
  readonly licence: string
  readonly source: string
  /** ISO date of the release */
  readonly date: string
  /** false where the licence forbids changed copies (CC BY-ND): a transformed export is refused */
  readonly changedCopies: boolean
}

export interface InputFile {
  readonly name: string
  readonly size: number
  /** the bytes, from the start; may be called again */
  bytes(): AsyncIterable<Uint8Array>
}

/** One file, or a folder of files. */
export interface Input {
  readonly name: string
  readonly files: readonly InputFile[]
}

export interface ReadOptions {
  /** organisation the records belong to, when the sender says so (`--holder`) */
  readonly holder?: string
}

export interface Format<R> {
  /** value of `--as` */
  readonly name: string
  readonly title: Words
  readonly takes: 'file' | 'folder' | 'either'
  readonly faults: FaultTable
  read(input: Input, options: ReadOptions): AsyncIterable<Read<R>>
}
