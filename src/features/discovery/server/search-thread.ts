import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { writeWhole } from '../../../kernel/files.ts'
import { answerCalls } from '../../../kernel/thread.ts'
import type { Query } from '../model/doc.ts'
import { SearchIndex } from '../model/search-index.ts'
import type { Segment } from '../model/segment.ts'
import { openSegment } from '../model/segment.ts'
import { suggest } from '../model/suggest.ts'

/** The thread that answers searches. It holds the index and nothing else; segments are built elsewhere and handed over. */
let index = new SearchIndex()
const names = new Map<Segment, string>()

interface Manifest {
  /** of which database, and how far it was followed: a cache of another one is thrown away */
  state: unknown
  segments: { name: string; dead: string }[]
}

const nameOf = (segment: Segment): string => {
  const name = names.get(segment) ?? randomUUID()
  names.set(segment, name)
  return name
}

answerCalls({
  /** Load what was saved; undefined when there is nothing, or nothing that can be read: the index is a cache. */
  async load({ folder }: { folder: string }): Promise<unknown> {
    try {
      const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Manifest
      const fresh = new SearchIndex()
      for (const { name, dead } of manifest.segments) {
        const bytes = await readFile(join(folder, `${name}.segment`))
        const shared = new SharedArrayBuffer(bytes.byteLength)
        new Uint8Array(shared).set(bytes)
        const segment = openSegment(shared)
        names.set(segment, name)
        fresh.add(segment, new Uint8Array(await readFile(join(folder, dead))))
      }
      index = fresh
      return manifest.state
    } catch {
      return undefined
    }
  },
  add({ buffer }: { buffer: SharedArrayBuffer }) {
    index.add(openSegment(buffer))
  },
  remove: ({ iris }: { iris: string[] }) => index.remove(iris),
  clear() {
    index = new SearchIndex()
    names.clear()
  },
  search: (query: Query) => index.search(query),
  count: ({ audience }: { audience: string[] }) => index.count(audience),
  suggest: ({ text, audience }: { text: string; audience: string[] }) => suggest(index, text, audience),
  state: () => ({
    publications: index.size,
    bytes: index.bytes,
    segments: index.parts().map(({ segment }) => segment.size),
  }),
  /** the smaller segments, for the builder to merge; `keep` stay as they are */
  mergeable({ keep }: { keep: number }) {
    const parts = index
      .parts()
      .toSorted((a, b) => b.segment.size - a.segment.size)
      .slice(keep)
    return parts.map(({ segment, dead }) => ({ name: nameOf(segment), buffer: segment.buffer, dead }))
  },
  replace({ inputs, buffer }: { inputs: { name: string; dead: Uint8Array }[]; buffer: SharedArrayBuffer }) {
    const all = index.parts()
    const before = inputs.map(({ name, dead }) => {
      const part = all.find(({ segment }) => names.get(segment) === name)
      if (!part) throw new Error('a segment that was merged is gone')
      return { segment: part.segment, dead }
    })
    index.replace(before, openSegment(buffer))
    for (const { segment } of before) names.delete(segment)
  },
  /** Write what is new; a crash in between leaves the manifest that was there, and its files. */
  async save({ folder, state }: { folder: string; state: unknown }) {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const there = new Set(await readdir(folder))
    const manifest: Manifest = { state, segments: [] }
    const generation = randomUUID()
    for (const { segment, dead } of index.parts()) {
      const name = nameOf(segment)
      manifest.segments.push({ name, dead: `${name}.${generation}.dead` })
      if (!there.has(`${name}.segment`))
        await writeWhole(join(folder, `${name}.segment`), new Uint8Array(segment.buffer))
      await writeWhole(join(folder, `${name}.${generation}.dead`), dead ?? new Uint8Array(segment.size))
    }
    await writeWhole(join(folder, 'manifest.json'), JSON.stringify(manifest))
    const used = new Set(['manifest.json', ...manifest.segments.flatMap(({ name, dead }) => [`${name}.segment`, dead])])
    for (const file of await readdir(folder)) if (!used.has(file)) await rm(join(folder, file), { force: true })
  },
})
