/** Files that a person chose or dropped: one, or those of a folder. */
export interface Chosen {
  /** name of the folder, or of the only file */
  readonly name: string
  readonly files: readonly File[]
}

const visible = (file: File) => !file.name.startsWith('.') && file.name !== 'Thumbs.db'

export function chosen(files: readonly File[], folder?: string): Chosen | undefined {
  const wanted = files.filter(visible).toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const [first] = wanted
  if (!first) return undefined
  // `biobank/people.csv`: the browser says from which folder a file was chosen
  const from =
    folder ?? (first.webkitRelativePath.split('/').length > 1 ? first.webkitRelativePath.split('/')[0] : undefined)
  return { name: from ?? (wanted.length === 1 ? first.name : `${first.name} +${wanted.length - 1}`), files: wanted }
}

/** What was dropped: files, or the files directly in a folder. */
export async function dropped(transfer: DataTransfer): Promise<Chosen | undefined> {
  // the list is emptied when the event ends: take the entries before anything waits
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null)
  const folder = entries.find((entry): entry is FileSystemDirectoryEntry => entry.isDirectory)
  if (!folder) return chosen([...transfer.files])
  const reader = folder.createReader()
  const inside: FileSystemEntry[] = []
  // a reader gives a hundred at a time, and nothing when there are no more
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (!some.length) break
    inside.push(...some)
  }
  const files = await Promise.all(
    inside
      .filter((entry): entry is FileSystemFileEntry => entry.isFile)
      .map((entry) => new Promise<File>((resolve, reject) => entry.file(resolve, reject))),
  )
  return chosen(files, folder.name)
}

export const sizeOf = ({ files }: Chosen): number => files.reduce((sum, { size }) => sum + size, 0)
