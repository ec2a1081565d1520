/** Growing buffers, and a container of named sections in one buffer, so that a segment is read in one go. */

/** Bytes that grow by doubling; callers reserve, then write into `array` themselves. */
export class Bytes {
  array = new Uint8Array(1 << 16)
  length = 0
  reserve(more: number): void {
    if (this.length + more <= this.array.length) return
    const next = new Uint8Array(Math.max(this.array.length * 2, this.length + more))
    next.set(this.array.subarray(0, this.length))
    this.array = next
  }
  varint(value: number): void {
    this.reserve(5)
    while (value > 127) {
      this.array[this.length++] = (value & 127) | 128
      value >>>= 7
    }
    this.array[this.length++] = value
  }
  take(): Uint8Array {
    return this.array.subarray(0, this.length)
  }
}

/** The same for 32-bit numbers. */
export class Numbers {
  array = new Uint32Array(1 << 14)
  length = 0
  push(value: number): void {
    if (this.length === this.array.length) {
      const next = new Uint32Array(this.array.length * 2)
      next.set(this.array)
      this.array = next
    }
    this.array[this.length++] = value
  }
  take(): Uint32Array {
    return this.array.subarray(0, this.length)
  }
}

export type Section = Uint8Array | Uint16Array | Uint32Array | Float64Array
type Kind = 'u8' | 'u16' | 'u32' | 'f64'
type View = new (buffer: ArrayBufferLike, offset: number, length: number) => Section
const kinds: Readonly<Record<Kind, View>> = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array, f64: Float64Array }
const kindOf = (section: Section): Kind =>
  section instanceof Uint8Array
    ? 'u8'
    : section instanceof Uint16Array
      ? 'u16'
      : section instanceof Uint32Array
        ? 'u32'
        : 'f64'

const magic = 0x48534547
export const formatVersion = 1
const head = 32 // magic, version, checksum, bytes of the directory, bytes in all (two words)

export class DamagedSegment extends Error {
  readonly reason: 'not-a-segment' | 'version' | 'truncated' | 'checksum'
  constructor(reason: DamagedSegment['reason']) {
    super(`The segment cannot be opened: ${reason}`)
    this.reason = reason
  }
}

interface Directory<Meta> {
  meta: Meta
  sections: Record<string, [kind: Kind, offset: number, length: number]>
}

/** A shared buffer, so that a segment merged in another thread comes over without a copy. */
export function pack(meta: unknown, sections: Readonly<Record<string, Section>>): SharedArrayBuffer {
  const directory: Directory<unknown> = { meta, sections: {} }
  let at = 0
  for (const [name, section] of Object.entries(sections)) {
    directory.sections[name] = [kindOf(section), at, section.length]
    at += (section.byteLength + 7) & ~7
  }
  const json = new TextEncoder().encode(JSON.stringify(directory))
  const start = (head + json.length + 7) & ~7
  const buffer = new SharedArrayBuffer(start + at)
  const words = new Uint32Array(buffer, 0, 8)
  words.set([magic, formatVersion, 0, json.length, buffer.byteLength >>> 0, Math.floor(buffer.byteLength / 2 ** 32)])
  new Uint8Array(buffer, head, json.length).set(json)
  for (const [name, section] of Object.entries(sections)) {
    const [kind, offset, length] = directory.sections[name]!
    new kinds[kind](buffer, start + offset, length).set(section)
  }
  words[2] = checksum(buffer)
  return buffer
}

export function unpack<Meta>(buffer: ArrayBufferLike): { meta: Meta; section: (name: string) => Section } {
  if (buffer.byteLength < head || new Uint32Array(buffer, 0, 1)[0] !== magic) throw new DamagedSegment('not-a-segment')
  const words = new Uint32Array(buffer, 0, 8)
  if (words[1] !== formatVersion) throw new DamagedSegment('version')
  if (words[4]! + words[5]! * 2 ** 32 !== buffer.byteLength) throw new DamagedSegment('truncated')
  if (words[2] !== checksum(buffer)) throw new DamagedSegment('checksum')
  const json = new Uint8Array(buffer, head, words[3]!).slice()
  const directory = JSON.parse(new TextDecoder().decode(json)) as Directory<Meta>
  const start = (head + json.length + 7) & ~7
  return {
    meta: directory.meta,
    section(name) {
      const entry = directory.sections[name]
      if (entry === undefined) throw new DamagedSegment('not-a-segment')
      return new kinds[entry[0]](buffer, start + entry[1], entry[2])
    },
  }
}

/** Over all words but its own; four lanes, so that half a gigabyte takes a tenth of a second. */
function checksum(buffer: ArrayBufferLike): number {
  const words = new Uint32Array(buffer, 0, buffer.byteLength >>> 2)
  let a = 1,
    b = 2,
    c = 3,
    d = 4
  let at = 3
  for (; at + 4 <= words.length; at += 4) {
    a = Math.imul(a ^ words[at]!, 0x01000193)
    b = Math.imul(b ^ words[at + 1]!, 0x01000193)
    c = Math.imul(c ^ words[at + 2]!, 0x01000193)
    d = Math.imul(d ^ words[at + 3]!, 0x01000193)
    a ^= a >>> 15
    b ^= b >>> 13
    c ^= c >>> 14
    d ^= d >>> 12
  }
  for (; at < words.length; at++) a = Math.imul(a ^ words[at]!, 0x01000193)
  return (Math.imul(a, 31) ^ Math.imul(b, 37) ^ Math.imul(c, 41) ^ d) >>> 0
}
