import type { Random } from '../random.ts'

/** A member of an invented family; months as numbers (year * 12 + month - 1). */
export interface Member {
  readonly sex: 'FEMALE' | 'MALE'
  readonly born: number
  readonly died: number | undefined
  /** places in the family */
  readonly father: number | undefined
  readonly mother: number | undefined
  readonly ethnicity: string | undefined
  /** how easily the person falls ill, and what runs in the family */
  readonly frailty: number
  readonly leaning: string
}

/** Last month that the invented population knows. */
export const horizon = 2026 * 12 + 2
const leanings = ['metabolic', 'atopic', 'mental', 'smoking', 'immune'] as const

/** Month of death by a Gompertz law with the life expectancies of Japan; undefined when it lies after the horizon. */
function deathOf(born: number, sex: Member['sex'], random: Random): number | undefined {
  const b = 0.105
  const mode = sex === 'FEMALE' ? 92 : 86
  const age = Math.max(0, mode + Math.log(-Math.log(1 - random.next())) / b)
  const died = born + Math.floor(age * 12)
  return died <= horizon ? died : undefined
}

/**
 * Three generations: one or two couples, their children with whom they married, and the grandchildren. Parents come
 * before their children, so that a population may be cut anywhere and no link leads nowhere.
 */
export function family(random: Random): Member[] {
  const members: Member[] = []
  // the codes of the NCI Thesaurus; most of an invented Japanese cohort
  const ethnicity = random.chance(0.93) ? 'NCIT:C41260' : random.chance(0.5) ? 'NCIT:C41261' : undefined
  const leaning = random.pick(leanings)
  const member = (sex: Member['sex'], born: number, parents?: readonly [father: number, mother: number]): number => {
    const died = deathOf(born, sex, random)
    members.push({
      sex,
      born,
      died,
      father: parents?.[0],
      mother: parents?.[1],
      ethnicity,
      frailty: Math.exp((random.next() + random.next() + random.next() - 1.5) * 1.1),
      leaning: random.chance(0.7) ? leaning : random.pick(leanings),
    })
    return members.length - 1
  }
  const couple = (born: number): readonly [number, number] => [
    member('MALE', born),
    member('FEMALE', born + random.int(-36, 72)),
  ]
  const bornOf = (at: number): number => members[at]?.born ?? 0
  /** children of a couple, 20 to 42 years after the mother was born, at least ten months apart, while both live */
  const children = ([father, mother]: readonly [number, number], most: number): number[] => {
    const born: number[] = []
    let month = bornOf(mother) + random.int(20 * 12, 33 * 12)
    const last = Math.min(
      bornOf(mother) + 42 * 12,
      members[mother]?.died ?? horizon,
      members[father]?.died ?? horizon,
      horizon - 1,
    )
    for (let n = 0; n < most && month <= last; n++) {
      if (month - bornOf(father) >= 17 * 12)
        born.push(member(random.chance(0.512) ? 'MALE' : 'FEMALE', month, [father, mother]))
      month += random.int(12, 60)
    }
    return born
  }
  for (let n = random.int(1, 2); n > 0; n--) {
    for (const child of children(couple(random.int(1926 * 12, 1962 * 12)), random.int(1, 3))) {
      if (!random.chance(0.78)) continue
      const other = members[child]?.sex === 'MALE' ? 'FEMALE' : 'MALE'
      const partner = member(other, bornOf(child) + random.int(-60, 60))
      children(other === 'FEMALE' ? [child, partner] : [partner, child], random.int(0, 3))
    }
  }
  return members
}
