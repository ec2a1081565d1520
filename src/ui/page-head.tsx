import { Badge, Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { pick } from '../kernel/words.ts'
import type { Named } from '../kernel/words.ts'
import { BasketButton, CopyLink } from './basket-button.tsx'
import { bothNames, useLocale } from './locale.ts'
import css from './page-head.module.css'
import { useTitle } from './use-title.ts'

/** Head of the page of one thing: what kind it is, whose, its name in both languages, and what one can do with it. */
export function PageHead({
  kind,
  above,
  named,
  fallback,
  iri,
  basket,
  children,
}: {
  kind: ReactNode
  above?: ReactNode
  named: Named
  fallback: string
  iri: string
  basket?: boolean
  children?: ReactNode
}) {
  const locale = useLocale()
  const { main, other, mainLang, otherLang } = bothNames(locale, named)
  useTitle(pick(locale, named) ?? fallback)
  return (
    <div className={css.head}>
      <div className={css.top}>
        <Badge variant="light">{kind}</Badge>
        {above && (
          <Text size="sm" c="dimmed" component="div">
            {above}
          </Text>
        )}
      </div>
      <h1 lang={mainLang}>{main ?? fallback}</h1>
      {other !== undefined && (
        <p className={css.other} lang={otherLang}>
          {other}
        </p>
      )}
      {children}
      <Group gap="xs" mt="sm" className="no-print">
        {basket && <BasketButton iri={iri} name={named} size="sm" />}
        <CopyLink path={iri} size="sm" />
      </Group>
    </div>
  )
}
