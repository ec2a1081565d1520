import { pick } from '../../../kernel/words.ts'
import type { Locale, Named } from '../../../kernel/words.ts'

/** Values whose label another value has too: two diseases of one name are two, and are told apart by their identifiers. */
export function sameLabels(locale: Locale, values: readonly { value: string; label: Named }[]): Set<string> {
  const byLabel = Map.groupBy(
    values.filter(({ label }) => pick(locale, label) !== undefined),
    ({ label }) => pick(locale, label),
  )
  return new Set(
    [...byLabel.values()].filter((group) => group.length > 1).flatMap((group) => group.map(({ value }) => value)),
  )
}
