import { generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'
import type { TestBrowser } from './test-browser.ts'

export interface Profile {
  name?: string
  email?: string
  email_verified?: unknown
}

export interface TestProvider extends AsyncDisposable {
  readonly issuer: string
  /** what the provider says of an account, from now on */
  says(account: string, profile: Profile): void
  /** settings of a server that signs in here */
  readonly env: Record<string, string>
  /** how the server has shown its secret so far: oidc-provider takes either way, others do not */
  readonly secretsSeen: ('header' | 'body')[]
  /** do at the provider what a person does (log in, agree), until it sends the browser back: the address it sends to */
  visit(address: string, account: string, refuse?: boolean): Promise<string>
}

const site = 'http://127.0.0.1:4000'

/** A real OpenID provider in this process, on a free port of loopback. */
export async function startProvider(
  options: { authMethod?: 'client_secret_basic' | 'client_secret_post'; signOut?: boolean } = {},
): Promise<TestProvider> {
  const server = createServer()
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const profiles = new Map<string, Profile>()
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'hashidate',
        client_secret: 'a-secret-of-tests',
        redirect_uris: [`${site}/api/sign-in/callback`],
        post_logout_redirect_uris: [`${site}/`],
        token_endpoint_auth_method: options.authMethod ?? 'client_secret_basic',
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...profiles.get(id) }) }),
    cookies: { keys: ['only-for-tests'] },
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'test' }] },
    ...(options.authMethod ? { clientAuthMethods: [options.authMethod] } : {}),
    pkce: { required: () => true },
    features: { devInteractions: { enabled: true }, rpInitiatedLogout: { enabled: options.signOut ?? true } },
    ttl: { AccessToken: 600, AuthorizationCode: 60, IdToken: 600, Interaction: 600, Grant: 600, Session: 600 },
  })
  const secretsSeen: TestProvider['secretsSeen'] = []
  server.on('request', ({ url, headers }) => {
    if (url === '/token') secretsSeen.push(headers.authorization?.startsWith('Basic ') ? 'header' : 'body')
  })
  server.on('request', provider.callback())
  return {
    issuer,
    secretsSeen,
    says: (account, profile) => void profiles.set(account, profile),
    env: {
      HASHIDATE_OIDC_ISSUER: issuer,
      HASHIDATE_OIDC_CLIENT_ID: 'hashidate',
      HASHIDATE_OIDC_CLIENT_SECRET: 'a-secret-of-tests',
    },
    async visit(address, account, refuse = false) {
      const cookies = new Map<string, string>()
      const go = async (url: string, form?: Record<string, string>): Promise<Response> => {
        const answer = await fetch(new URL(url, issuer), {
          redirect: 'manual',
          headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
          ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
        })
        for (const line of answer.headers.getSetCookie()) {
          const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
          cookies.set(name, value)
        }
        return answer
      }
      let next = address
      for (let step = 0; step < 12; step++) {
        const answer = await go(next)
        let location = answer.headers.get('location')
        if (answer.status === 200) {
          const page = await answer.text()
          const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1]
          if (!prompt) throw new Error('the provider shows a page without a question')
          location = refuse
            ? `${next}/abort`
            : (await go(next, { prompt, login: account, password: 'x' })).headers.get('location')
        }
        if (!location) throw new Error(`the provider answers ${answer.status} and leads nowhere`)
        if (location.startsWith(site)) return location
        next = location
      }
      throw new Error('the provider leads round and round')
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}

/** The whole way of a sign-in, as a person goes it; the last answer of our server. */
export async function goSignIn(
  browser: TestBrowser,
  provider: TestProvider,
  account: string,
  to = '/',
): Promise<Response> {
  const begun = await browser.fetch(`/api/sign-in?to=${encodeURIComponent(to)}`)
  const back = await provider.visit(begun.headers.get('location') ?? '', account)
  return browser.fetch(back.slice(site.length))
}
export const ownPart = (address: string): string => address.slice(site.length)
