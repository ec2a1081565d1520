import { Trans, useLingui } from '@lingui/react/macro'
import { Badge, Container, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Loaded } from '../../../ui/loaded.tsx'
import { formatMoment, useLocale } from '../../../ui/locale.ts'
import { DataTable } from '../../../ui/table.tsx'
import { useTitle } from '../../../ui/use-title.ts'
import { jobsQuery } from './queries.ts'

const colours: Readonly<Record<string, string>> = { completed: 'teal.9', failed: 'red.9', active: 'ai' }

export function JobsPage() {
  const { t } = useLingui()
  const locale = useLocale()
  useTitle(t`Jobs`)
  const found = useQuery(jobsQuery)
  const states: Readonly<Record<string, string>> = { created: t`Waiting`, retry: t`Waiting`, active: t`Running`, completed: t`Done`, failed: t`Failed`, cancelled: t`Cancelled` }
  return (
    <Container size="lg" py="lg">
      <h1>{t`Jobs`}</h1>
      <Text mt={4} mb="md" c="dimmed"><Trans>Recent work in the background, newest first.</Trans></Text>
      <Loaded query={found}>
        {({ jobs }) => jobs.length === 0 ? <Text><Trans>There is no work yet.</Trans></Text> : (
          <DataTable
            caption={t`Jobs`} rows={jobs} keyOf={({ id }) => id}
            columns={[
              { key: 'name', title: t`Job`, head: true, cell: ({ name }) => <code>{name}</code> },
              { key: 'state', title: t`State`, cell: ({ state }) => <Badge variant="outline" color={colours[state] ?? 'gray.7'}>{states[state] ?? state}</Badge> },
              { key: 'created', title: t`Asked for`, cell: ({ createdAt }) => formatMoment(locale, createdAt) },
              { key: 'started', title: t`Begun`, blank: true, cell: ({ startedAt }) => startedAt && formatMoment(locale, startedAt) },
              { key: 'ended', title: t`Ended`, blank: true, cell: ({ completedAt }) => completedAt && formatMoment(locale, completedAt) },
            ]}
          />
        )}
      </Loaded>
    </Container>
  )
}
