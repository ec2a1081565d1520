import { Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Button, Container, EmptyState, Group, Pagination, Stack, Text } from '@mantine/core'
import { IconFileImport, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'
import { useActor } from '../../../ui/actor.ts'
import { Name } from '../../../ui/facts.tsx'
import { Loaded } from '../../../ui/loaded.tsx'
import { formatMoment, formatNumber, useLocale } from '../../../ui/locale.ts'
import { DataTable } from '../../../ui/table.tsx'
import { useTitle } from '../../../ui/use-title.ts'
import { mayImport } from './may.ts'
import { StateBadge } from './parts/state-badge.tsx'
import { FormatList } from './parts/format-list.tsx'
import { importsQuery, organisationsQuery, pageSize } from './queries.ts'

export function ImportsPage() {
  const { t } = useLingui()
  const locale = useLocale()
  useTitle(t`Imports`)
  const may = mayImport(useActor())
  const [params, setParams] = useSearchParams()
  const asked = Number(params.get('page'))
  const page = Number.isInteger(asked) && asked > 1 ? asked : 1
  const found = useQuery(importsQuery(page))
  const organisations = useQuery(organisationsQuery).data
  return (
    <Container size="xl" py="lg">
      <Group justify="space-between" mb="md">
        <h1>{t`Imports`}</h1>
        {may && (
          <Button
            component={Link}
            to="/imports/new"
            leftSection={<IconPlus size={16} aria-hidden />}
          >{t`New import`}</Button>
        )}
      </Group>
      {!may && (
        <Text role="note" mb="md">
          <Trans>You may not import anything. A curator of an organisation, or an operator, may.</Trans>
        </Text>
      )}
      <Loaded query={found}>
        {({ total, imports }) =>
          total === 0 ? (
            may && (
              <EmptyState
                my="lg"
                icon={<IconFileImport size={40} aria-hidden />}
                title={t`No import yet`}
                description={t`Import a file with a dry run first: it shows what would change and how to mend each rejected row.`}
              />
            )
          ) : (
            <Stack gap="sm">
              <DataTable
                caption={t`Imports`}
                rows={imports}
                keyOf={({ id }) => id}
                columns={[
                  {
                    key: 'name',
                    title: t`Files`,
                    head: true,
                    cell: ({ id, files }) => (
                      <Anchor component={Link} to={`/imports/${id}`} inherit>
                        {files[0]?.name ?? t`No file`}
                        {files.length > 1 && ` +${files.length - 1}`}
                      </Anchor>
                    ),
                  },
                  {
                    key: 'state',
                    title: t`State`,
                    cell: ({ state, dryRun }) => <StateBadge state={state} dryRun={dryRun} />,
                  },
                  { key: 'format', title: t`Format`, cell: ({ format }) => <code>{format}</code> },
                  {
                    key: 'holder',
                    title: t`Holder`,
                    blank: true,
                    cell: ({ holder }) =>
                      holder && (
                        <Name named={organisations?.find(({ id }) => id === holder)?.name ?? {}} fallback={holder} />
                      ),
                  },
                  {
                    key: 'accepted',
                    title: t`Accepted`,
                    figures: true,
                    blank: true,
                    cell: ({ report }) => report && formatNumber(locale, report.accepted),
                  },
                  {
                    key: 'rejected',
                    title: t`Rejected`,
                    figures: true,
                    blank: true,
                    cell: ({ report }) => report && formatNumber(locale, report.rejectedTotal),
                  },
                  { key: 'at', title: t`Begun`, cell: ({ createdAt }) => formatMoment(locale, createdAt) },
                ]}
              />
              {total > pageSize && (
                <Pagination
                  total={Math.ceil(total / pageSize)}
                  value={page}
                  onChange={(next) => setParams(next > 1 ? { page: String(next) } : {})}
                />
              )}
            </Stack>
          )
        }
      </Loaded>
      <FormatList />
      <p>
        <Trans>
          The command line imports the same files: <code>npx hashidate import PATH --as FORMAT</code>
        </Trans>
      </p>
    </Container>
  )
}
