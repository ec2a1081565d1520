/** The part of `oidc-provider` (which brings no types) that the tests use. */
declare module 'oidc-provider' {
  import type { RequestListener } from 'node:http'

  interface Account {
    accountId: string
    claims(): Record<string, unknown>
  }
  export default class Provider {
    constructor(
      issuer: string,
      configuration: {
        clients: Record<string, unknown>[]
        claims: Record<string, string[]>
        findAccount(context: unknown, id: string): Account
        clientAuthMethods?: string[]
        cookies: { keys: string[] }
        jwks: { keys: unknown[] }
        pkce: { required(): boolean }
        features?: Record<string, { enabled: boolean }>
        ttl?: Record<string, number>
      },
    )
    callback(): RequestListener
  }
}
