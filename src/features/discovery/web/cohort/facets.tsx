import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { SimpleGrid, Text } from '@mantine/core'
import { pick } from '../../../../kernel/words.ts'
import { formatNumber, useLocale } from '../../../../ui/locale.ts'
import type { CohortFacet } from '../../cohort-contract.ts'
import css from './cohort.module.css'
import { facetTitles } from './words.ts'

/** Bars are for the eye; the numbers beside them say the same. */
export function Facets({ facets }: { facets: readonly CohortFacet[] }) {
  const { t } = useLingui()
  if (!facets.length) return null
  return (
    <section aria-label={t`Breakdown`}>
      <SimpleGrid cols={1} spacing="md">
        {facets.map((facet) => (
          <Bars key={facet.name} facet={facet} />
        ))}
      </SimpleGrid>
      <Text size="xs" c="dimmed" mt="xs" role="note">
        <Trans>Each bar is a protected number of its own. Parts need not add up to the whole.</Trans>
      </Text>
    </section>
  )
}

function Bars({ facet: { name, values } }: { facet: CohortFacet }) {
  const { i18n } = useLingui()
  const locale = useLocale()
  const shown = values.filter(({ count }) => count !== null)
  const few = values.filter(({ count, below }) => count === null && below !== null)
  const most = Math.max(1, ...shown.map(({ count }) => count ?? 0))
  const label = (one: CohortFacet['values'][number]) => pick(locale, one.label) ?? one.value
  return (
    <div>
      <h2 className={css.facet}>{i18n._(facetTitles[name])}</h2>
      {shown.length > 0 && (
        <ul className={css.bars}>
          {shown.map((one) => (
            <li key={one.value}>
              <span>{label(one)}</span>
              <svg className={css.bar} aria-hidden>
                <rect width={`${Math.round(((one.count ?? 0) / most) * 1000) / 10}%`} height="100%" rx="2" />
              </svg>
              <span className={css.figure}>{formatNumber(locale, one.count ?? 0)}</span>
            </li>
          ))}
        </ul>
      )}
      {few.length > 0 && (
        <details>
          <summary>
            <Text component="span" size="sm" c="dimmed">
              <Plural
                value={few.length}
                one="# category with fewer than 10 at each holder"
                other="# categories with fewer than 10 at each holder"
              />
            </Text>
          </summary>
          <Text size="sm">{few.map(label).join(locale === 'ja' ? '、' : ', ')}</Text>
        </details>
      )}
    </div>
  )
}
