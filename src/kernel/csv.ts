import { damage, FileFault, lineBatches } from './bytes.ts'
import { distance } from './distance.ts'
import type { Fault, FaultTable, InputFile, Place } from './intake.ts'

/**
 * Tables with a header row: CSV, TSV, or `;`. Own, because the report must name the true line and the rows after a
 * faulty one must still be read: csv-parse 7 counts a CRLF inside quotes twice, and loses the rest of the file after
 * one stray quote.
 */
export interface TableShape<C extends string> {
  /** name of the format, for the message when the file is something else */
  readonly format: string
  readonly required: readonly C[]
  readonly optional?: readonly C[]
  /** a column that is in neither list: refused (own templates) or passed over (published files); default `refuse` */
  readonly unknown?: 'refuse' | 'ignore'
  /** default: whichever of tab, comma and semicolon the header has most of */
  readonly delimiter?: ',' | '\t' | ';'
  /** false where `"` is an ordinary character (Babelon TSV); default true */
  readonly quotes?: boolean
}

export interface Row<C extends string> {
  readonly place: Place
  /** trimmed; an empty cell is absent */
  readonly cells: Readonly<Partial<Record<C, string>>>
}

export const csvFaults = {
  'wrong-format': {
    reason: { en: 'This is not a file of the format {format}.', ja: '{format} 形式のファイルではありません。' },
    mend: {
      en: 'Choose the format the file really has (--as), or send a file with these columns: {columns}.',
      ja: '実際の形式を指定する（--as）か、次の列を持つファイルを送ってください：{columns}',
    },
  },
  'header-missing': {
    reason: { en: 'The column "{column}" is missing.', ja: '列「{column}」がありません。' },
    mend: {
      en: 'Add the column "{column}" to the header row. The nearest name in the file is "{nearest}".',
      ja: '見出し行に列「{column}」を加えてください。ファイル内で最も近い列名は「{nearest}」です。',
    },
  },
  'header-unknown': {
    reason: { en: 'The column "{column}" is not known.', ja: '列「{column}」は定義されていません。' },
    mend: {
      en: 'Correct its name (did you mean "{nearest}"?) or remove the column.',
      ja: '列名を直す（「{nearest}」の誤りではありませんか）か、列を削除してください。',
    },
  },
  'header-duplicate': {
    reason: { en: 'The column "{column}" appears more than once.', ja: '列「{column}」が重複しています。' },
    mend: { en: 'Keep one column of this name.', ja: '同じ名前の列は一つだけにしてください。' },
  },
  'column-count': {
    reason: {
      en: 'The row has {found} cells; the header has {expected}.',
      ja: '行のセル数は {found} ですが、見出しは {expected} 列です。',
    },
    mend: {
      en: 'Put quotes around a cell that contains the separator, and keep empty cells.',
      ja: '区切り文字を含むセルは引用符で囲み、空のセルも省かずに残してください。',
    },
  },
  'quote-open': {
    reason: { en: 'A quote opened in this row is not closed.', ja: 'この行で始まる引用符が閉じられていません。' },
    mend: {
      en: 'Close the quote, and write a quote inside a cell twice ("").',
      ja: '引用符を閉じてください。セル内の引用符は二つ重ねて（""）書きます。',
    },
  },
  'quote-stray': {
    reason: { en: 'A quote stands in the middle of a cell.', ja: 'セルの途中に引用符があります。' },
    mend: {
      en: 'Put the whole cell in quotes and write the quote inside it twice ("").',
      ja: 'セル全体を引用符で囲み、中の引用符は二つ重ねて（""）書いてください。',
    },
  },
  'cell-too-long': {
    reason: { en: 'The cell has more than {limit} characters.', ja: 'セルが {limit} 文字を超えています。' },
    mend: { en: 'Shorten the text of this cell.', ja: 'このセルの文字列を短くしてください。' },
  },
} as const satisfies FaultTable

/** No name, label or description of a catalogue comes near; a forgotten quote does. */
export const cellLimit = 65_536
const recordLimit = 1_048_576

export async function* table<C extends string>(
  file: InputFile,
  shape: TableShape<C>,
): AsyncGenerator<{ row: Row<C> } | { fault: Fault }> {
  const known: readonly string[] = [...shape.required, ...(shape.optional ?? [])]
  const isKnown = (name: string): name is C => known.includes(name)
  let header: string[] | undefined
  let columns: (readonly [number, C])[] = []
  for await (const { line, cells, code, column } of records(file, shape.delimiter, shape.quotes ?? true)) {
    const place = { file: file.name, line }
    if (!header) {
      header = code ? [] : cells.map((name) => name.trim())
      while (header.length > 0 && header.at(-1) === '') header.pop()
      const faults = headerFaults(place, header, known, shape)
      for (const fault of faults) yield { fault }
      if (faults.length > 0) return
      columns = header.flatMap((name, at) => (isKnown(name) ? [[at, name] as const] : []))
      continue
    }
    const surplus = cells.length > header.length && cells.slice(header.length).some((cell) => cell.trim() !== '')
    if (code) {
      yield { fault: { place: { ...place, column: header[column] ?? column + 1 }, code } }
    } else if (surplus || cells.length < header.length) {
      yield { fault: { place, code: 'column-count', values: { found: cells.length, expected: header.length } } }
    } else {
      yield rowOf(place, columns, cells)
    }
  }
  if (!header) throw new FileFault({ place: { file: file.name }, code: 'file-empty' })
}

/** The column names alone, for a format that comes with different ones. */
export async function headerOf(file: InputFile): Promise<string[]> {
  for await (const { cells } of records(file, undefined, true)) return cells.map((name) => name.trim())
  return []
}

function rowOf<C extends string>(
  place: Place,
  columns: readonly (readonly [number, C])[],
  cells: readonly string[],
): { row: Row<C> } | { fault: Fault } {
  const row: Partial<Record<C, string>> = {}
  for (const [at, name] of columns) {
    const cell = cells[at]?.trim()
    if (!cell) continue
    const hurt = damage(cell)
    if (hurt) return { fault: { place: { ...place, column: name }, code: hurt, value: cell.slice(0, 200) } }
    if (cell.length > cellLimit) {
      const value = `${cell.slice(0, 80)}…`
      return {
        fault: { place: { ...place, column: name }, code: 'cell-too-long', value, values: { limit: cellLimit } },
      }
    }
    row[name] = cell
  }
  return { row: { place, cells: row } }
}

function headerFaults<C extends string>(
  place: Place,
  header: readonly string[],
  known: readonly string[],
  shape: TableShape<C>,
): Fault[] {
  if (!header.some((name) => known.includes(name))) {
    const value = header.join(', ').slice(0, 80)
    const values = { format: shape.format, columns: shape.required.join(', ') }
    return [{ place, code: 'wrong-format', ...(value && { value }), values }]
  }
  const faults: Fault[] = []
  const at = (column: string) => ({ ...place, column })
  const spare = header.filter((name) => !known.includes(name))
  for (const column of new Set(header)) {
    if (column !== '' && header.filter((name) => name === column).length > 1) {
      faults.push({ place: at(column), code: 'header-duplicate', values: { column } })
    }
  }
  const absent = shape.required.filter((column) => !header.includes(column))
  for (const column of absent) {
    faults.push({ place, code: 'header-missing', values: { column, nearest: nearest(column, spare) ?? '-' } })
  }
  if (shape.unknown !== 'ignore') {
    const free = known.filter((column) => !header.includes(column))
    for (const column of spare) {
      const values = { column, nearest: nearest(column, free.length > 0 ? free : known) ?? '-' }
      faults.push({ place: at(column), code: 'header-unknown', values })
    }
  }
  return faults
}

interface Scanned {
  line: number
  cells: string[]
  code?: 'quote-open' | 'quote-stray'
  /** 0-based cell of the fault */
  column: number
}

async function* records(file: InputFile, delimiter: string | undefined, quotes: boolean): AsyncGenerator<Scanned> {
  let separator = delimiter
  // lines of a record whose quote is still open; after a fault the ones behind the first are read again
  let held: string[] = []
  let heldLength = 0
  let open: Scan | undefined
  let start = 1
  const take = function* (line: string, number: number): Generator<Scanned> {
    if (!open && line.trim() === '') return
    separator ??= likeliest(line)
    if (!open && !(quotes && line.includes('"'))) {
      yield { line: number, cells: line.split(separator), column: 0 }
      return
    }
    if (!open) start = number
    const scan: Scan = open ?? { cells: [], cell: '', inside: false, stray: false }
    held.push(line)
    heldLength += line.length
    scanLine(scan, line, separator, open !== undefined)
    if (scan.inside && heldLength <= recordLimit) open = scan
    else if (scan.inside || scan.stray)
      yield* giveUp(scan, scan.inside || held.length > 1 ? 'quote-open' : 'quote-stray')
    else {
      reset()
      yield { line: start, cells: scan.cells, column: 0 }
    }
  }
  const reset = (): string[] => {
    const again = held.slice(1)
    held = []
    heldLength = 0
    open = undefined
    return again
  }
  const giveUp = function* (scan: Scan, code: 'quote-open' | 'quote-stray'): Generator<Scanned> {
    const line = start
    const again = reset()
    yield {
      line,
      cells: [],
      code,
      column: code === 'quote-stray' ? scan.cells.length : (scan.opened ?? scan.cells.length),
    }
    for (const [at, text] of again.entries()) yield* take(text, line + 1 + at)
  }
  for await (const batch of lineBatches(file)) {
    for (let at = 0; at < batch.lines.length; at++) yield* take(batch.lines[at] ?? '', batch.first + at)
  }
  while (open) yield* giveUp(open, 'quote-open')
}

interface Scan {
  cells: string[]
  cell: string
  /** within quotes at the end of what was read */
  inside: boolean
  /** a quote where none may stand */
  stray: boolean
  /** 0-based cell of the quote that ran over the end of its line */
  opened?: number
}

function scanLine(scan: Scan, line: string, separator: string, continued: boolean): void {
  let at = 0
  for (;;) {
    if (continued || line[at] === '"') {
      if (!continued) at += 1
      continued = false
      for (;;) {
        const quote = line.indexOf('"', at)
        if (quote < 0) {
          scan.cell += `${line.slice(at)}\n`
          scan.inside = true
          scan.opened ??= scan.cells.length
          return
        }
        scan.cell += line.slice(at, quote)
        at = quote + 1
        if (line[at] !== '"') break
        scan.cell += '"'
        at += 1
      }
      scan.inside = false
      if (at < line.length && line[at] !== separator) scan.stray = true
    } else {
      const next = line.indexOf(separator, at)
      scan.cell = line.slice(at, next < 0 ? line.length : next)
      if (scan.cell.includes('"')) scan.stray = true
      at += scan.cell.length
    }
    if (scan.stray) return
    scan.cells.push(scan.cell)
    scan.cell = ''
    if (at >= line.length) return
    at += 1
  }
}

function likeliest(header: string): string {
  const count = (separator: string) => header.split(separator).length
  return [',', '\t', ';'].reduce((best, next) => (count(next) > count(best) ? next : best))
}

/** The nearest of some names, for "did you mean"; undefined where none is near. */
export function nearest(name: string, names: readonly string[]): string | undefined {
  const plain = (text: string) =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll(/[\s_-]/g, '')
  let best: { name: string; far: number } | undefined
  for (const candidate of names) {
    const most = Math.floor(Math.max(2, name.length / 3))
    const far = distance(plain(name), plain(candidate), most)
    if (far <= most && far < (best?.far ?? Infinity)) best = { name: candidate, far }
  }
  return best?.name
}
