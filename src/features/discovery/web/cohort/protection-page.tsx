import { Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Container, List, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { Section } from '../../../../ui/facts.tsx'
import { Loaded } from '../../../../ui/loaded.tsx'
import { useLocale } from '../../../../ui/locale.ts'
import { useTitle } from '../../../../ui/use-title.ts'
import type { CohortBasics } from '../../cohort-contract.ts'
import css from './cohort.module.css'
import { basicsQuery } from './queries.ts'

export function ProtectionPage() {
  const { t } = useLingui()
  useTitle(t`How counts are protected`)
  const basics = useQuery(basicsQuery)
  return (
    <Container size="md" py="lg">
      <h1>{t`How counts are protected`}</h1>
      <Text mt="sm">
        <Trans>
          Researchers need numbers to plan; donors must not be found by them. So every number of donors is changed a
          little before it leaves, everywhere: on this page, through the API, in search and in exports.
        </Trans>
      </Text>
      <Loaded query={basics} lines={10}>
        {({ protection }) => <Protection protection={protection} />}
      </Loaded>
      <Text mt="xl">
        <Anchor component={Link} to="/cohorts" inherit>{t`Build a cohort`}</Anchor>
      </Text>
    </Container>
  )
}

function Protection({
  protection: { threshold, reach, mostly, noise, questions, days },
}: {
  protection: CohortBasics['protection']
}) {
  const { t } = useLingui()
  const locale = useLocale()
  const most = Math.max(...noise)
  const percent = (share: number) =>
    (share / 10).toLocaleString(locale === 'ja' ? 'ja-JP' : 'en-GB', {
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
    })
  return (
    <>
      <Section title={t`What the numbers tell`}>
        <List spacing="xs">
          <List.Item>
            <Trans>
              A number is never further than {reach} from the true one, and in 19 of 20 questions not further than{' '}
              {mostly}.
            </Trans>
          </List.Item>
          <List.Item>
            <Trans>
              Fewer than {threshold} is shown as “fewer than {threshold}”: nobody at all, one or nine look the same.
            </Trans>
          </List.Item>
          <List.Item>
            <Trans>
              The same question gets the same number, also when it is written differently, until the holder reports
              something new. Asking again does not average the noise away.
            </Trans>
          </List.Item>
          <List.Item>
            <Trans>
              Totals add the numbers shown. Parts, such as women and men, get noise of their own and need not add up to
              the whole.
            </Trans>
          </List.Item>
          <List.Item>
            <Trans>Numbers of specimens are shown as ranges.</Trans>
          </List.Item>
          <List.Item>
            <Trans>
              Each person may ask a holder {questions} new questions in {days} days. Repeating a question is free.
            </Trans>
          </List.Item>
        </List>
      </Section>
      <Section title={t`The noise`}>
        <Text size="sm">
          <Trans>How often a number is changed by how much, in percent:</Trans>
        </Text>
        <ul className={css.noise}>
          {noise.map((share, at) => {
            const by = at - reach
            return (
              <li key={by}>
                <span>{by > 0 ? `+${by}` : by < 0 ? `−${-by}` : '0'}</span>
                <svg className={css.bar} aria-hidden>
                  <rect width={`${Math.round((share / most) * 1000) / 10}%`} height="100%" rx="2" />
                </svg>
                <span>{percent(share)}%</span>
              </li>
            )
          })}
        </ul>
      </Section>
      <Section title={t`What it does not do`}>
        <Text>
          <Trans>
            This is not differential privacy. Somebody who already knows criteria that only one donor meets, and asks
            many questions about that donor, can guess better than by chance; the more questions, the better. That is
            why questions are limited and kept on record.
          </Trans>
        </Text>
        <Text mt="sm">
          <Trans>A withdrawn consent takes the donor out of every later answer.</Trans>
        </Text>
      </Section>
    </>
  )
}
