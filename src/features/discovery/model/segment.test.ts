import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { buildSegment } from './build.ts'
import { DamagedSegment, formatVersion } from './bytes.ts'
import { mergeSegments } from './merge.ts'
import { SearchIndex } from './search-index.ts'
import { openSegment } from './segment.ts'

const segment = () =>
  buildSegment(
    ['重症筋無力症', 'Blood'].map((title, n) => ({
      iri: `/d/${n}`,
      kind: 'line',
      title: { en: title },
      names: ['別名'],
      codes: [`C${n}`],
      text: ['text'],
      concepts: ['A:1'],
      facets: { material: ['血清', 'DNA'] },
      audience: ['public'],
      rank: n,
    })),
  )
const reason = (buffer: ArrayBufferLike) => {
  try {
    openSegment(buffer)
    return 'opened'
  } catch (error) {
    return error instanceof DamagedSegment ? error.reason : error
  }
}

test('goes through a file and is the same', () => {
  const folder = mkdtempSync(join(tmpdir(), 'segment-'))
  try {
    const file = join(folder, 'a')
    writeFileSync(file, new Uint8Array(segment().buffer))
    const bytes = readFileSync(file)
    const index = new SearchIndex()
    index.add(openSegment(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)))
    const { hits, facets } = index.search({
      text: '重症筋',
      concepts: [],
      filters: {},
      facets: ['material'],
      audience: ['public'],
      sort: 'relevance',
      offset: 0,
      limit: 10,
    })
    expect(hits).toEqual([{ iri: '/d/0', tier: 'title', why: [{ reason: 'title', value: '重症筋無力症' }] }])
    expect(facets.material).toEqual([
      { value: 'DNA', count: 1 },
      { value: '血清', count: 1 },
    ])
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('a damaged, cut or foreign buffer is refused with the reason', () => {
  const { buffer } = segment()
  expect(reason(buffer)).toBe('opened')
  const bytes = () => new Uint8Array(buffer).slice()
  const flipped = bytes()
  flipped[flipped.length - 20]! ^= 1
  expect(reason(flipped.buffer)).toBe('checksum')
  expect(reason(bytes().buffer.slice(0, -8))).toBe('truncated')
  const newer = bytes()
  newer[4] = formatVersion + 1
  expect(reason(newer.buffer)).toBe('version')
  expect(reason(new ArrayBuffer(0))).toBe('not-a-segment')
  expect(reason(new TextEncoder().encode('{"this":"is not a segment, but long enough to be one"}').buffer)).toBe(
    'not-a-segment',
  )
})

test('merging one segment changes no byte', () => {
  const one = segment()
  expect(new Uint8Array(mergeSegments([{ segment: one }]).buffer)).toEqual(new Uint8Array(one.buffer))
  expect(mergeSegments([]).size).toBe(0)
})
