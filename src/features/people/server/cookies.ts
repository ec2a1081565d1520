import type { Config } from '../../../kernel/config.ts'
import { hmac, sameSecret } from '../../../kernel/keys.ts'

const secure = (config: Config): boolean => config.url.startsWith('https:')
// with __Host- a browser takes the cookie only from this very host: a sibling subdomain cannot plant one
const named = (config: Config, name: string): string => (secure(config) ? `__Host-${name}` : name)

export const sessionCookieName = (config: Config): string => named(config, 'hashidate')
export const stateCookieName = (config: Config): string => named(config, 'hashidate-sign-in')

export function setCookie(config: Config, name: string, value: string, seconds: number): string {
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure(config) ? '; Secure' : ''}`
}
export const clearCookie = (config: Config, name: string): string => setCookie(config, name, '', 0)

/** A value that comes back as it was given, or not at all. */
export function sealed(secret: string, value: unknown): string {
  const text = Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${text}.${hmac(secret, `cookie ${text}`).toString('base64url')}`
}

export function unsealed(secret: string, cookie: string | undefined): unknown {
  const [text, mark, ...rest] = cookie?.split('.') ?? []
  if (!text || !mark || rest.length) return undefined
  if (!sameSecret(mark, hmac(secret, `cookie ${text}`).toString('base64url'))) return undefined
  return JSON.parse(Buffer.from(text, 'base64url').toString())
}
