/** What to search for to find what carries a term: permissions are a facet of their own, other terms are meanings. */
export const annotation = (id: string): { permission: string[] } | { sense: string } =>
  id.startsWith('DUO:') ? { permission: [id] } : { sense: id }

/** The list behind the number. */
export function annotationAddress(id: string): string {
  const wanted = annotation(id)
  return `/search?${'permission' in wanted ? new URLSearchParams({ permission: id }) : new URLSearchParams(wanted)}`
}
