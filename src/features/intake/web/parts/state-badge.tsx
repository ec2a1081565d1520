import { useLingui } from '@lingui/react/macro'
import { Badge } from '@mantine/core'
import type { ImportState } from '../../contract.ts'
import { stateColours, stateWords } from '../words.ts'

export function StateBadge({ state, dryRun }: { state: ImportState; dryRun?: boolean }) {
  const { t, i18n } = useLingui()
  return (
    <>
      <Badge variant="outline" color={stateColours[state]}>{i18n._(stateWords[state])}</Badge>
      {dryRun && <> <Badge variant="outline" color="gray.7">{t`Dry run`}</Badge></>}
    </>
  )
}
