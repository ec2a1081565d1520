import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/**
 * `npm run dev`: the server on port 4000, started anew when one of its files changes, and the page on port 4001, changed
 * in place. Both end together.
 */
const root = fileURLToPath(new URL('..', import.meta.url))
const node = (...args: string[]) => spawn(process.execPath, args, { cwd: root, stdio: 'inherit' })
const children = [
  node('--watch', '--watch-preserve-output', 'bin/hashidate.mjs', 'serve', '--demo', ...process.argv.slice(2)),
  node('node_modules/vite/bin/vite.js'),
]
const stop = () => {
  for (const child of children) child.kill('SIGTERM')
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop)
for (const child of children) child.on('exit', stop)
