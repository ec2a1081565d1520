import { useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { Count, Counts } from '../../../../ui/counts.tsx'
import { LongList } from '../../../../ui/list.tsx'
import { formatNumber, useLocale } from '../../../../ui/locale.ts'
import { Mark } from '../../../../ui/mark.tsx'
import type { ImportView } from '../../contract.ts'

/** Against what is live: how much is new, changed, gone; and some of each by name. */
export function Differences({
  differences,
  short,
}: {
  differences: NonNullable<ImportView['differences']>
  short?: boolean
}) {
  const { t } = useLingui()
  const locale = useLocale()
  const words = { added: t`New`, changed: t`Changed`, removed: t`Withdrawn` }
  const kinds = ['added', 'changed', 'removed'] as const
  const tones = { added: 'good', changed: 'info', removed: 'bad' } as const
  return (
    <>
      <Counts>
        {kinds.map((kind) => (
          <Count key={kind} label={words[kind]}>
            {formatNumber(locale, differences[kind])}
          </Count>
        ))}
      </Counts>
      {!short && differences.examples.length > 0 && (
        <>
          <Text size="sm" c="dimmed" mt="sm">{t`Examples`}</Text>
          <LongList
            items={differences.examples}
            few={9}
            keyOf={({ change, key }) => change + key}
            each={({ change, key }) => (
              <>
                <Mark tone={tones[change]} small>
                  {words[change]}
                </Mark>{' '}
                {key}
              </>
            )}
          />
        </>
      )}
    </>
  )
}
