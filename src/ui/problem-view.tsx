import { Alert, Anchor, Button, Group, List, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { Link, useLocation } from 'react-router'
import { Problem } from '../kernel/problem.ts'
import type { InvalidPart } from '../kernel/problem.ts'
import { say } from '../kernel/words.ts'
import { useLocale } from './locale.ts'
import css from './problem-view.module.css'
import { wordsOf } from './problem-words.ts'
import { words } from './words.ts'

export const asProblem = (error: unknown): Problem =>
  error instanceof Problem
    ? error
    : new Problem('page-fault', 0, error instanceof Error ? error.message : String(error))

/** A refusal in the person's language, with the way on. */
export function ProblemView({ error, retry, page }: { error: unknown; retry?: () => void; page?: boolean }) {
  const locale = useLocale()
  const { pathname, search } = useLocation()
  const problem = asProblem(error)
  const { title, help } = wordsOf(locale, problem)
  const { parts, id, retryAfter } = problem.details
  return (
    <Alert
      role="alert"
      color={problem.status === 404 ? 'gray' : 'red'}
      variant="light"
      icon={<IconAlertTriangle aria-hidden />}
      title={page ? <h1 className={css.heading}>{title}</h1> : title}
    >
      <Stack gap="xs">
        {help && <Text size="sm">{help}</Text>}
        {Array.isArray(parts) && (
          <List size="sm">
            {(parts as InvalidPart[]).map((part) => (
              <List.Item key={part.pointer}>
                <code>{part.pointer}</code> {part.message}
              </List.Item>
            ))}
          </List>
        )}
        {typeof id === 'string' && (
          <Text size="sm">
            {words.report[locale]}: <code>{id}</code>
          </Text>
        )}
        {typeof retryAfter === 'number' && <Text size="sm">{say(locale, words.waitSeconds, { n: retryAfter })}</Text>}
        <Group gap="sm">
          {retry && ![401, 403, 404].includes(problem.status) && (
            <Button size="xs" variant="default" onClick={retry}>
              {words.retry[locale]}
            </Button>
          )}
          {problem.type === 'sign-in-first' && (
            <Button size="xs" component={Link} to={`/sign-in?${new URLSearchParams({ to: pathname + search })}`}>
              {words.signIn[locale]}
            </Button>
          )}
          {['csrf', 'page-fault'].includes(problem.type) && (
            <Button size="xs" variant="default" onClick={() => location.reload()}>
              {words.reload[locale]}
            </Button>
          )}
          <Anchor size="sm" component={Link} to="/">
            {words.home[locale]}
          </Anchor>
        </Group>
      </Stack>
    </Alert>
  )
}
