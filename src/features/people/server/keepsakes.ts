import { sql } from 'kysely'
import { sqlState, transact } from '../../../kernel/db.ts'
import type { Tx } from '../../../kernel/db.ts'
import { handle } from '../../../kernel/feature.ts'
import type { Served } from '../../../kernel/feature.ts'
import { getKeepsake, putKeepsake } from '../contract.ts'
import { keepsakeBytes, keepsakesPerPerson } from '../model.ts'
import { changedMeanwhile, keepsakeTooLarge, notAPerson, tooManyKeepsakes } from '../problems.ts'
import { tables } from './tables.ts'

/** The version after writing; undefined when somebody else wrote meanwhile (another tab of the same person). */
async function write(tx: Tx, person: string, name: string, json: string, version: number): Promise<number | undefined> {
  if (version > 0) {
    const { rows } = await sql<{
      version: number
    }>`update people.keepsake set value = ${json}::jsonb, version = version + 1, at = now()
      where person = ${person} and name = ${name} and version = ${version} returning version`.execute(tx)
    return rows[0]?.version
  }
  const { rows } = await sql<{
    version: number
  }>`insert into people.keepsake (person, name, value) values (${person}, ${name}, ${json}::jsonb)
    on conflict do nothing returning version`.execute(tx)
  return rows[0]?.version
}

export const keepsakeRoutes: readonly Served[] = [
  handle(getKeepsake, async ({ params }, { db, actor }) => {
    if (actor.kind !== 'person') throw notAPerson()
    const row = await tables(db)
      .selectFrom('people.keepsake')
      .select(['value', 'version'])
      .where('person', '=', actor.id)
      .where('name', '=', params.name)
      .executeTakeFirst()
    return { name: params.name, version: 0, ...row }
  }),

  handle(putKeepsake, async ({ params, body }, { db, actor }) => {
    if (actor.kind !== 'person') throw notAPerson()
    const json = JSON.stringify(body.value)
    if (Buffer.byteLength(json) > keepsakeBytes) throw keepsakeTooLarge(keepsakeBytes)
    try {
      return await transact(db, async (tx) => {
        const mine = tables(tx).selectFrom('people.keepsake').where('person', '=', actor.id)
        const version = await write(tx, actor.id, params.name, json, body.version)
        if (version === undefined) {
          const now = await mine.select('version').where('name', '=', params.name).executeTakeFirst()
          throw changedMeanwhile(now?.version ?? 0)
        }
        const { count } = await mine.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
        if (count > keepsakesPerPerson) throw tooManyKeepsakes(keepsakesPerPerson)
        return { name: params.name, version }
      })
    } catch (error) {
      const state = sqlState(error)
      // somebody who is no person of this database
      if (state === '23503') throw notAPerson()
      throw error
    }
  }),
]
