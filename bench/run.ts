import { spawn } from 'node:child_process'
import { globSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'

/** `npm run bench -- NAME [options]`: each benchmark is a program of its own, so that none warms or fills another's memory. */
const here = fileURLToPath(new URL('.', import.meta.url))
const names = globSync('*.ts', { cwd: here })
  .map((file) => basename(file, '.ts'))
  .filter((name) => name !== 'run')
  .toSorted()
const [name = '', ...options] = process.argv.slice(2)
if (!names.includes(name)) {
  console.error(`usage: npm run bench -- NAME [--short]\nNAME is one of: ${names.join(', ') || '(there is none)'}`)
  process.exit(2)
}
const child = spawn(process.execPath, ['--expose-gc', `${here}${name}.ts`, ...options], { stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => {
  process.exitCode = signal ? 1 : (code ?? 1)
})
