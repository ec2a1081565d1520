import { describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { kinds, search } from '../../src/features/discovery/contract.ts'
import { address } from '../../src/kernel/client.ts'
import type { Locale } from '../../src/kernel/words.ts'
import { hasBrowser, journeyTime, openSite, patience, widths } from './site.ts'
import type { Visit, Width } from './site.ts'

/** Whatever the menu offers, to everybody it is offered to. */
const roles = ['nobody', 'researcher', 'member', 'curator', 'administrator', 'operator'] as const
/** what everybody has is looked at once, and a role's own pages for the role */
const shared = ['/', '/search', '/terms', '/basket']

/** Every address of the header, with what is behind its menu. */
async function menuOf(page: Page, signedIn: boolean): Promise<string[]> {
  const addresses = () =>
    page
      .locator('header a[href^="/"], [role=menu] a[href^="/"]')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
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
function entriesOf(page: Page): Promise<string[]> {
  const questions = kinds.map((kind) => address(search, { query: { kind: [kind], limit: 1 } }))
  const term = address(search, { query: { q: '重症筋無力症', limit: 1 } })
  return page.evaluate(
    async ({ questions: asked, term: text }) => {
      type Answer = { hits: { iri: string }[]; senses: { iri: string }[] }
      const ask = async (url: string): Promise<Answer> => (await fetch(url)).json()
      const hits = await Promise.all(asked.map(async (url) => (await ask(url)).hits))
      return [...hits, (await ask(text)).senses].flatMap(([first]) => (first ? [first.iri] : []))
    },
    { questions, term },
  )
}

const products = { ja: '橋立', en: 'Hashidate' } as const

async function wellMade({ page, heading, axe }: Visit, language: Locale, width: Width): Promise<void> {
  const where = `${page.url()} (${language}, ${width})`
  await page.setViewportSize(widths[width])
  // dark is looked at in one of the languages
  await page.emulateMedia({ colorScheme: language === 'en' ? 'dark' : 'light' })
  expect(await page.getByRole('heading', { level: 1 }).count(), where).toBe(1)
  expect(await heading(), where).not.toBe('')
  await expect.poll(() => page.title(), { timeout: patience, message: where }).toContain(products[language])
  const { content, window } = await page.evaluate(() => ({
    content: document.scrollingElement?.scrollWidth ?? 0,
    window: innerWidth,
  }))
  expect(content, `${where} is wider than the window`).toBeLessThanOrEqual(window)
  await axe()
}

/** A page as it came and then in the other language, which needs no new page. */
async function inBothLanguages(visit: Visit): Promise<void> {
  const { page } = visit
  const first = (await page.locator('html').getAttribute('lang')) === 'ja' ? 'ja' : 'en'
  const other = first === 'ja' ? 'en' : 'ja'
  await wellMade(visit, first, 'desktop')
  await wellMade(visit, first, 'phone')
  await page.getByRole('button', { name: other === 'ja' ? '日本語' : 'English' }).click()
  await page.locator(`html[lang=${other}]`).waitFor({ state: 'attached' })
  await wellMade(visit, other, 'phone')
  await wellMade(visit, other, 'desktop')
}

describe.skipIf(!hasBrowser)('pages', { timeout: journeyTime }, () => {
  const site = openSite()

  test.each(roles)("of %s: one heading, a title, room enough, nothing in anybody's way", (role) =>
    site.visit({ language: 'ja' }, async (visit) => {
      const { page, go, signIn } = visit
      if (role === 'nobody') await go('/')
      else await signIn(role)
      const menu = await menuOf(page, role !== 'nobody')
      expect(menu).toEqual(expect.arrayContaining(shared))
      const paths =
        role === 'nobody'
          ? [...shared, '/sign-in', '/no-such-page', ...(await entriesOf(page))]
          : menu.filter((path) => !shared.includes(path))
      if (menu.includes('/imports')) paths.push('/imports/new')
      expect(paths.length).toBeGreaterThanOrEqual(role === 'nobody' ? shared.length + 2 + kinds.length + 1 : 1)
      for (const path of paths) {
        await go(path)
        await inBothLanguages(visit)
      }
    }),
  )
})
