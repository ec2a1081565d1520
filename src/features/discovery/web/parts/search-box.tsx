import { useLingui } from '@lingui/react/macro'
import { Button, Combobox, Kbd, Text, TextInput, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { FormEvent } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { bothNames, useLocale } from '../../../../ui/locale.ts'
import { proposals } from '../queries.ts'
import { address, asking, readSearch } from '../url-state.ts'
import css from './search-box.module.css'

/** The one box. What is typed goes as it is; a proposal goes with its meaning. */
export function SearchBox({ big }: { big?: boolean }) {
  const { t } = useLingui()
  const locale = useLocale()
  const navigate = useNavigate()
  const { pathname, search } = useLocation()
  const asked = pathname === '/search' ? (readSearch(new URLSearchParams(search)).q ?? '') : ''
  const [text, setText] = useState(asked)
  useEffect(() => setText(asked), [asked])
  const [typed, setTyped] = useState(false)
  const [settled] = useDebouncedValue(text.trim(), 150)
  const list = useCombobox({ onDropdownClose: () => list.resetSelectedOption() })
  const box = useRef<HTMLInputElement>(null)
  useSlash(box)
  const found = useQuery({ ...proposals(settled), enabled: typed && settled.length > 0 && settled.length <= 200 })
  // what only sounds alike is for when nothing is found, not for while one types
  const terms = settled ? (found.data?.terms ?? []).filter(({ match }) => match !== 'similar') : []

  const go = (to: string) => {
    list.closeDropdown()
    setTyped(false)
    void navigate(to)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    go(address(asking(text)))
  }
  return (
    <form role="search" onSubmit={submit} className={css.form} data-big={big || undefined}>
      <Combobox
        store={list}
        withinPortal={false}
        onOptionSubmit={(id) => {
          const term = terms.find((one) => one.id === id)
          if (term) go(address(asking(term.matched, term.id)))
        }}
      >
        <Combobox.Target>
          <TextInput
            ref={box}
            type="search"
            name="q"
            size={big ? 'lg' : 'sm'}
            maxLength={500}
            autoComplete="off"
            enterKeyHint="search"
            data-search
            aria-label={t`Search collections, datasets and cell lines`}
            placeholder={t`Disease, material, cell line, code …`}
            leftSection={<IconSearch size={18} aria-hidden />}
            rightSection={
              text === '' && !big ? (
                <Kbd size="xs" className={css.key ?? ''} aria-hidden>
                  /
                </Kbd>
              ) : undefined
            }
            value={text}
            onChange={(event) => {
              setText(event.currentTarget.value)
              setTyped(true)
              list.openDropdown()
            }}
            onBlur={() => list.closeDropdown()}
          />
        </Combobox.Target>
        <Combobox.Dropdown hidden={!typed || terms.length === 0}>
          <Combobox.Options aria-label={t`Terms`} mah={360} className={css.list ?? ''}>
            {terms.map((term) => {
              const { main, other } = bothNames(locale, term.label)
              return (
                <Combobox.Option key={term.id} value={term.id}>
                  <span>{main ?? term.id}</span>{' '}
                  <Text component="span" size="xs" c="dimmed">
                    {[other, term.id].filter(Boolean).join(' · ')}
                  </Text>
                </Combobox.Option>
              )
            })}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
      {big && <Button type="submit" size="lg">{t`Search`}</Button>}
    </form>
  )
}

/** `/` goes to the box that is on view, from everywhere but a place where one types. */
function useSlash(box: React.RefObject<HTMLInputElement | null>) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
      const at = event.target instanceof HTMLElement ? event.target : undefined
      if (at?.isContentEditable || (at && /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName))) return
      if (!box.current?.offsetParent) return
      event.preventDefault()
      box.current.focus()
      box.current.select()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [box])
}
