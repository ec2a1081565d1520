import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Group, Text } from '@mantine/core'
import { IconBuilding, IconClock, IconCurrencyYen, IconUsersGroup } from '@tabler/icons-react'
import { Fact, Facts, Name, Outside } from './facts.tsx'
import { words } from './words.ts'
import { useLocale } from './locale.ts'
import { pick } from '../kernel/words.ts'
import type { Named } from '../kernel/words.ts'
import { Mark } from './mark.tsx'

/** What is asked before something is given; absent is not said. */
export interface Asks {
  permissions?: readonly { id: string; label: Named }[]
  fee?: boolean
  jointProject?: boolean
  industry?: boolean
  expectedDays?: number
  url?: string
  description?: Named
}

/** What a holder says it asks, in short; what it does not say is not here, and the page of the entry says that it is not said. */
export function AskBadges({ asks }: { asks: Asks | undefined }) {
  const { t } = useLingui()
  const locale = useLocale()
  if (!asks) return null
  const days = asks.expectedDays
  return (
    <Group gap={6}>
      {asks.permissions?.slice(0, 3).map(({ id, label }) => (
        <Mark key={id} title={id}>
          {pick(locale, label) ?? id}
        </Mark>
      ))}
      {asks.industry !== undefined && (
        <Mark tone={asks.industry ? 'good' : 'plain'} icon={<IconBuilding size={12} aria-hidden />}>
          {asks.industry ? t`Companies may use` : t`Not for companies`}
        </Mark>
      )}
      {asks.fee !== undefined && (
        <Mark icon={<IconCurrencyYen size={12} aria-hidden />}>{asks.fee ? t`With a fee` : t`No fee`}</Mark>
      )}
      {asks.jointProject && <Mark icon={<IconUsersGroup size={12} aria-hidden />}>{t`Joint project required`}</Mark>}
      {days !== undefined && (
        <Mark icon={<IconClock size={12} aria-hidden />}>
          <Plural value={days} one="# working day" other="# working days" />
        </Mark>
      )}
    </Group>
  )
}

/** Everything that will be asked, each line said or said to be unknown. */
export function AskFacts({ asks, wide }: { asks: Asks | undefined; wide?: boolean }) {
  const { t } = useLingui()
  const locale = useLocale()
  const yesNo = (value: boolean | undefined) => (value === undefined ? undefined : words[value ? 'yes' : 'no'][locale])
  const days = asks?.expectedDays
  return (
    <Facts {...(wide ? { wide } : {})}>
      <Fact label={t`Permitted use`}>
        {asks?.permissions?.length
          ? asks.permissions.map(({ id, label }) => (
              <div key={id}>
                <Name named={label} fallback={id} />
                {pick(locale, label) !== undefined && (
                  <Text component="span" size="sm" c="dimmed">
                    {' '}
                    {id}
                  </Text>
                )}
              </div>
            ))
          : undefined}
      </Fact>
      <Fact label={t`Use by companies`}>
        {asks?.industry === undefined ? undefined : asks.industry ? t`Allowed` : t`Not allowed`}
      </Fact>
      <Fact label={t`Fee`}>{yesNo(asks?.fee)}</Fact>
      <Fact label={t`Joint project`}>
        {asks?.jointProject === undefined ? undefined : asks.jointProject ? t`Required` : t`Not required`}
      </Fact>
      <Fact label={t`Expected time to a decision`}>
        {days === undefined ? undefined : (
          <Trans>
            <Plural value={days} one="# working day" other="# working days" />
          </Trans>
        )}
      </Fact>
      <Fact label={t`Terms and application`}>{asks?.url && <Outside href={asks.url} />}</Fact>
      <Fact label={t`Conditions in words`} optional>
        {asks?.description && <Name named={asks.description} />}
      </Fact>
    </Facts>
  )
}
