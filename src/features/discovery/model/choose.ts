/** From the documents that match in a segment to those that may stand on the page. */
import { levelCount } from './levels.ts'
import type { Scratch } from './match.ts'

export interface Chosen {
  docs: Uint32Array
  levels: Uint8Array
}

/** Keep the documents that pass all filters, or all but the one given, in `to` (which may be `docs`); how many. */
export function sift(docs: Uint32Array, length: number, fails: Uint8Array, but: number, to: Uint32Array): number {
  let count = 0
  for (let at = 0; at < length; at++) {
    const fail = fails[at]!
    to[count] = docs[at]!
    count += +(fail === 0 || fail === but)
  }
  return count
}

/** The first `need` documents by level; within a level documents are already in order. */
export function best(docs: Uint32Array, length: number, levels: Uint8Array, need: number): Chosen {
  const room = Math.min(need, length)
  const counts = new Uint32Array(levelCount)
  for (let at = 0; at < length; at++) counts[levels[docs[at]!]!]!++
  const next = new Uint32Array(levelCount)
  for (let reached = levelCount - 1; reached > 0; reached--) next[reached - 1] = next[reached]! + counts[reached]!
  const out: Chosen = { docs: new Uint32Array(room), levels: new Uint8Array(room) }
  let open = room
  for (let at = 0; at < length && open > 0; at++) {
    const reached = levels[docs[at]!]!
    const to = next[reached]!
    if (to >= room) continue
    next[reached] = to + 1
    out.docs[to] = docs[at]!
    out.levels[to] = reached
    open--
  }
  return out
}

/** The first `need` documents in the given order of the segment. */
export function inOrder(order: Uint32Array, docs: Uint32Array, length: number, scratch: Scratch, need: number): Chosen {
  const listed = scratch.gram.fill(0)
  for (let at = 0; at < length; at++) listed[docs[at]!] = 1
  const room = Math.min(need, length)
  const out: Chosen = { docs: new Uint32Array(room), levels: new Uint8Array(room) }
  for (let at = 0, to = 0; to < room; at++) {
    const doc = order[at]!
    if (listed[doc] === 0) continue
    out.docs[to] = doc
    out.levels[to++] = scratch.levels[doc]!
  }
  return out
}
