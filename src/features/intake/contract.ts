import { closed, NamedText, nullable, oneOf, route, T } from '../../kernel/contract.ts'
import type { Static } from '../../kernel/contract.ts'

export const states = [
  'queued',
  'reading',
  'ready',
  'live',
  'unchanged',
  'refused',
  'cancelled',
  'failed',
  'interrupted',
] as const
export type ImportState = (typeof states)[number]
/** states that an import does not leave by itself */
export const endStates: readonly ImportState[] = [
  'ready',
  'live',
  'unchanged',
  'refused',
  'cancelled',
  'failed',
  'interrupted',
]

export const Rejected = closed({
  /** file, sheet or record */
  place: T.String(),
  line: nullable(T.Integer()),
  column: nullable(T.Union([T.String(), T.Integer()])),
  value: nullable(T.String()),
  code: T.String(),
  reason: T.String({ description: 'in the language asked for' }),
  mend: T.String(),
})

export const ImportReport = closed({
  format: T.String(),
  read: T.Integer({ minimum: 0 }),
  /** new or changed records that were (dry run: would be) taken, and those that were as they are */
  accepted: T.Integer({ minimum: 0 }),
  unchanged: T.Integer({ minimum: 0 }),
  rejectedTotal: T.Integer({ minimum: 0 }),
  rejected: T.Array(Rejected),
  seconds: T.Number({ minimum: 0 }),
})

export const ImportView = closed({
  id: T.String(),
  format: T.String(),
  holder: nullable(T.String()),
  source: nullable(T.String()),
  dryRun: T.Boolean(),
  onError: oneOf(['refuse', 'skip']),
  state: oneOf(states),
  files: T.Array(closed({ name: T.String(), size: T.Integer() })),
  by: T.String(),
  createdAt: T.String(),
  finishedAt: nullable(T.String()),
  progress: closed({ bytesRead: T.Integer(), bytesTotal: T.Integer(), read: T.Integer() }),
  report: nullable(ImportReport),
  /** against what is live: how many are new, changed, withdrawn, and examples of each by name */
  differences: nullable(
    closed({
      added: T.Integer(),
      changed: T.Integer(),
      removed: T.Integer(),
      examples: T.Array(closed({ change: oneOf(['added', 'changed', 'removed']), key: T.String() })),
    }),
  ),
  notes: T.Array(closed({ code: T.String(), count: T.Integer(), text: T.String() })),
  about: closed({
    release: T.Optional(T.String()),
    licence: T.Optional(T.String()),
    source: T.Optional(T.String()),
    date: T.Optional(T.String()),
    changedCopies: T.Optional(T.Boolean()),
  }),
  /** what went wrong with the import itself, in the language asked for */
  failure: nullable(T.String()),
  /** its files are still there: it can be made live, or run again */
  repeatable: T.Boolean(),
})
export type ImportView = Static<typeof ImportView>

const Id = closed({ id: T.String({ format: 'uuid' }) })

export const formats = route({
  id: 'intake.formats',
  method: 'GET',
  path: '/import-formats',
  who: 'signed-in',
  summary: 'What can be imported by this person, with templates',
  response: closed({
    formats: T.Array(
      closed({
        name: T.String(),
        title: NamedText,
        takes: oneOf(['file', 'folder', 'either']),
        holder: oneOf(['needed', 'optional', 'none']),
        templates: T.Array(T.String()),
      }),
    ),
  }),
})
export const template = route({
  id: 'intake.template',
  method: 'GET',
  path: '/import-templates/{name}',
  who: 'anyone',
  media: 'text/csv',
  summary: 'An own CSV template: header and one example row',
  params: closed({ name: T.String({ maxLength: 40 }) }),
})
export const startImport = route({
  id: 'intake.start',
  method: 'POST',
  path: '/imports',
  who: 'signed-in',
  upload: true,
  ok: 202,
  summary: 'Import files: checked whole, then live at once (or, in a dry run, not at all)',
  body: closed({
    format: T.String({ maxLength: 40 }),
    holder: T.Optional(T.String({ maxLength: 63 })),
    dryRun: T.Optional(T.Boolean()),
    onError: T.Optional(oneOf(['refuse', 'skip'])),
    name: T.Optional(T.String({ maxLength: 200 })),
  }),
  response: closed({ id: T.String() }),
})
export const listImports = route({
  id: 'intake.list',
  method: 'GET',
  path: '/imports',
  who: 'signed-in',
  summary: 'Imports of the organisations one curates, newest first',
  query: closed({
    offset: T.Optional(T.Integer({ minimum: 0 })),
    limit: T.Optional(T.Integer({ minimum: 1, maximum: 100 })),
  }),
  response: closed({ total: T.Integer(), imports: T.Array(ImportView) }),
})
export const readImport = route({
  id: 'intake.read',
  method: 'GET',
  path: '/imports/{id}',
  who: 'signed-in',
  summary: 'An import: state, progress, report',
  params: Id,
  query: closed({
    lang: T.Optional(oneOf(['ja', 'en'])),
    rejected: T.Optional(
      T.Integer({ minimum: 0, maximum: 10_000, description: 'how many rejected rows to show (default 100)' }),
    ),
  }),
  response: ImportView,
})
export const importFaults = route({
  id: 'intake.faults',
  method: 'GET',
  path: '/imports/{id}/faults.csv',
  who: 'signed-in',
  media: 'text/csv',
  summary: 'All rejected rows as CSV',
  params: Id,
  query: closed({ lang: T.Optional(oneOf(['ja', 'en'])) }),
})
export const makeLive = route({
  id: 'intake.make-live',
  method: 'POST',
  path: '/imports/{id}/live',
  who: 'signed-in',
  ok: 202,
  summary: 'Run a checked dry run again, this time for good',
  params: Id,
  response: closed({ id: T.String() }),
})
export const cancelImport = route({
  id: 'intake.cancel',
  method: 'DELETE',
  path: '/imports/{id}',
  who: 'signed-in',
  summary: 'Cancel a running import; what is live stays as it was',
  params: Id,
})
