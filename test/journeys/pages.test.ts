import { expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { journeys, widths } from './site.ts'
import type { Visit, Width } from './site.ts'

/** Whatever the menu offers, to everybody it is offered to. */
const roles = ['nobody', 'researcher', 'member', 'curator', 'administrator', 'operator'] as const
/** what a page offers further, and where it stands */
const deeper = ['/imports/new']

/** Every address of the header, with what is behind its menu. */
async function menuOf(page: Page, signedIn: boolean): Promise<string[]> {
  const addresses = () =>
    page.locator('header a[href^="/"], [role=menu] a[href^="/"]').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  const header = await addresses()
  if (!signedIn) return [...new Set(header)]
  await page.getByRole('banner').getByRole('button').last().click()
  await page.getByRole('menu').waitFor()
  const all = [...new Set([...header, ...(await addresses())])]
  await page.keyboard.press('Escape')
  await page.getByRole('menu').waitFor({ state: 'hidden' })
  return all
}

/** One page of each kind that the search leads to. */
async function entriesOf({ page, go }: Visit): Promise<string[]> {
  const found = []
  for (const kind of ['holder', 'biobank', 'collection', 'dataset', 'line']) {
    await go(`/search?kind=${kind}`)
    found.push(await page.getByRole('article').first().getByRole('heading').getByRole('link').getAttribute('href'))
  }
  await go('/search?q=重症筋無力症')
  found.push(await page.locator('main a[href^="/term/"]').first().getAttribute('href'))
  return found.filter((path) => path !== null)
}

async function wellMade({ page, heading, axe }: Visit, width: Width): Promise<void> {
  const where = `${page.url()} (${width})`
  await page.setViewportSize(widths[width])
  expect(await page.getByRole('heading', { level: 1 }).count(), where).toBe(1)
  expect(await heading(), where).not.toBe('')
  expect(await page.title(), where).toMatch(/橋立|Hashidate/)
  const { content, window } = await page.evaluate(() => ({ content: document.scrollingElement?.scrollWidth ?? 0, window: innerWidth }))
  expect(content, `${where} is wider than the window`).toBeLessThanOrEqual(window)
  await axe()
}

journeys('pages', (site) => {
  test.each((['ja', 'en'] as const).flatMap((language) => roles.map((role) => [language, role] as const)))(
    'each has one heading, a title, room, and nothing in the way of anybody (%s, %s)',
    (language, role) =>
      // both languages in both widths; dark is looked at in one of them
      site.visit({ language, scheme: language === 'en' ? 'dark' : 'light' }, async (visit) => {
        const { page, go, signIn } = visit
        if (role === 'nobody') await go('/')
        else await signIn(role)
        const menu = await menuOf(page, role !== 'nobody')
        expect(menu).toContain('/search')
        // what everybody has is looked at once; a role's own pages for the role
        const shared = ['/', '/search', '/terms', '/basket']
        const own = menu.filter((path) => !shared.includes(path))
        const paths = [
          ...(role === 'nobody' ? [...shared, '/sign-in', '/no-such-page', ...(await entriesOf(visit))] : own),
          ...deeper.filter((path) => menu.some((one) => path.startsWith(`${one}/`) && one !== '/')),
        ]
        for (const path of paths) {
          await go(path)
          await wellMade(visit, 'desktop')
          await wellMade(visit, 'phone')
          await page.setViewportSize(widths.desktop)
        }
      }),
  )
})
