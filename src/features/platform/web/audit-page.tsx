import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Container, Group, Pagination, Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconShieldCheck } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { call } from '../../../ui/call.ts'
import { Loaded } from '../../../ui/loaded.tsx'
import { formatMoment, formatNumber, useLocale } from '../../../ui/locale.ts'
import { ProblemView } from '../../../ui/problem-view.tsx'
import { DataTable } from '../../../ui/table.tsx'
import { useTitle } from '../../../ui/use-title.ts'
import { verify } from '../contract.ts'
import type { Verdict } from '../contract.ts'
import { auditQuery, isPerson, personQuery } from './queries.ts'
import { pageSize, queryOf, readFilter, writeFilter } from './url-state.ts'
import type { AuditFilter } from './url-state.ts'

export function AuditPage() {
  const { t } = useLingui()
  const locale = useLocale()
  useTitle(t`Audit trail`)
  const [params, setParams] = useSearchParams()
  const filter = readFilter(params)
  const found = useQuery(auditQuery(queryOf(filter)))
  const change = (part: Partial<AuditFilter>) =>
    setParams(writeFilter({ ...filter, page: 1, ...part }), {
      replace: part.page === undefined,
      preventScrollReset: true,
    })
  const typed = useDebouncedCallback(change, 300)
  return (
    <Container size="xl" py="lg">
      <h1>{t`Audit trail`}</h1>
      <Text mt={4} c="dimmed">
        <Trans>
          What was done and by whom. Each event is linked to the one before it, so that a later change shows.
        </Trans>
      </Text>
      <Verify />
      <Group my="md" gap="sm" align="end">
        <TextInput
          label={t`Action`}
          placeholder="intake"
          defaultValue={filter.action}
          onChange={(event) => typed({ action: event.currentTarget.value.trim() })}
        />
        <TextInput
          label={t`Person`}
          defaultValue={filter.actor}
          onChange={(event) => typed({ actor: event.currentTarget.value.trim() })}
        />
        <TextInput
          label={t`Subject`}
          defaultValue={filter.subject}
          onChange={(event) => typed({ subject: event.currentTarget.value.trim() })}
        />
        <TextInput
          type="date"
          label={t`From`}
          defaultValue={filter.from}
          onChange={(event) => change({ from: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t`To`}
          defaultValue={filter.to}
          onChange={(event) => change({ to: event.currentTarget.value })}
        />
      </Group>
      <Loaded query={found}>
        {({ total, events }) => (
          <Stack gap="sm">
            <Text role="status" size="sm" c="dimmed">
              <Plural value={total} one="# event" other="# events" />
            </Text>
            <DataTable
              caption={t`Events`}
              rows={events}
              keyOf={({ id }) => id}
              columns={[
                { key: 'at', title: t`Time of day`, cell: ({ at }) => formatMoment(locale, at) },
                { key: 'action', title: t`Action`, head: true, cell: ({ action }) => <code>{action}</code> },
                { key: 'actor', title: t`Person`, cell: ({ actor }) => <Who id={actor} /> },
                { key: 'subject', title: t`Subject`, cell: ({ subject }) => subject },
                {
                  key: 'payload',
                  title: t`Details`,
                  blank: true,
                  cell: ({ payload }) => (payload === null ? t`Erased` : payload !== '{}' && <code>{payload}</code>),
                },
                {
                  key: 'seq',
                  title: t`Link`,
                  figures: true,
                  cell: ({ seq }) => (seq === null ? t`Not sealed yet` : formatNumber(locale, seq)),
                },
              ]}
            />
            {total > pageSize && (
              <Pagination
                total={Math.ceil(total / pageSize)}
                value={filter.page}
                onChange={(page) => change({ page })}
              />
            )}
          </Stack>
        )}
      </Loaded>
    </Container>
  )
}

/** The trail keeps identifiers; the name is who that is today. */
function Who({ id }: { id: string }) {
  const person = useQuery({ ...personQuery(id), enabled: isPerson(id) })
  const name = person.data?.name ?? person.data?.email
  return name ? <span title={id}>{name}</span> : <code>{id}</code>
}

function Verify() {
  const { t } = useLingui()
  const check = useMutation({ mutationFn: () => call(verify) })
  return (
    <Stack gap="xs" mt="sm">
      <Group>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconShieldCheck size={16} aria-hidden />}
          loading={check.isPending}
          onClick={() => check.mutate()}
        >{t`Verify the whole chain`}</Button>
      </Group>
      {check.isError && <ProblemView error={check.error} />}
      {check.data && <VerdictView verdict={check.data} />}
    </Stack>
  )
}

function VerdictView({ verdict }: { verdict: Verdict }) {
  const { t } = useLingui()
  const locale = useLocale()
  const good = verdict.faults.length === 0
  const words = { hash: t`the link does not fit`, payload: t`the details were changed`, gap: t`an event is missing` }
  const events = formatNumber(locale, verdict.events)
  return (
    <Alert
      role="status"
      color={good ? 'teal' : 'red'}
      variant="light"
      title={good ? t`The chain is whole` : t`The chain does not fit`}
    >
      <Text size="sm">
        <Trans>
          {events} events; newest link <code>{verdict.head}</code>
        </Trans>
      </Text>
      {verdict.faults.map(({ seq, event, fault }) => (
        <Text key={`${seq} ${event}`} size="sm">
          {formatNumber(locale, seq)} <code>{event}</code>: {words[fault]}
        </Text>
      ))}
    </Alert>
  )
}
