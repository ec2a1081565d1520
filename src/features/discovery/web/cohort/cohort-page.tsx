import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Anchor, Button, Container, Group, Menu, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconBulb, IconEraser } from '@tabler/icons-react'
import { useIsFetching, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { isSignedIn } from '../../../../kernel/actor.ts'
import { say } from '../../../../kernel/words.ts'
import { useActor } from '../../../../ui/actor.ts'
import { CopyLink } from '../../../../ui/basket-button.tsx'
import { useLocale } from '../../../../ui/locale.ts'
import { asProblem, ProblemView } from '../../../../ui/problem-view.tsx'
import { useTitle } from '../../../../ui/use-title.ts'
import { examples } from '../../model/cohort/examples.ts'
import { faultText } from '../../model/cohort/faults.ts'
import { openLists } from '../../model/cohort/lists.ts'
import type { CohortQuery } from '../../model/cohort/query.ts'
import { readQuery } from '../../model/cohort/validate.ts'
import { Answer } from './answer.tsx'
import css from './cohort.module.css'
import { Faults } from './faults.tsx'
import type { SaidFault } from './faults.tsx'
import { GroupBox } from './group.tsx'
import { sentenceQuery } from './queries.ts'
import { replaced, rootOf, withRoot } from './tree.ts'
import type { GroupNode } from './tree.ts'
import { cohortAddress, readCohort } from './url.ts'
import type { Cohort } from './url.ts'

export function CohortPage() {
  const { t } = useLingui()
  useTitle(t`Cohorts`)
  const locale = useLocale()
  const [params] = useSearchParams()
  const navigate = useNavigate()
  const cohort = readCohort(params)
  const { query, asOf } = cohort
  const go = (next: Cohort) => void navigate(cohortAddress(next), { preventScrollReset: true })
  const ask = (next: CohortQuery) => go({ query: next, ...(asOf === undefined ? {} : { asOf }) })
  const read = readQuery(query, openLists)
  const written =
    'faults' in read
      ? read.faults.map((fault): SaidFault => ({
          pointer: fault.pointer,
          code: fault.code,
          ...faultText(locale, fault),
        }))
      : []
  const now = JSON.stringify(query)
  const [settled] = useDebouncedValue(now, 250)
  // a question put before the session's token is there would be refused
  const session = { queryKey: ['people.session'] }
  const asking = useIsFetching(session) > 0
  const queries = useQueryClient()
  const entering = asking || (queries.getQueryState(session.queryKey)?.status ?? 'pending') === 'pending'
  const explained = useQuery({
    ...sentenceQuery(JSON.parse(settled) as CohortQuery),
    enabled: written.length === 0 && settled === now && !entering,
  })
  const refused = asProblem(explained.error ?? undefined)
  const faults = written.length
    ? written
    : refused.type === 'cohort-question'
      ? (refused.details.faults as SaidFault[])
      : []
  const root = rootOf(query)
  return (
    <Container size="xl" py="md">
      <h1>{t`Cohorts`}</h1>
      <Text mt={4} mb="md" c="dimmed">
        <Trans>
          Count donors and specimens over all holders. Numbers are protected, so that they reveal nobody:{' '}
          <Anchor component={Link} to="/cohorts/protection" inherit>
            how counts are protected
          </Anchor>
          .
        </Trans>
      </Text>
      {cohort.unreadable && (
        <Alert color="yellow" mb="md" role="alert">
          <Trans>
            The question in this address cannot be read. Nothing of it was taken; begin anew, or ask for the link again.
          </Trans>
        </Alert>
      )}
      <div className={css.columns}>
        <Stack gap="md" miw={0}>
          <Tools query={query} cohort={cohort} ask={ask} go={go} />
          <GroupBox
            group={root}
            path={[]}
            pointer="/where"
            depth={1}
            faults={faults}
            change={(path, next) => ask(withRoot(query, replaced(root, path, next) satisfies GroupNode))}
          />
          <Faults faults={faults.filter(({ pointer }) => !pointer.startsWith('/where'))} />
        </Stack>
        <aside id="answer" className={css.answer} aria-label={t`Answer`}>
          <Stack gap="md">
            <section aria-label={t`The question in words`} aria-live="polite">
              {explained.data && faults.length === 0 && (
                <p className={css.sentence} lang={locale}>
                  {explained.data.sentence[locale]}
                </p>
              )}
              {faults.length > 0 && (
                <Text c="dimmed">
                  <Trans>The question is not complete yet. See the notes beside its criteria.</Trans>
                </Text>
              )}
              {explained.isError && refused.type !== 'cohort-question' && (
                <ProblemView error={explained.error} retry={() => void explained.refetch()} />
              )}
            </section>
            <Counts cohort={cohort} ready={faults.length === 0} />
          </Stack>
        </aside>
      </div>
    </Container>
  )
}

function Tools({
  query,
  cohort,
  ask,
  go,
}: {
  query: CohortQuery
  cohort: Cohort
  ask: (query: CohortQuery) => void
  go: (cohort: Cohort) => void
}) {
  const { t } = useLingui()
  const locale = useLocale()
  const count = (what: string) => {
    const { count: _, specimens, ...rest } = query
    ask(what === 'specimens' ? { ...rest, count: 'specimens', ...(specimens ? { specimens } : {}) } : rest)
  }
  return (
    <Group gap="sm" align="end" className="no-print">
      <SegmentedControl
        size="sm"
        aria-label={t`What is counted`}
        value={query.count ?? 'donors'}
        onChange={count}
        data={[
          { value: 'donors', label: t`Donors` },
          { value: 'specimens', label: t`Specimens` },
        ]}
      />
      <TextInput
        size="sm"
        type="date"
        label={t`As of`}
        description={t`What holders had reported by then; rounded down to the end of a month`}
        value={cohort.asOf ?? ''}
        onChange={({ currentTarget: { value } }) => go({ query, ...(value ? { asOf: value } : {}) })}
      />
      <Menu position="bottom-start" shadow="md">
        <Menu.Target>
          <Button size="sm" variant="default" leftSection={<IconBulb size={16} aria-hidden />}>{t`Examples`}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {examples.map((one) => (
            <Menu.Item key={one.title.en} onClick={() => ask(one.query)}>
              {say(locale, one.title)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Button
        size="sm"
        variant="subtle"
        leftSection={<IconEraser size={16} aria-hidden />}
        onClick={() => ask({ version: 1 })}
      >{t`Begin anew`}</Button>
      <CopyLink size="sm" />
    </Group>
  )
}

function Counts({ cohort, ready }: { cohort: Cohort; ready: boolean }) {
  const { t } = useLingui()
  const actor = useActor()
  if (!isSignedIn(actor)) {
    return (
      <Alert color="blue" variant="light" title={t`Sign in to see the counts`}>
        <Text size="sm" mb="sm">
          <Trans>
            Everybody may build and share questions. The counts are for people who have signed in: each may ask a
            limited number of new questions, which is part of how donors are protected.
          </Trans>
        </Text>
        <Button
          size="xs"
          component={Link}
          to={`/sign-in?to=${encodeURIComponent(cohortAddress(cohort))}`}
        >{t`Sign in`}</Button>
      </Alert>
    )
  }
  return <Answer cohort={cohort} ready={ready} person={actor.id} />
}
