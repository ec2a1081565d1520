import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, NativeSelect, Radio, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { roles } from '../../../../kernel/actor.ts'
import type { Role } from '../../../../kernel/actor.ts'
import { pick } from '../../../../kernel/words.ts'
import { useActor } from '../../../../ui/actor.ts'
import { call } from '../../../../ui/call.ts'
import { useLocale } from '../../../../ui/locale.ts'
import { ProblemView } from '../../../../ui/problem-view.tsx'
import { grantRole, listPeople } from '../../contract.ts'
import type { Organisation, Person } from '../../contract.ts'
import { grantable } from '../may.ts'
import { roleHelp, roleWords } from '../words.ts'

const everywhere = ''

/** A role for a person on the list, or by mail address for somebody who has not signed in yet. */
export function GrantForm({
  person,
  organisations,
  done,
}: {
  person: Person | undefined
  organisations: readonly Organisation[]
  done: () => void
}) {
  const { t, i18n } = useLingui()
  const locale = useLocale()
  const actor = useActor()
  const queries = useQueryClient()
  const places = organisations.filter(({ id }) => grantable(actor, roles, id).length > 0)
  const whole = grantable(actor, roles, null).length > 0
  const [place, setPlace] = useState(places[0]?.id ?? everywhere)
  const offered = grantable(actor, roles, place === everywhere ? null : place)
  const [chosen, setRole] = useState<Role | undefined>()
  const role = chosen && offered.includes(chosen) ? chosen : undefined
  const [email, setEmail] = useState('')
  const send = useMutation({
    mutationFn: (wanted: Role) =>
      call(grantRole, {
        body: {
          role: wanted,
          ...(person ? { person: person.id } : { email: email.trim() }),
          ...(place === everywhere ? {} : { organisation: place }),
        },
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: [listPeople.id] })
      done()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (role) send.mutate(role)
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        {person ? (
          <Text>
            <Trans>For {person.name ?? person.email}</Trans>
          </Text>
        ) : (
          <TextInput
            type="email"
            label={t`Mail address`}
            description={t`The person need not have signed in yet.`}
            required
            maxLength={254}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
        )}
        <NativeSelect
          label={t`Organisation`}
          value={place}
          onChange={(event) => setPlace(event.currentTarget.value)}
          data={[
            ...places.map(({ id, name }) => ({ value: id, label: pick(locale, name) ?? id })),
            ...(whole ? [{ value: everywhere, label: t`The whole installation` }] : []),
          ]}
        />
        <Radio.Group
          label={t`Role`}
          value={role ?? ''}
          onChange={(value) => setRole(offered.find((one) => one === value))}
          required
        >
          <Stack gap="xs" mt={4}>
            {offered.map((one) => (
              <Radio key={one} value={one} label={i18n._(roleWords[one])} description={i18n._(roleHelp[one])} />
            ))}
          </Stack>
        </Radio.Group>
        {send.isError && <ProblemView error={send.error} />}
        <Group>
          <Button type="submit" disabled={!role} loading={send.isPending}>{t`Grant`}</Button>
          <Button variant="default" onClick={done}>{t`Cancel`}</Button>
        </Group>
      </Stack>
    </form>
  )
}
