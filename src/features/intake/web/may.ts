import { hasRole, isOperator } from '../../../kernel/actor.ts'
import type { Actor } from '../../../kernel/actor.ts'

/** For the menu and the choice of a holder; the server decides on each import. */
export const mayImport = (actor: Actor): boolean =>
  isOperator(actor) || actor.grants.some(({ role }) => role === 'curator')
export const mayImportFor = (actor: Actor, holder: string): boolean => hasRole(actor, 'curator', holder)
