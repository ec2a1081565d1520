import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { transact } from '../../../kernel/db.ts'
import type { Services } from '../../../kernel/feature.ts'
import { allowance, mayAsk } from '../../../kernel/disclosure-budget.ts'
import type { Verdict } from '../../../kernel/disclosure-budget.ts'
import type { CohortQuery } from '../model/cohort/query.ts'

export interface Ask {
  person: string
  holder: string
  release: number
  asOf: string
  canonical: string
  query: CohortQuery
}

/** Whether this person may put this question to this holder; a new one is written down before it is answered. */
export async function ask(
  { db, clock, gate }: Services,
  { person, holder, release, asOf, canonical, query }: Ask,
): Promise<Verdict> {
  const now = clock.now()
  const question = createHash('sha256').update(canonical).digest('base64url')
  return gate.pass(() =>
    transact(db, async (tx) => {
      const since = new Date(now.getTime() - allowance.days * 86_400_000)
      const known =
        await sql`select 1 from discovery.question where person = ${person} and holder = ${holder} and release = ${release} and as_of = ${asOf} and question = ${question}`.execute(
          tx,
        )
      const { rows } = await sql<{
        at: string
      }>`select at from discovery.question where person = ${person} and holder = ${holder} and at > ${since.toISOString()} order by at`.execute(
        tx,
      )
      const times = rows.map(({ at }) => new Date(at))
      const verdict = mayAsk(
        { has: () => known.rows.length > 0, newSince: () => times },
        { person, holder, release: String(release), question },
        now,
      )
      if (verdict.allowed && verdict.isNew) {
        await sql`insert into discovery.question (person, holder, release, as_of, question, asked, at)
        values (${person}, ${holder}, ${release}, ${asOf}, ${question}, ${JSON.stringify(query)}::jsonb, ${now.toISOString()})`.execute(
          tx,
        )
      }
      return verdict
    }),
  )
}
