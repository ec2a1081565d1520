import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, NativeSelect, Stack, Text, TextInput, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useState } from 'react'
import type { OutOf } from '../../../../kernel/contract.ts'
import { useActor } from '../../../../ui/actor.ts'
import { call } from '../../../../ui/call.ts'
import { formatDay, useLocale } from '../../../../ui/locale.ts'
import { ProblemView } from '../../../../ui/problem-view.tsx'
import { DataTable } from '../../../../ui/table.tsx'
import { overrideLabel, withdrawOverride } from '../../contract.ts'
import type { readTerm } from '../../contract.ts'
import { canOverride } from '../../policy.ts'
import { termQuery } from '../queries.ts'

type Term = OutOf<typeof readTerm>

/** What curators say instead of the source, with their reasons; curators may add and take back. */
export function Overrides({ term }: { term: Term }) {
  const { t } = useLingui()
  const locale = useLocale()
  const may = canOverride(useActor())
  const queries = useQueryClient()
  const [open, setOpen] = useState(false)
  const refresh = () => queries.invalidateQueries(termQuery(term.id))
  const withdraw = useMutation({
    mutationFn: (override: string) => call(withdrawOverride, { params: { id: term.id, override } }),
    onSuccess: refresh,
  })
  return (
    <Stack gap="sm">
      {term.overrides.length > 0 && (
        <DataTable
          caption={t`Labels by curators`}
          rows={term.overrides}
          keyOf={({ id }) => id}
          columns={[
            { key: 'text', title: t`Label`, head: true, cell: ({ text, lang }) => <span lang={lang}>{text}</span> },
            { key: 'reason', title: t`Reason`, cell: ({ reason }) => reason },
            { key: 'at', title: t`Date`, cell: ({ at }) => formatDay(locale, at) },
            {
              key: 'do',
              title: t`Actions`,
              heard: true,
              blank: true,
              cell: ({ id, text }) =>
                may && (
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    color="red"
                    loading={withdraw.isPending}
                    aria-label={t`Take back: ${text}`}
                    onClick={() => withdraw.mutate(id)}
                  >{t`Take back`}</Button>
                ),
            },
          ]}
        />
      )}
      {withdraw.isError && <ProblemView error={withdraw.error} />}
      {may && !open && (
        <Group>
          <Button
            size="xs"
            variant="default"
            className="no-print"
            onClick={() => setOpen(true)}
          >{t`Say another label`}</Button>
        </Group>
      )}
      {may && open && (
        <OverrideForm
          id={term.id}
          done={() => {
            setOpen(false)
            void refresh()
          }}
        />
      )}
    </Stack>
  )
}

function OverrideForm({ id, done }: { id: string; done: () => void }) {
  const { t } = useLingui()
  const [lang, setLang] = useState<'en' | 'ja' | 'ja-Hira'>('ja')
  const [text, setText] = useState('')
  const [reason, setReason] = useState('')
  const send = useMutation({
    mutationFn: () => call(overrideLabel, { params: { id }, body: { lang, text: text.trim(), reason: reason.trim() } }),
    onSuccess: done,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm" maw={560}>
        <Text size="sm">
          <Trans>What the source says stays beside it; the reason is shown to everybody.</Trans>
        </Text>
        <NativeSelect
          label={t`Language`}
          value={lang}
          onChange={(event) => setLang(event.currentTarget.value as typeof lang)}
          data={[
            { value: 'ja', label: t`Japanese` },
            { value: 'ja-Hira', label: t`Kana` },
            { value: 'en', label: t`English` },
          ]}
        />
        <TextInput
          label={t`Label`}
          required
          maxLength={300}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Textarea
          label={t`Reason`}
          required
          minLength={3}
          maxLength={1000}
          autosize
          minRows={2}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {send.isError && <ProblemView error={send.error} />}
        <Group>
          <Button type="submit" loading={send.isPending}>{t`Save`}</Button>
          <Button variant="default" onClick={done}>{t`Cancel`}</Button>
        </Group>
      </Stack>
    </form>
  )
}
