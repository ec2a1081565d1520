import * as client from 'openid-client'
import type { Config } from '../../../kernel/config.ts'
import { providerFailed, signInOff, signInRefused } from '../problems.ts'
import type { Claims } from './identity.ts'

const scope = 'openid email profile'
export const callbackPath = '/api/sign-in/callback'

interface Known {
  at: number
  provider: Promise<client.Configuration>
}
// what a provider says of itself, asked once in a while; per configuration, so that two servers in one process stay apart
const providers = new WeakMap<Config, Known>()
const askAgain = 6 * 3600_000

export function providerOf(config: Config): Promise<client.Configuration> {
  if (!config.oidc) throw signInOff()
  const known = providers.get(config)
  if (known && Date.now() - known.at < askAgain) return known.provider
  const provider = discover(config.oidc).catch((error: unknown) => {
    providers.delete(config)
    throw error
  })
  providers.set(config, { at: Date.now(), provider })
  return provider
}

async function discover({
  issuer,
  clientId,
  clientSecret,
}: NonNullable<Config['oidc']>): Promise<client.Configuration> {
  const address = new URL(issuer)
  // plain http would show the code and the tokens to the network: on this machine only
  const insecure = address.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(address.hostname)
  const found = await client.discovery(
    address,
    clientId,
    undefined,
    client.None(),
    insecure ? { execute: [client.allowInsecureRequests] } : {},
  )
  // the standard's default is "basic"; some providers take only one of the two
  const methods = found.serverMetadata().token_endpoint_auth_methods_supported ?? ['client_secret_basic']
  const auth = methods.includes('client_secret_basic')
    ? client.ClientSecretBasic(clientSecret)
    : client.ClientSecretPost(clientSecret)
  const provider = new client.Configuration(found.serverMetadata(), clientId, clientSecret, auth)
  if (insecure) client.allowInsecureRequests(provider)
  return provider
}

export interface Attempt {
  state: string
  nonce: string
  verifier: string
}

export async function beginSignIn(config: Config): Promise<{ address: string; attempt: Attempt }> {
  const provider = await reach(() => providerOf(config))
  const attempt = {
    state: client.randomState(),
    nonce: client.randomNonce(),
    verifier: client.randomPKCECodeVerifier(),
  }
  const address = client.buildAuthorizationUrl(provider, {
    redirect_uri: new URL(callbackPath, config.url).href,
    scope,
    state: attempt.state,
    nonce: attempt.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(attempt.verifier),
    code_challenge_method: 'S256',
  })
  return { address: address.href, attempt }
}

export async function finishSignIn(
  config: Config,
  url: URL,
  { state, nonce, verifier }: Attempt,
): Promise<{ claims: Claims; idToken: string | null }> {
  return reach(async () => {
    const provider = await providerOf(config)
    const answer = await client.authorizationCodeGrant(provider, url, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    })
    const id = answer.claims()
    if (!id) throw providerFailed()
    // many providers tell mail and name only here
    const more = provider.serverMetadata().userinfo_endpoint
      ? await client.fetchUserInfo(provider, answer.access_token, id.sub)
      : {}
    const all: Record<string, unknown> = { ...id, ...more }
    return {
      claims: {
        issuer: id.iss,
        subject: id.sub,
        name: text(all.name, 200) ?? text(all.preferred_username, 200),
        // `true` and nothing else: a provider that says "true" or nothing has not vouched for it
        email: all.email_verified === true ? text(all.email, 254) : null,
      },
      idToken: answer.id_token ?? null,
    }
  })
}

/** Where the provider ends its own session; null when it has no such place or cannot be asked. */
export async function providerSignOut(config: Config, idToken: string | null): Promise<string | null> {
  if (!config.oidc || idToken === null) return null
  const provider = await providerOf(config).catch(() => undefined)
  if (!provider?.serverMetadata().end_session_endpoint) return null
  return client.buildEndSessionUrl(provider, {
    id_token_hint: idToken,
    post_logout_redirect_uri: new URL('/', config.url).href,
  }).href
}

const text = (value: unknown, most: number): string | null => {
  if (typeof value !== 'string') return null
  const clean = value.replaceAll(/\p{Cc}/gu, ' ').trim()
  return clean === '' || clean.length > most ? null : clean
}

/** The provider's refusal is an answer; anything else is a fault between it and us. */
async function reach<R>(work: () => Promise<R>): Promise<R> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof client.AuthorizationResponseError || error instanceof client.ResponseBodyError)
      throw signInRefused(reason(error.error))
    if (error instanceof client.ClientError || error instanceof TypeError)
      throw Object.assign(providerFailed(), { cause: error })
    throw error
  }
}
const reason = (code: string): string => (/^[a-z_]{1,60}$/.test(code) ? code : 'unknown')
