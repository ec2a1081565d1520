import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Button, Group, List, Stack, Text } from '@mantine/core'
import { Link } from 'react-router'
import type { SearchQuery, SearchResult } from '../../contract.ts'
import { address, asking, chosen, cleared } from '../url-state.ts'

/** Nothing found is an answer too: what was searched, and what one may try. */
export function NoHits({ query, result }: { query: SearchQuery; result: SearchResult }) {
  const { t } = useLingui()
  const { publications } = result.searched
  return (
    <Stack gap="sm" py="xl">
      <Text fw={600}>
        <Trans>Nothing was found.</Trans>
      </Text>
      <Text size="sm">
        {query.q ? (
          <Trans>
            “{query.q}” was looked for in the names, identifiers, diseases and descriptions of{' '}
            <Plural value={publications} one="# entry" other="# entries" />.
          </Trans>
        ) : (
          <Trans>
            <Plural value={publications} one="# entry was" other="# entries were" /> searched.
          </Trans>
        )}
      </Text>
      {result.suggestions.length > 0 && (
        <div>
          <Text size="sm" mb={4}>
            <Trans>Did you mean</Trans>
          </Text>
          <Group gap="xs">
            {result.suggestions.map(({ text, sense }) => (
              <Button
                key={`${text} ${sense ?? ''}`}
                component={Link}
                to={address(asking(text, sense))}
                size="compact-sm"
                variant="light"
              >
                {text}
              </Button>
            ))}
          </Group>
        </div>
      )}
      <List size="sm" spacing={4}>
        {chosen(query).length > 0 && (
          <List.Item>
            <Anchor component={Link} to={address(cleared(query))} inherit>{t`Search without the narrowings`}</Anchor>
          </List.Item>
        )}
        <List.Item>
          <Trans>Try a broader term, the name in the other language, or a code such as ICD-10.</Trans>
        </List.Item>
        <List.Item>
          <Anchor component={Link} to="/search" inherit>{t`See everything that is published`}</Anchor>
        </List.Item>
      </List>
    </Stack>
  )
}
