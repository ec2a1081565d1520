import { closed, nullable, oneOf, route, T } from '../../kernel/contract.ts'
import type { Static } from '../../kernel/contract.ts'

export const health = route({
  id: 'platform.health',
  method: 'GET',
  path: '/health',
  who: 'anyone',
  summary: 'Whether it works: 503 when the database does not answer within two seconds',
  response: closed({ status: oneOf(['ok', 'read-only']), version: T.String() }),
})

export const metrics = route({
  id: 'platform.metrics',
  method: 'GET',
  path: '/metrics',
  who: 'operator',
  media: 'text/plain',
  summary: 'Figures for Prometheus',
})

export const openapi = route({
  id: 'platform.openapi',
  method: 'GET',
  path: '/openapi.json',
  who: 'anyone',
  media: 'application/json',
  summary: 'This contract, as OpenAPI 3.1',
})

export const JobRun = closed({
  id: T.String(),
  name: T.String(),
  state: T.String(),
  createdAt: T.String(),
  startedAt: nullable(T.String()),
  completedAt: nullable(T.String()),
})
export type JobRun = Static<typeof JobRun>

export const jobs = route({
  id: 'platform.jobs',
  method: 'GET',
  path: '/jobs',
  who: 'operator',
  summary: 'Recent work in the background, newest first, without its data',
  query: closed({ limit: T.Optional(T.Integer({ minimum: 1, maximum: 500 })) }),
  response: closed({ jobs: T.Array(JobRun) }),
})

export const AuditEvent = closed({
  id: T.String(),
  at: T.String(),
  actor: T.String(),
  action: T.String(),
  subject: T.String(),
  /** place in the chain; null until it is sealed, some seconds later */
  seq: nullable(T.Integer()),
  /** what was said of it, as JSON; null when it was erased */
  payload: nullable(T.String()),
})
export type AuditEvent = Static<typeof AuditEvent>

export const audit = route({
  id: 'platform.audit',
  method: 'GET',
  path: '/audit',
  who: 'operator',
  summary: 'What was done and by whom, newest first',
  query: closed({
    actor: T.Optional(T.String({ maxLength: 200 })),
    action: T.Optional(T.String({ maxLength: 200, description: 'whole, or the beginning before a dot: intake' })),
    subject: T.Optional(T.String({ maxLength: 500 })),
    from: T.Optional(T.String({ format: 'date-time' })),
    to: T.Optional(T.String({ format: 'date-time', description: 'not itself included' })),
    offset: T.Optional(T.Integer({ minimum: 0 })),
    limit: T.Optional(T.Integer({ minimum: 1, maximum: 500 })),
  }),
  response: closed({ total: T.Integer(), events: T.Array(AuditEvent) }),
})

export const Verdict = closed({
  /** hash of the newest link; a restored backup has the same */
  head: T.String(),
  events: T.Integer(),
  erased: T.Integer(),
  unsealed: T.Integer(),
  faults: T.Array(closed({ seq: T.Integer(), event: T.String(), fault: oneOf(['hash', 'payload', 'gap']) })),
})
export type Verdict = Static<typeof Verdict>

export const verify = route({
  id: 'platform.audit-verify',
  method: 'GET',
  path: '/audit/verify',
  who: 'operator',
  summary: 'Recompute the whole chain of the audit trail and say what does not fit',
  response: Verdict,
})

export const backup = route({
  id: 'platform.backup',
  method: 'POST',
  path: '/backup',
  who: 'operator',
  scope: 'admin',
  media: 'application/gzip',
  summary: 'A backup of everything, to be kept by whoever asks; the stream ends with its own sums',
})
