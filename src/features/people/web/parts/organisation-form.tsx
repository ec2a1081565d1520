import { useLingui } from '@lingui/react/macro'
import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { call } from '../../../../ui/call.ts'
import { ProblemView } from '../../../../ui/problem-view.tsx'
import { createOrganisation, updateOrganisation } from '../../contract.ts'
import type { Organisation } from '../../contract.ts'
import { organisationsQuery } from '../queries.ts'
import { organisationBody } from './organisation-body.ts'

export function OrganisationForm({ organisation, done }: { organisation: Organisation | undefined; done: () => void }) {
  const { t } = useLingui()
  const queries = useQueryClient()
  const save = useMutation({
    mutationFn: (form: FormData) => {
      const body = organisationBody(form)
      return organisation
        ? call(updateOrganisation, {
            params: { id: organisation.id },
            body: { ...body, version: organisation.version },
          })
        : call(createOrganisation, { body: { ...body, id: String(form.get('id') ?? '').trim() } })
    },
    onSuccess: async () => {
      await queries.invalidateQueries(organisationsQuery)
      done()
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    save.mutate(new FormData(event.currentTarget))
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        {!organisation && (
          <TextInput
            name="id"
            label={t`Identifier`}
            description={t`Lower-case letters, digits and hyphens; it stays for ever`}
            required
            pattern="[a-z0-9][a-z0-9\-]{0,62}"
            maxLength={63}
          />
        )}
        <TextInput
          name="ja"
          label={t`Japanese name`}
          maxLength={300}
          defaultValue={organisation?.name.ja ?? ''}
          lang="ja"
        />
        <TextInput
          name="en"
          label={t`English name`}
          maxLength={300}
          defaultValue={organisation?.name.en ?? ''}
          lang="en"
        />
        <TextInput
          name="url"
          label={t`Web page`}
          type="url"
          maxLength={2000}
          defaultValue={organisation?.url ?? ''}
          placeholder="https://"
        />
        <TextInput
          name="country"
          label={t`Country`}
          description={t`Two letters, such as JP`}
          pattern="[A-Za-z]{2}"
          maxLength={2}
          defaultValue={organisation?.country ?? ''}
        />
        {save.isError && <ProblemView error={save.error} />}
        <Group>
          <Button type="submit" loading={save.isPending}>{t`Save`}</Button>
          <Button variant="default" onClick={done}>{t`Cancel`}</Button>
        </Group>
      </Stack>
    </form>
  )
}
