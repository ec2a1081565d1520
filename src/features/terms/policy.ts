import { isOperator } from '../../kernel/actor.ts'
import type { Actor } from '../../kernel/actor.ts'

/** A curator of any organisation may say another label; who said it, and why, is shown. */
export const canOverride = (actor: Actor): boolean => isOperator(actor) || actor.grants.some(({ role }) => role === 'curator')
