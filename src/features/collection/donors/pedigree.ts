import { has, none, put } from './bits.ts'
import type { Bits } from './bits.ts'
import type { DonorTable } from './table.ts'

/**
 * Donors of `base` with a blood relative in it of this degree or nearer: a parent and a child are one step, full siblings
 * one, half siblings two. A way leads up and then down, so that parents of a common child are no relatives by it.
 */
export function relativesWithin(
  degree: number,
  { donors, father, mother }: Pick<DonorTable, 'donors' | 'father' | 'mother'>,
  base: Bits,
): Bits {
  const children = new Map<number, number[]>()
  for (let at = 0; at < donors; at++) {
    for (const parent of [father[at]!, mother[at]!]) {
      if (parent < 0) continue
      const list = children.get(parent)
      if (list) list.push(at)
      else children.set(parent, [at])
    }
  }
  const parents = (at: number) => (at < donors ? [father[at]!, mother[at]!].filter((it) => it >= 0) : [])
  const siblings = (at: number) =>
    at < donors && father[at]! >= 0 && mother[at]! >= 0
      ? (children.get(father[at]!) ?? []).filter(
          (it) => it !== at && mother[it] === mother[at] && father[it] === father[at],
        )
      : []
  const counts = (at: number) => at < donors && has(base, at)
  const bits = none(donors)
  const down = (from: readonly number[], steps: number, self: number): boolean =>
    steps > 0 &&
    from.some((at) =>
      (children.get(at) ?? []).some((child) => (child !== self && counts(child)) || down([child], steps - 1, self)),
    )
  for (let self = 0; self < donors; self++) {
    if (!counts(self) || (father[self]! < 0 && mother[self]! < 0 && !children.has(self))) continue
    let up = [self]
    let found = down(up, degree, self)
    for (let steps = 0; !found && steps < degree && up.length; steps++) {
      // to a full sibling of whoever was reached above, and down from there
      const beside = up.flatMap(siblings).filter((it) => it !== self)
      found = beside.some(counts) || down(beside, degree - steps - 1, self)
      if (found) break
      up = up.flatMap(parents)
      found = up.some(counts) || down(up, degree - steps - 1, self)
    }
    if (found) put(bits, self)
  }
  return bits
}
