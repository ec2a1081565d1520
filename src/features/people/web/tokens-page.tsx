import { Trans, useLingui } from '@lingui/react/macro'
import {
  Alert,
  Button,
  Checkbox,
  Code,
  Container,
  CopyButton,
  Group,
  NumberInput,
  Stack,
  Text,
  TextInput,
} from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { scopes } from '../../../kernel/actor.ts'
import type { Scope } from '../../../kernel/actor.ts'
import { call } from '../../../ui/call.ts'
import { Section } from '../../../ui/facts.tsx'
import { Loaded } from '../../../ui/loaded.tsx'
import { formatDay, useLocale } from '../../../ui/locale.ts'
import { Mark } from '../../../ui/mark.tsx'
import { ProblemView } from '../../../ui/problem-view.tsx'
import { DataTable } from '../../../ui/table.tsx'
import { useTitle } from '../../../ui/use-title.ts'
import { words } from '../../../ui/words.ts'
import { createToken, revokeToken } from '../contract.ts'
import type { Token } from '../contract.ts'
import { tokensQuery } from './queries.ts'
import { scopeWords } from './words.ts'

export function TokensPage() {
  const { t } = useLingui()
  useTitle(t`Tokens for scripts`)
  const tokens = useQuery(tokensQuery)
  return (
    <Container size="lg" py="lg">
      <h1>{t`Tokens for scripts`}</h1>
      <Text mt={4} c="dimmed">
        <Trans>
          A token lets a script or the command line act as you, within the scopes you choose, until it expires.
        </Trans>
      </Text>
      <Section title={t`New token`}>
        <NewToken />
      </Section>
      <Section title={t`Your tokens`}>
        <Loaded query={tokens}>{(list) => <Tokens list={list} />}</Loaded>
      </Section>
    </Container>
  )
}

function NewToken() {
  const { t, i18n } = useLingui()
  const locale = useLocale()
  const queries = useQueryClient()
  const [label, setLabel] = useState('')
  const [wanted, setWanted] = useState<Scope[]>(['read'])
  const [days, setDays] = useState<number | string>(90)
  const make = useMutation({
    mutationFn: () => call(createToken, { body: { label: label.trim(), scopes: wanted, days: Number(days) } }),
    onSuccess: async () => {
      setLabel('')
      await queries.invalidateQueries(tokensQuery)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    make.mutate()
  }
  const secret = make.data?.secret
  return (
    <form onSubmit={submit}>
      <Stack gap="sm" maw={560}>
        <TextInput
          label={t`What it is for`}
          required
          maxLength={100}
          value={label}
          onChange={(event) => setLabel(event.currentTarget.value)}
        />
        <Checkbox.Group
          label={t`Scopes`}
          value={wanted}
          onChange={(values) => setWanted(scopes.filter((scope) => values.includes(scope)))}
        >
          <Group mt={4}>
            {scopes.map((scope) => (
              <Checkbox key={scope} value={scope} label={i18n._(scopeWords[scope])} />
            ))}
          </Group>
        </Checkbox.Group>
        <NumberInput
          label={t`Valid for days`}
          required
          min={1}
          max={365}
          allowDecimal={false}
          value={days}
          onChange={setDays}
          maw={160}
        />
        {make.isError && <ProblemView error={make.error} />}
        <Group>
          <Button type="submit" disabled={wanted.length === 0} loading={make.isPending}>{t`Create`}</Button>
        </Group>
        {secret !== undefined && (
          <Alert color="teal" variant="light" role="status" title={t`Copy the token now: it is shown only this once`}>
            <Group gap="sm">
              <Code fz="sm" style={{ overflowWrap: 'anywhere' }}>
                {secret}
              </Code>
              <CopyButton value={secret}>
                {({ copied, copy }) => (
                  <Button size="xs" onClick={copy}>
                    {copied ? words.copied[locale] : t`Copy`}
                  </Button>
                )}
              </CopyButton>
            </Group>
          </Alert>
        )}
      </Stack>
    </form>
  )
}

function Tokens({ list }: { list: readonly Token[] }) {
  const { t, i18n } = useLingui()
  const locale = useLocale()
  const queries = useQueryClient()
  const end = useMutation({
    mutationFn: (id: string) => call(revokeToken, { params: { id } }),
    onSuccess: () => queries.invalidateQueries(tokensQuery),
  })
  if (list.length === 0)
    return (
      <Text size="sm">
        <Trans>You have no tokens.</Trans>
      </Text>
    )
  return (
    <>
      {end.isError && <ProblemView error={end.error} />}
      <DataTable
        caption={t`Your tokens`}
        rows={list}
        keyOf={({ id }) => id}
        columns={[
          { key: 'label', title: t`What it is for`, head: true, cell: ({ label }) => label },
          {
            key: 'scopes',
            title: t`Scopes`,
            cell: (one) => (
              <Group gap={4}>
                {one.scopes.map((scope) => (
                  <Mark key={scope}>{i18n._(scopeWords[scope])}</Mark>
                ))}
              </Group>
            ),
          },
          { key: 'created', title: t`Created`, cell: ({ createdAt }) => formatDay(locale, createdAt) },
          { key: 'expires', title: t`Expires`, cell: ({ expiresAt }) => formatDay(locale, expiresAt) },
          {
            key: 'used',
            title: t`Last used`,
            cell: ({ usedAt }) => (usedAt === null ? t`Not yet` : formatDay(locale, usedAt)),
          },
          {
            key: 'do',
            title: t`Actions`,
            heard: true,
            blank: true,
            cell: ({ id, label }) => (
              <Button
                size="compact-sm"
                variant="subtle"
                color="red"
                aria-label={t`End the token ${label}`}
                loading={end.isPending && end.variables === id}
                onClick={() => end.mutate(id)}
              >{t`End`}</Button>
            ),
          },
        ]}
      />
    </>
  )
}
