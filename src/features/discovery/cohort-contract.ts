import { closed, NamedText, nullable, oneOf, route, T } from '../../kernel/contract.ts'
import type { OutOf, Static } from '../../kernel/contract.ts'

/** A number of donors, or "fewer than": count is null and below says fewer than what. 0 and 9 look the same. */
export const Count = closed({
  count: nullable(T.Integer({ minimum: 0 })),
  below: nullable(T.Integer({ minimum: 1, description: 'with count null: fewer than this' })),
})
export type Count = Static<typeof Count>

export const HolderCount = closed({
  id: T.String(),
  name: NamedText,
  status: oneOf(['ok', 'few', 'unknown']),
  ...Count.properties,
  /** why it is unknown; unknown is not zero */
  reason: T.Optional(
    closed({
      code: oneOf(['failed', 'allowance']),
      en: T.String(),
      ja: T.String(),
      until: T.Optional(T.String({ description: 'when the next new question is free' })),
    }),
  ),
  /** with count specimens: their number as a range */
  specimens: T.Optional(nullable(closed({ from: T.Integer(), to: T.Integer() }))),
})
export type HolderCount = Static<typeof HolderCount>

export const CohortFacet = closed(
  {
    name: oneOf(['sex', 'age', 'material', 'data']),
    values: T.Array(
      closed({
        value: T.String({ description: 'a code; for age `40-49` in whole years, `90-` from 90 on' }),
        label: NamedText,
        ...Count.properties,
        holders: T.Array(closed({ id: T.String(), ...Count.properties })),
      }),
    ),
  },
  {
    description:
      'Each cell is the question together with its category, as if it had been asked. Parts need not add up to the whole.',
  },
)
export type CohortFacet = Static<typeof CohortFacet>

export const CohortAnswer = closed({
  holders: T.Array(HolderCount),
  total: nullable(
    T.Integer({
      description: 'Sum of the numbers shown; null where none is. It need not be what all holders have together.',
    }),
  ),
  totalFew: T.Integer({ description: 'holders with fewer than 10' }),
  totalUnknown: T.Integer({ description: 'holders that could not answer' }),
  facets: T.Array(CohortFacet),
  sentence: closed({ en: T.String(), ja: T.String() }),
  /** the day that was asked as of, as it was taken; null is the state of now */
  asOf: nullable(T.String()),
  /** how the numbers are protected; true counts have none */
  protected: T.Boolean(),
  notes: T.Array(closed({ en: T.String(), ja: T.String() })),
})
export type CohortAnswer = Static<typeof CohortAnswer>

const query = T.Unknown({ description: 'a question, see /schemas/cohort-query.json' })
const asOf = T.Optional(
  T.String({
    pattern: '^\\d{4}-\\d\\d-\\d\\d$',
    description:
      'What had been reported by the end of this day in Asia/Tokyo; in protected answers rounded down to the end of a month',
  }),
)

export const countCohort = route({
  id: 'discovery.count',
  method: 'POST',
  path: '/cohorts/count',
  who: 'signed-in',
  scope: 'read',
  summary:
    'Protected counts of donors per holder, with facets. 100 new questions to a holder in 30 days; repeats are free.',
  body: closed({ query, asOf }),
  response: CohortAnswer,
})
export const ownCount = route({
  id: 'discovery.own-count',
  method: 'POST',
  path: '/cohorts/own-count',
  who: 'signed-in',
  scope: 'read',
  summary: 'True counts, for the people of the holder only',
  body: closed({ query, asOf, holder: T.String({ maxLength: 63 }) }),
  response: CohortAnswer,
})
export const explainCohort = route({
  id: 'discovery.explain',
  method: 'POST',
  path: '/cohorts/explain',
  who: 'anyone',
  scope: 'read',
  summary: 'A question as a sentence in both languages, or what is wrong with it',
  body: closed({ query }),
  response: closed({ sentence: CohortAnswer.properties.sentence }),
})

const listed = T.Array(closed({ value: T.String(), label: NamedText }))
/** What the page needs to build a question and to say how its answer is protected. */
export const cohortBasics = route({
  id: 'discovery.cohort-basics',
  method: 'GET',
  path: '/cohorts/basics',
  who: 'anyone',
  summary: 'Published value lists of criteria, and the size of the noise and of the allowance',
  response: closed({
    lists: closed({ sex: listed, material: listed, storage: listed, data: listed }),
    protection: closed({
      threshold: T.Integer({ description: 'fewer than this are not told apart' }),
      reach: T.Integer({ description: 'a number shown is never further from the true one' }),
      mostly: T.Integer({ description: 'and in 19 of 20 not further than this' }),
      variance: T.Number(),
      /** of each difference from -reach to reach, in 1000 */
      noise: T.Array(T.Number()),
      questions: T.Integer(),
      days: T.Integer(),
    }),
  }),
})
export type CohortBasics = OutOf<typeof cohortBasics>
