import { describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import type { Locale } from '../../src/kernel/words.ts'
import { hasBrowser, journeyTime, openSite, patience, settled } from './site.ts'
import type { Width } from './site.ts'

const header = 'kind,id,name_en,name_ja,materials,diseases,donors'
const good = (id: string) => `collection,${id},Cohort ${id},${id}追跡コホート,PLASMA|DNA,ICD10:G20,10-19`
const file = (name: string, ...lines: string[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(`${[header, ...lines].join('\n')}\n`),
})

const words = {
  ja: {
    fresh: '新しい取り込み',
    format: '形式',
    csv: 'CSV（本システムの様式）',
    holder: '保有機関',
    files: 'ファイル',
    check: '確認する',
    refused: '不受理',
    rejected: '受け付けられなかった行',
    checked: '確認済み',
    goLive: '公開する',
    live: '公開中',
    reason: /\p{sc=Hira}/u,
  },
  en: {
    fresh: 'New import',
    format: 'Format',
    csv: 'CSV, own templates',
    holder: 'Holder',
    files: 'Files',
    check: 'Check',
    refused: 'Refused',
    rejected: 'Rejected rows',
    checked: 'Checked',
    goLive: 'Make live',
    live: 'Live',
    reason: /[a-z] /,
  },
} as const satisfies Record<Locale, object>

async function send(page: Page, language: Locale, what: ReturnType<typeof file>): Promise<void> {
  const say = words[language]
  await page.getByRole('link', { name: say.fresh }).click()
  await page.waitForURL('**/imports/new')
  await page.getByRole('combobox', { name: say.format }).selectOption({ label: say.csv })
  await page.getByRole('combobox', { name: say.holder }).selectOption('hashidate-medical-biobank')
  await page.locator(`input[type=file][aria-label="${say.files}"]`).setInputFiles(what)
  await page.getByText(what.name).waitFor()
  await page.getByRole('button', { name: say.check, exact: true }).click()
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}$/)
}

describe.skipIf(!hasBrowser)('import', { timeout: journeyTime }, () => {
  const site = openSite()

  test.each<[Locale, Width]>([
    ['ja', 'desktop'],
    ['en', 'phone'],
  ])('a faulty file, told how to mend it, mended, live and found (%s, %s)', (language, width) =>
    site.visit({ language, width }, async ({ page, go, axe, signIn }) => {
      const say = words[language]
      const id = `J${crypto.randomUUID().slice(0, 8).toUpperCase()}`
      await signIn('curator', '/imports')
      await send(
        page,
        language,
        file(
          'faulty.csv',
          good(`${id}A`),
          good(`${id}B`).replace('PLASMA|DNA', 'PLASMAA'),
          `colection,${id}C,C,,DNA,,`,
        ),
      )
      const table = page.getByRole('table', { name: say.rejected })
      await table.waitFor()
      await page.getByText(say.refused, { exact: true }).waitFor()
      const rows = await table
        .getByRole('row')
        .evaluateAll((all) =>
          all
            .slice(1)
            .map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.lastElementChild?.textContent ?? '')),
        )
      expect(rows.map(([place, line, column, value]) => [place, line, column, value])).toEqual([
        ['faulty.csv', '3', 'materials', 'PLASMAA'],
        ['faulty.csv', '4', 'kind', 'colection'],
      ])
      for (const [, , , , reason, mend] of rows) {
        expect(reason).toMatch(say.reason)
        expect(mend).toMatch(say.reason)
      }
      expect(await page.getByRole('button', { name: say.goLive }).count()).toBe(0)
      await axe()

      await go('/imports')
      await axe()
      await send(page, language, file('mended.csv', good(`${id}A`), good(`${id}B`)))
      await page.getByText(say.checked, { exact: true }).waitFor()
      await axe()
      await page.getByRole('button', { name: say.goLive }).click()
      const dialog = page.getByRole('dialog')
      await dialog.waitFor()
      await axe()
      await dialog.getByRole('button', { name: say.goLive }).click()
      await page.getByText(say.live, { exact: true }).waitFor()
      expect(await table.count()).toBe(0)

      // the index follows what is published within moments
      await expect
        .poll(
          async () => {
            await go(`/search?q=${id}B`)
            return page.locator('main').getByRole('article').count()
          },
          { timeout: patience, interval: 200 },
        )
        .toBe(1)
      await page.getByRole('article').getByRole('heading').getByRole('link').click()
      await page.waitForURL(`**/collection/hashidate-medical-biobank/${id}B`)
      await settled(page)
      await axe()
    }),
  )
})
