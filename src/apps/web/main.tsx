import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import './global.css'
import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router/dom'
import { choose, speak, wantedLocale } from './i18n.ts'
import { makeQueries } from './queries.ts'
import { makeRouter } from './router.tsx'
import { styleNonce, theme, variables } from './theme.ts'

const locale = wantedLocale(location.href, document.cookie, navigator.languages)
// a language that came with a link is a choice, and leaves the address: what is copied from here on is without it
const address = new URL(location.href)
if (address.searchParams.has('lang')) {
  address.searchParams.delete('lang')
  history.replaceState(null, '', address)
  await choose(locale)
} else await speak(locale)

// what keeps the page from scrolling behind a dialog writes a style of its own, and asks for the nonce under this name
Object.assign(globalThis, { __webpack_nonce__: styleNonce() })
const queries = makeQueries()
const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <I18nProvider i18n={i18n}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={variables}
        defaultColorScheme="auto"
        getStyleNonce={styleNonce}
        deduplicateInlineStyles
      >
        <QueryClientProvider client={queries}>
          <Notifications position="bottom-right" />
          <RouterProvider router={makeRouter()} />
        </QueryClientProvider>
      </MantineProvider>
    </I18nProvider>,
  )
}
