import { isOperator } from '../../../kernel/actor.ts'
import type { Actor, Role } from '../../../kernel/actor.ts'
import { administered, canGrant } from '../policy.ts'
import { fitsOrganisation } from '../model.ts'

/** For the menu: whoever has people or an organisation to look after. */
export const canAdminister = (actor: Actor): boolean => isOperator(actor) || administered(actor).length > 0

/** The roles that somebody may give in an organisation (or, without one, in the installation). */
export const grantable = (actor: Actor, roles: readonly Role[], organisation: string | null): Role[] =>
  roles.filter((role) => fitsOrganisation(role, organisation ?? undefined) && canGrant(actor, role, organisation))
