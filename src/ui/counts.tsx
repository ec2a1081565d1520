import type { ReactNode } from 'react'
import css from './counts.module.css'

/** A few figures side by side. */
export function Counts({ children }: { children: ReactNode }) {
  return <dl className={css.counts}>{children}</dl>
}

export function Count({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
