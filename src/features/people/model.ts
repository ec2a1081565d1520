import type { Role, Scope } from '../../kernel/actor.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute
export const day = 24 * hour

export const sessionTimes = { idle: 12 * hour, absolute: 7 * day, rotate: 15 * minute, grace: 30 * second } as const
export const signInMinutes = 10
export const keepsakeBytes = 256 * 1024
export const keepsakesPerPerson = 50
export const tokensPerPerson = 50
export const tokenUseNoted = hour

export interface SessionState {
  /** which key the request shows; `other` is none of this session's last two */
  shown: 'current' | 'previous' | 'other'
  hasPrevious: boolean
  rotatedAt: Date
  /** when the current key was first used; null until then: its answer may have been lost on the way */
  confirmedAt: Date | null
  createdAt: Date
  expiresAt: Date
}

/**
 * good: go on. confirm: the new key has arrived. rotate: give a new key. expired: too long ago.
 * theft: a key is used that its owner no longer has, so two hold this session and both lose it.
 */
export type SessionStep = 'good' | 'confirm' | 'rotate' | 'expired' | 'theft'

export function sessionStep(session: SessionState, now: Date): SessionStep {
  const since = (then: Date) => now.getTime() - then.getTime()
  if (now >= session.expiresAt || since(session.createdAt) >= sessionTimes.absolute) return 'expired'
  if (session.shown === 'other') return 'theft'
  if (session.shown === 'current') {
    if (since(session.rotatedAt) >= sessionTimes.rotate) return 'rotate'
    return session.hasPrevious && session.confirmedAt === null ? 'confirm' : 'good'
  }
  // a page stops requests while someone types: the answer with the new key may never have been read, so it is given again
  if (session.confirmedAt === null) return since(session.rotatedAt) < sessionTimes.grace ? 'good' : 'rotate'
  return since(session.confirmedAt) < sessionTimes.grace ? 'good' : 'theft'
}

/** Idle time slides with each rotation, never beyond the absolute end. */
export const expiryOf = (createdAt: Date, now: Date): Date =>
  new Date(Math.min(now.getTime() + sessionTimes.idle, createdAt.getTime() + sessionTimes.absolute))

/** A place of our own to go back to after sign-in; undefined for anything that could lead elsewhere. */
export function ownPath(to: string): string | undefined {
  // `//host`, `/\host`, and control characters, which browsers drop before they read the address
  if (!/^\/(?![/\\])[^\\\p{Cc} ]*$/u.test(to)) return undefined
  const base = 'https://own.invalid'
  if (!URL.canParse(to, base)) return undefined
  const url = new URL(to, base)
  // `/a/..//host` is `//host` once a browser has tidied it
  if (url.origin !== base || url.pathname.startsWith('//') || url.pathname.startsWith('/api/')) return undefined
  return url.pathname + url.search + url.hash
}

/** Only operator stands without an organisation. */
export const fitsOrganisation = (role: Role, organisation: string | undefined): boolean =>
  (role === 'operator') === (organisation === undefined)

/** A token hands out no more than it has. */
export const withinScopes = (wanted: readonly Scope[], own: readonly Scope[] | null): boolean =>
  own === null || wanted.every((scope) => own.includes(scope))
