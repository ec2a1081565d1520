import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Key, ReactNode } from 'react'
import { say } from '../kernel/words.ts'
import css from './list.module.css'
import { formatNumber, useLocale } from './locale.ts'
import { words } from './words.ts'

/** A list that begins short and opens whole. */
export function LongList<T>({
  items,
  few = 12,
  each,
  keyOf,
  inline,
}: {
  items: readonly T[]
  few?: number
  each: (item: T) => ReactNode
  keyOf: (item: T, at: number) => Key
  inline?: boolean
}) {
  const locale = useLocale()
  const [whole, setWhole] = useState(false)
  // one more than fits is not worth a button
  const shown = whole || items.length <= few + 1 ? items : items.slice(0, few)
  return (
    <>
      <ul className={inline ? css.inline : css.list}>
        {shown.map((item, at) => (
          <li key={keyOf(item, at)}>{each(item)}</li>
        ))}
      </ul>
      {items.length > few + 1 && (
        <Button size="compact-sm" variant="subtle" className="no-print" onClick={() => setWhole(!whole)}>
          {whole
            ? words.fewer[locale]
            : say(locale, words.more, { n: formatNumber(locale, items.length - shown.length) })}
        </Button>
      )}
    </>
  )
}
