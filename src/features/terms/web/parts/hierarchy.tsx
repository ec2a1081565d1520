import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, Text } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { OutOf } from '../../../../kernel/contract.ts'
import { pick } from '../../../../kernel/words.ts'
import { Loaded } from '../../../../ui/loaded.tsx'
import { useLocale } from '../../../../ui/locale.ts'
import type { readTerm, TermCard } from '../../contract.ts'
import { childrenQuery } from '../queries.ts'
import css from './hierarchy.module.css'
import { TermLink } from './term-link.tsx'

type Term = OutOf<typeof readTerm>
type Child = Term['children'][number]

/** Every way up to a root, the term in its place, and what is narrower, opened step by step. */
export function Hierarchy({ term }: { term: Term }) {
  const [ways, setWays] = useState(2)
  const paths = term.paths.length ? term.paths : [[]]
  const more = paths.length - ways
  return (
    <div className={css.tree}>
      {paths.slice(0, ways).map((path) => (
        <Way key={path.map(({ id }) => id).join(' ')} path={path} term={term} />
      ))}
      {more > 0 && (
        <Button size="compact-sm" variant="subtle" onClick={() => setWays(paths.length)}>
          <Plural value={more} one="Show # more way up" other="Show # more ways up" />
        </Button>
      )}
      <p className={css.narrower}>
        <Plural value={term.children.length} _0="No narrower terms" one="# narrower term" other="# narrower terms" />
      </p>
      <Children terms={term.children} />
    </div>
  )
}

function Way({ path, term }: { path: readonly TermCard[]; term: Term }) {
  const locale = useLocale()
  return (
    <ol className={css.way}>
      {path.map((one, depth) => (
        <li key={one.id} style={{ paddingInlineStart: `${depth * 1.1}rem` }}>
          {depth > 0 && <span aria-hidden className={css.elbow} />}
          <TermLink term={one} />
        </li>
      ))}
      <li style={{ paddingInlineStart: `${path.length * 1.1}rem` }} aria-current="true">
        {path.length > 0 && <span aria-hidden className={css.elbow} />}
        <strong>{pick(locale, term.label) ?? term.id}</strong>
      </li>
    </ol>
  )
}

function Children({ terms }: { terms: readonly Child[] }) {
  return (
    <ul className={css.children}>
      {terms.map((term) => (
        <Branch key={term.id} term={term} />
      ))}
    </ul>
  )
}

function Branch({ term }: { term: Child }) {
  const { t } = useLingui()
  const locale = useLocale()
  const [open, setOpen] = useState(false)
  const name = pick(locale, term.label) ?? term.id
  return (
    <li>
      <div className={css.row}>
        {term.children > 0 ? (
          <ActionIcon
            size="sm"
            variant="subtle"
            className="no-print"
            aria-expanded={open}
            aria-label={open ? t`Close: ${name}` : t`Open: ${name}`}
            onClick={() => setOpen(!open)}
          >
            {open ? <IconChevronDown size={16} aria-hidden /> : <IconChevronRight size={16} aria-hidden />}
          </ActionIcon>
        ) : (
          <span className={css.leaf} aria-hidden />
        )}
        <TermLink term={term} />
        {term.children > 0 && (
          <Text component="span" size="xs" c="dimmed">
            <Plural value={term.children} one="# narrower" other="# narrower" />
          </Text>
        )}
      </div>
      {open && <More id={term.id} />}
    </li>
  )
}

function More({ id }: { id: string }) {
  const found = useInfiniteQuery(childrenQuery(id))
  return (
    <Loaded query={found} lines={2}>
      {({ pages }) => (
        <>
          <Children terms={pages.flatMap(({ terms }) => terms)} />
          {found.hasNextPage && (
            <Button
              size="compact-xs"
              variant="subtle"
              loading={found.isFetchingNextPage}
              onClick={() => void found.fetchNextPage()}
            >
              <Trans>Show more</Trans>
            </Button>
          )}
        </>
      )}
    </Loaded>
  )
}
