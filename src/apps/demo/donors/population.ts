import { random } from '../random.ts'
import { donorLine, enrolment } from './donor.ts'
import type { Tally } from './donor.ts'
import { family } from './family.ts'

export type { Tally } from './donor.ts'
export const emptyTally = (): Tally => ({
  donors: 0,
  families: 0,
  diagnoses: 0,
  measurements: 0,
  specimens: 0,
  aliquots: 0,
  data: 0,
  withdrawn: 0,
  withParents: 0,
})

/**
 * Lines of NDJSON about invented donors, the same for the same seed; a smaller population is the beginning of a larger
 * one. Only one family is held at a time. `tally` counts what was made.
 */
export function* population(count: number, seed: number, tally: Tally = emptyTally()): Generator<string> {
  for (let number = 0; tally.donors < count; number++) {
    // each family has a stream of its own
    const draws = random(Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(number + 1, 0xc2b2ae35))
    const members = family(draws)
    tally.families += 1
    const ids: (string | undefined)[] = []
    for (const [at, member] of members.entries()) {
      if (tally.donors >= count) return
      const enrolled = enrolment(member, draws)
      // not everybody of a family takes part
      if (enrolled === undefined) continue
      tally.donors += 1
      const id = `D${String(tally.donors).padStart(8, '0')}`
      ids[at] = id
      yield donorLine(
        { id, member, father: ids[member.father ?? -1], mother: ids[member.mother ?? -1], enrolled },
        draws,
        tally,
      )
    }
  }
}
