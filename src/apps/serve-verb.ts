import { readConfig } from '../kernel/config.ts'
import { text } from '../kernel/verb.ts'
import type { LocalVerb } from './local-verbs.ts'
import { startServer } from './server.ts'

export const serve: LocalVerb = {
  name: 'serve',
  usage: '[--data DIR] [--port N] [--host H] [--demo]',
  summary: {
    en: 'Serve the page and the API; --demo fills an empty folder with a demonstration',
    ja: 'ページとAPIを提供します。--demo は空のフォルダーにデモを作ります',
  },
  options: { port: { type: 'string' }, host: { type: 'string' }, demo: { type: 'boolean' } },
  words: [0, 0],
  async local({ flags }, io, env) {
    const config = readConfig(env, {
      data: io.data,
      port: text(flags.port),
      host: text(flags.host),
      ...(flags.demo ? { demo: true } : {}),
    })
    await using server = await startServer(config, io.err)
    io.out(server.url)
    await new Promise<void>((resolve) => {
      // a second signal ends at once
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
    })
    io.err('stopping')
    return 0
  },
}
