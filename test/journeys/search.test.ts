import { describe, expect, test } from 'vitest'
import type { Locator, Page } from 'playwright-core'
import { hasBrowser, journeyTime, openSite, patience, settled } from './site.ts'

const main = (page: Page) => page.locator('main')
const hits = (page: Page) => main(page).getByRole('article')
const numberOf = (text: string): number => Number(/([\d,]+)\D*$/.exec(text)?.[1]?.replaceAll(',', ''))
/** How many entries the page says it found, once it waits for no newer answer. */
async function found(page: Page): Promise<number> {
  await settled(page)
  return numberOf(await main(page).getByRole('status').first().innerText())
}
const becomes = async (page: Page, total: number): Promise<void> => {
  await expect.poll(() => found(page), { timeout: patience, message: page.url() }).toBe(total)
}

async function ask(page: Page, text: string): Promise<void> {
  const box = page.getByRole('searchbox').locator('visible=true').first()
  await box.fill(text)
  await box.press('Enter')
  await page.waitForURL((url) => url.pathname === '/search' && url.searchParams.get('q') === text)
  await settled(page)
}

/** One value of a facet: its box to tick and its count. */
function choice(page: Page, facet: string, name: string) {
  const box = page.getByRole('group', { name: facet, exact: true }).getByRole('checkbox', { name, exact: true })
  const row = box.locator('xpath=ancestor::div[following-sibling::span][1]/..')
  return { box, count: async () => numberOf(await row.innerText()) }
}
async function sumOf(page: Page, facet: string): Promise<number> {
  const counts = page.getByRole('group', { name: facet, exact: true }).locator('div > span:last-child')
  return (await counts.allInnerTexts())
    .filter((text) => /^[\d,]+$/.test(text))
    .reduce((sum, text) => sum + numberOf(text), 0)
}
const titles = async (list: Locator) =>
  (await list.getByRole('heading', { level: 2 }).allInnerTexts()).map((text) => text.split('\n')[0])

describe.skipIf(!hasBrowser)('search', { timeout: journeyTime }, () => {
  const site = openSite()

  test('in Japanese: senses, reasons, facets, any and all, a link to share, an entry and back', () =>
    site.visit({ language: 'ja' }, async ({ page, go, heading, axe }) => {
      await go('/')
      expect(await page.locator('html').getAttribute('lang')).toBe('ja')
      await axe()
      await ask(page, '重症筋無力症')
      expect(await heading()).toBe('「重症筋無力症」の検索結果')
      const every = await found(page)
      expect(every).toBeGreaterThan(10)
      await axe()

      const senses = page.getByRole('region', { name: '検索語の意味' })
      expect(await senses.getByRole('listitem').count()).toBeGreaterThan(1)
      const sense = senses.getByRole('button', { name: /^重症筋無力症（.+）のみを検索$/ }).last()
      await sense.click()
      await page.waitForURL((url) => url.searchParams.has('sense'))
      await page.getByText('意味：').waitFor()
      const narrow = await found(page)
      expect(narrow).toBeGreaterThan(0)
      expect(narrow).toBeLessThan(every)
      await page.getByRole('button', { name: 'すべての意味で検索' }).click()
      await becomes(page, every)

      const reasons = hits(page).getByRole('list', { name: '該当した理由' })
      expect(await reasons.count()).toBe(await hits(page).count())
      expect(await reasons.first().innerText()).toContain('重症筋無力症')

      const serum = choice(page, '試料の種類', '血清')
      const sera = await serum.count()
      await serum.box.click()
      await becomes(page, sera)
      expect(sera).toBeLessThan(every)
      // each entry is of one kind, so that the kinds together are the entries that are left
      expect(await sumOf(page, '種別')).toBe(sera)
      const dna = choice(page, '試料の種類', 'DNA')
      await dna.box.click()
      await page.waitForURL((url) => url.searchParams.getAll('material').length === 2)
      const either = await found(page)
      await page.getByRole('radiogroup', { name: '試料の種類：いずれか／すべて' }).getByText('すべてを含む').click()
      await page.waitForURL((url) => url.searchParams.getAll('all').includes('material'))
      await expect.poll(() => found(page), { timeout: patience }).toBeLessThan(either)
      const both = await found(page)
      expect(both).toBeGreaterThan(0)
      expect(both).toBeLessThanOrEqual(sera)
      const shown = await titles(hits(page))
      await axe()

      await site.visit({ language: 'ja', width: 'phone' }, async (other) => {
        await other.go(page.url())
        await becomes(other.page, both)
        expect(await titles(hits(other.page))).toEqual(shown)
        await other.axe()
      })

      await hits(page).first().getByRole('heading').getByRole('link').click()
      await page.waitForURL((url) => url.pathname !== '/search')
      await settled(page)
      expect(await heading()).toContain(shown[0])
      await page.getByText('試料の種類').first().waitFor()
      await axe()
      await page.goBack()
      await becomes(page, both)
      expect(await titles(hits(page))).toEqual(shown)
    }))

  test('kana finds what kanji finds; a code finds the disease; the language changes nothing but words', () =>
    site.visit({ language: 'ja' }, async ({ page, go, heading }) => {
      await go('/')
      await ask(page, '重症筋無力症')
      const kanji = await found(page)
      await ask(page, 'じゅうしょうきんむりょくしょう')
      await becomes(page, kanji)
      await ask(page, 'G20')
      await page.getByText('次の意味で検索しました').waitFor()
      await main(page).getByRole('link', { name: 'パーキンソン病', exact: true }).first().waitFor()
      const parkinson = await found(page)
      expect(parkinson).toBeGreaterThan(0)

      await page.getByRole('button', { name: 'English' }).click()
      await expect.poll(heading, { timeout: patience }).toBe('Results for “G20”')
      expect(await page.locator('html').getAttribute('lang')).toBe('en')
      await becomes(page, parkinson)
      await page.reload()
      await settled(page)
      expect(await heading()).toBe('Results for “G20”')
      expect(await page.title()).toBe('G20: search - Hashidate')
      await becomes(page, parkinson)
    }))

  test('a line with its deposits', () =>
    site.visit({ language: 'ja' }, async ({ page, go, heading, axe }) => {
      await go('/')
      await ask(page, 'iPS')
      const lines = choice(page, '種別', '細胞株')
      const count = await lines.count()
      await lines.box.click()
      await becomes(page, count)
      const [first] = await titles(hits(page))
      await hits(page).first().getByRole('heading').getByRole('link').click()
      await page.waitForURL((url) => url.pathname.startsWith('/line/'))
      await settled(page)
      expect(await heading()).toContain(first)
      const deposits = page.getByRole('table', { name: 'この細胞株の寄託' }).getByRole('row')
      expect(await deposits.count()).toBeGreaterThan(1)
      expect(await deposits.nth(1).getByRole('cell').allInnerTexts()).not.toContain('')
      await axe()
    }))

  test('an unknown word suggests; nothing found says what was searched', () =>
    site.visit({ language: 'ja' }, async ({ page, go, axe }) => {
      await go('/')
      await ask(page, 'パーキンソソ病')
      await becomes(page, 0)
      await page.getByText('もしかして').waitFor()
      await axe()
      await main(page).getByRole('link', { name: 'パーキンソン病', exact: true }).click()
      await page.waitForURL((url) => url.searchParams.get('q') === 'パーキンソン病')
      await expect.poll(() => found(page), { timeout: patience }).toBeGreaterThan(0)
      await ask(page, 'zzqqxx')
      await becomes(page, 0)
      await page.getByText(/「zzqqxx」を[\d,]+件の名称・識別子・疾患・説明から検索しました。/).waitFor()
      await main(page).getByRole('link', { name: '公開情報をすべて見る' }).click()
      await expect.poll(() => found(page), { timeout: patience }).toBeGreaterThan(500)
    }))

  test('on a phone, in English: narrowed down in a drawer', () =>
    site.visit({ language: 'en', width: 'phone' }, async ({ page, go, axe }) => {
      await go('/')
      await axe()
      await ask(page, 'parkinson')
      const every = await found(page)
      await page.getByRole('button', { name: 'Narrow down' }).tap()
      const drawer = page.getByRole('dialog', { name: 'Narrow down' })
      await drawer.waitFor()
      const datasets = drawer.getByRole('checkbox', { name: 'Dataset', exact: true })
      await datasets.tap()
      await page.waitForURL((url) => url.searchParams.get('kind') === 'dataset')
      await axe()
      await drawer.getByRole('button', { name: /^Show \d+ entr/ }).tap()
      await drawer.waitFor({ state: 'hidden' })
      await page.getByRole('button', { name: 'Narrow down (1)' }).waitFor()
      const some = await found(page)
      expect(some).toBeGreaterThan(0)
      expect(some).toBeLessThan(every)
      await page.getByRole('button', { name: 'Remove Kind: Dataset' }).tap()
      await becomes(page, every)
    }))
})
