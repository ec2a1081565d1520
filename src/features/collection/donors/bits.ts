/** Sets of donors or specimens, a bit each. Every function makes a new set and leaves what it was given. */
export type Bits = Uint32Array

export const wordsFor = (count: number): number => (count + 31) >>> 5
export const none = (count: number): Bits => new Uint32Array(wordsFor(count))
export const has = (bits: Bits, at: number): boolean => ((bits[at >>> 5]! >>> (at & 31)) & 1) === 1
export function put(bits: Bits, at: number): void {
  bits[at >>> 5]! |= 1 << (at & 31)
}

export function every(count: number): Bits {
  const bits = none(count).fill(0xffff_ffff)
  if (count & 31) bits[bits.length - 1] = (1 << (count & 31)) - 1
  return bits
}

export function both(a: Bits, b: Bits): Bits {
  const out = new Uint32Array(a.length)
  for (let at = 0; at < out.length; at++) out[at] = a[at]! & b[at]!
  return out
}

export function either(a: Bits, b: Bits): Bits {
  const out = new Uint32Array(a.length)
  for (let at = 0; at < out.length; at++) out[at] = a[at]! | b[at]!
  return out
}

/** What of `all` is not in `a`. */
export function without(all: Bits, a: Bits): Bits {
  const out = new Uint32Array(all.length)
  for (let at = 0; at < out.length; at++) out[at] = all[at]! & ~a[at]!
  return out
}

function ones(word: number): number {
  let it = word - ((word >>> 1) & 0x5555_5555)
  it = (it & 0x3333_3333) + ((it >>> 2) & 0x3333_3333)
  return Math.imul((it + (it >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24
}

export function size(bits: Bits): number {
  let sum = 0
  for (let at = 0; at < bits.length; at++) sum += ones(bits[at]!)
  return sum
}

/** Size of what two sets share, without making it. */
export function sizeOfBoth(a: Bits, b: Bits): number {
  let sum = 0
  for (let at = 0; at < a.length; at++) {
    const word = a[at]! & b[at]!
    if (word) sum += ones(word)
  }
  return sum
}

/** In at least n of the sets: counters lie in bit slices, so that 32 members are added and compared at a time. */
export function atLeast(n: number, sets: readonly Bits[], words: number): Bits {
  const out = new Uint32Array(words)
  const planes = 32 - Math.clz32(Math.max(n, sets.length))
  const counter = new Uint32Array(planes)
  for (let at = 0; at < words; at++) {
    counter.fill(0)
    for (const set of sets) {
      let carry = set[at]!
      for (let plane = 0; carry && plane < planes; plane++) {
        const before = counter[plane]!
        counter[plane] = before ^ carry
        carry = before & carry
      }
    }
    let more = 0
    let same = 0xffff_ffff
    for (let plane = planes - 1; plane >= 0; plane--) {
      if ((n >>> plane) & 1) same &= counter[plane]!
      else {
        more |= same & counter[plane]!
        same &= ~counter[plane]!
      }
    }
    out[at] = more | same
  }
  return out
}
