import type { Publication } from '../../../kernel/publication.ts'
import { answerCalls } from '../../../kernel/thread.ts'
import { buildSegment } from '../model/build.ts'
import type { Doc } from '../model/doc.ts'
import { mergeSegments } from '../model/merge.ts'
import { openSegment } from '../model/segment.ts'

/** The thread that makes segments: parsing a million publications must not hold up a single search. */
let waiting: Doc[] = []

answerCalls({
  /** Publications as JSON texts; they wait until `build`. Returns how many wait. */
  take({ docs }: { docs: string[] }) {
    for (const text of docs) {
      const { card: _, ...doc } = JSON.parse(text) as Publication
      waiting.push(doc)
    }
    return waiting.length
  },
  /** One segment of everything that waits. Its buffer is shared, not copied. */
  build() {
    const docs = waiting
    waiting = []
    return docs.length ? buildSegment(docs).buffer : undefined
  },
  drop() {
    waiting = []
  },
  merge({ inputs }: { inputs: { buffer: SharedArrayBuffer; dead: Uint8Array }[] }) {
    return mergeSegments(inputs.map(({ buffer, dead }) => ({ segment: openSegment(buffer), dead }))).buffer
  },
})
