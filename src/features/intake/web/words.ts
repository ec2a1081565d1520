import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Tone } from '../../../ui/mark.tsx'
import type { ImportState } from '../contract.ts'

export const stateWords: Record<ImportState, MessageDescriptor> = {
  queued: msg`Waiting`,
  reading: msg`Reading`,
  ready: msg`Checked`,
  live: msg`Live`,
  unchanged: msg`No change`,
  refused: msg`Refused`,
  cancelled: msg`Cancelled`,
  failed: msg`Failed`,
  interrupted: msg`Interrupted`,
}

export const stateHelp: Record<ImportState, MessageDescriptor> = {
  queued: msg`It begins as soon as the one before it has ended.`,
  reading: msg`The files are being read and checked. Nothing is live yet.`,
  ready: msg`The files were read and checked. Nothing is live yet: see the differences, then make it live.`,
  live: msg`The records are published.`,
  unchanged: msg`Everything in the files is live already; nothing was changed.`,
  refused: msg`Some rows were rejected, so nothing was changed. Mend them and import again.`,
  cancelled: msg`It was cancelled. What was live stays as it was.`,
  failed: msg`It could not be finished. What was live stays as it was.`,
  interrupted: msg`The server stopped while it was running. What was live stays as it was.`,
}

export const stateTones: Record<ImportState, Tone> = {
  queued: 'plain',
  reading: 'info',
  ready: 'info',
  live: 'good',
  unchanged: 'good',
  refused: 'bad',
  cancelled: 'plain',
  failed: 'bad',
  interrupted: 'warn',
}
