import { crc32, deflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { isWhole } from './zip.ts'

/** An archive of one file, with what a test wants to be wrong in it. */
function archive(
  content: Buffer,
  wrong: { sum?: number; size?: number; count?: number } = {},
  deflate = false,
): Buffer {
  const packed = deflate ? deflateRawSync(content) : content
  const head = Buffer.alloc(26)
  head.writeUInt16LE(20, 0)
  head.writeUInt16LE(deflate ? 8 : 0, 4)
  head.writeUInt32LE(wrong.sum ?? crc32(content), 10)
  head.writeUInt32LE(packed.length, 14)
  head.writeUInt32LE(wrong.size ?? content.length, 18)
  head.writeUInt16LE(1, 22)
  const name = Buffer.from('a')
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), head, name, packed])
  const central = Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), head, Buffer.alloc(14), name])
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(wrong.count ?? 1, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(local.length, 16)
  return Buffer.concat([local, central, end])
}

const content = Buffer.from('some text that is long enough to be packed, packed, packed')

test.each([false, true])('an archive is whole, or is not (packed: %s)', (deflate) => {
  const whole = archive(content, {}, deflate)
  expect(isWhole(whole)).toBe(true)
  expect(isWhole(archive(content, { sum: 1 }, deflate))).toBe(false)
  expect(isWhole(archive(content, { size: content.length - 1 }, deflate))).toBe(false)
  expect(isWhole(archive(content, { count: 2 }, deflate))).toBe(false)
  expect(isWhole(archive(content, { count: 0 }, deflate))).toBe(false)
  for (let length = 0; length < whole.length; length++) expect(isWhole(whole.subarray(0, length))).toBe(false)
  expect(isWhole(Buffer.concat([whole, Buffer.from('x')]))).toBe(false)
})
