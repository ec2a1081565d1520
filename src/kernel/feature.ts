import type { Logger } from './log.ts'
import type { Actor } from './actor.ts'
import type { Audit } from './audit.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Route } from './contract.ts'
import type { Counters } from './counters.ts'
import type { Database, Db } from './db.ts'
import type { Files } from './files.ts'
import type { Gate } from './gate.ts'
import type { Intake } from './intake-target.ts'
import type { MassImport } from './mass-import.ts'
import type { Job, Jobs } from './jobs.ts'
import type { Metrics } from './metrics.ts'
import type { Locale, Words } from './words.ts'

/** What every part of the server may use. Made once at start, handed down, owned by nobody. */
export interface Services {
  readonly config: Config
  readonly clock: Clock
  readonly log: Logger
  readonly database: Database
  readonly db: Db
  readonly gate: Gate
  readonly files: Files
  readonly jobs: Jobs
  readonly audit: Audit
  readonly metrics: Metrics
  readonly features: readonly Feature[]
  /** what can be imported, and the file of the thread that reads it */
  readonly intakes: readonly Intake[]
  readonly intakeThread: URL
  /** secret of this installation, random, kept in the database and in backups */
  readonly secret: string
}

/** A service with what one request adds. */
export interface Context extends Services {
  readonly actor: Actor
  readonly locale: Locale
  readonly request: IncomingRequest
  readonly uploads: readonly Upload[]
}

export interface IncomingRequest {
  readonly ip: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly cookies: Readonly<Record<string, string | undefined>>
  readonly url: string
  /** the request came straight to a loopback address, with no proxy in between */
  readonly local: boolean
}

export interface Upload {
  readonly name: string
  readonly path: string
  readonly size: number
}

/** An answer that is not JSON, or that sets headers: redirects, cookies, files. */
export class Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[]>>
  readonly body: string | Uint8Array | NodeJS.ReadableStream | undefined
  constructor(body?: Answer['body'], headers: Answer['headers'] = {}, status = 200) {
    this.status = status
    this.headers = headers
    this.body = body
  }
}

export interface Served {
  readonly route: Route
  readonly handler: (input: never, context: Context) => Promise<unknown>
}

export function handle<In, Out>(
  route: Route<In, Out>,
  handler: (input: In, context: Context) => Promise<Out | Answer>,
): Served {
  return { route, handler: handler as Served['handler'] }
}

/** Who a request is from; undefined when it shows no (valid) sign. */
export interface Identity {
  readonly actor: Actor
  /** unsafe methods must repeat it in `x-csrf-token`; undefined for bearer tokens, which a browser does not send by itself */
  readonly csrf: string | undefined
  /** set on the answer: a rotated session */
  readonly setCookie: string | undefined
}
export type Identify = (request: IncomingRequest, services: Services) => Promise<Identity | undefined>

/** What a text may mean, offered by the feature that keeps vocabularies; search asks without knowing it. */
export interface Sense {
  /** CURIE */
  readonly id: string
  readonly label: { en?: string; ja?: string }
  readonly vocabulary: string
  /** broader terms from the root down: what tells two senses of one name apart */
  readonly within: readonly { en?: string; ja?: string }[]
  /** which of the sense's names the text met */
  readonly matched: string
  /** its preferred names, in every language: what is written in the other one is found too */
  readonly names: readonly string[]
  /** the concepts a search for this sense finds: itself (0), what is narrower or the same elsewhere (>= 1) */
  readonly expansion: readonly { id: string; distance: number }[]
}
export interface Vocabulary {
  senses(services: Services, text: string, limit: number): Promise<Sense[]>
  /** one concept as a sense, by identifier */
  sense(services: Services, id: string): Promise<Sense | undefined>
  /** other concepts a person may have meant, by similar spelling */
  similar(services: Services, text: string, limit: number): Promise<{ id: string; label: string }[]>
}

/** A room of the product, as one value; the product is a list of them (apps/features.ts). */
export interface Feature {
  readonly name: string
  readonly routes?: readonly Served[]
  readonly jobs?: readonly Job[]
  readonly identify?: Identify
  readonly vocabulary?: Vocabulary
  /** true counts of donors and specimens; search protects them before it answers */
  readonly counters?: Counters
  /** fixed JSON documents by path, for tools: schemas of what may be sent */
  readonly documents?: Readonly<Record<string, object>>
  readonly mass?: MassImport
  /** names of what the feature gives identifiers to (concepts of its records); unknown ones are absent */
  readonly names?: (services: Services, ids: readonly string[]) => Promise<Map<string, { en?: string; ja?: string }>>
  /** labels of the codes that its publications use as facet values, by facet */
  readonly labels?: Readonly<Record<string, Readonly<Record<string, Words>>>>
  /** names of organisations, for whatever names one */
  readonly organisations?: (services: Services) => Promise<Map<string, { en?: string; ja?: string }>>
  /** head of the page at a path: title and linked data of what is published there */
  readonly head?: (path: string, services: Services) => Promise<PageHead | undefined>
  /** long-lived parts (an index that follows the outbox); started after the database, stopped first */
  readonly start?: (services: Services) => Promise<AsyncDisposable>
}

export interface PageHead {
  readonly title: string
  readonly description?: string
  /** schema.org linked data */
  readonly data?: object
}

export const feature = (it: Feature): Feature => it
