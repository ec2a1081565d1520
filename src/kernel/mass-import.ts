import type { Tx } from './db.ts'
import type { Services } from './feature.ts'
import type { Fault } from './intake.ts'
import type { Summary } from './intake-reader.ts'

/**
 * Files whose records are too many for rows of tables. The feature that keeps them reads, checks and stores them, unseen
 * until `commit`; what the import page shows is the same as for every format.
 */
export interface MassImport {
  /** names of the formats that come in this way */
  readonly formats: readonly string[]
  stage(services: Services, order: MassOrder): Promise<MassStaged>
}

export interface MassOrder {
  readonly format: string
  readonly path: string
  readonly holder: string
  readonly dryRun: boolean
  /** one fault refuses the whole file */
  readonly refuse: boolean
  readonly signal: AbortSignal
  /** faults found since the last call, and how far it is; throws when the import was cancelled */
  step(faults: readonly Fault[], progress: { bytesRead: number; read: number }): Promise<void>
}

/** What waits to go live. Disposed without a commit, it was never there. */
export interface MassStaged extends AsyncDisposable {
  readonly summary: Summary
  /** in the short transaction that goes live; names what it did for the trail */
  commit(tx: Tx, by: string): Promise<Readonly<Record<string, unknown>>>
}
