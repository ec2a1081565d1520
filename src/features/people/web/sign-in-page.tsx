import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Container, Stack, Text } from '@mantine/core'
import { IconUser } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearchParams } from 'react-router'
import { address } from '../../../kernel/client.ts'
import { call } from '../../../ui/call.ts'
import { Loaded } from '../../../ui/loaded.tsx'
import { ProblemView } from '../../../ui/problem-view.tsx'
import { useTitle } from '../../../ui/use-title.ts'
import { demoSignIn, getSession, signIn } from '../contract.ts'
import type { SessionAnswer } from '../contract.ts'
import { ownPath } from '../model.ts'
import { Grants } from './parts/grants.tsx'
import { demoPeopleQuery, organisationsQuery, sessionKey } from './queries.ts'
import css from './sign-in-page.module.css'

export function SignInPage() {
  const { t } = useLingui()
  useTitle(t`Sign in`)
  const [params] = useSearchParams()
  const to = ownPath(params.get('to') ?? '/') ?? '/'
  const session = useQuery({ queryKey: sessionKey, queryFn: ({ signal }) => call(getSession, {}, { signal }) })
  return (
    <Container size="sm" py="xl">
      <h1>{t`Sign in`}</h1>
      <Loaded query={session}>{(data) => <Ways session={data} to={to} />}</Loaded>
    </Container>
  )
}

function Ways({ session, to }: { session: SessionAnswer; to: string }) {
  const { t } = useLingui()
  const provider = session.providerName
  return (
    <Stack gap="lg" mt="md">
      {session.person && (
        <Alert color="gray">
          <Trans>You are signed in as {session.person.name ?? session.person.email}.</Trans>
        </Alert>
      )}
      {session.signInPossible && (
        // a real link: the provider's page takes the place of this one
        <Button component="a" href={address(signIn, { query: { to } })} size="md">
          {provider === null ? t`Sign in with your institution` : t`Sign in with ${provider}`}
        </Button>
      )}
      {session.demo && <DemoPeople to={to} />}
      {!session.signInPossible && !session.demo && (
        <Text>
          <Trans>Sign-in is not set up here. Searching and reading work without it.</Trans>
        </Text>
      )}
    </Stack>
  )
}

function DemoPeople({ to }: { to: string }) {
  const { t } = useLingui()
  const people = useQuery(demoPeopleQuery)
  const organisations = useQuery(organisationsQuery)
  const queries = useQueryClient()
  const navigate = useNavigate()
  const enter = useMutation({
    mutationFn: (person: string) => call(demoSignIn, { body: { person } }),
    onSuccess: async () => {
      // another person may see other things: nothing is carried over
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] })
      await queries.invalidateQueries({ queryKey: sessionKey })
      await navigate(to)
    },
  })
  return (
    <section>
      <Text mb="sm">
        <Trans>This is a demonstration. Choose one of these fictional people to see what they see.</Trans>
      </Text>
      {enter.isError && <ProblemView error={enter.error} />}
      <Loaded query={people}>
        {(list) => (
          <ul className={css.people}>
            {list.map(({ id, name, grants }) => (
              <li key={id}>
                <button
                  type="button"
                  className={css.person}
                  disabled={enter.isPending}
                  onClick={() => enter.mutate(id)}
                >
                  <IconUser size={22} aria-hidden />
                  <span className={css.name}>{name}</span>
                  <span className={css.roles}>
                    {grants.length > 0 ? (
                      <Grants grants={grants} organisations={organisations.data ?? []} />
                    ) : (
                      <Text size="sm" c="dimmed">{t`No special role`}</Text>
                    )}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </section>
  )
}
