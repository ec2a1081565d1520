import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

/**
 * The arrows of the house (docs/ARCHITECTURE.md). A new arrow is a line in one of the three tables here, with its
 * reason, so that somebody sees it. `import type` costs nothing at run time; where only types may cross, it says so.
 */

/** Whose api.ts a feature may call. People are known to all; discovery and knowledge know no feature. */
const mayCall: Record<string, readonly string[]> = {
  people: [],
  terms: ['people'],
  intake: ['people'],
  collection: ['people', 'terms'],
  bank: ['people', 'terms', 'collection'],
  discovery: [],
}

/** What may reach a browser. A package that is not here makes the page larger or does not run there. */
const browserPackages = /^(react|react-dom|react-router|typebox|@mantine|@tanstack|@tabler|@lingui)(\/|$)/

/** Arrows against the rules, looked at and kept. A line that is no longer needed fails too. */
const reviewed: Record<string, string> = {
  'features/discovery/web/queries.ts -> features/terms/contract.ts':
    'the search box asks for the senses of a text by the route of terms; the server of discovery does not know terms',
}

interface Edge {
  from: string
  to: string
  /** nothing remains of it at run time */
  type?: boolean
}

const imports =
  /(?:^|\n)\s*(?:import|export)\s+(type\s)?(?:[\w*{}\s,$]+?\sfrom\s*)?['"]([^'"\n]+)['"]|\bimport\(\s*['"]([^'"\n]+)['"]|new URL\(['"](\.[^'"\n]+\.ts)['"]/g

const edgesOf = (from: string, text: string): Edge[] =>
  [...text.matchAll(imports)].map(([, type, named, dynamic, thread]) => {
    const to = named ?? dynamic ?? thread ?? ''
    return { from, to: to.startsWith('.') ? join(dirname(from), to) : to, ...(type ? { type: true } : {}) }
  })

function edges(root: string): Edge[] {
  return globSync('**/*.{ts,tsx}', { cwd: root })
    .filter((file) => !aside.test(file))
    .flatMap((file) => edgesOf(file, readFileSync(join(root, file), 'utf8')))
}
/** Tests and what only they use go where they must. */
const aside = /\.test\.tsx?$|\.d\.ts$|^features\/\w+\/(builders|test-[\w-]+)\.ts$/

/** `features/terms/server/routes.ts` is `{ feature: 'terms', part: 'server' }`; `kernel/db.ts` is `{ part: 'kernel' }`. */
function place(path: string): { feature?: string; part: string } {
  const [top = '', feature = '', part = ''] = path.split('/')
  // `cohort-contract.ts` is a contract, `donor-record.ts` a record: a part may be in several files
  if (top === 'features')
    return { feature, part: part.replace(/\.tsx?$/, '').replace(/^\w+-(contract|record|codes|intake|cli)$/, '$1') }
  // the builder is a program of the server that lies beside what it builds
  if (path.startsWith('apps/web/') && path !== 'apps/web/build.ts') return { part: 'page' }
  return { part: top }
}

const pureParts = ['contract', 'model', 'policy', 'problems', 'record', 'codes']
/** From the first, what it may know of its own feature; types of a part are allowed where the part is, and where `type` says. */
const own: Record<string, { values: readonly string[]; types?: readonly string[] }> = {
  contract: { values: ['codes'], types: ['record', 'model'] },
  record: { values: ['codes'] },
  codes: { values: ['codes', 'permissions'], types: ['record'] },
  model: { values: ['model', 'codes'], types: ['contract', 'record'] },
  policy: { values: ['policy'], types: ['contract', 'record', 'model'] },
  problems: { values: [], types: ['contract'] },
  formats: { values: ['formats', 'codes', 'record', 'model'] },
  intake: { values: ['formats', 'codes', 'record', 'model'] },
  web: { values: ['web', ...pureParts] },
  cli: { values: ['cli', ...pureParts] },
  demo: { values: pureParts },
}

function violations(all: readonly Edge[]): string[] {
  const server = notForBrowsers(all)
  const faults: string[] = []
  for (const { from, to, type } of all) {
    const [a, b] = [place(from), place(to)]
    const no = (why: string) => void faults.push(`${from} -> ${to}: ${why}`)
    const inPage = ['web', 'ui', 'page', ...pureParts].includes(a.part)
    if (!/^(apps|features|kernel|ui|stats)\//.test(to)) {
      if (type || /\.(css|svg|po)$/.test(to)) continue
      if (inPage && !browserPackages.test(to)) no('this package is not for browsers')
      else if (a.part === 'model' || a.part === 'policy' || a.part === 'stats') no('rules and numerics need no package')
      continue
    }
    if (aside.test(to)) no('only tests know tests and their builders')
    else if (a.part === 'kernel' || a.part === 'stats') {
      if (b.part !== a.part) no(`${a.part} knows nothing of ours`)
    } else if (a.part === 'ui') {
      if (b.part !== 'ui' && b.part !== 'kernel') no('ui knows no feature')
    } else if (a.part === 'page') {
      if (b.feature && b.part !== 'web' && !pureParts.includes(b.part)) no('the page knows web/ and what is pure')
      if (b.part === 'apps') no('the page knows nothing of the server')
    } else if (a.feature === undefined) {
      if (b.feature && b.part === 'server') no("apps start from a feature's value, its api or its intake")
    } else if (b.part === 'apps' || b.part === 'page') no('a feature knows no application')
    else if (a.feature === b.feature) {
      const { values, types = [] } = own[a.part] ?? { values: undefined }
      if (values ? !(values.includes(b.part) || (type && types.includes(b.part))) : b.part === 'web')
        no(`${a.part} does not know ${b.part}`)
    } else if (b.feature) {
      if (a.feature === 'discovery' || a.feature === 'knowledge') no('imports no feature')
      else if (b.part === 'contract') {
        if (!['web', 'cli', 'contract'].includes(a.part))
          no('the contract of another is for pages, commands and contracts')
      } else if (b.part !== 'api' || !['server', 'intake', 'api', 'index'].includes(a.part))
        no('inside of another feature')
      else if (!mayCall[a.feature]?.includes(b.feature)) no('not in the table of who may call whom')
    } else if (b.part === 'ui' && a.part !== 'web') no('ui is for pages')
    else if (b.part === 'stats' && !['model', 'server'].includes(a.part)) no('numerics are for rules and servers')
    if (inPage && !type && server.has(to)) no('reaches a package or module that no browser has')
  }
  return faults
}

/** Modules that need Node or a package of the server, by themselves or by what they import. */
function notForBrowsers(all: readonly Edge[]): Set<string> {
  const found = new Set<string>()
  const values = all.filter(({ type, from }) => !type && !/^(ui|apps\/web|features\/\w+\/web)\//.test(from))
  for (let before = -1; before !== found.size;) {
    before = found.size
    for (const { from, to } of values)
      if (found.has(to) || (!/^(apps|features|kernel|ui|stats)\//.test(to) && !browserPackages.test(to)))
        found.add(from)
  }
  return found
}

test('the tree keeps its arrows', () => {
  const found = violations(edges('src'))
  expect(found.filter((fault) => !Object.hasOwn(reviewed, fault.split(': ')[0] ?? ''))).toEqual([])
})

test('a reviewed arrow that nobody needs any more is taken out', () => {
  const found = new Set(violations(edges('src')).map((fault) => fault.split(': ')[0]))
  expect(Object.keys(reviewed).filter((arrow) => !found.has(arrow))).toEqual([])
})

test.each<[string, Edge]>([
  ['web reaches a server', { from: 'features/terms/web/page.tsx', to: 'features/terms/server/store.ts' }],
  ['kernel knows a feature', { from: 'kernel/db.ts', to: 'features/terms/contract.ts' }],
  ['kernel knows ui', { from: 'kernel/words.ts', to: 'ui/words.ts' }],
  ['ui knows a feature', { from: 'ui/table.tsx', to: 'features/terms/contract.ts', type: true }],
  [
    'a rule of one reads the tables of another',
    { from: 'features/bank/model.ts', to: 'features/terms/server/store.ts' },
  ],
  ['a rule takes more than types', { from: 'features/bank/model.ts', to: 'features/bank/contract.ts' }],
  ['a rule reads a file', { from: 'features/bank/policy.ts', to: 'node:fs' }],
  ['a rule brings a package', { from: 'features/bank/model.ts', to: 'react' }],
  ['a page brings Node', { from: 'features/bank/web/line-page.tsx', to: 'node:path' }],
  ['a page brings a server package', { from: 'ui/table.tsx', to: 'kysely' }],
  ['a contract reaches Node through the kernel', { from: 'features/bank/contract.ts', to: 'kernel/audit.ts' }],
  ['a call that is not in the table', { from: 'features/terms/server/store.ts', to: 'features/collection/api.ts' }],
  ['past the api', { from: 'features/collection/server/store.ts', to: 'features/terms/server/store.ts' }],
  [
    'a server speaks to another by contract',
    { from: 'features/collection/server/store.ts', to: 'features/terms/contract.ts' },
  ],
  ['discovery knows a feature', { from: 'features/discovery/server/search.ts', to: 'features/people/api.ts' }],
  ['a server draws', { from: 'features/terms/server/routes.ts', to: 'features/terms/web/routes.tsx' }],
  ['a server uses ui', { from: 'features/terms/server/routes.ts', to: 'ui/words.ts' }],
  ['a feature knows the application', { from: 'features/terms/index.ts', to: 'apps/features.ts' }],
  ['an application reads tables', { from: 'apps/app.ts', to: 'features/terms/server/store.ts' }],
  ['the page of the application reads a server', { from: 'apps/web/shell.tsx', to: 'features/terms/api.ts' }],
  ['the product knows builders of tests', { from: 'apps/server.ts', to: 'features/people/builders.ts' }],
])('this check sees: %s', (_, edge) => {
  // among the real edges, so that what the kernel reaches is known
  const found = violations([...edges('src'), edge])
  expect(found.filter((fault) => fault.startsWith(`${edge.from} -> ${edge.to}: `))).not.toEqual([])
})

test('this check reads every way to import', () => {
  const text = `import { a } from './a.ts'\nimport type { B } from '../b.ts'\nexport { c } from './c.ts'\nimport './d.css'
const e = await import('./e.ts')\nnew Worker(new URL('./f.ts', import.meta.url))\nimport {\n  g,\n  type H,\n} from 'node:g'\nexport type * from './i.ts'`
  expect(edgesOf('kernel/x.ts', text)).toEqual([
    { from: 'kernel/x.ts', to: 'kernel/a.ts' },
    { from: 'kernel/x.ts', to: 'b.ts', type: true },
    { from: 'kernel/x.ts', to: 'kernel/c.ts' },
    { from: 'kernel/x.ts', to: 'kernel/d.css' },
    { from: 'kernel/x.ts', to: 'kernel/e.ts' },
    { from: 'kernel/x.ts', to: 'kernel/f.ts' },
    { from: 'kernel/x.ts', to: 'node:g' },
    { from: 'kernel/x.ts', to: 'kernel/i.ts', type: true },
  ])
  expect(edges('src').length).toBeGreaterThan(500)
})

/** What no file may hold; each with a text that it must find. This file is the only one that may name them. */
const forbidden: [RegExp, string][] = [
  [/\b(TODO|FIXME|XXX|HACK)\b/, '// TODO later'],
  [/@ts-(ignore|nocheck|expect-error)/, '// @ts-ignore'],
  [/(:|\bas|<)\s*any\s*([,;)=>\]|&}]|$)/m, 'const x: any = 1'],
  [/[\s'"`(=](\/root|\/home\/\w+|\/Users\/\w+|\/tmp|C:\\\\?\w+)[/\\]/, "const place = '/home/ann/data'"],
  [/registry\.(npmjs|yarnpkg)|npmjs\.(org|com)|(deb|security)\.debian\.org/, 'see https://registry.npmjs.org/x'],
  [/^ {6}"resolved": "http/m, '      "resolved": "https://some.host/x.tgz"'],
  [/\b(describe|test|it)\.only\(/, "test.only('x', () => {})"],
]
const longest = 400
/** A table of data is read by machines. */
const longerThanThat = [
  'src/apps/demo/diseases.ts',
  'package-lock.json',
  'openapi.json',
  'schema.sql',
  'LICENSE',
  'src/apps/web/locales/en.po',
  'src/apps/web/locales/ja.po',
]

function faultsOf(path: string, text: string): string[] {
  const lines = text.split('\n').length - 1
  return [
    ...(lines > longest && !longerThanThat.includes(path) ? [`${path}: ${lines} lines`] : []),
    ...forbidden.flatMap(([pattern]) => pattern.exec(text)?.[0] ?? []).map((found) => `${path}: ${found.trim()}`),
  ]
}

test('no file is too long, unfinished, or names a place of one machine', () => {
  const files = globSync([
    '{src,test,bench,bin,scripts,migrations,docs}/**/*.{ts,tsx,mjs,css,html,po,sql,md}',
    '.ci/*',
    '*.{ts,json,sql,md}',
    '.*rc.json',
    '.npmrc',
  ])
  expect(files.length).toBeGreaterThan(200)
  expect(
    files
      .filter((file) => file !== 'test/architecture.test.ts')
      .flatMap((file) => faultsOf(file, readFileSync(file, 'utf8'))),
  ).toEqual([])
})

test('and this check sees each of them', () => {
  for (const [, example] of forbidden) expect(faultsOf('x.ts', `const a = 1\n${example}\n`), example).toHaveLength(1)
  expect(faultsOf('x.ts', 'const a = 1\n'.repeat(longest + 1))).toEqual(['x.ts: 401 lines'])
  expect(faultsOf('x.ts', 'const a = 1\n'.repeat(longest))).toEqual([])
  expect(faultsOf('x.ts', '/** any of them */ const url = `${base}/tmp/x`, title = "x: any or all"')).toEqual([])
})
