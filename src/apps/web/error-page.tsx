import { Container } from '@mantine/core'
import { useRouteError } from 'react-router'
import { Problem } from '../../kernel/problem.ts'
import { ProblemView } from '../../ui/problem-view.tsx'
import { useTitle } from '../../ui/use-title.ts'

/** A page that broke shows what happened and the ways on; the header stays where the break is inside it. */
export function ErrorPage() {
  const error = useRouteError()
  return (
    <Container size="sm" py="xl">
      <ProblemView page error={error} retry={() => location.reload()} />
    </Container>
  )
}

export function NotFoundPage() {
  useTitle('404')
  return (
    <Container size="sm" py="xl">
      <ProblemView page error={new Problem('not-found', 404, 'There is nothing at this address')} />
    </Container>
  )
}
