import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { FileFault } from './bytes.ts'
import type { Input, InputFile } from './intake.ts'

/**
 * Open a path on disk: one file, or the files directly in a folder, by name. A path that cannot be opened is a
 * `FileFault`.
 */
export async function openInput(path: string): Promise<Input> {
  try {
    const found = await stat(path)
    if (!found.isDirectory()) return { name: basename(path), files: [fileInput(path, found.size)] }
    const entries = await readdir(path, { withFileTypes: true })
    const names = entries
      .filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.'))
      .map((entry) => entry.name)
    const files = await Promise.all(
      names.toSorted().map(async (name) => {
        const file = join(path, name)
        return fileInput(file, (await stat(file)).size)
      }),
    )
    return { name: basename(path), files }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (typeof code !== 'string') throw error
    throw new FileFault({ place: { file: basename(path) }, code: 'unreadable', values: { errno: code } })
  }
}

function fileInput(path: string, size: number): InputFile {
  return { name: basename(path), size, bytes: () => createReadStream(path, { highWaterMark: 262_144 }) }
}

/** Text or bytes in memory as an input: for what arrives by HTTP in one piece, and for tests. */
export function memoryInput(
  files: Readonly<Record<string, string | Uint8Array>>,
  name = Object.keys(files)[0] ?? '',
): Input {
  return {
    name,
    files: Object.entries(files).map(([file, content]) => {
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
      return {
        name: file,
        size: bytes.length,
        bytes: async function* () {
          yield bytes
        },
      }
    }),
  }
}

/** Everything an iterable yields (`Array.fromAsync`, which TypeScript's ES2025 library does not know). */
export async function gather<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}
