import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Checkbox, Container, Group, NativeSelect, Progress, Radio, Stack, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { useNavigate } from 'react-router'
import type { OutOf } from '../../../kernel/contract.ts'
import { pick } from '../../../kernel/words.ts'
import { useActor } from '../../../ui/actor.ts'
import { call } from '../../../ui/call.ts'
import { Loaded } from '../../../ui/loaded.tsx'
import { useLocale } from '../../../ui/locale.ts'
import { ProblemView } from '../../../ui/problem-view.tsx'
import { useTitle } from '../../../ui/use-title.ts'
import { startImport } from '../contract.ts'
import type { formats } from '../contract.ts'
import type { Chosen } from './files.ts'
import { mayImportFor } from './may.ts'
import { FilePicker } from './parts/file-picker.tsx'
import { TemplateLinks } from './parts/format-list.tsx'
import { formatsQuery, organisationsQuery } from './queries.ts'

type Format = OutOf<typeof formats>['formats'][number]

export function NewImportPage() {
  const { t } = useLingui()
  useTitle(t`New import`)
  const found = useQuery(formatsQuery)
  return (
    <Container size="sm" py="lg">
      <h1>{t`New import`}</h1>
      <Text mt={4} mb="lg" c="dimmed">
        <Trans>The files are checked whole before anything is live. A dry run shows what would change.</Trans>
      </Text>
      <Loaded query={found}>{({ formats: list }) => <ImportForm formats={list} />}</Loaded>
    </Container>
  )
}

function ImportForm({ formats: list }: { formats: readonly Format[] }) {
  const { t } = useLingui()
  const locale = useLocale()
  const actor = useActor()
  const navigate = useNavigate()
  const organisations = useQuery(organisationsQuery).data ?? []
  const holders = organisations.filter(({ id }) => mayImportFor(actor, id))
  const [name, setName] = useState(list[0]?.name ?? '')
  const [holder, setHolder] = useState('')
  const [files, setFiles] = useState<Chosen | undefined>()
  const [dryRun, setDryRun] = useState(true)
  const [onError, setOnError] = useState<'refuse' | 'skip'>('refuse')
  const format = list.find((one) => one.name === name)
  const send = useMutation({
    mutationFn: (from: Chosen) =>
      call(startImport, {
        body: {
          format: name,
          dryRun,
          onError,
          name: from.name.slice(0, 200),
          ...(holder && format?.holder !== 'none' ? { holder } : {}),
        },
        files: from.files.map((file) => ({ name: file.name, blob: file })),
      }),
    onSuccess: ({ id }) => navigate(`/imports/${id}`),
  })
  if (!format)
    return (
      <Text>
        <Trans>You may not import anything. A curator of an organisation, or an operator, may.</Trans>
      </Text>
    )
  const lacking = !files || (format.holder === 'needed' && !holder)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (files) send.mutate(files)
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="lg">
        <div>
          <NativeSelect
            label={t`Format`}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            data={list.map((one) => ({ value: one.name, label: pick(locale, one.title) ?? one.name }))}
          />
          {format.templates.length > 0 && (
            <Group gap={6} mt={6}>
              <Text size="sm">{t`Templates`}:</Text>
              <TemplateLinks names={format.templates} />
            </Group>
          )}
        </div>
        {format.holder !== 'none' && (
          <NativeSelect
            label={t`Holder`}
            required={format.holder === 'needed'}
            value={holder}
            onChange={(event) => setHolder(event.currentTarget.value)}
            description={format.holder === 'optional' ? t`Only where the files do not say it themselves` : undefined}
            data={[
              { value: '', label: format.holder === 'needed' ? t`Choose` : t`As the files say` },
              ...holders.map(({ id, name: named }) => ({ value: id, label: pick(locale, named) ?? id })),
            ]}
          />
        )}
        <FilePicker takes={format.takes} chosen={files} choose={setFiles} />
        <Checkbox
          checked={dryRun}
          onChange={(event) => setDryRun(event.currentTarget.checked)}
          label={t`Dry run`}
          description={t`Check everything and show the differences; nothing goes live.`}
        />
        <Radio.Group
          label={t`When rows are rejected`}
          value={onError}
          onChange={(value) => setOnError(value === 'skip' ? 'skip' : 'refuse')}
        >
          <Stack gap="xs" mt={6}>
            <Radio
              value="refuse"
              label={t`Refuse the whole import`}
              description={t`Nothing changes until every row is good.`}
            />
            <Radio value="skip" label={t`Take the good rows`} description={t`The others are listed in the report.`} />
          </Stack>
        </Radio.Group>
        {send.isError && <ProblemView error={send.error} />}
        {send.isPending && (
          <div role="status">
            <Text size="sm" mb={4}>{t`Sending the files`}</Text>
            <Progress value={100} animated aria-label={t`Sending the files`} />
          </div>
        )}
        <Group>
          <Button type="submit" disabled={lacking} loading={send.isPending}>
            {dryRun ? t`Check` : t`Import`}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
