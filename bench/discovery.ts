import { spawnSync } from 'node:child_process'
import { createWriteStream, openAsBlob } from 'node:fs'
import { join } from 'node:path'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { indexState, search } from '../src/features/discovery/contract.ts'
import { endStates, readImport, startImport } from '../src/features/intake/contract.ts'
import { lookUp } from '../src/features/terms/contract.ts'
import { csvRow, diseaseEn, diseaseJa, figure, header, quantile, questions, termHeader, termRow } from './lib/made.ts'
import { plainWay } from './lib/plain.ts'
import { startServer, temporary } from './lib/server.ts'
import type { BenchServer } from './lib/server.ts'

/**
 * The figures of search: growth of the text search with all facets, the plain way beside it, look-up of terms, start, and
 * what users feel while a million rows come in. It makes its data; prints one JSON line a figure; judges nothing.
 * `--short`: up to 10,000 rows.
 */
const short = process.argv.includes('--short')
const sizes = short ? [1e3, 1e4] : [1e3, 1e4, 1e5, 1e6]
const largest = sizes.at(-1)!

async function write(path: string, head: string, row: (n: number) => string, count: number): Promise<string> {
  const file = createWriteStream(path)
  file.write(`${head}\n`)
  for (let n = 0; n < count; n += 1000) {
    let text = ''
    for (let at = n; at < Math.min(count, n + 1000); at++) text += row(at)
    if (!file.write(text)) await once(file, 'drain')
  }
  file.end()
  await once(file, 'finish')
  return path
}

async function bring(server: BenchServer, format: string, path: string, holder?: string): Promise<number> {
  const started = performance.now()
  const { id } = await server.call(startImport, {
    body: { format, ...(holder ? { holder } : {}) },
    files: [{ name: 'made.csv', blob: await openAsBlob(path) }],
  })
  for (;;) {
    const view = await server.call(readImport, { params: { id }, query: { rejected: 3 } })
    if (view.state === 'live') return (performance.now() - started) / 1000
    if (endStates.includes(view.state))
      throw new Error(`the import is ${view.state}: ${JSON.stringify(view.report?.rejected)} ${view.failure}`)
    await sleep(100)
  }
}

async function settled(server: BenchServer, rows: number): Promise<void> {
  for (;;) {
    const { searched } = await server.call(search, { query: { limit: 0 } })
    // what came in many pieces is merged in the background: steady is when few are left
    const { segments } = await server.call(indexState)
    if (!searched.behind && searched.publications >= rows && segments <= 6) return
    await sleep(200)
  }
}

/** Milliseconds of each question, through the front door over HTTP, all facets counted. */
async function ask(server: BenchServer, count: number, seed: number): Promise<number[]> {
  const times: number[] = []
  for (const { q, filter } of questions(count, seed)) {
    const started = performance.now()
    await server.call(search, { query: { q, limit: 20, ...(filter ? { material: [filter.material!] } : {}) } })
    times.push(performance.now() - started)
  }
  return times.toSorted((a, b) => a - b)
}

async function starts(): Promise<void> {
  using folder = temporary()
  for (const which of ['first', 'second']) {
    const started = performance.now()
    await using server = await startServer(folder.path, ['--demo'])
    await (await fetch(`${server.url}/api/search?q=iPS`)).json()
    figure(`start.${which}`, (performance.now() - started) / 1000, 's', 1121)
  }
}

async function growth(): Promise<void> {
  using folder = temporary()
  await using server = await startServer(join(folder.path, 'data'))
  const terms = short ? 4000 : 70_000
  await bring(server, 'terms-csv', await write(join(folder.path, 'terms.csv'), termHeader, termRow, terms))
  await lookUps(server, terms)
  const p95: [number, number][] = []
  for (const rows of sizes) {
    const path = await write(join(folder.path, 'catalogue.csv'), header, csvRow, rows)
    const last = rows === largest
    const watch = last ? watching(server) : undefined
    const seconds = await bring(server, 'csv', path, 'bench')
    const felt = await watch?.stop()
    figure('import.rate', (rows - rows / 10) / seconds, 'rows/s', rows)
    await settled(server, rows)
    await sleep(3000)
    await ask(server, 40, 1)
    const times = await ask(server, 400, 2)
    figure('search.p50', quantile(times, 0.5), 'ms', rows)
    figure('search.p95', quantile(times, 0.95), 'ms', rows)
    p95.push([rows, quantile(times, 0.95)])
    if (felt) for (const [name, value] of felt) figure(`while-importing.${name}`, value, 'ms', rows)
  }
  const [first, end] = [p95[0]!, p95.at(-1)!]
  figure('search.growth', Math.log(end[1] / first[1]) / Math.log(end[0] / first[0]), 'slope log-log of p95', largest)
  const { now, most } = server.memory()
  figure('memory.serving', now / 2 ** 20, 'MiB', largest)
  figure('memory.most', most / 2 ** 20, 'MiB', largest)
}

async function lookUps(server: BenchServer, rows: number): Promise<void> {
  const texts = (n: number) => [
    diseaseEn(n),
    diseaseJa(n),
    `N${n}`,
    diseaseEn(n).slice(0, 5),
    `${diseaseJa(n)}症候群${n}`,
  ]
  const times: number[] = []
  for (let n = 0; n < 500; n++) {
    const q = texts((n * 37) % 4000)[n % 5]!
    const started = performance.now()
    await server.call(lookUp, { query: { q } })
    if (n >= 50) times.push(performance.now() - started)
  }
  times.sort((a, b) => a - b)
  figure('terms.look-up.p50', quantile(times, 0.5), 'ms', rows)
  figure('terms.look-up.p95', quantile(times, 0.95), 'ms', rows)
}

/** Twenty searches and ten sign-in look-ups a second, at their times whether or not the last one is back; stops by itself. */
function watching(server: BenchServer): { stop(): Promise<[string, number][]> } {
  const searches: number[] = []
  const signIns: number[] = []
  const open: Promise<void>[] = []
  const loop: number[] = []
  const time = (into: number[], work: () => Promise<unknown>) => {
    const started = performance.now()
    open.push(
      work().then(
        () => void into.push(performance.now() - started),
        () => {},
      ),
    )
  }
  const list = questions(1000, 3)
  let count = 0
  const timer = setInterval(() => {
    const { q } = list[count++ % list.length]!
    time(searches, () => server.call(search, { query: { q, limit: 20 } }))
    if (count % 2)
      time(signIns, async () =>
        (await fetch(`${server.url}/api/session`, { headers: { authorization: 'Bearer hsd_nobody' } })).text(),
      )
    if (count % 40 === 0) {
      time([], async () => {
        const text = await (await fetch(`${server.url}/api/metrics`, { headers: server.headers })).text()
        const p99 = /^nodejs_eventloop_lag_p99_seconds ([\d.e-]+)/m.exec(text)?.[1]
        if (p99) loop.push(Number(p99) * 1000)
      })
    }
    if (count > 20 * 1800) clearInterval(timer)
  }, 50)
  return {
    async stop() {
      clearInterval(timer)
      await Promise.all(open)
      const sorted = (list: number[]) => list.toSorted((a, b) => a - b)
      return [
        ['search.p95', quantile(sorted(searches), 0.95)],
        ['sign-in.p95', quantile(sorted(signIns), 0.95)],
        // a short import ends before the first sample
        ...(loop.length ? [['event-loop-delay.p99', Math.max(...loop)] as [string, number]] : []),
        ['searches', searches.length],
      ]
    },
  }
}

figure('cores', Number(spawnSync('nproc').stdout.toString()), 'cores', 0)
await starts()
await growth()
await plainWay(largest, short)
