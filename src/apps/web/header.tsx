import { Plural, useLingui } from '@lingui/react/macro'
import {
  ActionIcon,
  Anchor,
  Badge,
  Button,
  Drawer,
  Menu,
  NavLink as MenuLink,
  Stack,
  Text,
  VisuallyHidden,
} from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconBasket, IconChevronDown, IconLogout, IconMenu2, IconUser } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, NavLink, useLocation, useNavigate } from 'react-router'
import { signOut } from '../../features/people/contract.ts'
import type { SessionAnswer } from '../../features/people/contract.ts'
import type { Locale } from '../../kernel/words.ts'
import { useActor } from '../../ui/actor.ts'
import { live, useShelf } from '../../ui/basket.ts'
import { call } from '../../ui/call.ts'
import { formatNumber, useLocale } from '../../ui/locale.ts'
import { choose } from './i18n.ts'
import { features } from './pages.ts'
import { SearchBox } from '../../features/discovery/web/parts/search-box.tsx'
import { sessionQuery } from './session.ts'
import css from './shell.module.css'

const allItems = features.flatMap(({ menu = [] }) => menu)

function useItems() {
  const actor = useActor()
  const items = allItems.filter(({ may }) => may(actor))
  return { main: items.filter(({ place }) => place === 'main'), own: items.filter(({ place }) => place === 'own') }
}

export function Header({ session }: { session: SessionAnswer | undefined }) {
  const { t, i18n } = useLingui()
  const { main } = useItems()
  const { pathname } = useLocation()
  const home = pathname === '/'
  return (
    <header role="banner" className={css.header}>
      <div className={css.bar}>
        <Link to="/" className={css.logo}>
          <Mark />
          {t`Hashidate`}
        </Link>
        {home ? (
          <span className={css.gap} />
        ) : (
          <div className={`${css.search} ${css.wide}`}>
            <div className={css.search}>
              <SearchBox />
            </div>
          </div>
        )}
        <span className={css.gap} />
        <div className={css.wide}>
          <nav className={css.nav} aria-label={t`Main`}>
            {main.map(({ to, label, icon: Icon }) => (
              <NavLink key={to} to={to} className={css.link ?? ''}>
                <Icon size={18} aria-hidden />
                {i18n._(label)}
              </NavLink>
            ))}
          </nav>
          <BasketLink />
          <LanguageSwitch />
          <PersonMenu session={session} />
        </div>
        <div className={css.narrow}>
          <BasketLink />
          <LanguageSwitch />
          <Drawn session={session} />
        </div>
      </div>
      {!home && (
        <div className={css.second}>
          <SearchBox />
        </div>
      )}
    </header>
  )
}

function Mark() {
  return (
    <svg width="28" height="28" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#1d4a73" />
      <g fill="none" stroke="#fff" strokeWidth="2.4" strokeLinecap="round">
        <path d="M4 12.5c6 6.5 18 6.5 24 0" />
        <path d="M4 22h24" />
        <path d="M9.5 16.4V22M16 17.6V22M22.5 16.4V22" />
      </g>
    </svg>
  )
}

function BasketLink() {
  const { t } = useLingui()
  const locale = useLocale()
  const count = live(useShelf()).length
  const number = formatNumber(locale, count)
  return (
    <NavLink to="/basket" className={css.link ?? ''}>
      <IconBasket size={20} aria-hidden />
      <span className={css.quiet}>{t`Basket`}</span>
      {count > 0 && (
        <Badge size="sm" variant="filled" circle={count < 10} aria-hidden>
          {number}
        </Badge>
      )}
      {count > 0 && (
        <VisuallyHidden>
          <Plural value={count} one="# entry" other="# entries" />
        </VisuallyHidden>
      )}
    </NavLink>
  )
}

function LanguageSwitch() {
  const locale = useLocale()
  const queries = useQueryClient()
  const other: Locale = locale === 'ja' ? 'en' : 'ja'
  // some answers are worded by the server: they are asked for again
  const change = () => void choose(other).then(() => queries.invalidateQueries())
  return (
    <Button variant="subtle" size="compact-md" px="xs" lang={other} onClick={change}>
      {other === 'ja' ? '日本語' : 'English'}
    </Button>
  )
}

function useSignOut() {
  const queries = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: () => call(signOut),
    onSuccess: async ({ providerSignOut }) => {
      if (providerSignOut !== null) return location.assign(providerSignOut)
      // nothing that was shown to this person stays in the page's memory
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] })
      await queries.invalidateQueries(sessionQuery)
      await navigate('/')
    },
  })
}

function SignInLink({ session }: { session: SessionAnswer | undefined }) {
  const { t } = useLingui()
  const { pathname, search } = useLocation()
  if (!session || session.person || !(session.signInPossible || session.demo)) return null
  const to = pathname === '/sign-in' ? '/sign-in' : `/sign-in?${new URLSearchParams({ to: pathname + search })}`
  return <Button component={Link} to={to} size="sm" variant="light">{t`Sign in`}</Button>
}

function PersonMenu({ session }: { session: SessionAnswer | undefined }) {
  const { t, i18n } = useLingui()
  const { own } = useItems()
  const leave = useSignOut()
  if (!session?.person) return <SignInLink session={session} />
  const name = session.person.name ?? session.person.email ?? t`Signed in`
  return (
    <Menu position="bottom-end" width={240} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button
          variant="default"
          size="sm"
          leftSection={<IconUser size={16} aria-hidden />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
          maw={220}
        >
          <Text component="span" inherit truncate>
            {name}
          </Text>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {own.map(({ to, label, icon: Icon }) => (
          <Menu.Item key={to} component={Link} to={to} leftSection={<Icon size={16} aria-hidden />}>
            {i18n._(label)}
          </Menu.Item>
        ))}
        {own.length > 0 && <Menu.Divider />}
        <Menu.Item
          leftSection={<IconLogout size={16} aria-hidden />}
          onClick={() => leave.mutate()}
        >{t`Sign out`}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function Drawn({ session }: { session: SessionAnswer | undefined }) {
  const { t, i18n } = useLingui()
  const { main, own } = useItems()
  const leave = useSignOut()
  const [opened, { open, close }] = useDisclosure(false)
  const person = session?.person
  return (
    <>
      <ActionIcon variant="subtle" size="lg" aria-label={t`Menu`} aria-expanded={opened} onClick={open}>
        <IconMenu2 aria-hidden />
      </ActionIcon>
      <Drawer
        opened={opened}
        onClose={close}
        position="right"
        size="18rem"
        title={t`Menu`}
        closeButtonProps={{ 'aria-label': t`Close` }}
      >
        <Stack gap="xs" onClick={close}>
          {[...main, ...own].map(({ to, label, icon: Icon }) => (
            <MenuLink
              key={to}
              component={Link}
              to={to}
              label={i18n._(label)}
              leftSection={<Icon size={18} aria-hidden />}
            />
          ))}
          <Anchor href="/reference/" size="sm" px="sm" py="xs">{t`API reference`}</Anchor>
          {person ? (
            <>
              <Text size="sm" c="dimmed" px="sm">
                {person.name ?? person.email}
              </Text>
              <Button
                variant="default"
                leftSection={<IconLogout size={16} aria-hidden />}
                onClick={() => leave.mutate()}
              >{t`Sign out`}</Button>
            </>
          ) : (
            <SignInLink session={session} />
          )}
        </Stack>
      </Drawer>
    </>
  )
}
