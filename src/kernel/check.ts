import { Compile } from 'typebox/compile'
import type { TSchema } from 'typebox'
import type { Route } from './contract.ts'
import type { InvalidPart } from './problem.ts'
import { invalid } from './problem.ts'

/** A route's schemas, compiled. Addresses are text and become what the schema says; bodies are taken as they are, or refused. */
export function compile(route: Route): {
  input(raw: { params: unknown; query: unknown; body: unknown }, upload: boolean): Record<string, unknown>
  output(value: unknown): string
} {
  const params = route.params && Compile(route.params)
  const query = route.query && Compile(route.query)
  const body = route.body && Compile(route.body)
  const response = route.response && Compile(route.response)
  return {
    input(raw, upload) {
      const faults: InvalidPart[] = []
      const input: Record<string, unknown> = {}
      const take = (name: string, validator: typeof params, value: unknown) => {
        if (!validator) return
        if (!validator.Check(value)) {
          // the value itself stays out of the answer: it may be personal, and it is what was sent
          for (const error of validator.Errors(value))
            faults.push({ pointer: `/${name}${error.instancePath}`, message: error.message })
        }
        if (unkeepable(value))
          faults.push({ pointer: `/${name}`, message: 'must hold no NUL and no half of a character' })
        input[name] = value
      }
      take('params', params, route.params && fromText(route.params, raw.params))
      if (route.query) take('query', query, fromText(route.query, raw.query))
      else if (Object.keys((raw.query ?? {}) as object).length)
        faults.push({ pointer: '/query', message: 'this address takes no query' })
      take('body', body, upload && route.body ? fromText(route.body, raw.body) : raw.body)
      if (faults.length) throw invalid(faults)
      return input
    },
    output(value) {
      if (!response) return ''
      // only what the schema names leaves; and it leaves as the type it has
      const clean = response.Clean(structuredClone(value))
      if (!response.Check(clean)) {
        const first = response.Errors(clean)[0]
        throw new Error(
          `the answer of ${route.id} does not fit its schema at ${first?.instancePath}: ${first?.message}`,
        )
      }
      return JSON.stringify(clean)
    },
  }
}

/** Text that PostgreSQL does not take anywhere: refused at the door, instead of failing inside. */
function unkeepable(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed()
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([name, part]) => unkeepable(name) || unkeepable(part))
}

interface Loose {
  type?: string
  properties?: Record<string, Loose>
  anyOf?: Loose[]
}

/** Values of an address, which are all text: numbers, booleans and lists as the schema wants them; what does not fit stays text and is refused. */
function fromText(schema: TSchema, value: unknown): unknown {
  const { properties = {} } = schema as Loose
  const result: Record<string, unknown> = {}
  for (const [name, text] of Object.entries((value ?? {}) as Record<string, unknown>)) {
    const type = properties[name]?.type
    result[name] = type === 'array' ? (Array.isArray(text) ? text : [text]) : scalar(type, text)
  }
  return result
}

function scalar(type: string | undefined, text: unknown): unknown {
  if (typeof text !== 'string') return text
  if ((type === 'integer' || type === 'number') && /^-?\d+(\.\d+)?$/.test(text)) return Number(text)
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true'
  return text
}
