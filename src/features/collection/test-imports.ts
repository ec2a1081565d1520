import { openAsBlob } from 'node:fs'
import { basename } from 'node:path'
import { anActor, makeTestApp } from '../../../test/app.ts'
import type { TestApp, TestAppOptions } from '../../../test/app.ts'
import { freshDatabase } from '../../../test/db.ts'
import type { Actor } from '../../kernel/actor.ts'
import { countCohort, ownCount } from '../discovery/cohort-contract.ts'
import type { CohortAnswer } from '../discovery/cohort-contract.ts'
import { endStates, readImport, startImport } from '../intake/contract.ts'
import type { ImportView } from '../intake/contract.ts'

/** An app of its own with running jobs, and a holder with its people; everything goes through the front door. */
export async function aHolder(options: Partial<TestAppOptions> = {}) {
  const database = options.database ?? (await freshDatabase())
  const app = await makeTestApp({ ...options, database, jobs: true })
  const holder = 'some-bank'
  const people = {
    curator: anActor({ grants: [['curator', holder]] }),
    member: anActor({ grants: [['member', holder]] }),
    stranger: anActor({ grants: [['curator', 'other-bank']] }),
    researcher: anActor(),
  }
  const send = (
    content: string | Blob,
    it: { format?: string; name?: string; dryRun?: boolean; skip?: boolean; as?: Actor; holder?: string } = {},
  ) =>
    imported(
      app,
      it.as ?? people.curator,
      { name: it.name ?? 'donors.ndjson', blob: typeof content === 'string' ? new Blob([content]) : content },
      {
        format: it.format ?? 'donors',
        holder: it.holder ?? holder,
        dryRun: it.dryRun ?? false,
        onError: it.skip ? 'skip' : 'refuse',
      },
    )
  return {
    app,
    database,
    holder,
    people,
    send,
    lines: (records: readonly object[], it: Parameters<typeof send>[1] = {}) =>
      send(records.map((record) => `${JSON.stringify(record)}\n`).join(''), it),
    file: async (path: string, it: Parameters<typeof send>[1] = {}) =>
      send(await openAsBlob(path), { name: basename(path), ...it }),
    own: (where: object | undefined, asOf?: string): Promise<CohortAnswer> =>
      app.as(people.member).call(ownCount, {
        body: { holder, query: { version: 1, ...(where ? { where } : {}) }, ...(asOf ? { asOf } : {}) },
      }),
    shown: (where: object | undefined, asOf?: string, as: Actor = people.researcher): Promise<CohortAnswer> =>
      app
        .as(as)
        .call(countCohort, { body: { query: { version: 1, ...(where ? { where } : {}) }, ...(asOf ? { asOf } : {}) } }),
    async [Symbol.asyncDispose]() {
      await app[Symbol.asyncDispose]()
      if (!options.database) await database[Symbol.asyncDispose]()
    },
  }
}

async function imported(
  app: TestApp,
  actor: Actor,
  file: { name: string; blob: Blob },
  body: { format: string; holder: string; dryRun: boolean; onError: 'refuse' | 'skip' },
): Promise<ImportView> {
  const { call } = app.as(actor)
  const { id } = await call(startImport, { body, files: [file] })
  for (;;) {
    const view = await call(readImport, { params: { id }, query: { lang: 'en' } })
    if (endStates.includes(view.state)) return view
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}
