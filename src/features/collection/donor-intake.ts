import { hasRole, isOperator } from '../../kernel/actor.ts'
import type { Actor } from '../../kernel/actor.ts'
import { intake } from '../../kernel/intake-target.ts'
import type { Intake } from '../../kernel/intake-target.ts'
import type { Format } from '../../kernel/intake.ts'
import type { DonorRecord } from './donor-record.ts'
import { beacon } from './formats/donors/beacon.ts'
import { donors, donorTemplates } from './formats/donors/donors.ts'

/** What only the store can see, which has what earlier files said. */
const storeFaults = {
  'sex-known': {
    reason: {
      en: 'The sex of this donor was imported as {sex} before.',
      ja: 'この提供者の性別は、以前 {sex} として取り込まれています。',
    },
    mend: {
      en: 'Correct the identifier or the sex. If the earlier one was wrong, give the donor a new pseudonym and withdraw this one.',
      ja: '識別子または性別を直してください。以前の値が誤りの場合は、新しい仮名識別子を付け、この識別子は撤回として扱ってください。',
    },
  },
} as const

/** How donors come in. Whatever they were read from, they are one holder's donors: each import adds to what is known of them. */
function donorIntake(reader: Format<DonorRecord>, templates: Intake['templates'] = {}): Intake {
  const format = { ...reader, faults: { ...reader.faults, ...storeFaults } }
  return intake<DonorRecord>({
    format,
    holder: 'needed',
    templates,
    source: ({ holder }) => `donors:${holder ?? ''}`,
    // donors are no rows of tables: the feature keeps them in segments (`mass`)
    tables: [],
    rows() {
      throw new Error('donors are kept in segments')
    },
    notes: Object.fromEntries(Object.entries(format.faults).map(([code, { reason }]) => [code, reason])),
    mayImport: (actor: Actor, holder) =>
      isOperator(actor) || (holder !== undefined && hasRole(actor, 'curator', holder)),
  })
}

export const donorIntakes: readonly Intake[] = [donorIntake(donors, donorTemplates), donorIntake(beacon)]
