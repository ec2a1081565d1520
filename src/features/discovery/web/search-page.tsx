import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Container, Drawer, Group, NativeSelect, Pagination, Pill, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconAdjustmentsHorizontal, IconRefresh } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearchParams } from 'react-router'
import { pick } from '../../../kernel/words.ts'
import { CopyLink } from '../../../ui/basket-button.tsx'
import { Loaded } from '../../../ui/loaded.tsx'
import { formatNumber, useLocale } from '../../../ui/locale.ts'
import { useTitle } from '../../../ui/use-title.ts'
import type { SearchQuery, SearchResult } from '../contract.ts'
import { FacetList } from './parts/facet-list.tsx'
import { HitCard } from './parts/hit-card.tsx'
import { NoHits } from './parts/no-hits.tsx'
import { Senses } from './parts/senses.tsx'
import { searchQuery } from './queries.ts'
import css from './search-page.module.css'
import { address, chosen, cleared, pageOf, pagesOf, readSearch, sorted, toggled, toPage } from './url-state.ts'
import { facetWords } from './words.ts'

export function SearchPage() {
  const { t } = useLingui()
  const [params] = useSearchParams()
  const query = readSearch(params)
  const result = useQuery(searchQuery(query))
  useTitle(query.q ? t`${query.q}: search` : t`Search`)
  return (
    <Container size="xl" py="md">
      <h1 className={css.heading}>
        {query.q ? <Trans>Results for “{query.q}”</Trans> : <Trans>Everything published</Trans>}
      </h1>
      <Loaded query={result} lines={14}>
        {(data) => <Results query={query} result={data} waiting={result.isPlaceholderData} />}
      </Loaded>
    </Container>
  )
}

function Results({ query, result, waiting }: { query: SearchQuery; result: SearchResult; waiting: boolean }) {
  const { t } = useLingui()
  const locale = useLocale()
  const navigate = useNavigate()
  const [opened, { open, close }] = useDisclosure(false)
  const change = (next: SearchQuery) => void navigate(address(next), { preventScrollReset: true, flushSync: true })
  const pages = pagesOf(result.total)
  const facets = <FacetList facets={result.facets} query={query} change={change} />
  const narrowed = chosen(query).length
  return (
    <div className={css.columns} data-alone={result.facets.every(({ values }) => values.length === 0) || undefined}>
      <aside className={css.facets} aria-label={t`Narrow down`}>
        {facets}
      </aside>
      <Stack gap="sm" miw={0}>
        <Senses senses={result.senses} sense={result.sense} query={query} change={change} />
        <div className={css.bar}>
          <Text role="status" aria-live="polite" fw={600}>
            <Plural value={result.total} one="# entry" other="# entries" />
          </Text>
          <Group gap="xs" className="no-print">
            <Button
              hiddenFrom="md"
              size="xs"
              variant="default"
              leftSection={<IconAdjustmentsHorizontal size={16} aria-hidden />}
              onClick={open}
            >
              {narrowed ? t`Narrow down (${formatNumber(locale, narrowed)})` : t`Narrow down`}
            </Button>
            <NativeSelect
              size="xs"
              aria-label={t`Sort by`}
              value={query.sort ?? 'relevance'}
              onChange={(event) => change(sorted(query, event.currentTarget.value))}
              data={[
                { value: 'relevance', label: t`Best match first` },
                { value: 'title-ja', label: t`Japanese title` },
                { value: 'title-en', label: t`English title` },
              ]}
            />
            <CopyLink />
          </Group>
        </div>
        <Narrowings query={query} result={result} change={change} />
        {result.searched.behind && (
          <Alert p="xs" color="blue" variant="light" icon={<IconRefresh size={16} aria-hidden />}>
            <Trans>Recent changes are still being added to the search.</Trans>
          </Alert>
        )}
        <div aria-busy={waiting} data-waiting={waiting || undefined} className={css.hits}>
          {result.total === 0 ? (
            <NoHits query={query} result={result} />
          ) : (
            result.hits.map((hit) => <HitCard key={hit.iri} hit={hit} />)
          )}
        </div>
        {pages > 1 && (
          <Group justify="center" mt="md" component="nav" className="no-print" aria-label={t`Pages of results`}>
            <Pagination
              total={pages}
              value={pageOf(query)}
              size="sm"
              siblings={1}
              withEdges={false}
              onChange={(page) => void navigate(address(toPage(query, page)))}
              getControlProps={(control) => ({ 'aria-label': control === 'next' ? t`Next page` : t`Previous page` })}
              getItemProps={(page) => ({ 'aria-label': t`Page ${page}` })}
            />
          </Group>
        )}
      </Stack>
      <Drawer
        opened={opened}
        onClose={close}
        title={t`Narrow down`}
        position="left"
        size="min(22rem, 92vw)"
        closeButtonProps={{ 'aria-label': t`Close` }}
      >
        {facets}
        <Button fullWidth mt="md" onClick={close}>
          <Plural value={result.total} one="Show # entry" other="Show # entries" />
        </Button>
      </Drawer>
    </div>
  )
}

function Narrowings({
  query,
  result,
  change,
}: {
  query: SearchQuery
  result: SearchResult
  change: (query: SearchQuery) => void
}) {
  const { t, i18n } = useLingui()
  const locale = useLocale()
  const values = chosen(query)
  if (!values.length) return null
  return (
    <Group gap={6} className={css.narrowings ?? ''}>
      {values.map(({ name, value }) => {
        const label = result.facets
          .find((facet) => facet.name === name)
          ?.values.find((one) => one.value === value)?.label
        const text = `${i18n._(facetWords[name])}: ${(label && pick(locale, label)) ?? value}`
        return (
          <Pill
            key={`${name} ${value}`}
            withRemoveButton
            onRemove={() => change(toggled(query, name, value))}
            removeButtonProps={{ 'aria-label': t`Remove ${text}`, tabIndex: 0, 'aria-hidden': false }}
          >
            {text}
          </Pill>
        )
      })}
      <Button size="compact-xs" variant="subtle" onClick={() => change(cleared(query))}>{t`Clear all`}</Button>
    </Group>
  )
}
