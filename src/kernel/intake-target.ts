import type { Actor } from './actor.ts'
import type { Format, ReadOptions } from './intake.ts'
import type { Publication } from './publication.ts'
import type { Named, Words } from './words.ts'

/** A format, and the rows that its records become. Pure: it runs in the importing thread. */
export interface Intake<R = unknown> {
  readonly format: Format<R>
  readonly holder: 'needed' | 'optional' | 'none'
  /** the program feeds it itself: nobody is offered it */
  readonly internal?: true
  readonly templates?: Readonly<Record<string, string>>
  /** whose rows these are: an import replaces what the same source said before, and nothing else */
  source(options: ReadOptions): string
  /** tables that its records go to; their children hang on them and go with them */
  readonly tables: readonly Table[]
  rows(record: R, options: ReadOptions): Shaped
  /** texts of what is noticed but no fault */
  readonly notes?: Readonly<Record<string, Words>>
  /** who may import it; the operator always may */
  mayImport(actor: Actor, holder: string | undefined): boolean
}

export interface Table {
  readonly name: string
  readonly children: readonly string[]
}

export interface Shaped {
  /** name of the main table */
  readonly table: string
  readonly row: Readonly<Record<string, unknown>>
  readonly children: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>
  readonly publication?: Publication
  /** organisations that the record speaks of; made when it goes live, if they are not there */
  readonly organisations?: readonly { id: string; name: Named; url?: string; country?: string }[]
}

export const intake = <R>(it: Intake<R>): Intake => it as unknown as Intake
