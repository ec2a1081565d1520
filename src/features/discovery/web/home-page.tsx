import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Container, SimpleGrid, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { pick } from '../../../kernel/words.ts'
import { Loaded } from '../../../ui/loaded.tsx'
import { formatNumber, useLocale } from '../../../ui/locale.ts'
import { useTitle } from '../../../ui/use-title.ts'
import type { Facet, FacetName, Kind } from '../contract.ts'
import { kinds } from '../contract.ts'
import css from './home-page.module.css'
import { sameLabels } from './labels.ts'
import { kindIcons } from './parts/hit-card.tsx'
import { SearchBox } from './parts/search-box.tsx'
import { overviewQuery } from './queries.ts'
import { address } from './url-state.ts'
import { facetWords, kindWords } from './words.ts'

export function HomePage() {
  const overview = useQuery(overviewQuery)
  useTitle(undefined)
  return (
    <>
      <div className={css.hero}>
        <Container size="md">
          <h1 className={css.heading}>
            <Trans>Find samples, data and cell lines across every holder</Trans>
          </h1>
          <SearchBox big />
          <Text size="sm" c="dimmed" mt="sm">
            <Trans>
              Search in Japanese or English: diseases, materials, cell lines, codes such as ICD-10. Kana, synonyms and
              spelling variants are understood.
            </Trans>
          </Text>
        </Container>
      </div>
      <Container size="xl" py="xl">
        <Loaded query={overview} lines={8}>
          {({ total, facets }) => <Overview total={total} facets={facets} />}
        </Loaded>
      </Container>
    </>
  )
}

const browsed: readonly FacetName[] = ['disease', 'material', 'holder', 'category', 'data', 'permission']

function Overview({ total, facets }: { total: number; facets: readonly Facet[] }) {
  const { t } = useLingui()
  const locale = useLocale()
  if (total === 0)
    return (
      <Text ta="center" py="xl">
        <Trans>Nothing is published here yet. Once a holder's catalogue has been imported, it can be found here.</Trans>
      </Text>
    )
  const byKind = facets.find(({ name }) => name === 'kind')?.values ?? []
  return (
    <>
      <h2 className={css.small}>
        <Plural value={total} one="# entry published" other="# entries published" />
      </h2>
      <ul className={css.kinds}>
        {kinds
          .flatMap((kind) => byKind.filter(({ value }) => value === kind))
          .map(({ value, count }) => (
            <KindTile key={value} kind={value as Kind} count={count} />
          ))}
      </ul>
      <SimpleGrid cols={{ base: 1, sm: 2, md: 3 }} spacing="xl" verticalSpacing="lg" mt="xl">
        {browsed
          .flatMap((name) => facets.filter((facet) => facet.name === name && facet.values.length > 0))
          .map((facet) => (
            <Browse key={facet.name} facet={facet} locale={locale} />
          ))}
      </SimpleGrid>
      <Text size="sm" mt="xl">
        <Anchor component={Link} to="/search" inherit>{t`See everything that is published`}</Anchor>
      </Text>
    </>
  )
}

function KindTile({ kind, count }: { kind: Kind; count: number }) {
  const { i18n } = useLingui()
  const locale = useLocale()
  const Icon = kindIcons[kind]
  return (
    <li>
      <Link to={address({ kind: [kind] })} className={css.tile}>
        <Icon size={26} aria-hidden />
        <span>
          <strong>{formatNumber(locale, count)}</strong>
          <span>{i18n._(kindWords[kind])}</span>
        </span>
      </Link>
    </li>
  )
}

function Browse({ facet: { name, values }, locale }: { facet: Facet; locale: 'en' | 'ja' }) {
  const { i18n } = useLingui()
  const twins = sameLabels(locale, values)
  return (
    <section>
      <h3 className={css.browse}>{i18n._(facetWords[name])}</h3>
      <ul className={css.list}>
        {values.slice(0, 8).map(({ value, label, count }) => (
          <li key={value}>
            <span>
              <Anchor component={Link} to={address({ [name]: [value] })} inherit underline="hover">
                {pick(locale, label) ?? value}
              </Anchor>
              {twins.has(value) && (
                <Text component="span" size="xs" c="dimmed">
                  {' '}
                  {value}
                </Text>
              )}
            </span>
            <span className={css.count}>{formatNumber(locale, count)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
