import { createBrowserRouter } from 'react-router'
import { addProblemWords } from '../../ui/problem-words.ts'
import { ErrorPage, NotFoundPage } from './error-page.tsx'
import { features } from './pages.ts'
import { Shell } from './shell.tsx'

export function makeRouter() {
  for (const { problems } of features) if (problems) addProblemWords(problems)
  return createBrowserRouter([
    {
      path: '/',
      Component: Shell,
      ErrorBoundary: ErrorPage,
      // while the first page's own file is on its way
      HydrateFallback: () => null,
      children: [
        {
          ErrorBoundary: ErrorPage,
          children: [...features.flatMap(({ routes }) => routes), { path: '*', Component: NotFoundPage }],
        },
      ],
    },
  ])
}
