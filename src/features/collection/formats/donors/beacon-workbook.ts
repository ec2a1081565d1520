import readWorkbook from 'read-excel-file/node'
import { FileFault } from '../../../../kernel/bytes.ts'
import type { Fault, InputFile } from '../../../../kernel/intake.ts'
import { gather } from '../../../../kernel/input.ts'
import { isWhole } from './zip.ts'

type Loose = Record<string, unknown>
export interface Sheet {
  readonly name: 'individuals' | 'biosamples'
  readonly rows: { readonly line: number; readonly value: Loose; readonly faults: readonly Fault[] }[]
}

/** Largest file that is read; a workbook has to be unpacked in memory. */
export const workbookLimit = 64 * 1024 * 1024

/** The sheets of a Beacon v2 workbook that are about people, as entries of the model; the names of the others. */
export async function workbook(file: InputFile): Promise<{ sheets: Sheet[]; others: string[] }> {
  if (file.size > workbookLimit)
    throw new FileFault({
      place: { file: file.name },
      code: 'workbook-large',
      values: { limit: workbookLimit / 1024 / 1024 },
    })
  const bytes = Buffer.concat(await gather(file.bytes()))
  // the library reads what it finds of a cut archive and says nothing
  if (!isWhole(bytes)) throw new FileFault({ place: { file: file.name }, code: 'workbook-broken' })
  let read: Awaited<ReturnType<typeof readWorkbook>>
  try {
    read = await readWorkbook(bytes)
  } catch {
    // whatever the library says of it: a sheet cannot be read, or it is no workbook
    throw new FileFault({ place: { file: file.name }, code: 'workbook-broken' })
  }
  const wanted = read.flatMap(({ sheet, data }) =>
    sheet === 'individuals' || sheet === 'biosamples'
      ? [{ name: sheet as Sheet['name'], data: data as unknown[][] }]
      : [],
  )
  if (wanted.length === 0) {
    throw new FileFault({
      place: { file: file.name },
      code: 'sheet-missing',
      values: {
        sheets: read
          .map(({ sheet }) => sheet)
          .join(', ')
          .slice(0, 200),
      },
    })
  }
  return {
    sheets: wanted.map(({ name, data }) => ({ name, rows: rowsOf(`${file.name} / ${name}`, data) })),
    others: read.map(({ sheet }) => sheet).filter((name) => name !== 'individuals' && name !== 'biosamples'),
  }
}

function rowsOf(file: string, data: readonly (readonly unknown[])[]): Sheet['rows'] {
  const header = (data[0] ?? []).map((name) => textOf(name) ?? '')
  for (const [at, name] of header.entries()) {
    if (name !== '' && header.indexOf(name) < at)
      throw new FileFault({
        place: { file, line: 1, column: name },
        code: 'header-duplicate',
        values: { column: name },
      })
  }
  if (!header.includes('id'))
    throw new FileFault({ place: { file, line: 1 }, code: 'header-missing', values: { column: 'id', nearest: '-' } })
  return data.slice(1).flatMap((cells, n) => {
    const said = header.flatMap((name, at): [string, string][] => {
      const text = textOf(cells[at])
      return name === '' || text === undefined ? [] : [[name, text]]
    })
    if (said.length === 0) return []
    const line = n + 2
    const faults: Fault[] = []
    return [
      {
        line,
        value: entryOf(said, (column, code) => void faults.push({ place: { file, line, column }, code })),
        faults,
      },
    ]
  })
}

function textOf(cell: unknown): string | undefined {
  if (cell === null || cell === undefined) return undefined
  const text = (cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell)).trim()
  return text === '' ? undefined : text
}

/**
 * A row as an entry: `sex.id` is a field of an object, `diseases_diseaseCode.id` one of each member of a list, whose values
 * stand in one cell with commas between them, or as a JSON list.
 */
function entryOf(cells: readonly [name: string, text: string][], fault: (column: string, code: string) => void): Loose {
  const entry: Loose = {}
  const lists = new Map<string, { column: string; values: unknown[] }[]>()
  for (const [column, text] of cells) {
    const [, list, path] = /^([A-Za-z]+)_(.+)$/.exec(column) ?? []
    if (list === undefined || path === undefined) put(entry, column, text)
    // labels are names for people to read, with commas of their own
    else if (!/label$|notes$/.test(path)) {
      const columns = lists.get(list) ?? []
      lists.set(list, columns)
      const values = valuesOf(text)
      if (values) columns.push({ column: path, values })
      else fault(column, 'list-broken')
    }
  }
  for (const [list, columns] of lists) {
    const length = Math.max(...columns.map(({ values }) => values.length), 0)
    const short = columns.find(({ values }) => values.length !== length)
    if (short) fault(`${list}_${short.column}`, 'list-lengths')
    else
      entry[list] = Array.from({ length }, (_, at) =>
        columns.reduce<Loose>((member, { column, values }) => put(member, column, values[at]), {}),
      )
  }
  return entry
}

function put(target: Loose, path: string, value: unknown): Loose {
  const names = path.split('.')
  const last = names.pop() ?? ''
  let here = target
  for (const name of names) {
    const inner = here[name]
    here = typeof inner === 'object' && inner !== null ? (inner as Loose) : ((here[name] = {}) as Loose)
  }
  here[last] = value
  return target
}

function valuesOf(text: string): unknown[] | undefined {
  if (!/^[[{]/.test(text)) return text.split(',').map((part) => part.trim())
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) ? value : [value]
  } catch {
    return undefined
  }
}
