import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Container, Group, Modal, Text, TextInput } from '@mantine/core'
import { IconPencil, IconPlus, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { useActor } from '../../../ui/actor.ts'
import { Both, Outside } from '../../../ui/facts.tsx'
import { Loaded } from '../../../ui/loaded.tsx'
import { formatNumber, useLocale } from '../../../ui/locale.ts'
import { DataTable } from '../../../ui/table.tsx'
import { useTitle } from '../../../ui/use-title.ts'
import type { Organisation } from '../contract.ts'
import { canCreateOrganisation, canEditOrganisation } from '../policy.ts'
import { OrganisationForm } from './parts/organisation-form.tsx'
import { organisationsQuery } from './queries.ts'

export function OrganisationsPage() {
  const { t } = useLingui()
  const locale = useLocale()
  useTitle(t`Organisations`)
  const actor = useActor()
  const all = useQuery(organisationsQuery)
  const [params, setParams] = useSearchParams()
  const q = params.get('q') ?? ''
  const [edited, setEdited] = useState<Organisation | 'new' | undefined>()
  const close = () => setEdited(undefined)
  const matches = (one: Organisation) =>
    [one.id, one.name.en, one.name.ja].some((text) => text?.toLowerCase().includes(q.toLowerCase()))
  return (
    <Container size="lg" py="lg">
      <Group justify="space-between">
        <h1>{t`Organisations`}</h1>
        {canCreateOrganisation(actor) && (
          <Button
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => setEdited('new')}
          >{t`Add an organisation`}</Button>
        )}
      </Group>
      <TextInput
        my="md"
        maw={420}
        type="search"
        aria-label={t`Filter organisations`}
        placeholder={t`Name or identifier`}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={q}
        onChange={(event) =>
          setParams(event.currentTarget.value ? { q: event.currentTarget.value } : {}, {
            replace: true,
            preventScrollReset: true,
          })
        }
      />
      <Loaded query={all}>
        {(list) => {
          const shown = list.filter(matches)
          const count = formatNumber(locale, shown.length)
          return (
            <>
              <Text role="status" size="sm" c="dimmed" mb="xs">
                <Trans>{count} organisations</Trans>
              </Text>
              <DataTable
                caption={t`Organisations`}
                rows={shown}
                keyOf={({ id }) => id}
                columns={[
                  {
                    key: 'name',
                    title: t`Name`,
                    head: true,
                    cell: ({ name, id }) => <Both named={name} fallback={id} />,
                  },
                  { key: 'id', title: t`Identifier`, cell: ({ id }) => <code>{id}</code> },
                  {
                    key: 'country',
                    title: t`Country`,
                    cell: ({ country }) => country && new Intl.DisplayNames([locale], { type: 'region' }).of(country),
                  },
                  { key: 'url', title: t`Web page`, cell: ({ url }) => url && <Outside href={url} /> },
                  {
                    key: 'edit',
                    title: t`Actions`,
                    heard: true,
                    blank: true,
                    cell: (one) =>
                      canEditOrganisation(actor, one.id) && (
                        <Button
                          size="compact-sm"
                          variant="subtle"
                          leftSection={<IconPencil size={14} aria-hidden />}
                          aria-label={t`Edit ${one.id}`}
                          onClick={() => setEdited(one)}
                        >{t`Edit`}</Button>
                      ),
                  },
                ]}
              />
            </>
          )
        }}
      </Loaded>
      <Modal
        opened={edited !== undefined}
        onClose={close}
        title={edited === 'new' ? t`Add an organisation` : t`Edit the organisation`}
        closeButtonProps={{ 'aria-label': t`Close` }}
      >
        {edited !== undefined && (
          <OrganisationForm
            key={edited === 'new' ? '' : edited.id}
            organisation={edited === 'new' ? undefined : edited}
            done={close}
          />
        )}
      </Modal>
    </Container>
  )
}
