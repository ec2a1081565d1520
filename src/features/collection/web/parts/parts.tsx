import { Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Text } from '@mantine/core'
import { Link } from 'react-router'
import { Name, Section } from '../../../../ui/facts.tsx'
import { formatNumber, formatRange, useLocale } from '../../../../ui/locale.ts'
import { DataTable } from '../../../../ui/table.tsx'
import { kinds } from '../../codes.ts'
import type { EntryView } from '../../contract.ts'

type Place = Pick<EntryView['parts'][number], 'iri' | 'name'>
const To = ({ place }: { place: Place }) => (
  <Anchor component={Link} to={place.iri} inherit>
    <Name named={place.name} fallback={place.iri} />
  </Anchor>
)

/** What this belongs to, and what belongs to it. */
export function Parts({ view }: { view: EntryView }) {
  const { t } = useLingui()
  const locale = useLocale()
  const titles = {
    holder: t`Biobanks and collections`,
    biobank: t`Collections`,
    collection: t`Sub-collections and datasets`,
    dataset: t`Parts`,
  }
  const sized = view.parts.some(({ donors }) => donors !== null)
  const shown = formatNumber(locale, view.parts.length)
  const all = formatNumber(locale, view.partsTotal)
  return (
    <>
      {(view.parent || view.biobanks.length > 0) && (
        <Section title={t`Part of`}>
          {view.parent && (
            <div>
              <To place={view.parent} />
            </div>
          )}
          {view.biobanks.map((place) => (
            <div key={place.iri}>
              <To place={place} />
            </div>
          ))}
        </Section>
      )}
      {view.parts.length > 0 && (
        <Section title={titles[view.kind]} count={all}>
          <DataTable
            caption={t`Parts`}
            rows={view.parts}
            keyOf={({ iri }) => iri}
            columns={[
              { key: 'name', title: t`Name`, head: true, cell: (place) => <To place={place} /> },
              { key: 'kind', title: t`Kind`, cell: ({ kind }) => kinds[kind][locale] },
              ...(sized
                ? [
                    {
                      key: 'donors',
                      title: t`Donors`,
                      figures: true,
                      cell: ({ donors }: EntryView['parts'][number]) => formatRange(locale, donors),
                    },
                  ]
                : []),
            ]}
          />
          {view.partsTotal > view.parts.length && (
            <Text size="sm" c="dimmed" mt="xs">
              <Trans>
                {shown} of {all} are shown. The search lists them all.
              </Trans>
            </Text>
          )}
        </Section>
      )}
    </>
  )
}
