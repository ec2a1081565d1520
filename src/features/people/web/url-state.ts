import { roles } from '../../../kernel/actor.ts'
import type { PeopleQuery } from './queries.ts'

export const pageSize = 50

/** The list of people as its address says. */
export function readPeople(params: URLSearchParams): PeopleQuery {
  const q = (params.get('q') ?? '')
    .replaceAll(/[\u0000-\u001f\u007f]/g, '')
    .trim()
    .slice(0, 200)
  const organisation = params.get('organisation') ?? ''
  const role = roles.find((one) => one === params.get('role'))
  const page = Number(params.get('page'))
  return {
    limit: pageSize,
    ...(q ? { q } : {}),
    ...(/^[a-z0-9][a-z0-9-]{0,62}$/.test(organisation) ? { organisation } : {}),
    ...(role ? { role } : {}),
    ...(Number.isInteger(page) && page > 1 && page < 100_000 ? { offset: (page - 1) * pageSize } : {}),
  }
}

export function writePeople({ q, organisation, role }: PeopleQuery, page = 1): URLSearchParams {
  return new URLSearchParams({
    ...(q ? { q } : {}),
    ...(organisation ? { organisation } : {}),
    ...(role ? { role } : {}),
    ...(page > 1 ? { page: String(page) } : {}),
  })
}

/** An empty or unknown role narrows nothing. */
export function withRole({ role: _, ...query }: PeopleQuery, role: string): PeopleQuery {
  const found = roles.find((one) => one === role)
  return found ? { ...query, role: found } : query
}
