import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Container, Group, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../../../ui/call.ts'
import { Fact, Facts } from '../../../ui/facts.tsx'
import { Loaded } from '../../../ui/loaded.tsx'
import { formatBytes, formatNumber, useLocale } from '../../../ui/locale.ts'
import { ProblemView } from '../../../ui/problem-view.tsx'
import { useTitle } from '../../../ui/use-title.ts'
import { reindex } from '../contract.ts'
import { indexQuery } from './queries.ts'

export function IndexPage() {
  const { t } = useLingui()
  const locale = useLocale()
  useTitle(t`Search index`)
  const state = useQuery(indexQuery)
  const queries = useQueryClient()
  const rebuild = useMutation({
    mutationFn: () => call(reindex),
    onSettled: () => queries.invalidateQueries(indexQuery),
  })
  return (
    <Container size="md" py="lg">
      <h1>{t`Search index`}</h1>
      <Text mt={4} mb="md" c="dimmed">
        <Trans>
          The index is made from what is published and can always be made anew. Searching goes on meanwhile.
        </Trans>
      </Text>
      <Loaded query={state} lines={4}>
        {({ publications, segments, bytes, behind, building }) => (
          <Facts>
            <Fact label={t`Entries`}>{formatNumber(locale, publications)}</Fact>
            <Fact label={t`State`}>
              {building ? t`Being built` : behind ? t`Catching up with recent changes` : t`Up to date`}
            </Fact>
            <Fact label={t`Segments`}>{formatNumber(locale, segments)}</Fact>
            <Fact label={t`Size`}>{formatBytes(locale, bytes)}</Fact>
          </Facts>
        )}
      </Loaded>
      {rebuild.isError && <ProblemView error={rebuild.error} />}
      <Group mt="md">
        <Button variant="default" loading={rebuild.isPending} onClick={() => rebuild.mutate()}>{t`Build anew`}</Button>
      </Group>
    </Container>
  )
}
