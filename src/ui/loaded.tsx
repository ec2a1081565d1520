import { Skeleton, Stack, VisuallyHidden } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useLocale } from './locale.ts'
import { ProblemView } from './problem-view.tsx'
import { words } from './words.ts'

/** What a query gave; its outline while it is under way; its refusal, with a way to try again. `page`: there is no other heading. */
export function Loaded<T>({
  query,
  lines = 6,
  page,
  children,
}: {
  query: UseQueryResult<T>
  lines?: number
  page?: boolean
  children: (data: T) => ReactNode
}) {
  if (query.data !== undefined) return <>{children(query.data)}</>
  if (query.isError)
    return <ProblemView {...(page ? { page } : {})} error={query.error} retry={() => void query.refetch()} />
  return <Outline lines={lines} />
}

export function Outline({ lines = 6 }: { lines?: number }) {
  const locale = useLocale()
  return (
    <Stack gap="sm" role="status" aria-busy="true">
      <VisuallyHidden>{words.loading[locale]}</VisuallyHidden>
      <Skeleton height={28} width="45%" />
      {Array.from({ length: lines }, (_, at) => (
        <Skeleton key={at} height={14} width={`${95 - ((at * 17) % 40)}%`} />
      ))}
    </Stack>
  )
}
