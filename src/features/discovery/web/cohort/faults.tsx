import { useLingui } from '@lingui/react/macro'
import css from './cohort.module.css'

/** What is wrong with a question, where, in the person's language. */
export interface SaidFault {
  readonly pointer: string
  readonly code: string
  readonly reason: string
  readonly mend: string
}
const unfinished = ['empty', 'no-bound', 'not-a-code']

export function Faults({ faults }: { faults: readonly SaidFault[] }) {
  const { t } = useLingui()
  if (!faults.length) return null
  // what is not filled in yet is no mistake, and the words for writers of JSON do not fit a form
  const open: Record<string, string> = {
    empty: t`Choose or add something here, or remove this.`,
    'no-bound': t`Choose at least one end of the range.`,
    'not-a-code': t`Enter a code here.`,
  }
  const texts = faults.map(({ code, reason, mend }) => ({
    text: open[code] ?? `${reason}. ${mend}`.replace('。. ', '。'),
    waits: unfinished.includes(code),
  }))
  return (
    <ul className={css.fault} role="status" data-unfinished={texts.every(({ waits }) => waits) || undefined}>
      {[...new Set(texts.map(({ text }) => text))].map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  )
}
