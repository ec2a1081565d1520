import { Problem } from '../../kernel/problem.ts'

export const noSuchFormat = (format: string, known: readonly string[]) =>
  new Problem('no-such-format', 422, `There is no format "${format}"; there are ${known.join(', ')}`, { format, known })
export const noFile = () => new Problem('no-file', 422, 'Send at least one file')
export const holderNeeded = (format: string) =>
  new Problem('holder-needed', 422, `Say whose records these are: the format "${format}" needs a holder`, { format })
export const badHolder = (holder: string) =>
  new Problem(
    'bad-holder',
    422,
    `"${holder}" is no identifier of an organisation: lower-case letters, digits and dashes`,
    { holder },
  )
export const importState = (state: string, action: string) =>
  new Problem('import-state', 409, `An import that is ${state} cannot ${action}`, { state, action })
