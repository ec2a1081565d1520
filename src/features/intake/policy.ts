import { hasRole, isOperator } from '../../kernel/actor.ts'
import type { Actor } from '../../kernel/actor.ts'

/** Imports that a person may see: their own, and those for organisations that they curate; operators see all. */
export const canSee = (actor: Actor, it: { by: string; holder: string | null }): boolean =>
  isOperator(actor) || it.by === actor.id || (it.holder !== null && hasRole(actor, 'curator', it.holder))

/** `canSee` as values for SQL: null sees all. */
export const seenBy = (actor: Actor): { by: string; holders: string[] } | null =>
  isOperator(actor)
    ? null
    : {
        by: actor.id,
        holders: actor.grants.flatMap(({ role, organisation }) =>
          role === 'curator' && organisation ? [organisation] : [],
        ),
      }
