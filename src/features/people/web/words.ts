import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import type { Role, Scope } from '../../../kernel/actor.ts'

export const roleWords: Record<Role, MessageDescriptor> = {
  operator: msg`Operator`,
  administrator: msg`Administrator`,
  curator: msg`Curator`,
  member: msg`Member`,
}
export const roleHelp: Record<Role, MessageDescriptor> = {
  operator: msg`Runs the whole installation`,
  administrator: msg`Grants roles and edits the organisation`,
  curator: msg`Imports and looks after what the organisation publishes`,
  member: msg`Sees what the organisation keeps for its own people`,
}
export const scopeWords: Record<Scope, MessageDescriptor> = {
  read: msg({ message: 'Read', context: 'scope of a token' }),
  write: msg({ message: 'Change', context: 'scope of a token' }),
  admin: msg({ message: 'Administer', context: 'scope of a token' }),
}
