/** Who acts. Made by the server from a session, a token, or the operator's own key; never sent by a browser. */
export interface Actor {
  /** person id, or `operator` for the command line of the folder, or `anonymous` */
  readonly id: string
  readonly kind: 'anonymous' | 'person' | 'operator'
  readonly name: string
  readonly grants: readonly Grant[]
  /** a token may do less than its person: null is everything, else the methods it may use */
  readonly scopes: readonly Scope[] | null
}

export type Scope = 'read' | 'write' | 'admin'
export const scopes = ['read', 'write', 'admin'] as const satisfies readonly Scope[]

/**
 * operator: the whole installation. administrator: people and roles of one organisation. curator: what an organisation
 * publishes, imports. member: sees what the organisation keeps for its own.
 */
export type Role = 'operator' | 'administrator' | 'curator' | 'member'
export const roles = ['operator', 'administrator', 'curator', 'member'] as const satisfies readonly Role[]

export interface Grant {
  readonly role: Role
  /** organisation id; null only for operator */
  readonly organisation: string | null
}

export const anonymous: Actor = { id: 'anonymous', kind: 'anonymous', name: '', grants: [], scopes: null }
export const folderOperator: Actor = {
  id: 'operator',
  kind: 'operator',
  name: 'operator of the data folder',
  grants: [{ role: 'operator', organisation: null }],
  scopes: null,
}

export const isSignedIn = (actor: Actor): boolean => actor.kind !== 'anonymous'
export const isOperator = (actor: Actor): boolean => actor.grants.some((grant) => grant.role === 'operator')
/** Operators may everything an organisation's people may. */
export const hasRole = (actor: Actor, role: Role, organisation: string): boolean =>
  isOperator(actor) || actor.grants.some((grant) => grant.role === role && grant.organisation === organisation)

/** What the actor may see of published things; compared with a publication's audience. */
export function audienceOf(actor: Actor): string[] {
  if (!isSignedIn(actor)) return ['public']
  const own = actor.grants.flatMap((grant) => (grant.organisation === null ? [] : [`org:${grant.organisation}`]))
  return ['public', 'signed-in', ...(isOperator(actor) ? ['operator'] : []), ...new Set(own)]
}
