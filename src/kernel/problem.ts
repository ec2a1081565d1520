/**
 * An expected refusal, in the form of RFC 9457 (application/problem+json). `type` is the stable key: documented, translated
 * in the page, matched in tests. Anything that is not a Problem is a fault of ours and leaves as `internal`.
 */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly type: string
  readonly status: number
  readonly details: Readonly<Record<string, unknown>>

  constructor(type: string, status: number, title: string, details: Readonly<Record<string, unknown>> = {}) {
    super(title)
    this.type = type
    this.status = status
    this.details = details
  }

  toJSON(): ProblemBody {
    return { ...this.details, type: this.type, status: this.status, title: this.message }
  }

  static from(body: unknown, status: number): Problem {
    if (typeof body === 'object' && body !== null && 'type' in body && typeof body.type === 'string') {
      const { type, status: _, title, ...details } = body as ProblemBody
      return new Problem(type, status, String(title ?? type), details)
    }
    return new Problem('unreachable', status, `The server answered ${status} without a problem document`)
  }
}

export interface ProblemBody {
  type: string
  status: number
  title: string
  [detail: string]: unknown
}

export const notFound = (what = 'This') =>
  new Problem('not-found', 404, `${what} does not exist, or is not yours to see`)
export const notAllowed = (action: string) => new Problem('not-allowed', 403, `You may not ${action}`, { action })
export const signInFirst = () => new Problem('sign-in-first', 401, 'Sign in first')
export const readOnlyNow = (reason: string, seconds: number) =>
  new Problem('read-only', 503, `Nothing can be changed at the moment: ${reason}`, { reason, retryAfter: seconds })

export interface InvalidPart {
  /** JSON pointer into body, query, params */
  pointer: string
  message: string
}
export const invalid = (parts: InvalidPart[]) =>
  new Problem('invalid', 422, parts.map((part) => `${part.pointer}: ${part.message}`).join('; '), { parts })

/** Ask a policy; its answer "no" is a refusal. */
export function must(allowed: boolean, action: string): void {
  if (!allowed) throw notAllowed(action)
}
