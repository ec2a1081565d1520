/** Small seeded generator (mulberry32): the demonstration must be the same on every machine and at every start. */
export interface Random {
  /** 0 <= x < 1 */
  next(): number
  /** integer from low to high, both included */
  int(low: number, high: number): number
  pick<T>(list: readonly T[]): T
  /** n different ones, in the order of the list */
  some<T>(list: readonly T[], n: number): T[]
  chance(p: number): boolean
}

export function random(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  const pick = <T>(list: readonly T[]): T => {
    const one = list[int(0, list.length - 1)]
    if (one === undefined) throw new Error('nothing to pick from')
    return one
  }
  const some = <T>(list: readonly T[], n: number): T[] => {
    let missing = Math.min(n, list.length)
    return list.filter((_, index) => {
      const taken = next() < missing / (list.length - index)
      if (taken) missing -= 1
      return taken
    })
  }
  return { next, int, pick, some, chance: (p) => next() < p }
}
