import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Alert, Anchor, Stack, Text, VisuallyHidden } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconHourglass } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { Name } from '../../../../ui/facts.tsx'
import { Outline } from '../../../../ui/loaded.tsx'
import { formatDay, formatMoment, formatNumber, formatRange, useLocale } from '../../../../ui/locale.ts'
import { asProblem, ProblemView } from '../../../../ui/problem-view.tsx'
import type { CohortAnswer, Count, HolderCount } from '../../cohort-contract.ts'
import css from './cohort.module.css'
import { Facets } from './facets.tsx'
import { countQuery } from './queries.ts'
import type { Cohort } from './url.ts'

/** Waits until one stops building: each new question costs one of the allowance. */
const pause = 800

export function Answer({ cohort, ready, person }: { cohort: Cohort; ready: boolean; person: string }) {
  const now = JSON.stringify(cohort)
  const [settled] = useDebouncedValue(now, pause)
  const counted = useQuery({ ...countQuery(JSON.parse(settled) as Cohort, person), enabled: ready && settled === now })
  const [last, keepLast] = useState<CohortAnswer>()
  if (counted.data && counted.data !== last) keepLast(counted.data)
  const problem = counted.isError ? asProblem(counted.error) : undefined
  const stale = !ready || settled !== now || counted.isPlaceholderData || counted.isFetching || problem !== undefined
  const shown = counted.data ?? last
  return (
    <Stack gap="md">
      {problem &&
        ready &&
        (problem.type === 'allowance-used' ? (
          <AllowanceUsed
            again={String(problem.details.again)}
            questions={Number(problem.details.questions)}
            days={Number(problem.details.days)}
          />
        ) : (
          problem.type !== 'cohort-question' && <ProblemView error={problem} retry={() => void counted.refetch()} />
        ))}
      {shown && (
        <a href="#answer" className={css.follow} data-waiting={stale || undefined} aria-hidden tabIndex={-1}>
          <Total answer={shown} />
        </a>
      )}
      {shown ? <Numbers answer={shown} waiting={stale} /> : !problem && ready && <Outline lines={8} />}
    </Stack>
  )
}

function AllowanceUsed({ again, questions, days }: { again: string; questions: number; days: number }) {
  const { t } = useLingui()
  const locale = useLocale()
  const when = formatMoment(locale, again)
  return (
    <Alert
      role="alert"
      color="gray"
      variant="light"
      icon={<IconHourglass aria-hidden />}
      title={t`Your new questions are used up for now`}
    >
      <Text size="sm">
        <Trans>
          {questions} new questions may be asked to a holder in {days} days. The next one is free from {when}. Questions
          asked before can be repeated.
        </Trans>
      </Text>
    </Alert>
  )
}

/** A number as it may be shown. */
export function Figure({ count, below }: Count) {
  const { t } = useLingui()
  const locale = useLocale()
  if (count !== null) return <>{formatNumber(locale, count)}</>
  return <>{below === null ? t`unknown` : t`fewer than ${formatNumber(locale, below)}`}</>
}

function Numbers({ answer, waiting }: { answer: CohortAnswer; waiting: boolean }) {
  const { t } = useLingui()
  const locale = useLocale()
  const { totalFew, totalUnknown, holders, asOf, notes } = answer
  const day = asOf === null ? '' : formatDay(locale, asOf)
  return (
    <div className={css.numbers} data-waiting={waiting || undefined} aria-busy={waiting}>
      <section aria-label={t`Total`} role="status" aria-live="polite">
        <VisuallyHidden>{waiting ? t`Counting` : ''}</VisuallyHidden>
        <div className={css.total}>
          <Total answer={answer} />
        </div>
        <Text size="sm" c="dimmed">
          {totalFew > 0 && (
            <>
              <Plural
                value={totalFew}
                one="# holder has fewer than 10, not in the total."
                other="# holders have fewer than 10 each, not in the total."
              />{' '}
            </>
          )}
          {totalUnknown > 0 && (
            <>
              <Plural
                value={totalUnknown}
                one="# holder could not be asked: unknown, not zero."
                other="# holders could not be asked: unknown, not zero."
              />{' '}
            </>
          )}
          {asOf === null ? <Trans>State of now.</Trans> : <Trans>As reported by the end of {day}.</Trans>}
        </Text>
      </section>
      <section>
        <h2 className={css.facet}>{t`By holder`}</h2>
        <ul className={css.holders}>
          {holders.map((one) => (
            <Holder key={one.id} holder={one} />
          ))}
        </ul>
      </section>
      <Facets facets={answer.facets} />
      {notes.map((note) => (
        <Text key={note.en} size="xs" c="dimmed" role="note">
          {note[locale]}
        </Text>
      ))}
      <Text size="xs">
        <Anchor component={Link} to="/cohorts/protection" inherit>{t`How counts are protected`}</Anchor>
      </Text>
    </div>
  )
}

function Total({ answer: { total, totalFew, holders } }: { answer: CohortAnswer }) {
  if (total !== null) return <Plural value={total} one="about # donor" other="about # donors" />
  return holders.length ? <Few count={totalFew} /> : <Trans>No holder keeps donors here yet</Trans>
}
const Few = ({ count }: { count: number }) =>
  count > 0 ? <Trans>fewer than 10 at each holder</Trans> : <Trans>unknown</Trans>

function Holder({ holder: { id, name, count, below, status, reason, specimens } }: { holder: HolderCount }) {
  const { t } = useLingui()
  const locale = useLocale()
  const range = specimens ? formatRange(locale, { low: specimens.from, high: specimens.to }) : undefined
  return (
    <li>
      <span>
        <Name named={name} fallback={id} />
      </span>
      <span className={css.figure}>{status === 'unknown' ? t`unknown` : <Figure count={count} below={below} />}</span>
      {reason && <span className={css.reason}>{reason[locale]}</span>}
      {specimens !== undefined && (
        <span className={css.reason}>
          {range === undefined ? t`Number of specimens: not shown` : t`Specimens: ${range}`}
        </span>
      )}
    </li>
  )
}
