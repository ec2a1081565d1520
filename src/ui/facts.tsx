import { Anchor, Box, Text } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Named } from '../kernel/words.ts'
import css from './facts.module.css'
import { bothNames, useLocale } from './locale.ts'
import { words } from './words.ts'

/** What is not known is said so: never a blank, a dash or a zero. */
export function Unknown() {
  const locale = useLocale()
  return (
    <Text component="span" c="dimmed" inherit style={{ whiteSpace: 'nowrap' }}>
      {words.unknown[locale]}
    </Text>
  )
}

export const nothing = (value: ReactNode): boolean =>
  value === undefined ||
  value === null ||
  value === false ||
  value === '' ||
  (Array.isArray(value) && value.length === 0)

export function Facts({ children, wide }: { children: ReactNode; wide?: boolean }) {
  return (
    <dl className={css.facts} data-wide={wide || undefined}>
      {children}
    </dl>
  )
}

/** One fact; `optional` ones vanish when nothing is known, others say so. */
export function Fact({ label, children, optional }: { label: ReactNode; children: ReactNode; optional?: boolean }) {
  if (optional && nothing(children)) return null
  return (
    <div className={css.fact}>
      <dt>{label}</dt>
      <dd>{nothing(children) ? <Unknown /> : children}</dd>
    </div>
  )
}

/** A text in the person's language, the other language beneath where both are known. */
export function Both({ named, fallback }: { named: Named; fallback?: string | undefined }) {
  const locale = useLocale()
  const { main, other, mainLang, otherLang } = bothNames(locale, named)
  if (main === undefined) return fallback === undefined ? <Unknown /> : <>{fallback}</>
  return (
    <>
      <span lang={mainLang}>{main}</span>
      {other !== undefined && (
        <Text component="span" size="sm" c="dimmed" display="block" lang={otherLang}>
          {other}
        </Text>
      )}
    </>
  )
}

export function Name({ named, fallback }: { named: Named; fallback?: string | undefined }) {
  const { main, mainLang } = bothNames(useLocale(), named)
  return main === undefined ? <>{fallback ?? <Unknown />}</> : <span lang={mainLang}>{main}</span>
}

const web = /^https?:\/\//i

/** A link out of the house. What a source gives as an address but is none is shown as text: `javascript:` never becomes a link. */
export function Outside({ href, children }: { href: string; children?: ReactNode }) {
  const locale = useLocale()
  if (!web.test(href)) return <>{children ?? href}</>
  return (
    <Anchor href={href} target="_blank" rel="noopener noreferrer" inherit className={css.outside}>
      {children ?? href.replace(web, '').replace(/\/$/, '')}
      <IconExternalLink size="0.9em" aria-label={words.external[locale]} role="img" />
    </Anchor>
  )
}

export function Section({ title, count, children }: { title: ReactNode; count?: ReactNode; children: ReactNode }) {
  return (
    <Box component="section" className={css.section}>
      <h2>
        {title}
        {count !== undefined && <span className={css.count}> {count}</span>}
      </h2>
      {children}
    </Box>
  )
}
