import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Anchor, Button, Container, Group, Modal, Progress, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { useActor } from '../../../ui/actor.ts'
import { call } from '../../../ui/call.ts'
import { Count, Counts } from '../../../ui/counts.tsx'
import { Fact, Facts, Name, Outside, Section } from '../../../ui/facts.tsx'
import { LongList } from '../../../ui/list.tsx'
import { Loaded } from '../../../ui/loaded.tsx'
import { formatBytes, formatDay, formatMoment, formatNumber, useLocale } from '../../../ui/locale.ts'
import { ProblemView } from '../../../ui/problem-view.tsx'
import { useTitle } from '../../../ui/use-title.ts'
import { cancelImport, listImports, makeLive, readImport } from '../contract.ts'
import type { ImportView } from '../contract.ts'
import { canSee } from '../policy.ts'
import { canGoLive, canRunAgain, changesNothing, shareRead } from './progress.ts'
import { Differences } from './parts/differences.tsx'
import { Rejects } from './parts/rejects.tsx'
import { StateBadge } from './parts/state-badge.tsx'
import { importQuery, isRunning, organisationsQuery } from './queries.ts'
import { stateHelp } from './words.ts'

const firstRejected = 100

export function ImportPage() {
  const { t } = useLingui()
  const locale = useLocale()
  useTitle(t`Import`)
  const { id = '' } = useParams()
  const [rejected, setRejected] = useState(firstRejected)
  const found = useQuery(importQuery(id, locale, rejected))
  return (
    <Container size="xl" py="lg">
      <Text size="sm" mb={4}>
        <Anchor component={Link} to="/imports" inherit>{t`Imports`}</Anchor>
      </Text>
      <Loaded page query={found}>
        {(view) => <Import key={view.id} view={view} more={() => setRejected(10_000)} />}
      </Loaded>
    </Container>
  )
}

function Import({ view, more }: { view: ImportView; more: () => void }) {
  const { t, i18n } = useLingui()
  const locale = useLocale()
  const { report, about } = view
  const number = (value: number) => formatNumber(locale, value)
  const holder = useQuery(organisationsQuery).data?.find(({ id }) => id === view.holder)?.name
  return (
    <article>
      <h1>
        {view.files[0]?.name ?? t`Import`}
        {view.files.length > 1 && ` +${view.files.length - 1}`}
      </h1>
      <Group gap="xs" mt="xs">
        <StateBadge state={view.state} dryRun={view.dryRun} />
      </Group>
      <Text mt="xs" role="status">
        {i18n._(stateHelp[changesNothing(view) ? 'unchanged' : view.state])}
      </Text>
      {isRunning(view) && <Running view={view} />}
      {view.failure !== null && (
        <Alert mt="sm" color="red" variant="light">
          {view.failure}
        </Alert>
      )}
      <Actions view={view} />
      {view.differences && (
        <Section title={t`Differences from what is live`}>
          <Differences differences={view.differences} />
        </Section>
      )}
      {report && (
        <Section title={t`Report`}>
          <Counts>
            <Count label={t`Read`}>{number(report.read)}</Count>
            <Count label={view.state === 'live' ? t`Accepted` : t`Acceptable`}>{number(report.accepted)}</Count>
            <Count label={t`Unchanged`}>{number(report.unchanged)}</Count>
            <Count label={t`Rejected`}>{number(report.rejectedTotal)}</Count>
            <Count label={t`Time`}>{t`${number(Math.round(report.seconds * 10) / 10)} seconds`}</Count>
          </Counts>
        </Section>
      )}
      {report && report.rejectedTotal > 0 && <Rejects id={view.id} report={report} more={more} />}
      {view.notes.length > 0 && (
        <Section title={t`Noticed`}>
          <LongList
            items={view.notes}
            keyOf={({ code }) => code}
            each={({ text, count }) => (
              <>
                {text}
                {count > 1 && ` (${formatNumber(locale, count)})`}
              </>
            )}
          />
        </Section>
      )}
      <Section title={t`Files and source`}>
        <Facts>
          <Fact label={t`Files`}>
            <LongList
              items={view.files}
              keyOf={({ name }) => name}
              each={({ name, size }) => (
                <>
                  {name}{' '}
                  <Text component="span" size="sm" c="dimmed">
                    {formatBytes(locale, size)}
                  </Text>
                </>
              )}
            />
          </Fact>
          <Fact label={t`Format`}>
            <code>{view.format}</code>
          </Fact>
          <Fact label={t`Holder`} optional>
            {view.holder !== null && <Name named={holder ?? {}} fallback={view.holder} />}
          </Fact>
          <Fact label={t`Release`} optional>
            {about.release}
          </Fact>
          <Fact label={t`Date of the release`} optional>
            {about.date && formatDay(locale, about.date)}
          </Fact>
          <Fact label={t`Licence`} optional>
            {about.licence && <Outside href={about.licence} />}
          </Fact>
          <Fact label={t`Source`} optional>
            {about.source && <Outside href={about.source} />}
          </Fact>
          <Fact label={t`When rows are rejected`}>
            {view.onError === 'refuse' ? t`Refuse the whole import` : t`Take the good rows`}
          </Fact>
          <Fact label={t`Begun`}>{formatMoment(locale, view.createdAt)}</Fact>
          <Fact label={t`Ended`} optional>
            {view.finishedAt && formatMoment(locale, view.finishedAt)}
          </Fact>
        </Facts>
      </Section>
    </article>
  )
}

function Running({ view }: { view: ImportView }) {
  const { t } = useLingui()
  const locale = useLocale()
  const share = shareRead(view.progress)
  const read = formatNumber(locale, view.progress.read)
  return (
    <Stack gap={4} mt="sm" maw={560}>
      <Progress
        value={share ?? 100}
        animated={share === undefined}
        striped={share === undefined}
        aria-label={t`Progress`}
      />
      <Text size="sm" c="dimmed">
        <Trans>{read} records read</Trans>
      </Text>
    </Stack>
  )
}

function Actions({ view }: { view: ImportView }) {
  const { t } = useLingui()
  const actor = useActor()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [asked, setAsked] = useState(false)
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: [readImport.id, view.id] }),
      queries.invalidateQueries({ queryKey: [listImports.id] }),
    ])
  const cancel = useMutation({ mutationFn: () => call(cancelImport, { params: { id: view.id } }), onSuccess: refresh })
  const go = useMutation({
    mutationFn: () => call(makeLive, { params: { id: view.id } }),
    onSuccess: async ({ id }) => {
      setAsked(false)
      await refresh()
      await navigate(`/imports/${id}`)
    },
  })
  if (!canSee(actor, view)) return null
  return (
    <Stack gap="sm" mt="md">
      <Group gap="sm">
        {isRunning(view) && (
          <Button
            variant="default"
            loading={cancel.isPending}
            onClick={() => cancel.mutate()}
          >{t`Cancel the import`}</Button>
        )}
        {canRunAgain(view) && (
          <Button variant="default" loading={go.isPending} onClick={() => go.mutate()}>{t`Run again`}</Button>
        )}
        {canGoLive(view) && <Button onClick={() => setAsked(true)}>{t`Make live`}</Button>}
      </Group>
      {cancel.isError && <ProblemView error={cancel.error} />}
      {go.isError && !asked && <ProblemView error={go.error} />}
      <Modal
        opened={asked}
        onClose={() => setAsked(false)}
        title={t`Make this import live?`}
        closeButtonProps={{ 'aria-label': t`Close` }}
      >
        <Stack gap="sm">
          {view.differences ? (
            <Differences differences={view.differences} short />
          ) : (
            <Text size="sm">
              <Trans>What it changes is not known yet.</Trans>
            </Text>
          )}
          {go.isError && <ProblemView error={go.error} />}
          <Group>
            <Button loading={go.isPending} onClick={() => go.mutate()}>{t`Make live`}</Button>
            <Button variant="default" onClick={() => setAsked(false)}>{t`Not yet`}</Button>
          </Group>
        </Stack>
      </Modal>
    </Stack>
  )
}
