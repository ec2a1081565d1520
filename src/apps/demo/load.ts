import { sql } from 'kysely'
import { ensureDemoPeople } from '../../features/people/api.ts'
import { endStates, readImport, startImport } from '../../features/intake/contract.ts'
import { client } from '../../kernel/client.ts'
import { FolderError, operatorKey } from '../../kernel/data-folder.ts'
import { transact } from '../../kernel/db.ts'
import { inProcess } from '../../kernel/inject.ts'
import { setSetting, setting } from '../../kernel/settings.ts'
import type { App } from '../app.ts'
import { demoIntakes } from './intakes.ts'
import { holders } from './holders.ts'

const seed = 20261121

/** Fill an empty folder with the demonstration, or go on with the one that is there. A folder with other data is refused. */
export async function ensureDemo(app: App, say: (line: string) => void): Promise<void> {
  const { services } = app
  const { db, config } = services
  const found = await setting<number>(db, 'demo')
  if (found === undefined) {
    const { rows } = await sql<{
      filled: boolean
    }>`select exists (select 1 from kernel.source) or exists (select 1 from people.person) as filled`.execute(db)
    if (rows[0]?.filled) {
      throw new FolderError(
        `The data folder ${config.data} holds other data: the demonstration goes into an empty folder only. Use another --data, or leave --demo out.`,
      )
    }
    await setSetting(db, 'demo', seed)
  }
  const call = client(inProcess(app.server), '', () => ({ authorization: `Operator ${operatorKey(config.data)}` }))
  // again after an interrupted first start; a demonstration that is complete is left as it is
  for (const { format, source } of demoIntakes) {
    const { rows } = await sql<{ release: number }>`select release from kernel.source where id = ${source({})}`.execute(
      db,
    )
    if ((rows[0]?.release ?? 0) > 0) continue
    say(`${format.title.en} / ${format.title.ja}`)
    const { id } = await call(startImport, {
      body: { format: format.name },
      files: [{ name: 'seed.txt', blob: new Blob([String(seed)]) }],
    })
    for (;;) {
      const { state, failure } = await call(readImport, { params: { id }, query: {} })
      if (state === 'live') break
      if (endStates.includes(state))
        throw new Error(`the demonstration could not be made: ${format.name} is ${state} ${failure ?? ''}`)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  await transact(db, (tx) =>
    ensureDemoPeople(
      tx,
      holders.map(({ id }) => id),
    ),
  )
}
