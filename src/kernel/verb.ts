import type { ParseArgsConfig } from 'node:util'
import type { Call } from './client.ts'
import type { Locale, Words } from './words.ts'

/** A command of the command line: a few lines over the same contract as the page. */
export interface Verb {
  /** `search`, `admin grant` */
  readonly name: string
  /** what follows the name, for the usage line */
  readonly usage: string
  readonly summary: Words
  readonly options: NonNullable<ParseArgsConfig['options']>
  /** how many words follow the name: least and most */
  readonly words: readonly [number, number]
  /** Exit status. A Problem that is thrown is printed and exits 1, a UsageError 2. */
  run(input: VerbInput, io: Io): Promise<number>
}

export interface VerbInput {
  readonly words: readonly string[]
  readonly flags: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>
}

export interface Io {
  /** the running server of the data folder, the one of HASHIDATE_URL, or the product inside this process */
  readonly call: Call
  readonly locale: Locale
  /** `--json` was given: one object to standard output and nothing else */
  readonly json: boolean
  readonly data: string
  /** a line to standard output */
  out(line: string): void
  /** a line to standard error: progress, warnings */
  err(line: string): void
  /** aborted by Ctrl-C */
  readonly signal: AbortSignal
}

export class UsageError extends Error {
  override readonly name = 'UsageError'
}

export const text = (value: VerbInput['flags'][string]): string | undefined =>
  typeof value === 'string' ? value : undefined
