import { ConfigError } from '../kernel/config.ts'
import type { Config } from '../kernel/config.ts'
import { mountPage } from '../kernel/page.ts'
import { openApp, projectRoot } from './app.ts'
import type { App } from './app.ts'
import { ensureDemo } from './demo/load.ts'
import { features } from './features.ts'
import { buildPage } from './web/build.ts'

export interface RunningServer extends AsyncDisposable {
  readonly url: string
  readonly app: App
}

/** The whole product on a socket. The page is built when its sources are newer than the last build. */
export async function startServer(config: Config, say: (line: string) => void): Promise<RunningServer> {
  const dist = await buildPage(projectRoot, say)
  const app = await openApp(config, { features })
  try {
    await mountPage(app.server, app.services, dist)
    if (config.demo) await ensureDemo(app, say)
    await app.server.listen({ host: config.host, port: config.port }).catch((cause: NodeJS.ErrnoException) => {
      if (!['EADDRINUSE', 'EACCES', 'EADDRNOTAVAIL', 'ENOTFOUND'].includes(cause.code ?? '')) throw cause
      throw new ConfigError([
        `${config.host} port ${config.port} cannot be listened on (${cause.code}): another program has it, or it is not yours. Use --port or --host.`,
      ])
    })
    const address = app.server.server.address()
    // port 0 asks the system for a free one
    const port = typeof address === 'object' && address ? address.port : config.port
    const url = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`
    app.announce(url)
    if (!app.services.database.engine.concurrent) {
      app.services.log.warn(
        {},
        'embedded database: for trial and small sites. It survives a killed process, not a power cut; set DATABASE_URL for PostgreSQL',
      )
    }
    return { url, app, [Symbol.asyncDispose]: () => app[Symbol.asyncDispose]() }
  } catch (error) {
    await app[Symbol.asyncDispose]()
    throw error
  }
}
