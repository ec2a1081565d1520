import type { ImportView } from '../contract.ts'

/** Hundredths of the bytes that are read; undefined while nobody knows how many there are. */
export const shareRead = ({ bytesRead, bytesTotal }: ImportView['progress']): number | undefined =>
  bytesTotal > 0 ? Math.min(100, Math.floor((bytesRead / bytesTotal) * 100)) : undefined

/** Checked, and the same as what is live: there is nothing to make live. */
export const changesNothing = ({ state, differences }: ImportView): boolean =>
  state === 'ready' && differences !== null && differences.added + differences.changed + differences.removed === 0

/** A checked dry run that would change something and whose files are still there. */
export const canGoLive = (it: ImportView): boolean =>
  it.dryRun && it.repeatable && it.state === 'ready' && !changesNothing(it)

/** It ended before it could be judged, and its files are still there. */
export const canRunAgain = ({ state, repeatable }: ImportView): boolean =>
  repeatable && ['failed', 'interrupted', 'cancelled'].includes(state)
