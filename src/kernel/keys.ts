import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** Random, URL-safe; 128 bits by default. */
export const randomKey = (bytes = 16): string => randomBytes(bytes).toString('base64url')

/** Of a secret that is itself random (tokens, session keys): no slow hash is needed, and none is wanted per request. */
export const fingerprint = (secret: string): string => createHash('sha256').update(secret).digest('base64url')

export const sha256 = (...parts: (string | Uint8Array)[]): Buffer => {
  const hash = createHash('sha256')
  for (const part of parts) {
    // length first: ('ab','c') and ('a','bc') must differ
    hash.update(`${typeof part === 'string' ? Buffer.byteLength(part) : part.byteLength}:`).update(part)
  }
  return hash.digest()
}

export const hmac = (secret: string | Uint8Array, text: string): Buffer =>
  createHmac('sha256', secret).update(text).digest()

export function sameSecret(a: string, b: string): boolean {
  return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest())
}

/** JSON with sorted keys: equal values, equal text. undefined members are absent. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item === undefined ? null : item)).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined)
    members.sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(',')}}`
  }
  return JSON.stringify(value)
}
