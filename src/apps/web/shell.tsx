import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Anchor, Container, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Suspense, useEffect, useRef } from 'react'
import { Outlet, ScrollRestoration, useLocation } from 'react-router'
import { ActorContext } from '../../ui/actor.ts'
import { Outline } from '../../ui/loaded.tsx'
import { useBasketSync } from './basket-sync.ts'
import { Header } from './header.tsx'
import { useReadOnly } from './read-only.ts'
import { actorOf, healthQuery, sessionQuery } from './session.ts'
import css from './shell.module.css'

/** What stands around every page. */
export function Shell() {
  const { t } = useLingui()
  const session = useQuery(sessionQuery)
  useQuery(healthQuery)
  const actor = actorOf(session.data)
  const main = useRef<HTMLElement>(null)
  useFocusOnMove(main)
  useBasketSync(session.data?.person?.id)
  return (
    <ActorContext value={actor}>
      <a className={css.skip} href="#main">{t`Skip to the content`}</a>
      <Header session={session.data} />
      {useReadOnly() && (
        <Alert color="yellow" variant="light" radius={0} role="status" className={css.notice}>
          <Trans>Nothing can be changed at the moment. Searching and reading go on working.</Trans>
        </Alert>
      )}
      <main id="main" ref={main} tabIndex={-1} className={css.main}>
        <Suspense
          fallback={
            <Container size="lg" py="xl">
              <Outline />
            </Container>
          }
        >
          <Outlet />
        </Suspense>
      </main>
      <footer className={css.footer}>
        <Container size="xl">
          <Group justify="space-between" gap="sm">
            <Text size="sm" c="dimmed">{t`Hashidate: find what exists, over every holder`}</Text>
            <Group gap="md">
              <Anchor size="sm" href="/reference/">{t`API reference`}</Anchor>
            </Group>
          </Group>
        </Container>
      </footer>
      <ScrollRestoration />
    </ActorContext>
  )
}

/** A new page is announced and read from its beginning; a changed filter on the same page leaves the focus where it is. */
function useFocusOnMove(main: React.RefObject<HTMLElement | null>) {
  const { pathname } = useLocation()
  const before = useRef(pathname)
  useEffect(() => {
    if (before.current === pathname) return
    before.current = pathname
    main.current?.focus({ preventScroll: true })
  }, [pathname, main])
}
