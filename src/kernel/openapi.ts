import type { Route } from './contract.ts'

const refusals: Readonly<Record<number, string>> = {
  401: 'Sign in first',
  403: 'This person or token may not',
  404: 'It does not exist, or is not for this person to see',
  422: 'The input does not fit its schema, or cannot be taken',
  429: 'Too many requests',
  503: 'Nothing can be changed at the moment (read-only), or the database does not answer',
}

type Loose = { properties?: Record<string, object>; required?: string[] }

const parameters = (place: 'path' | 'query', schema: unknown): object[] => {
  const { properties = {}, required = [] } = (schema ?? {}) as Loose
  return Object.entries(properties).map(([name, it]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: it,
    // as the server reads it: `?kind=a&kind=b`
    ...((it as { type?: string }).type === 'array' ? { style: 'form', explode: true } : {}),
  }))
}

function requestBody({ body, upload }: Route): object | undefined {
  if (!upload) return body && { required: true, content: { 'application/json': { schema: body } } }
  const { properties = {}, ...rest } = (body ?? { type: 'object' }) as Loose & object
  const file = { type: 'array', items: { type: 'string', contentMediaType: 'application/octet-stream' } }
  return {
    required: true,
    content: { 'multipart/form-data': { schema: { type: 'object', ...rest, properties: { ...properties, file } } } },
  }
}

function operation(route: Route): object {
  const problem = { content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } }
  const open = route.who === 'anyone'
  const codes = [
    ...(open ? [] : [401, 403]),
    ...(route.params ? [404] : []),
    ...(route.params || route.query || route.body ? [422] : []),
    429,
    ...(route.method === 'GET' ? [] : [503]),
  ]
  const content = route.response
    ? { 'application/json': { schema: route.response } }
    : route.media
      ? { [route.media]: {} }
      : undefined
  const body = requestBody(route)
  return {
    operationId: route.id,
    summary: route.summary,
    tags: [route.id.split('.')[0]],
    'x-who': route.who,
    'x-scope': route.scope,
    security: open ? [{}, { token: [] }, { session: [] }] : [{ token: [] }, { session: [] }],
    ...(route.params || route.query
      ? { parameters: [...parameters('path', route.params), ...parameters('query', route.query)] }
      : {}),
    ...(body ? { requestBody: body } : {}),
    responses: {
      [route.ok]: { description: route.ok === 204 ? 'Done' : 'The answer', ...(content ? { content } : {}) },
      ...Object.fromEntries(codes.map((code) => [code, { description: refusals[code], ...problem }])),
    },
  }
}

/** The contract as OpenAPI 3.1, whose schemas are JSON Schema as ours are. Printed from the routes: it cannot drift. */
export function openapi(routes: readonly Route[], version: string): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const route of routes.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))) {
    const path = `/api${route.path}`
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) }
  }
  const document = {
    openapi: '3.1.0',
    info: {
      title: 'Hashidate',
      version,
      description:
        'From bench to patient: find what exists, obtain it, steer what is funded, make what is proven. Every refusal is a problem document (RFC 9457).',
      license: { name: 'Apache License 2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description: 'A personal token; its scopes are read, write and admin',
        },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'hashidate',
          description:
            'Of a browser (over https: __Host-hashidate); changing requests repeat its token in the header x-csrf-token',
        },
      },
      schemas: {
        Problem: {
          type: 'object',
          required: ['type', 'status', 'title'],
          properties: {
            type: { type: 'string', description: 'stable key of the refusal' },
            status: { type: 'integer' },
            title: { type: 'string' },
          },
        },
      },
    },
  }
  // schemas are shared values with symbols of the library: what leaves is plain
  return JSON.parse(JSON.stringify(document)) as object
}
