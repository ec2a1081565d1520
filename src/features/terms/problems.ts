import { Problem } from '../../kernel/problem.ts'

export const noSuchTerm = (id: string) => new Problem('no-such-term', 404, `There is no term ${id}`, { id })
export const noSuchVocabulary = (id: string) =>
  new Problem('no-such-vocabulary', 404, `There is no vocabulary ${id}`, { id })
export const noChangedCopies = (id: string, licence: string) =>
  new Problem(
    'no-changed-copies',
    403,
    `The licence of ${id} (${licence}) forbids changed copies: take it from its source as it is`,
    { id, licence },
  )
