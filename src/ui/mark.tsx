import { Badge } from '@mantine/core'
import type { ReactNode } from 'react'
import css from './mark.module.css'

export type Tone = 'plain' | 'good' | 'bad' | 'warn' | 'info'

/** A short word about something: its state, a condition. Legible in both schemes. */
export function Mark({
  tone = 'plain',
  icon,
  title,
  small,
  children,
}: {
  tone?: Tone
  icon?: ReactNode
  title?: string
  small?: boolean
  children: ReactNode
}) {
  return (
    <Badge
      variant="outline"
      size={small ? 'sm' : 'md'}
      maw="100%"
      className={css.mark ?? ''}
      data-tone={tone}
      leftSection={icon}
      {...(title === undefined ? {} : { title })}
    >
      {children}
    </Badge>
  )
}
