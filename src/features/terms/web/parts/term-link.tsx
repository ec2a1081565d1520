import { Trans } from '@lingui/react/macro'
import { Anchor, Text } from '@mantine/core'
import { Link } from 'react-router'
import { bothNames, useLocale } from '../../../../ui/locale.ts'
import { Mark } from '../../../../ui/mark.tsx'
import type { TermCard } from '../../contract.ts'

export function TermLink({ term, both }: { term: TermCard; both?: boolean }) {
  const { main, other, mainLang, otherLang } = bothNames(useLocale(), term.label)
  return (
    <span>
      <Anchor component={Link} to={term.iri} inherit lang={mainLang}>
        {main ?? term.id}
      </Anchor>
      {both && other !== undefined && (
        <Text component="span" size="sm" c="dimmed" lang={otherLang}>
          {' '}
          {other}
        </Text>
      )}{' '}
      <Text component="span" size="xs" c="dimmed">
        {term.id}
      </Text>
      {term.obsolete && (
        <>
          {' '}
          <Mark small>
            <Trans>Obsolete</Trans>
          </Mark>
        </>
      )}
    </span>
  )
}
