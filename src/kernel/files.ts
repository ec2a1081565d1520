import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Readable } from 'node:stream'
import { Problem } from './problem.ts'

/** Files under DATA/files. Names of senders never become paths as they are. */
export interface Files {
  readonly root: string
  /** stream into a new file; refused past `most` bytes, and then nothing is left */
  receive(
    folder: string,
    name: string,
    from: Readable,
    most: number,
  ): Promise<{ path: string; size: number; name: string }>
  remove(folder: string): Promise<void>
  read(path: string): Readable
  size(path: string): Promise<number>
}

/** A name that is safe in any file system: no path, no control characters, not hidden, at most 120 bytes. */
export function safeName(name: string): string {
  // oxlint-disable-next-line no-control-regex
  const plain = basename(name.replaceAll('\\', '/'))
    .replaceAll(/[\u0000-\u001f\u007f<>:"|?*]/g, '_')
    .replace(/^\.+/, '_')
  let short = plain
  while (Buffer.byteLength(short) > 120) short = short.slice(1)
  return short || 'file'
}

export function openFiles(root: string): Files {
  return {
    root,
    async receive(folder, name, from, most) {
      const safe = safeName(name)
      const target = join(root, folder)
      await mkdir(target, { recursive: true, mode: 0o700 })
      const path = join(target, safe)
      let size = 0
      const counter = new Transform({
        transform(chunk: Buffer, _, done) {
          size += chunk.length
          if (size > most) done(new Problem('too-large', 413, `The file is larger than ${most} bytes`, { most }))
          else done(null, chunk)
        },
      })
      try {
        await pipeline(from, counter, createWriteStream(path, { flags: 'wx', mode: 0o600 }))
      } catch (cause) {
        if ((cause as NodeJS.ErrnoException).code === 'EEXIST') {
          from.resume()
          throw new Problem('same-name', 422, `Two files have the name "${safe}"`, { name: safe })
        }
        await rm(path, { force: true })
        if ((cause as NodeJS.ErrnoException).code === 'ENOSPC')
          throw new Problem('disk-full', 507, 'There is no room on the disk for this file; nothing was kept')
        throw cause
      }
      return { path, size, name: safe }
    },
    remove: (folder) => rm(join(root, folder), { recursive: true, force: true }),
    read: (path) => createReadStream(path),
    size: async (path) => (await stat(path)).size,
  }
}

/** Whole or not at all: a reader never sees half a file. */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const part = `${path}.${process.pid}.part`
  await writeFile(part, content, { mode: 0o600, flush: true })
  await rename(part, path)
}
