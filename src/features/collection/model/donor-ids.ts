/**
 * Identifiers of a whole file with a number each, in about 25 bytes an identifier instead of a hundred for a Map of
 * strings: ten million donors are checked in one pass. They are ASCII by their form. Exact: the texts are compared.
 */
export class IdTable {
  #slots = new Int32Array(1 << 10).fill(-1)
  #bytes = new Uint8Array(1 << 14)
  #ends = new Uint32Array(1 << 9)
  #count = 0

  get size(): number {
    return this.#count
  }

  /** its number, or -1 */
  find(id: string): number {
    return this.#slots[this.#slotOf(id)] ?? -1
  }

  /** its number, given now or before */
  add(id: string): number {
    let slot = this.#slotOf(id)
    const known = this.#slots[slot] ?? -1
    if (known >= 0) return known
    if (this.#count * 2 >= this.#slots.length) {
      this.#grow()
      slot = this.#slotOf(id)
    }
    const start = this.#start(this.#count)
    const end = start + id.length
    if (end > this.#bytes.length) this.#bytes = enlarged(this.#bytes, new Uint8Array(this.#bytes.length * 2))
    if (this.#count >= this.#ends.length) this.#ends = enlarged(this.#ends, new Uint32Array(this.#ends.length * 2))
    for (let at = 0; at < id.length; at++) this.#bytes[start + at] = id.charCodeAt(at)
    this.#ends[this.#count] = end
    this.#slots[slot] = this.#count
    return this.#count++
  }

  text(number: number): string {
    let text = ''
    for (let at = this.#start(number); at < (this.#ends[number] ?? 0); at++)
      text += String.fromCharCode(this.#bytes[at] ?? 0)
    return text
  }

  #start(number: number): number {
    return number === 0 ? 0 : (this.#ends[number - 1] ?? 0)
  }

  #slotOf(id: string): number {
    let hash = 0x811c9dc5
    for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193)
    return this.#probe(hash, (number) => this.#same(number, id))
  }

  #probe(hash: number, same: (number: number) => boolean): number {
    const mask = this.#slots.length - 1
    // the low bits of this hash alone would cluster for numbered identifiers
    let slot = (Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0) & mask
    for (;;) {
      const number = this.#slots[slot] ?? -1
      if (number < 0 || same(number)) return slot
      slot = (slot + 1) & mask
    }
  }

  #same(number: number, id: string): boolean {
    const start = this.#start(number)
    if ((this.#ends[number] ?? 0) - start !== id.length) return false
    for (let at = 0; at < id.length; at++) if (this.#bytes[start + at] !== id.charCodeAt(at)) return false
    return true
  }

  #grow(): void {
    this.#slots = new Int32Array(this.#slots.length * 2).fill(-1)
    for (let number = 0; number < this.#count; number++) {
      let hash = 0x811c9dc5
      for (let at = this.#start(number); at < (this.#ends[number] ?? 0); at++)
        hash = Math.imul(hash ^ (this.#bytes[at] ?? 0), 0x01000193)
      this.#slots[this.#probe(hash, () => false)] = number
    }
  }
}

function enlarged<A extends Uint8Array | Uint32Array | Int32Array | Int16Array>(from: A, to: A): A {
  to.set(from)
  return to
}

/** A column of numbers beside an `IdTable`; what was not set is `empty`. */
export class NumberColumn {
  #values: Int32Array | Int16Array | Uint8Array
  readonly #empty: number
  readonly #make: (length: number) => Int32Array | Int16Array | Uint8Array
  constructor(kind: 'Int32' | 'Int16' | 'Uint8', empty: number) {
    this.#empty = empty
    this.#make = (length) =>
      (kind === 'Int32'
        ? new Int32Array(length)
        : kind === 'Int16'
          ? new Int16Array(length)
          : new Uint8Array(length)
      ).fill(empty)
    this.#values = this.#make(1 << 9)
  }

  get(at: number): number {
    return this.#values[at] ?? this.#empty
  }

  set(at: number, value: number): void {
    while (at >= this.#values.length) {
      const larger = this.#make(this.#values.length * 2)
      larger.set(this.#values)
      this.#values = larger
    }
    this.#values[at] = value
  }
}
