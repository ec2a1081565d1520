import { handle } from '../../../kernel/feature.ts'
import { cohortBasics, countCohort, explainCohort, ownCount } from '../cohort-contract.ts'
import { basics } from './cohort-basics.ts'
import { protectedCount, readQuestion, sentence, trueCount } from './cohort-count.ts'

export const cohortRoutes = [
  handle(cohortBasics, (_, context) => basics(context)),
  handle(countCohort, ({ body }, context) => protectedCount(body.query, body.asOf, context)),
  handle(ownCount, ({ body }, context) => trueCount(body.query, body.asOf, body.holder, context)),
  handle(explainCohort, async ({ body }, context) => ({
    sentence: await sentence(readQuestion(body.query, context, context.locale), context),
  })),
]
