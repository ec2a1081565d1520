import { useLingui } from '@lingui/react/macro'
import type { ImportState } from '../../contract.ts'
import { stateTones, stateWords } from '../words.ts'
import { Mark } from '../../../../ui/mark.tsx'

export function StateBadge({ state, dryRun }: { state: ImportState; dryRun?: boolean }) {
  const { t, i18n } = useLingui()
  return (
    <>
      <Mark tone={stateTones[state]}>{i18n._(stateWords[state])}</Mark>
      {dryRun && (
        <>
          {' '}
          <Mark>{t`Dry run`}</Mark>
        </>
      )}
    </>
  )
}
