import { getCatalogs } from '@lingui/cli/api'
import { getConfig } from '@lingui/conf'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const config = getConfig({ configPath: fileURLToPath(new URL('../../../lingui.config.ts', import.meta.url)) })
const [catalog] = await getCatalogs(config)
const said = (await catalog?.collect()) ?? {}
const japanese = (await catalog?.read('ja')) ?? {}

// the words of a plural's cases are in braces too, and are no holes
const holes = (text: string) =>
  [...text.replaceAll(/\b(one|other) \{(\w+)\}/g, '$2').matchAll(/\{(\w+)[,}]|<\/?(\d+)\/?>/g)]
    .map(([, name, tag]) => name ?? `<${tag}>`)
    .toSorted()

test('every text of the page has its Japanese, and no Japanese is left of a text that is gone', () => {
  expect(Object.keys(said).length).toBeGreaterThan(300)
  const lacking = Object.entries(said).flatMap(([id, { message }]) => (japanese[id]?.translation ? [] : [message]))
  expect(lacking, 'npx lingui extract --clean, then translate in src/apps/web/locales/ja.po').toEqual([])
  expect(
    Object.keys(japanese).filter((id) => !(id in said)),
    'npx lingui extract --clean',
  ).toEqual([])
})

test('the Japanese fills the same holes as the English', () => {
  const other = Object.values(japanese).filter(({ message = '', translation = '' }) => {
    const [wanted, found] = [new Set(holes(message)), new Set(holes(translation))]
    return [...wanted].some((hole) => !found.has(hole)) || [...found].some((hole) => !wanted.has(hole))
  })
  expect(other.map(({ message, translation }) => `${message} -> ${translation}`)).toEqual([])
})

test('Japanese is Japanese: no text was copied over from the English, but for names and codes', () => {
  const copied = Object.values(japanese).filter(
    ({ message, translation = '' }) => translation === message && !/^(CSV|DNA|API|STR)$/.test(translation),
  )
  expect(copied.map(({ message }) => message)).toEqual([])
})
