import { hasRole, isOperator } from '../../kernel/actor.ts'
import type { Actor, Role } from '../../kernel/actor.ts'

/** Organisations whose people the actor looks after. */
export const administered = (actor: Actor): string[] =>
  actor.grants.flatMap(({ role, organisation }) =>
    role === 'administrator' && organisation !== null ? [organisation] : [],
  )

export interface Seen {
  readonly id: string
  /** where the person has a role */
  readonly organisations: readonly (string | null)[]
}

/** Oneself, the people of an organisation one administers, for an operator all. Its SQL twin is `visiblePeople` in server/store.ts. */
export const canSeePerson = (actor: Actor, person: Seen): boolean =>
  isOperator(actor) ||
  actor.id === person.id ||
  administered(actor).some((organisation) => person.organisations.includes(organisation))

/** A role in an organisation is that organisation's affair: others do not see it. */
export const canSeeGrant = (actor: Actor, person: string, organisation: string | null): boolean =>
  isOperator(actor) || actor.id === person || (organisation !== null && administered(actor).includes(organisation))

/** To give and to take away alike. */
export const canGrant = (actor: Actor, role: Role, organisation: string | null): boolean =>
  isOperator(actor) || (role !== 'operator' && organisation !== null && hasRole(actor, 'administrator', organisation))

export const canCreateOrganisation = (actor: Actor): boolean => isOperator(actor)
export const canEditOrganisation = (actor: Actor, organisation: string): boolean =>
  hasRole(actor, 'administrator', organisation)
/** Whose tokens: one's own; the operator of the data folder is no person and must name one. */
export const canMakeTokenFor = (actor: Actor, email: string | undefined): boolean =>
  (actor.kind === 'operator') === (email !== undefined)
