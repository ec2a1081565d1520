import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button, Container, Group, Modal, NativeSelect, Pagination, Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconPlus, IconSearch } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { roles } from '../../../kernel/actor.ts'
import { pick } from '../../../kernel/words.ts'
import { useActor } from '../../../ui/actor.ts'
import { call } from '../../../ui/call.ts'
import { Loaded } from '../../../ui/loaded.tsx'
import { formatDay, useLocale } from '../../../ui/locale.ts'
import { Mark } from '../../../ui/mark.tsx'
import { ProblemView } from '../../../ui/problem-view.tsx'
import { DataTable } from '../../../ui/table.tsx'
import { useTitle } from '../../../ui/use-title.ts'
import { listPeople, revokeRole } from '../contract.ts'
import type { GrantOf, Person } from '../contract.ts'
import { canGrant } from '../policy.ts'
import { GrantForm } from './parts/grant-form.tsx'
import { Grants } from './parts/grants.tsx'
import { organisationsQuery, peopleQuery } from './queries.ts'
import { pageSize, readPeople, withRole, writePeople } from './url-state.ts'
import { roleWords } from './words.ts'

export function PeoplePage() {
  const { t, i18n } = useLingui()
  const locale = useLocale()
  useTitle(t`People and roles`)
  const [params, setParams] = useSearchParams()
  const query = readPeople(params)
  const found = useQuery(peopleQuery(query))
  const organisations = useQuery(organisationsQuery).data ?? []
  const [granting, setGranting] = useState<Person | 'new' | undefined>()
  const change = (next: typeof query, page = 1) =>
    setParams(writePeople(next, page), { replace: page === 1, preventScrollReset: true })
  const typed = useDebouncedCallback((q: string) => change({ ...query, q }), 200)
  const close = () => setGranting(undefined)
  return (
    <Container size="xl" py="lg">
      <Group justify="space-between">
        <h1>{t`People and roles`}</h1>
        <Button
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => setGranting('new')}
        >{t`Grant a role`}</Button>
      </Group>
      <Group my="md" gap="sm" align="end">
        <TextInput
          type="search"
          label={t`Name or mail address`}
          leftSection={<IconSearch size={16} aria-hidden />}
          defaultValue={query.q ?? ''}
          onChange={(event) => typed(event.currentTarget.value)}
        />
        <NativeSelect
          label={t`Role`}
          value={query.role ?? ''}
          onChange={(event) => change(withRole(query, event.currentTarget.value))}
          data={[
            { value: '', label: t`All` },
            ...roles.map((role) => ({ value: role, label: i18n._(roleWords[role]) })),
          ]}
        />
        <NativeSelect
          label={t`Organisation`}
          maw={320}
          value={query.organisation ?? ''}
          onChange={(event) => change({ ...query, organisation: event.currentTarget.value })}
          data={[
            { value: '', label: t`All` },
            ...organisations.map(({ id, name }) => ({ value: id, label: pick(locale, name) ?? id })),
          ]}
        />
      </Group>
      <Loaded query={found}>
        {({ total, people }) => (
          <Stack gap="sm">
            <Text role="status" size="sm" c="dimmed">
              <Plural value={total} one="# person" other="# people" />
            </Text>
            <People people={people} grant={setGranting} />
            {total > pageSize && (
              <Pagination
                total={Math.ceil(total / pageSize)}
                value={Math.floor((query.offset ?? 0) / pageSize) + 1}
                onChange={(page) => change(query, page)}
              />
            )}
          </Stack>
        )}
      </Loaded>
      <Modal
        opened={granting !== undefined}
        onClose={close}
        title={t`Grant a role`}
        closeButtonProps={{ 'aria-label': t`Close` }}
      >
        {granting !== undefined && (
          <GrantForm person={granting === 'new' ? undefined : granting} organisations={organisations} done={close} />
        )}
      </Modal>
    </Container>
  )
}

interface Revoked {
  person: Person
  grant: GrantOf
}

function People({ people, grant }: { people: readonly Person[]; grant: (person: Person) => void }) {
  const { t, i18n } = useLingui()
  const locale = useLocale()
  const actor = useActor()
  const queries = useQueryClient()
  const organisations = useQuery(organisationsQuery).data ?? []
  const [asked, setAsked] = useState<Revoked | undefined>()
  const revoke = useMutation({
    mutationFn: ({ person, grant: { role, organisation } }: Revoked) =>
      call(revokeRole, {
        params: { id: person.id },
        query: { role, ...(organisation === null ? {} : { organisation }) },
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [listPeople.id] }),
    onSettled: () => setAsked(undefined),
  })
  const role = asked && i18n._(roleWords[asked.grant.role])
  const name = asked && (asked.person.name ?? asked.person.email)
  return (
    <>
      {revoke.isError && <ProblemView error={revoke.error} />}
      <DataTable
        caption={t`People`}
        rows={people}
        keyOf={({ id }) => id}
        columns={[
          {
            key: 'name',
            title: t({ message: 'Name', context: 'of a person' }),
            head: true,
            cell: (one) => one.name ?? (one.pending ? <Mark>{t`Has not signed in yet`}</Mark> : undefined),
          },
          { key: 'email', title: t`Mail address`, cell: ({ email }) => email },
          {
            key: 'grants',
            title: t`Roles`,
            blank: true,
            cell: (person) => (
              <Grants
                grants={person.grants}
                organisations={organisations}
                may={(one) => canGrant(actor, one.role, one.organisation)}
                revoke={(one) => setAsked({ person, grant: one })}
              />
            ),
          },
          { key: 'since', title: t`Since`, cell: ({ createdAt }) => formatDay(locale, createdAt) },
          {
            key: 'do',
            title: t`Actions`,
            heard: true,
            blank: true,
            cell: (person) => (
              <Button size="compact-sm" variant="subtle" onClick={() => grant(person)}>{t`Grant a role`}</Button>
            ),
          },
        ]}
      />
      <Modal
        opened={asked !== undefined}
        onClose={() => setAsked(undefined)}
        title={t`Take the role away?`}
        closeButtonProps={{ 'aria-label': t`Close` }}
      >
        <Text mb="md">
          <Trans>
            {name} will no longer be {role}. It takes effect at once.
          </Trans>
        </Text>
        <Group>
          <Button
            color="red.9"
            loading={revoke.isPending}
            onClick={() => asked && revoke.mutate(asked)}
          >{t`Take away`}</Button>
          <Button variant="default" onClick={() => setAsked(undefined)}>{t`Cancel`}</Button>
        </Group>
      </Modal>
    </>
  )
}
