import { Problem } from '../../kernel/problem.ts'

export interface SaidFault {
  pointer: string
  code: string
  reason: string
  mend: string
}
export const badQuestion = (faults: readonly SaidFault[]) =>
  new Problem(
    'cohort-question',
    422,
    faults.map(({ pointer, reason, mend }) => `${pointer || '/'}: ${reason}. ${mend}`).join(' '),
    { faults },
  )
export const allowanceUsed = (again: Date, questions: number, days: number) =>
  new Problem(
    'allowance-used',
    429,
    `You have asked ${questions} new questions in ${days} days; the next one is free from ${again.toISOString()}. Questions asked before can be repeated.`,
    { again: again.toISOString(), questions, days },
  )
export const badDay = (day: string) => new Problem('no-such-day', 422, `There is no day ${day}`, { day })
export const noOwnDonors = () =>
  new Problem('not-found', 404, 'This holder does not exist, keeps no donors, or is not yours to see')
