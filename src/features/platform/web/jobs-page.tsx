import { Trans, useLingui } from '@lingui/react/macro'
import { Container, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Loaded } from '../../../ui/loaded.tsx'
import { formatMoment, useLocale } from '../../../ui/locale.ts'
import type { Tone } from '../../../ui/mark.tsx'
import { Mark } from '../../../ui/mark.tsx'
import { DataTable } from '../../../ui/table.tsx'
import { useTitle } from '../../../ui/use-title.ts'
import { jobsQuery } from './queries.ts'

const tones: Readonly<Record<string, Tone>> = { completed: 'good', failed: 'bad', active: 'info' }

export function JobsPage() {
  const { t } = useLingui()
  const locale = useLocale()
  useTitle(t`Jobs`)
  const found = useQuery(jobsQuery)
  const states: Readonly<Record<string, string>> = {
    created: t`Waiting`,
    retry: t`Waiting`,
    active: t`Running`,
    completed: t`Done`,
    failed: t`Failed`,
    cancelled: t`Cancelled`,
  }
  return (
    <Container size="lg" py="lg">
      <h1>{t`Jobs`}</h1>
      <Text mt={4} mb="md" c="dimmed">
        <Trans>Recent work in the background, newest first.</Trans>
      </Text>
      <Loaded query={found}>
        {({ jobs }) =>
          jobs.length === 0 ? (
            <Text>
              <Trans>There is no work yet.</Trans>
            </Text>
          ) : (
            <DataTable
              caption={t`Jobs`}
              rows={jobs}
              keyOf={({ id }) => id}
              columns={[
                { key: 'name', title: t`Job`, head: true, cell: ({ name }) => <code>{name}</code> },
                {
                  key: 'state',
                  title: t`State`,
                  cell: ({ state }) => <Mark tone={tones[state] ?? 'plain'}>{states[state] ?? state}</Mark>,
                },
                { key: 'created', title: t`Asked for`, cell: ({ createdAt }) => formatMoment(locale, createdAt) },
                {
                  key: 'started',
                  title: t`Begun`,
                  blank: true,
                  cell: ({ startedAt }) => startedAt && formatMoment(locale, startedAt),
                },
                {
                  key: 'ended',
                  title: t`Ended`,
                  blank: true,
                  cell: ({ completedAt }) => completedAt && formatMoment(locale, completedAt),
                },
              ]}
            />
          )
        }
      </Loaded>
    </Container>
  )
}
