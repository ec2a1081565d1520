import Type from 'typebox'
import type { Static, TObject, TProperties, TSchema } from 'typebox'
import type { Role } from './actor.ts'

/**
 * A route is one value: the server validates and serialises from it, the page, the command line and the tests call
 * through it, OpenAPI is printed from it. Schemas are JSON Schema (TypeBox).
 */
export interface Route<In = unknown, Out = unknown> {
  readonly id: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** under /api, with `{name}` places */
  readonly path: string
  readonly summary: string
  /** Closed by default: a route that does not say who may is refused at start. The handler still asks about the object. */
  readonly who: Who
  readonly params: TSchema | undefined
  readonly query: TObject | undefined
  readonly body: TSchema | undefined
  /** body is multipart/form-data, streamed to files; `body` then describes its text fields */
  readonly upload: boolean
  readonly response: TSchema | undefined
  /** status line of success */
  readonly ok: number
  /** media type, where the answer is not JSON: the handler returns text or a stream */
  readonly media: string | undefined
  /** a token needs this scope; GET asks for read, others for write */
  readonly scope: 'read' | 'write' | 'admin'
  /** phantom: types only, filled once here so that the compiler does not recompute them at every use */
  readonly '~in'?: In
  readonly '~out'?: Out
}

export type Who = 'anyone' | 'signed-in' | Role

export type InOf<R> = R extends Route<infer In, unknown> ? In : never
export type OutOf<R> = R extends Route<unknown, infer Out> ? Out : never

type Part<Key extends string, S> = S extends TSchema ? { [K in Key]: Static<S> } : unknown
type Parts<P, Q, B> = Part<'params', P> & Part<'query', Q> & Part<'body', B>

interface Declaration<P, Q, B, R> {
  id: string
  method: Route['method']
  path: string
  summary: string
  who: Who
  params?: P
  query?: Q
  body?: B
  upload?: boolean
  response?: R
  ok?: number
  media?: string
  scope?: Route['scope']
}

export function route<
  P extends TSchema | undefined = undefined,
  Q extends TObject | undefined = undefined,
  B extends TSchema | undefined = undefined,
  R extends TSchema | undefined = undefined,
>(it: Declaration<P, Q, B, R>): Route<Parts<P, Q, B>, R extends TSchema ? Static<R> : undefined> {
  return {
    id: it.id,
    method: it.method,
    path: it.path,
    summary: it.summary,
    who: it.who,
    params: it.params,
    query: it.query,
    body: it.body,
    upload: it.upload ?? false,
    response: it.response,
    ok: it.ok ?? (it.response || it.media ? 200 : 204),
    media: it.media,
    scope: it.scope ?? (it.method === 'GET' ? 'read' : 'write'),
  }
}

/** An object that refuses unknown keys: a misspelt field must not vanish. */
export const closed = <P extends TProperties>(properties: P, options: object = {}) =>
  Type.Object(properties, { additionalProperties: false, ...options })

/** Both languages, either may be unknown. */
export const NamedText = closed({ en: Type.Optional(Type.String()), ja: Type.Optional(Type.String()) })
export const nullable = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()])
export const oneOf = <const V extends string>(values: readonly V[]) => Type.Enum<V[]>([...values])
/** a parameter that may be repeated: `?kind=a&kind=b` */
export const many = (item: TSchema = Type.String({ minLength: 1, maxLength: 200 })) =>
  Type.Array(item, { maxItems: 100 })

export { Type as T }
export type { Static, TSchema }
