/** The dictionary of tokens: a hash table while building, sorted UTF-16 units in a segment. */

export function hashUnits(units: Uint16Array, start: number, end: number): number {
  let hash = 0x811c9dc5
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ units[at]!, 0x01000193)
  return (hash ^ (hash >>> 15)) >>> 0
}

export class TermTable {
  size = 0
  #slots = new Int32Array(1 << 16).fill(-1)
  #hashes = new Uint32Array(1 << 15)
  #units = new Uint16Array(1 << 18)
  #offsets = new Uint32Array((1 << 15) + 1)

  /** The number of a token, given as units; numbers are handed out in order of appearance. */
  intern(units: Uint16Array, start: number, end: number): number {
    const hash = hashUnits(units, start, end)
    const mask = this.#slots.length - 1
    let slot = hash & mask
    for (let id = this.#slots[slot]!; id >= 0; id = this.#slots[slot]!) {
      if (this.#hashes[id] === hash && this.#same(id, units, start, end)) return id
      slot = (slot + 1) & mask
    }
    return this.#insert(slot, hash, units, start, end)
  }

  #same(id: number, units: Uint16Array, start: number, end: number): boolean {
    const from = this.#offsets[id]!
    if (this.#offsets[id + 1]! - from !== end - start) return false
    for (let at = start; at < end; at++) if (this.#units[from + at - start] !== units[at]) return false
    return true
  }

  #insert(slot: number, hash: number, units: Uint16Array, start: number, end: number): number {
    const id = this.size++
    this.#slots[slot] = id
    if (id + 1 >= this.#hashes.length) {
      this.#hashes = grown(this.#hashes, Uint32Array)
      this.#offsets = grown(this.#offsets, Uint32Array)
    }
    const from = this.#offsets[id]!
    while (from + end - start > this.#units.length) this.#units = grown(this.#units, Uint16Array)
    for (let at = start; at < end; at++) this.#units[from + at - start] = units[at]!
    this.#offsets[id + 1] = from + end - start
    this.#hashes[id] = hash
    if (this.size * 2 > this.#slots.length) this.#rehash()
    return id
  }

  #rehash(): void {
    this.#slots = new Int32Array(this.#slots.length * 4).fill(-1)
    const mask = this.#slots.length - 1
    for (let id = 0; id < this.size; id++) {
      let slot = this.#hashes[id]! & mask
      while (this.#slots[slot]! >= 0) slot = (slot + 1) & mask
      this.#slots[slot] = id
    }
  }

  /** Numbers in order of the tokens' units, and the dictionary to store. */
  sorted(): { order: Uint32Array; offsets: Uint32Array; units: Uint16Array } {
    const strings = Array.from({ length: this.size }, (_, id) =>
      unitsText(this.#units, this.#offsets[id]!, this.#offsets[id + 1]!),
    )
    const order = Uint32Array.from(strings.keys())
    order.sort((a, b) => (strings[a]! < strings[b]! ? -1 : 1))
    const offsets = new Uint32Array(this.size + 1)
    const units = new Uint16Array(this.#offsets[this.size]!)
    let at = 0
    for (let place = 0; place < this.size; place++) {
      const id = order[place]!
      units.set(this.#units.subarray(this.#offsets[id]!, this.#offsets[id + 1]!), at)
      at += this.#offsets[id + 1]! - this.#offsets[id]!
      offsets[place + 1] = at
    }
    return { order, offsets, units }
  }
}

function grown<T extends Uint16Array | Uint32Array>(array: T, make: new (length: number) => T): T {
  const next = new make(array.length * 2)
  next.set(array)
  return next
}

export function unitsText(units: Uint16Array, start: number, end: number): string {
  let text = ''
  for (let at = start; at < end; at++) text += String.fromCharCode(units[at]!)
  return text
}

/** The dictionary of a segment: tokens are numbered in their order, so a beginning is a range. */
export class Dictionary {
  readonly size: number
  readonly offsets: Uint32Array
  readonly units: Uint16Array
  constructor(offsets: Uint32Array, units: Uint16Array) {
    this.offsets = offsets
    this.units = units
    this.size = offsets.length - 1
  }

  text(id: number): string {
    return unitsText(this.units, this.offsets[id]!, this.offsets[id + 1]!)
  }
  length(id: number): number {
    return this.offsets[id + 1]! - this.offsets[id]!
  }

  /** Order of token `id` against `word`; 0 also when the token only begins with it and `begins` is set. */
  compare(id: number, word: string, begins: boolean): number {
    const from = this.offsets[id]!
    const length = this.offsets[id + 1]! - from
    const shared = Math.min(length, word.length)
    for (let at = 0; at < shared; at++) {
      const difference = this.units[from + at]! - word.charCodeAt(at)
      if (difference !== 0) return difference
    }
    return begins && length >= word.length ? 0 : length - word.length
  }

  /** The first token not below `word`; with `after`, the first beyond all that begin with it. */
  lower(word: string, after = false): number {
    let low = 0
    let high = this.size
    while (low < high) {
      const middle = (low + high) >>> 1
      const order = this.compare(middle, word, after)
      if (order < 0 || (after && order === 0)) low = middle + 1
      else high = middle
    }
    return low
  }

  /** The number of the token, or -1. */
  find(word: string): number {
    const id = this.lower(word)
    return id < this.size && this.compare(id, word, false) === 0 ? id : -1
  }

  /** Tokens that begin with the word, as [from, to). */
  beginning(word: string): [number, number] {
    return [this.lower(word), this.lower(word, true)]
  }
}
