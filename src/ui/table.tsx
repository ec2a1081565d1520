import { Table, VisuallyHidden } from '@mantine/core'
import type { Key, ReactNode } from 'react'
import css from './table.module.css'
import { Unknown, nothing } from './facts.tsx'

export interface Column<T> {
  readonly key: string
  readonly title: string
  /** for those who hear the table only (a column of buttons) */
  readonly heard?: boolean
  readonly cell: (row: T) => ReactNode
  /** figures stand at the right */
  readonly figures?: boolean
  /** names the row */
  readonly head?: boolean
  /** nothing here is nothing to say (a button that one may not press), not something unknown */
  readonly blank?: boolean
}

/** A table that becomes a list of cards where it would not fit. */
export function DataTable<T>({
  caption,
  columns,
  rows,
  keyOf,
}: {
  caption: string
  columns: readonly Column<T>[]
  rows: readonly T[]
  keyOf: (row: T, at: number) => Key
}) {
  return (
    <Table className={css.table ?? ''} verticalSpacing={6} horizontalSpacing="sm">
      <caption className={css.caption}>{caption}</caption>
      <Table.Thead>
        <Table.Tr>
          {columns.map(({ key, title, figures, heard }) => (
            <Table.Th key={key} scope="col" data-figures={figures || undefined}>
              {heard ? <VisuallyHidden>{title}</VisuallyHidden> : title}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row, at) => (
          <Table.Tr key={keyOf(row, at)}>
            {columns.map(({ key, title, cell, figures, head, blank, heard }) => {
              const value = cell(row)
              const shown = nothing(value) ? blank ? null : <Unknown /> : value
              const inside = (
                <>
                  <span className={css.label} aria-hidden="true">
                    {!heard && title}
                  </span>
                  <span className={css.value}>{shown}</span>
                </>
              )
              return head ? (
                <Table.Th key={key} scope="row" className={css.head ?? ''} data-figures={figures || undefined}>
                  {inside}
                </Table.Th>
              ) : (
                <Table.Td
                  key={key}
                  data-figures={figures || undefined}
                  data-empty={(blank && nothing(value)) || undefined}
                >
                  {inside}
                </Table.Td>
              )
            })}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
