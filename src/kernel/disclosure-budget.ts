/** How much may be asked: what bounds those who ask the same thing in many ways (docs/decisions/0010). */
export const allowance = { questions: 100, days: 30 } as const

export interface Asked {
  readonly person: string
  readonly holder: string
  readonly release: string
  /** as-of and canonical question, or their hash */
  readonly question: string
}

/** What was asked before. A store keeps it for as long as the release is the holder's newest, and at least `allowance.days`. */
export interface AskedLog {
  /** the same question of the same release by the same person, whenever that was */
  has(asked: Asked): boolean
  /** times of this person's new questions to this holder after `since`, oldest first */
  newSince(person: string, holder: string, since: Date): readonly Date[]
}

export type Verdict =
  | { readonly allowed: true; readonly isNew: boolean; readonly left: number }
  /** `again`: when the next new question is free */
  | { readonly allowed: false; readonly again: Date }

export function mayAsk(log: AskedLog, asked: Asked, now: Date): Verdict {
  const span = allowance.days * 86_400_000
  const times = log.newSince(asked.person, asked.holder, new Date(now.getTime() - span))
  const left = Math.max(0, allowance.questions - times.length)
  if (log.has(asked)) return { allowed: true, isNew: false, left }
  // of more than the allowance (it may have been larger once) the ones that must fall out first
  const last = times[times.length - allowance.questions]
  if (left === 0 && last) return { allowed: false, again: new Date(last.getTime() + span) }
  return { allowed: true, isNew: true, left: left - 1 }
}
