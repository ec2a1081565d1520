import type { ImportView } from '../contract.ts'

/** Hundredths of the bytes that are read; undefined while nobody knows how many there are. */
export const shareRead = ({ bytesRead, bytesTotal }: ImportView['progress']): number | undefined =>
  bytesTotal > 0 ? Math.min(100, Math.floor((bytesRead / bytesTotal) * 100)) : undefined

/** A checked dry run whose files are still there. */
export const canGoLive = ({ dryRun, state, repeatable }: ImportView): boolean => dryRun && repeatable && state === 'ready'

/** It ended before it could be judged, and its files are still there. */
export const canRunAgain = ({ state, repeatable }: ImportView): boolean => repeatable && ['failed', 'interrupted', 'cancelled'].includes(state)
