import { isAbsolute, resolve } from 'node:path'

/** Everything that can be set, read once at start, frozen. Flags win over the environment. */
export interface Config {
  readonly data: string
  readonly host: string
  readonly port: number
  readonly demo: boolean
  /** address people use, for sign-in and links; derived from host and port when not given */
  readonly url: string
  readonly databaseUrl: string | undefined
  readonly oidc: { readonly issuer: string; readonly clientId: string; readonly clientSecret: string } | undefined
  /** how many proxies stand before the server; 0 trusts no forwarded header */
  readonly proxies: number
  readonly logLevel: LogLevel
  readonly requestsPerMinute: number
  readonly maxUploadBytes: number
  /** below this the server is read-only */
  readonly minFreeBytes: number
}

const logLevels = ['silent', 'error', 'warn', 'info', 'debug'] as const
type LogLevel = (typeof logLevels)[number]

export interface Flags {
  data?: string | undefined
  host?: string | undefined
  port?: string | undefined
  demo?: boolean | undefined
}

/** All faults at once: whoever sets up a server should not meet them one by one. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly faults: readonly string[]
  constructor(faults: readonly string[]) {
    super(
      `The settings have ${faults.length} fault${faults.length === 1 ? '' : 's'}:\n${faults.map((f) => `  ${f}`).join('\n')}`,
    )
    this.faults = faults
  }
}

export function readConfig(env: Readonly<Record<string, string | undefined>>, flags: Flags = {}): Config {
  const faults: string[] = []
  const whole = (name: string, text: string | undefined, fallback: number, least: number, most: number): number => {
    if (text === undefined || text === '') return fallback
    const value = Number(text)
    if (/^\d+$/.test(text) && value >= least && value <= most) return value
    faults.push(`${name}: "${text}" is not a whole number from ${least} to ${most}`)
    return fallback
  }
  const address = (name: string, text: string | undefined, schemes: readonly string[]): string | undefined => {
    if (text === undefined || text === '') return undefined
    if (URL.canParse(text) && schemes.includes(new URL(text).protocol)) return text.replace(/\/$/, '')
    faults.push(
      `${name}: "${text.replace(/\/\/[^@/]*@/, '//***@')}" is not an address that begins with ${schemes.join(' or ')}`,
    )
    return undefined
  }
  const port = whole(
    flags.port === undefined ? 'HASHIDATE_PORT' : '--port',
    flags.port ?? env.HASHIDATE_PORT,
    4000,
    0,
    65_535,
  )
  const host = flags.host ?? env.HASHIDATE_HOST ?? '127.0.0.1'
  const logLevel = (env.HASHIDATE_LOG ?? 'info') as LogLevel
  if (!logLevels.includes(logLevel)) faults.push(`HASHIDATE_LOG: "${logLevel}" is none of ${logLevels.join(', ')}`)
  const data = flags.data ?? env.HASHIDATE_DATA ?? 'data'
  const issuer = address('HASHIDATE_OIDC_ISSUER', env.HASHIDATE_OIDC_ISSUER, ['https:', 'http:'])
  const oidcRest = { clientId: env.HASHIDATE_OIDC_CLIENT_ID, clientSecret: env.HASHIDATE_OIDC_CLIENT_SECRET }
  if (issuer && !(oidcRest.clientId && oidcRest.clientSecret)) {
    faults.push(
      'HASHIDATE_OIDC_ISSUER is set: HASHIDATE_OIDC_CLIENT_ID and HASHIDATE_OIDC_CLIENT_SECRET are needed too',
    )
  }
  const config: Config = {
    data: isAbsolute(data) ? data : resolve(data),
    host,
    port,
    demo: flags.demo ?? env.HASHIDATE_DEMO === '1',
    url:
      address('HASHIDATE_PUBLIC_URL', env.HASHIDATE_PUBLIC_URL, ['https:', 'http:']) ??
      `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    databaseUrl: address('DATABASE_URL', env.DATABASE_URL, ['postgres:', 'postgresql:']),
    oidc:
      issuer && oidcRest.clientId && oidcRest.clientSecret
        ? { issuer, clientId: oidcRest.clientId, clientSecret: oidcRest.clientSecret }
        : undefined,
    proxies: whole('HASHIDATE_PROXIES', env.HASHIDATE_PROXIES, 0, 0, 9),
    logLevel,
    requestsPerMinute: whole('HASHIDATE_REQUESTS_PER_MINUTE', env.HASHIDATE_REQUESTS_PER_MINUTE, 1200, 1, 1_000_000),
    maxUploadBytes: whole(
      'HASHIDATE_MAX_UPLOAD_BYTES',
      env.HASHIDATE_MAX_UPLOAD_BYTES,
      20 * 2 ** 30,
      1024,
      Number.MAX_SAFE_INTEGER,
    ),
    minFreeBytes: whole(
      'HASHIDATE_MIN_FREE_BYTES',
      env.HASHIDATE_MIN_FREE_BYTES,
      512 * 2 ** 20,
      0,
      Number.MAX_SAFE_INTEGER,
    ),
  }
  if (faults.length) throw new ConfigError(faults)
  return Object.freeze(config)
}
