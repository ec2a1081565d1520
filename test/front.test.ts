import { existsSync, globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { local } from '../src/apps/local-verbs.ts'
import { verbs } from '../src/apps/verbs.ts'

/** What the front of the project says must be there, and what is there must be said. */
const read = (path: string) => readFileSync(path, 'utf8')
const readme = read('README.md')
const matches = (pattern: RegExp, text: string) => new Set([...text.matchAll(pattern)].map(([, found = '']) => found))

test('the README has every setting that is read, and no other', () => {
  const source = globSync('src/**/*.ts')
    .filter((file) => !file.endsWith('.test.ts'))
    .map(read)
    .join('\n')
  const known = matches(/\benv\.((?:HASHIDATE_|DATABASE_)[A-Z_]+)/g, source)
  expect(known.size).toBeGreaterThan(12)
  expect(matches(/`((?:HASHIDATE_|DATABASE_)[A-Z_]*[A-Z])(?![A-Z_])/g, readme)).toEqual(known)
})

test('the README has every command', () => {
  const commands = /## Commands([\s\S]*?)\n## /.exec(readme)?.[1] ?? ''
  for (const { name } of [...local, ...verbs])
    for (const word of name.split(' ')) expect(commands, name).toMatch(new RegExp(`\\b${word}\\b`))
})

test('every script and option of npm that the documents name is there', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
  const named = [...matches(/npm run (?:-s )?(\w+)/g, readme + read('docs/ARCHITECTURE.md') + read('.ci/run'))]
  expect(named.length).toBeGreaterThan(4)
  expect(named.filter((name) => !(name in scripts))).toEqual([])
})

test('the page of architecture names every feature', () => {
  const page = read('docs/ARCHITECTURE.md')
  for (const feature of globSync('src/features/*').map((path) => path.split('/').at(-1)))
    expect(page).toContain(`    ${feature}/ `)
})

test('every runtime dependency has its line, and is imported or needed by one that is', () => {
  const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> }
  const line = read('docs/decisions/0005-runtime-dependencies.md')
  for (const name of Object.keys(dependencies)) {
    const [scope, short] = name.startsWith('@') ? [name.split('/')[0], name.split('/')[1]] : ['', name]
    expect(
      line.includes(name) || (line.includes(`${scope}/`) && new RegExp(`\\| .*\\b${short}\\b.* \\|`).test(line)),
      name,
    ).toBe(true)
  }
})

test('files that the documents link to are there', () => {
  for (const file of ['README.md', ...globSync('docs/**/*.md')]) {
    for (const link of matches(/\]\((?!http)([^)#]+)\)/g, read(file)))
      expect(existsSync(link), `${file}: ${link}`).toBe(true)
  }
})
