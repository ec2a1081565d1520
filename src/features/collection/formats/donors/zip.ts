import { crc32, inflateRawSync } from 'node:zlib'

/** What a workbook may take when it is unpacked. */
const mostUnpacked = 1024 * 1024 * 1024

/**
 * Whether an archive is all there: its directory stands at its end, and each of its files has the length and the check sum
 * that the directory says. A cut or damaged workbook would otherwise be read as one with fewer people.
 */
export function isWhole(bytes: Buffer): boolean {
  try {
    const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
    if (end < 0 || end + 22 + bytes.readUInt16LE(end + 20) !== bytes.length) return false
    const count = bytes.readUInt16LE(end + 10)
    let at = bytes.readUInt32LE(end + 16)
    if (at + bytes.readUInt32LE(end + 12) > end) return false
    let unpacked = 0
    for (let n = 0; n < count; n++) {
      if (bytes.readUInt32LE(at) !== 0x02014b50) return false
      const method = bytes.readUInt16LE(at + 10)
      const sum = bytes.readUInt32LE(at + 16)
      const [packed, size] = [bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 24)]
      unpacked += size
      if (unpacked > mostUnpacked) return false
      const local = bytes.readUInt32LE(at + 42)
      const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
      const content = bytes.subarray(from, from + packed)
      const plain = method === 0 ? content : inflateRawSync(content, { maxOutputLength: Math.max(1, size) })
      if (plain.length !== size || crc32(plain) !== sum) return false
      at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
    }
    return count > 0
  } catch {
    // a length or a place that points outside, or what cannot be unpacked
    return false
  }
}
