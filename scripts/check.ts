import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** `npm run check`: every check, also after one that failed. `--mend` (`npm run format`) lets the formatter and the linter mend. */
const root = fileURLToPath(new URL('..', import.meta.url))
const mend = process.argv.includes('--mend')
const steps: [name: string, ...args: string[]][] = mend
  ? [
      ['format', 'node_modules/oxfmt/bin/oxfmt'],
      ['lint', 'node_modules/oxlint/bin/oxlint', '--fix'],
    ]
  : [
      ['types', 'node_modules/typescript/bin/tsc', '--noEmit'],
      ['lint', 'node_modules/oxlint/bin/oxlint', '--deny-warnings'],
      ['format', 'node_modules/oxfmt/bin/oxfmt', '--check'],
      ['generated files', 'scripts/gen.ts', '--check'],
      ['architecture', 'node_modules/vitest/vitest.mjs', 'run', 'test/architecture.test.ts', 'test/front.test.ts'],
    ]
const failed: string[] = []
for (const [name, ...args] of steps) {
  console.log(`\n--- ${name}`)
  if (spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status !== 0) failed.push(name)
}
console.log(failed.length ? `\nfailed: ${failed.join(', ')}` : '\nall is well')
process.exitCode = failed.length ? 1 : 0
