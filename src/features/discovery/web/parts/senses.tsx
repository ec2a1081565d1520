import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Button, CloseButton, Group, Paper, Text } from '@mantine/core'
import { Link } from 'react-router'
import type { OutOf } from '../../../../kernel/contract.ts'
import { pick } from '../../../../kernel/words.ts'
import { Name } from '../../../../ui/facts.tsx'
import { useLocale } from '../../../../ui/locale.ts'
import type { search, SearchQuery } from '../../contract.ts'
import { withSense } from '../url-state.ts'
import css from './senses.module.css'

type Sense = OutOf<typeof search>['senses'][number]

/** An ambiguous text is never decided for the person: the meanings are shown, one may be chosen. */
export function Senses({
  senses,
  sense,
  query,
  change,
}: {
  senses: readonly Sense[]
  sense: Sense | null
  query: SearchQuery
  change: (query: SearchQuery) => void
}) {
  const { t } = useLingui()
  const locale = useLocale()
  if (sense) {
    return (
      <Paper withBorder py={6} px="sm">
        <Group gap="xs" justify="space-between" wrap="nowrap">
          <Text size="sm">
            <Trans>Meaning:</Trans>{' '}
            <Anchor component={Link} to={sense.iri} inherit fw={600}>
              <Name named={sense.label} fallback={sense.id} />
            </Anchor>{' '}
            <Text component="span" size="xs" c="dimmed">
              {sense.id}
            </Text>
          </Text>
          <CloseButton
            size="sm"
            aria-label={t`Search for every meaning`}
            onClick={() => change(withSense(query, undefined))}
          />
        </Group>
      </Paper>
    )
  }
  const [only] = senses
  if (senses.length === 1 && only) {
    return (
      <Text size="sm" c="dimmed">
        <Trans>Understood as</Trans>{' '}
        <Anchor component={Link} to={only.iri} inherit>
          <Name named={only.label} fallback={only.id} />
        </Anchor>{' '}
        ({only.id})
      </Text>
    )
  }
  if (senses.length === 0) return null
  return (
    <Paper withBorder py="xs" px="sm" component="section" aria-label={t`Meanings of the text`}>
      <Text size="sm" mb={4}>
        <Trans>This text has several meanings. Choose one to search for it alone:</Trans>
      </Text>
      <ul className={css.list}>
        {senses.map((one) => (
          <li key={one.id}>
            <Button
              size="compact-sm"
              variant="light"
              onClick={() => change(withSense(query, one.id))}
              aria-label={t`Search for ${pick(locale, one.label) ?? one.matched} (${one.id}) alone`}
            >
              {pick(locale, one.label) ?? one.matched}
            </Button>
            <Anchor component={Link} to={one.iri} size="xs" aria-label={t`About the term ${one.id}`}>
              {one.id}
            </Anchor>
            <Within path={one.within} />
            <Text component="span" size="xs" c="dimmed">
              <Plural value={one.hits} one="# entry" other="# entries" />
            </Text>
          </li>
        ))}
      </ul>
    </Paper>
  )
}

/** What stands above a meaning, the nearest two: two of one name differ in where they belong. */
function Within({ path }: { path: Sense['within'] }) {
  const locale = useLocale()
  if (!path.length) return null
  return (
    <Text component="span" size="xs" c="dimmed">
      {path
        .slice(-2)
        .map((label) => pick(locale, label))
        .filter(Boolean)
        .join(' › ')}
    </Text>
  )
}
