import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { getKeepsake } from '../../src/features/people/contract.ts'
import { demoRoles } from '../../src/features/people/demo.ts'
import { address } from '../../src/kernel/client.ts'
import { hasBrowser, journeyTime, openSite, patience, settled } from './site.ts'

/** What the header says is in the basket. */
const inBasket = (page: Page, many: number) =>
  page
    .getByRole('banner')
    .getByRole('link', { name: `バスケット ${many}件` })
    .locator('visible=true')
    .waitFor()
const entries = (page: Page) => page.locator('main').getByRole('article')
const titles = async (page: Page) => (await entries(page).getByRole('heading').allInnerTexts()).toSorted()

async function add(page: Page, many: number, from = 0): Promise<string[]> {
  const added = []
  for (let at = from; at < from + many; at++) {
    const hit = page.locator('main').getByRole('article').nth(at)
    await hit.getByRole('button', { name: /^バスケットに追加/ }).click()
    await hit.getByRole('button', { name: /^追加済み/ }).waitFor()
    added.push((await hit.getByRole('heading').getByRole('link').innerText()).trim())
  }
  return added
}
/** What is kept with the person who is signed in. */
const savedWith = async (page: Page, many: number): Promise<void> => {
  await expect
    .poll(
      () =>
        page.evaluate(
          async (url) => {
            const { value }: { value: { out?: true }[] | null } = await (await fetch(url)).json()
            return (value ?? []).filter(({ out }) => !out).length
          },
          address(getKeepsake, { params: { name: 'basket' } }),
        ),
      { timeout: patience, interval: 200 },
    )
    .toBe(many)
}
const nameOf = (subject: string) => demoRoles.find((one) => one.subject === subject)?.name ?? ''

async function signOut(page: Page, subject: string): Promise<void> {
  await page
    .getByRole('banner')
    .getByRole('button', { name: nameOf(subject) })
    .click()
  await page.getByRole('menuitem', { name: 'サインアウト' }).click()
  await page.getByRole('banner').getByRole('link', { name: 'サインイン' }).waitFor()
}

describe.skipIf(!hasBrowser)('basket', { timeout: journeyTime }, () => {
  const site = openSite()

  test('outlives a reload, the way home, sign-in and sign-out; another device has it too', () =>
    site.visit({ language: 'ja' }, async ({ page, go, axe, signIn, newPage }) => {
      await go('/basket')
      await page.getByText('バスケットは空です').waitFor()
      await axe()
      await go('/search?q=重症筋無力症')
      await add(page, 2)
      await inBasket(page, 2)
      await page.reload()
      await inBasket(page, 2)
      await page.getByRole('link', { name: '橋立' }).click()
      await settled(page)
      await inBasket(page, 2)

      const tab = await newPage()
      await tab.goto('/search?q=パーキンソン病')
      await inBasket(tab, 2)
      await add(tab, 1)
      await inBasket(page, 3)
      await tab.close()

      await signIn('researcher', '/basket')
      await inBasket(page, 3)
      await savedWith(page, 3)
      await entries(page).nth(2).waitFor()
      const three = await titles(page)

      await site.visit({ language: 'ja' }, async (other) => {
        await other.go('/search?q=糖尿病')
        await add(other.page, 1)
        await other.signIn('researcher', '/basket')
        await inBasket(other.page, 4)
        await savedWith(other.page, 4)
        await expect.poll(() => entries(other.page).count(), { timeout: patience }).toBe(4)
        expect(await titles(other.page)).toEqual(expect.arrayContaining(three))
      })

      await signOut(page, 'researcher')
      await inBasket(page, 3)
      await signIn('researcher', '/basket')
      await inBasket(page, 4)
    }))

  test('says what each entry asks; what is removed can be put back; as CSV; on paper', () =>
    site.visit({ language: 'ja' }, async ({ page, go, axe, context }) => {
      await go('/search?q=iPS')
      const [line] = await add(page, 1)
      await go('/search?q=パーキンソン病&kind=collection')
      const [collection] = await add(page, 1)
      await go('/basket')
      await entries(page).nth(1).waitFor()
      for (const [at, title] of [collection, line].entries()) {
        const entry = entries(page).nth(at)
        expect(await entry.getByRole('heading').innerText()).toContain(title)
        for (const asked of ['利用条件', '企業の利用', '費用', '共同研究', '決定までの見込み期間', '利用規約・申請']) {
          const term = entry.getByRole('term').filter({ hasText: new RegExp(`^${asked}$`) })
          expect(await term.locator('xpath=following-sibling::dd[1]').innerText(), asked).not.toBe('')
        }
      }
      await axe()

      await entries(page)
        .first()
        .getByRole('button', { name: /^バスケットから削除/ })
        .click()
      await inBasket(page, 1)
      await page.getByText('バスケットから削除しました').waitFor()
      await axe()
      await page.getByRole('button', { name: '元に戻す' }).click()
      await inBasket(page, 2)
      await expect.poll(() => entries(page).count(), { timeout: patience }).toBe(2)

      const saving = page.waitForEvent('download')
      await page.getByRole('button', { name: 'CSVで保存' }).click()
      const download = await saving
      expect(download.suggestedFilename()).toMatch(/^basket-\d{4}-\d\d-\d\d\.csv$/)
      const text = readFileSync(await download.path(), 'utf8')
      // a byte order mark, or spreadsheets show the Japanese as noise
      expect(text.slice(0, 5)).toBe('\uFEFFアドレス')
      expect(text.trimEnd().split('\r\n')).toHaveLength(3)
      expect(text).toContain(collection)
      expect(text).toContain(line)

      await context.addInitScript(() => Object.assign(globalThis, { print: () => (document.title = 'printed') }))
      await page.reload()
      await entries(page).nth(1).waitFor()
      await page.getByRole('button', { name: '印刷' }).click()
      await expect.poll(() => page.title()).toBe('printed')
      await page.emulateMedia({ media: 'print' })
      expect(await page.getByRole('button').count()).toBe(0)
      expect(await page.getByRole('banner').count()).toBe(0)
      expect(await entries(page).first().isVisible()).toBe(true)
      expect(await entries(page).first().innerText()).toContain('利用条件')
    }))

  test('on a phone, in English', () =>
    site.visit({ language: 'en', width: 'phone' }, async ({ page, go, axe }) => {
      await go('/search?q=parkinson')
      await page
        .getByRole('button', { name: /^Add to basket/ })
        .first()
        .tap()
      await page.getByRole('banner').getByRole('link', { name: 'Basket 1 entry' }).locator('visible=true').tap()
      await page.waitForURL('**/basket')
      await entries(page).first().waitFor()
      await page.getByText('Expected time to a decision').waitFor()
      await axe()
      await page.getByRole('button', { name: 'Empty the basket' }).tap()
      await page.getByText('The basket is empty').waitFor()
      await page.getByRole('button', { name: 'Put back' }).tap()
      await entries(page).first().waitFor()
      expect(await entries(page).count()).toBe(1)
    }))
})
