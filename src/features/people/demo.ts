import type { Role } from '../../kernel/actor.ts'

/** Not an address, so that no provider can be it. */
export const demoIssuer = 'demo'

export interface DemoRole {
  readonly subject: string
  /** 見本, 架空, 例示 mean sample, fictional, example: no family is called so */
  readonly name: string
  readonly role?: Role
  /** place in the list of demonstration organisations */
  readonly organisation?: number
}

export const demoRoles: readonly DemoRole[] = [
  { subject: 'operator', name: '見本 花子 (Mihon Hanako)', role: 'operator' },
  { subject: 'administrator', name: '架空 太郎 (Kakū Tarō)', role: 'administrator', organisation: 0 },
  { subject: 'curator', name: '例示 薫 (Reiji Kaoru)', role: 'curator', organisation: 0 },
  { subject: 'member', name: '仮名 汀 (Kamei Migiwa), committee member', role: 'member', organisation: 0 },
  { subject: 'administrator-2', name: '架空 次郎 (Kakū Jirō)', role: 'administrator', organisation: 1 },
  { subject: 'curator-2', name: 'Sample Ann', role: 'curator', organisation: 1 },
  { subject: 'researcher', name: '見本 三郎 (Mihon Saburō)' },
  { subject: 'researcher-2', name: 'Example Bob' },
]
