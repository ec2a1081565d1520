import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Text } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { address } from '../../../../kernel/client.ts'
import { Section } from '../../../../ui/facts.tsx'
import { formatNumber, useLocale } from '../../../../ui/locale.ts'
import { DataTable } from '../../../../ui/table.tsx'
import { importFaults } from '../../contract.ts'
import type { ImportView } from '../../contract.ts'

/** Every rejected row: where it is, what it says, why it was not taken, and how to mend it. */
export function Rejects({
  id,
  report,
  more,
}: {
  id: string
  report: NonNullable<ImportView['report']>
  more: () => void
}) {
  const { t } = useLingui()
  const lang = useLocale()
  const shown = formatNumber(lang, report.rejected.length)
  const all = formatNumber(lang, report.rejectedTotal)
  return (
    <Section title={t`Rejected rows`} count={all}>
      <Group gap="sm" mb="xs">
        <Button
          component="a"
          size="xs"
          variant="default"
          href={address(importFaults, { params: { id }, query: { lang } })}
          download={`rejected-${id}.csv`}
          leftSection={<IconDownload size={16} aria-hidden />}
        >{t`Save as CSV`}</Button>
        {report.rejected.length < report.rejectedTotal && (
          <Text size="sm" c="dimmed">
            <Trans>
              {shown} of {all} are shown.
            </Trans>{' '}
            <Button size="compact-sm" variant="subtle" onClick={more}>{t`Show more`}</Button>
          </Text>
        )}
      </Group>
      <DataTable
        caption={t`Rejected rows`}
        rows={report.rejected}
        keyOf={(_, at) => at}
        columns={[
          { key: 'place', title: t`Place`, head: true, cell: ({ place }) => place },
          {
            key: 'line',
            title: t`Line`,
            figures: true,
            blank: true,
            cell: ({ line }) => (line === null ? undefined : formatNumber(lang, line)),
          },
          {
            key: 'column',
            title: t`Column`,
            blank: true,
            cell: ({ column }) => (column === null ? undefined : <code>{column}</code>),
          },
          {
            key: 'value',
            title: t`Value`,
            blank: true,
            cell: ({ value }) => (value === null ? undefined : <code>{value}</code>),
          },
          { key: 'reason', title: t`Reason`, cell: ({ reason }) => reason },
          { key: 'mend', title: t`How to mend it`, cell: ({ mend }) => mend },
        ]}
      />
    </Section>
  )
}
