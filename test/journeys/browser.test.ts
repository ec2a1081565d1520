import { expect, test } from 'vitest'
import { hasBrowser, whereBrowsersAre } from './site.ts'

const onCi = process.env.CI === 'true'
if (!hasBrowser && !onCi) process.stdout.write(`The journeys are skipped: they need ${whereBrowsersAre}\n`)

test.skipIf(!hasBrowser && !onCi)('there is a browser for the journeys', () => {
  expect(hasBrowser, `the journeys need ${whereBrowsersAre}`).toBe(true)
})
