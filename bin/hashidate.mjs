#!/usr/bin/env node
import { fileURLToPath } from 'node:url'
import { goOn, isOurs } from './pinned.mjs'

if (isOurs) {
  const { main } = await import(new URL('../src/apps/cli.ts', import.meta.url))
  process.exitCode = await main(process.argv.slice(2))
} else goOn(fileURLToPath(import.meta.url), process.argv.slice(2))
