import type { OutOf } from '../../../kernel/contract.ts'
import { allowance } from '../../../kernel/disclosure-budget.ts'
import { noise, published, threshold } from '../../../kernel/disclosure.ts'
import type { Services } from '../../../kernel/feature.ts'
import type { cohortBasics } from '../cohort-contract.ts'
import { listedLabels } from './cohort-categories.ts'

/** The smallest distance within which a number is in this share of questions. */
export function reachOf(share: number): number {
  const inside = (most: number) =>
    noise.q.reduce((sum, p, at) => (Math.abs(at - noise.reach) <= most ? sum + p : sum), 0)
  return noise.q.findIndex((_, most) => inside(most) >= share)
}

export async function basics(services: Services): Promise<OutOf<typeof cohortBasics>> {
  const { questions, days } = allowance
  return {
    lists: listedLabels(services),
    protection: {
      threshold,
      ...published,
      mostly: reachOf(0.95),
      noise: noise.q.map((p) => Math.round(p * 10_000) / 10),
      questions,
      days,
    },
  }
}
