import { useLingui } from '@lingui/react/macro'
import { Badge, CloseButton, Group } from '@mantine/core'
import { pick } from '../../../../kernel/words.ts'
import { useLocale } from '../../../../ui/locale.ts'
import type { GrantOf, Organisation } from '../../contract.ts'
import { roleWords } from '../words.ts'

/** Roles as badges; with `revoke` each that may be taken away can be. */
export function Grants({
  grants,
  organisations,
  may,
  revoke,
}: {
  grants: readonly GrantOf[]
  organisations: readonly Organisation[]
  may?: (grant: GrantOf) => boolean
  revoke?: (grant: GrantOf) => void
}) {
  const { t, i18n } = useLingui()
  const locale = useLocale()
  return (
    <Group gap={6}>
      {grants.map((grant) => {
        const { role, organisation } = grant
        const named = organisations.find(({ id }) => id === organisation)
        const where = organisation === null ? undefined : ((named && pick(locale, named.name)) ?? organisation)
        const text = where === undefined ? i18n._(roleWords[role]) : `${i18n._(roleWords[role])} · ${where}`
        return (
          <Badge
            key={`${role} ${organisation ?? ''}`}
            variant={role === 'operator' ? 'outline' : 'light'}
            h="auto"
            py={3}
            styles={{ label: { whiteSpace: 'normal' } }}
            rightSection={
              revoke && (may?.(grant) ?? true) ? (
                <CloseButton size="xs" aria-label={t`Take away: ${text}`} onClick={() => revoke(grant)} />
              ) : undefined
            }
          >
            {text}
          </Badge>
        )
      })}
    </Group>
  )
}
