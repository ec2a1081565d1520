import { isOperator } from '../../kernel/actor.ts'
import type { Actor } from '../../kernel/actor.ts'

/** A curator of any organisation may say another label, and take one back; why is shown, by whom is in the audit trail. */
export const canOverride = (actor: Actor): boolean =>
  isOperator(actor) || actor.grants.some(({ role }) => role === 'curator')
