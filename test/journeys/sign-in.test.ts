import { describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { demoRoles } from '../../src/features/people/demo.ts'
import { hasBrowser, journeyTime, openSite, settled } from './site.ts'

const nameOf = (subject: string) => demoRoles.find((one) => one.subject === subject)?.name ?? ''
/** What has the focus, by what it says or is. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement
    return at instanceof HTMLElement ? (at.getAttribute('aria-label') ?? at.innerText.trim()) || at.id : ''
  })

describe.skipIf(!hasBrowser)('sign-in', { timeout: journeyTime }, () => {
  const site = openSite()

  const refused = [/Failed to load resource.*40[13]/]

  test.each([
    ['ja', '権限がありません', 'サインインが必要です', 'サインイン', 'サインアウト', '取り込みの権限がありません。'],
    ['en', 'You may not do this', 'Sign in to see this', 'Sign in', 'Sign out', 'You may not import anything.'],
  ] as const)(
    'nobody is asked to sign in, the wrong role is refused in words, sign-out ends it (%s)',
    (language, no, first, enter, leave, noImport) =>
      site.visit({ language, expected: refused }, async ({ page, context, go, axe, heading }) => {
        await go('/audit')
        const alert = page.getByRole('alert').filter({ hasText: first })
        await alert.waitFor()
        await axe()
        await alert.getByRole('link', { name: enter }).click()
        await page.waitForURL((url) => url.pathname === '/sign-in' && url.searchParams.get('to') === '/audit')
        await page.getByRole('button', { name: nameOf('researcher') }).waitFor()
        await axe()
        await page.getByRole('button', { name: nameOf('researcher') }).click()
        await page.waitForURL('**/audit')
        for (const path of ['/audit', '/jobs', '/search-index']) {
          await go(path)
          await page.getByRole('alert').filter({ hasText: no }).waitFor()
          expect(await heading()).not.toBe('')
        }
        await axe()
        await go('/imports')
        await page.getByText(noImport).waitFor()
        expect(await page.locator('a[href="/imports/new"]').count()).toBe(0)
        const cookies = await context.cookies()
        const session = cookies.find(({ httpOnly }) => httpOnly)
        expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax' })

        await page
          .getByRole('banner')
          .getByRole('button', { name: nameOf('researcher') })
          .click()
        await axe()
        await page.getByRole('menuitem', { name: leave }).click()
        await page.waitForURL((url) => url.pathname === '/')
        await page.getByRole('banner').getByRole('link', { name: enter }).waitFor()
        expect((await context.cookies()).filter(({ httpOnly }) => httpOnly)).toEqual([])
        await go('/tokens')
        await page.getByRole('alert').filter({ hasText: first }).waitFor()
        // the old key opens nothing, also where somebody kept it
        if (session) await context.addCookies([session])
        await go('/tokens')
        await page.getByRole('alert').filter({ hasText: first }).waitFor()
      }),
  )

  test('with the keyboard alone: skip link, slash, results by tab', () =>
    site.visit({ language: 'ja' }, async ({ page, go, heading }) => {
      const { keyboard } = page
      await go('/terms')
      await keyboard.press('Tab')
      expect(await focused(page)).toBe('本文へ移動')
      await keyboard.press('Enter')
      expect(await focused(page).then(() => page.evaluate(() => document.activeElement?.id))).toBe('main')

      await keyboard.press('/')
      expect(await focused(page)).toBe('コレクション・データセット・細胞株を検索')
      await keyboard.type('パーキンソン病')
      await keyboard.press('Enter')
      await page.waitForURL((url) => url.pathname === '/search')
      await page.getByRole('article').first().waitFor()
      // a new page is read from its beginning
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')

      const first = page.getByRole('article').first().getByRole('heading').getByRole('link')
      const title = await first.innerText()
      for (let press = 0; press < 150; press++) {
        await keyboard.press('Tab')
        if (await first.evaluate((link) => link === document.activeElement)) break
      }
      expect(await focused(page)).toBe(title)
      await keyboard.press('Enter')
      await page.waitForURL((url) => url.pathname !== '/search')
      await settled(page)
      expect(await heading()).toContain(title)
    }))
})
