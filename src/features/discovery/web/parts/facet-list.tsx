import { useLingui } from '@lingui/react/macro'
import { Button, Checkbox, Group, SegmentedControl, Text } from '@mantine/core'
import { useState } from 'react'
import { pick, say } from '../../../../kernel/words.ts'
import { formatNumber, useLocale } from '../../../../ui/locale.ts'
import { words } from '../../../../ui/words.ts'
import type { Facet, SearchQuery } from '../../contract.ts'
import { sameLabels } from '../labels.ts'
import { toggled, withMode } from '../url-state.ts'
import { facetWords, severalValues } from '../words.ts'
import css from './facet-list.module.css'

/** Facets follow the query: each count is what choosing the value would leave. */
export function FacetList({
  facets,
  query,
  change,
}: {
  facets: readonly Facet[]
  query: SearchQuery
  change: (query: SearchQuery) => void
}) {
  return (
    <div className={css.all}>
      {facets
        .filter(({ values }) => values.length > 0)
        .map((facet, at) => (
          <OneFacet key={facet.name} facet={facet} query={query} change={change} open={at < 5} />
        ))}
    </div>
  )
}

const few = 7

function OneFacet({
  facet,
  query,
  change,
  open,
}: {
  facet: Facet
  query: SearchQuery
  change: (query: SearchQuery) => void
  open: boolean
}) {
  const { t, i18n } = useLingui()
  const locale = useLocale()
  const [whole, setWhole] = useState(false)
  const { name, distinct } = facet
  // what is chosen is what the address says: a tick does not wait for the answer
  const values = facet.values.map((one) => ({ ...one, selected: query[name]?.includes(one.value) ?? false }))
  const mode = query.all?.includes(name) ? 'all' : 'any'
  const title = i18n._(facetWords[name])
  const chosen = values.filter(({ selected }) => selected)
  // what is chosen stays on view, however small its count
  const shown = whole ? values : values.filter(({ selected }, at) => selected || at < few)
  const hidden = values.length - shown.length
  const twins = sameLabels(locale, values)
  return (
    <details className={css.facet} open={open || chosen.length > 0}>
      <summary>
        {title}
        {chosen.length > 0 && <span className={css.chosen}>{formatNumber(locale, chosen.length)}</span>}
      </summary>
      <fieldset className={css.values}>
        <legend className={css.legend}>{title}</legend>
        {severalValues.includes(name) && chosen.length > 1 && (
          <SegmentedControl
            size="xs"
            fullWidth
            mb={6}
            value={mode}
            aria-label={t`${title}: any or all`}
            data={[
              { value: 'any', label: t`Any of them` },
              { value: 'all', label: t`All of them` },
            ]}
            onChange={(value) => change(withMode(query, name, value === 'all' ? 'all' : 'any'))}
          />
        )}
        {shown.map(({ value, label, count, selected }) => (
          <div key={value} className={css.value}>
            <Checkbox
              size="xs"
              checked={selected}
              label={
                <span className={css.label}>
                  {pick(locale, label) ?? value}
                  {twins.has(value) && <span className={css.code}> {value}</span>}
                </span>
              }
              onChange={() => change(toggled(query, name, value))}
            />
            <span className={css.count}>{formatNumber(locale, count)}</span>
          </div>
        ))}
        <Group gap="xs">
          {(hidden > 0 || whole) && values.length > few && (
            <Button size="compact-xs" variant="subtle" onClick={() => setWhole(!whole)}>
              {whole ? words.fewer[locale] : say(locale, words.more, { n: formatNumber(locale, hidden) })}
            </Button>
          )}
        </Group>
        {whole && distinct > values.length && (
          <Text
            size="xs"
            c="dimmed"
          >{t`The most frequent of ${formatNumber(locale, distinct)} values; a narrower search shows others.`}</Text>
        )}
      </fieldset>
    </details>
  )
}
