import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { Problem } from '../../kernel/problem.ts'
import { addProblemWords, wordsOf } from '../../ui/problem-words.ts'
import { problems as discovery } from '../../features/discovery/web/problem-words.ts'
import { problems as intake } from '../../features/intake/web/problem-words.ts'
import { problems as people } from '../../features/people/web/problem-words.ts'
import { problems as platform } from '../../features/platform/web/problem-words.ts'
import { problems as terms } from '../../features/terms/web/problem-words.ts'

for (const words of [discovery, intake, people, platform, terms]) addProblemWords(words)

const src = fileURLToPath(new URL('../../', import.meta.url))
const types = globSync(['kernel/*.ts', 'features/*/problems.ts', 'features/*/server/*.ts'], { cwd: src })
  .filter((file) => !file.endsWith('.test.ts'))
  .flatMap((file) =>
    [...readFileSync(src + file, 'utf8').matchAll(/new Problem\('([a-z-]+)'/g)].map(([, type]) => type ?? ''),
  )

test('every refusal that the server knows is worded in both languages', () => {
  expect(types.length).toBeGreaterThan(30)
  const unworded = [...new Set(types)].filter((type) => !wordsOf('ja', new Problem(type, 400, 'x')).known)
  expect(unworded).toEqual([])
})

test('details fill the words; a type without words shows what the server said', () => {
  expect(wordsOf('ja', new Problem('no-such-term', 404, 'x', { id: 'NANDO:1' })).help).toContain('NANDO:1')
  expect(wordsOf('ja', new Problem('brand-new', 400, 'Something new'))).toEqual({
    title: 'Something new',
    help: undefined,
    known: false,
  })
})
