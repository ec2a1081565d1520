import { commonFaults } from '../../../kernel/intake-reader.ts'
import type { Fault, FaultTable } from '../../../kernel/intake.ts'
import type { Intake } from '../../../kernel/intake-target.ts'
import { say } from '../../../kernel/words.ts'
import type { Locale } from '../../../kernel/words.ts'
import type { ImportView } from '../contract.ts'
import { commonNotes, failures } from '../model.ts'
import type { ImportRow } from './store.ts'

/** A fault as its sender reads it. */
export function rejected(
  fault: Fault,
  it: Intake | undefined,
  locale: Locale,
): NonNullable<ImportView['report']>['rejected'][number] {
  const { place, values = {} } = fault
  const words = ({ ...commonFaults, ...it?.format.faults } as FaultTable)[fault.code]
  const all = {
    ...(fault.value === undefined ? {} : { value: fault.value }),
    ...(place.column === undefined ? {} : { column: place.column }),
    ...values,
  }
  return {
    place: place.record === undefined ? place.file : `${place.file}: ${place.record}`,
    line: place.line ?? null,
    column: place.column ?? null,
    value: fault.value ?? null,
    code: fault.code,
    reason: words ? say(locale, words.reason, all) : fault.code,
    mend: words ? say(locale, words.mend, all) : '',
  }
}

export function view(
  row: ImportRow,
  faults: readonly Fault[],
  it: Intake | undefined,
  locale: Locale,
  bytesTotal: number,
): ImportView {
  const { report } = row
  const notes = { ...commonNotes, ...it?.notes }
  return {
    id: row.id,
    format: row.format,
    holder: row.holder,
    source: row.source,
    dryRun: row.dry_run,
    onError: row.on_error,
    state: row.state,
    files: row.files.list.map(({ name, size }) => ({ name, size })),
    by: row.by,
    createdAt: row.created_at,
    finishedAt: row.finished_at,
    progress: { bytesRead: row.progress.bytesRead ?? 0, bytesTotal, read: row.progress.read ?? 0 },
    report: report && {
      format: row.format,
      read: report.read,
      accepted: row.state === 'refused' ? 0 : report.added + report.changed,
      unchanged: report.unchanged,
      rejectedTotal: report.faults,
      rejected: faults.map((fault) => rejected(fault, it, locale)),
      seconds: report.seconds,
    },
    differences: report && {
      added: report.added,
      changed: report.changed,
      removed: report.removed,
      examples: report.examples,
    },
    notes: (report?.notes ?? []).map(({ code, count, values }) => ({
      code,
      count,
      text: notes[code] ? say(locale, notes[code], { ...values, count }) : code,
    })),
    about: report?.about ?? {},
    failure: report?.failure ? say(locale, failures[report.failure] ?? failures.internal!) : null,
    repeatable: row.files.path !== '' && ['ready', 'failed', 'interrupted', 'cancelled', 'refused'].includes(row.state),
  }
}
