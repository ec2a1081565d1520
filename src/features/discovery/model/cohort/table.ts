import type { Atom, Formula } from './atoms.ts'

/**
 * The canonical form by truth table. A variable has cells: a flag two (no, yes), a scalar the coarsest pieces that its atoms
 * tell apart, and first of all the rest (every other value, and unknown). The table has a bit for each choice of cells.
 * Cells that make no difference are one; a variable with one cell is gone. What remains depends on the meaning only.
 */
export interface Variable {
  readonly name: string
  readonly cells: readonly Cell[]
}
/** Which of its variable's atoms hold in a cell, and what it holds: codes or intervals; nothing for the rest. */
interface Cell {
  readonly atoms: ReadonlySet<string>
  readonly codes: readonly string[]
  readonly intervals: readonly (readonly [from: number, below: number])[]
}

export const atomKey = (atom: Atom): string =>
  atom.kind === 'flag'
    ? atom.variable
    : atom.kind === 'code'
      ? `${atom.variable}=${atom.value}`
      : `${atom.variable}[${atom.from},${atom.below})`

export function variablesOf(atoms: readonly Atom[]): Variable[] {
  const byName = Map.groupBy(atoms, ({ variable }) => variable)
  return [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, own]) => ({ name, cells: cellsOf(own) }))
}

function cellsOf(atoms: readonly Atom[]): Cell[] {
  const pieces: Cell[] = []
  const ranges = atoms.filter((atom) => atom.kind === 'range')
  const cuts = [...new Set(ranges.flatMap(({ from, below }) => [from, below]))].sort((a, b) => a - b)
  cuts.slice(1).forEach((below, at) => {
    const from = cuts[at]!
    const held = ranges.filter((range) => range.from <= from && below <= range.below)
    pieces.push({ atoms: new Set(held.map(atomKey)), codes: [], intervals: [[from, below]] })
  })
  for (const atom of atoms) {
    if (atom.kind === 'code') pieces.push({ atoms: new Set([atomKey(atom)]), codes: [atom.value], intervals: [] })
    if (atom.kind === 'flag') pieces.push({ atoms: new Set([atomKey(atom)]), codes: [], intervals: [] })
  }
  pieces.sort((a, b) => ((a.codes[0] ?? '') < (b.codes[0] ?? '') ? -1 : 1))
  const groups = new Map<string, Cell>([['', { atoms: new Set(), codes: [], intervals: [] }]])
  for (const piece of pieces) {
    const pattern = [...piece.atoms].sort().join('\n')
    const before = groups.get(pattern)
    groups.set(pattern, before ? (pattern === '' ? before : merged(before, piece)) : piece)
  }
  return [...groups.values()]
}

const merged = (a: Cell, b: Cell): Cell => ({
  atoms: a.atoms,
  codes: [...a.codes, ...b.codes].sort(),
  intervals: [...a.intervals, ...b.intervals].sort(([x], [y]) => x - y),
})

/** The function as text, equal for equal functions. */
export function tableText(formula: Formula, variables: readonly Variable[]): string {
  const sizes = variables.map(({ cells }) => cells.length)
  const rows = sizes.reduce((product, size) => product * size, 1)
  const bits = evaluate(formula, columnsOf(variables, rows), rows)
  let table = new Uint8Array(rows)
  for (let row = 0; row < rows; row++) table[row] = (bits[row >> 5]! >>> (row & 31)) & 1
  const kept: string[] = []
  const keptSizes: number[] = []
  variables.forEach((variable, at) => {
    const stride = sizes.slice(at + 1).reduce((product, size) => product * size, 1)
    const { classes, rest } = classesOf(table, sizes[at]!, stride)
    if (rest.length < sizes[at]!) table = keep(table, sizes[at]!, stride, rest)
    sizes[at] = rest.length
    if (rest.length === 1) return
    kept.push(describe(variable, classes, rest))
    keptSizes.push(rest.length)
  })
  if (kept.length === 0) return table[0] ? 'everything' : 'nothing'
  return `${kept.join('; ')} | ${diagram(table, keptSizes)}`
}

/** For each atom the rows in which it holds. */
function columnsOf(variables: readonly Variable[], rows: number): Map<string, Uint32Array> {
  const columns = new Map<string, Uint32Array>()
  let stride = rows
  for (const { cells } of variables) {
    const block = stride
    stride /= cells.length
    cells.forEach((cell, at) => {
      for (const atom of cell.atoms) {
        const column = columns.get(atom) ?? new Uint32Array((rows + 31) >> 5)
        columns.set(atom, column)
        for (let start = at * stride; start < rows; start += block) fill(column, start, start + stride)
      }
    })
  }
  return columns
}

function fill(bits: Uint32Array, from: number, below: number): void {
  let at = from
  while (at < below && (at & 31) !== 0) bits[at >> 5]! |= 1 << (at++ & 31)
  while (at + 32 <= below) {
    bits[at >> 5] = 0xffffffff
    at += 32
  }
  while (at < below) bits[at >> 5]! |= 1 << (at++ & 31)
}

function evaluate(formula: Formula, columns: ReadonlyMap<string, Uint32Array>, rows: number): Uint32Array {
  const size = (rows + 31) >> 5
  if (formula.op === 'const') return new Uint32Array(size).fill(formula.value ? 0xffffffff : 0)
  if (formula.op === 'atom') return columns.get(atomKey(formula.atom))!
  if (formula.op === 'not') return evaluate(formula.of, columns, rows).map((word) => ~word)
  // reached[k]: at least k + 1 of those seen so far
  const reached = Array.from({ length: formula.n }, () => new Uint32Array(size))
  if (formula.n === 0) return new Uint32Array(size).fill(0xffffffff)
  formula.of.forEach((item, seen) => {
    const column = evaluate(item, columns, rows)
    for (let k = Math.min(seen, formula.n - 1); k >= 0; k--) {
      const [into, lower] = [reached[k]!, k === 0 ? undefined : reached[k - 1]!]
      for (let at = 0; at < size; at++) into[at]! |= column[at]! & (lower ? lower[at]! : 0xffffffff)
    }
  })
  return reached[formula.n - 1]!
}

/** Cells of a variable whose halves of the table are equal are of one class; `rest` holds the first cell of each. */
function classesOf(table: Uint8Array, cells: number, stride: number): { classes: number[]; rest: number[] } {
  const classes: number[] = []
  const rest: number[] = []
  for (let cell = 0; cell < cells; cell++) {
    const same = rest.find((other) => sameCells(table, cells, stride, cell, other))
    if (same === undefined) rest.push(cell)
    classes.push(same ?? cell)
  }
  return { classes, rest }
}

function sameCells(table: Uint8Array, cells: number, stride: number, a: number, b: number): boolean {
  for (let block = 0; block < table.length; block += cells * stride)
    for (let at = 0; at < stride; at++)
      if (table[block + a * stride + at] !== table[block + b * stride + at]) return false
  return true
}

function keep(table: Uint8Array, cells: number, stride: number, rest: readonly number[]): Uint8Array<ArrayBuffer> {
  const next = new Uint8Array((table.length / cells) * rest.length)
  let to = 0
  for (let block = 0; block < table.length; block += cells * stride)
    for (const cell of rest) {
      next.set(table.subarray(block + cell * stride, block + (cell + 1) * stride), to)
      to += stride
    }
  return next
}

/** A variable with its classes but the rest: `sex=FEMALE/MALE`, `age now=[40,60)`; a flag is its name. */
function describe({ name, cells }: Variable, classes: readonly number[], rest: readonly number[]): string {
  const texts = rest.slice(1).map((first) => {
    const own = cells.filter((_, at) => classes[at] === first)
    const intervals = own.flatMap((cell) => cell.intervals).sort(([a], [b]) => a - b)
    const joined: [number, number][] = []
    for (const [from, below] of intervals) {
      const last = joined.at(-1)
      if (last && last[1] === from) last[1] = below
      else joined.push([from, below])
    }
    return [...own.flatMap((cell) => cell.codes).sort(), ...joined.map(([from, below]) => `[${from},${below})`)].join(
      ',',
    )
  })
  return texts.some(Boolean) ? `${name}=${texts.join('/')}` : name
}

/** Rows as digits, eight at a time: joining them one by one takes longer than all the rest. */
function bitsText(table: Uint8Array, from: number, below: number): string {
  let text = ''
  let at = from
  for (; at + 8 <= below; at += 8) {
    let byte = 0
    for (let bit = 0; bit < 8; bit++) byte = byte * 2 + table[at + bit]!
    text += bytes[byte]!
  }
  for (; at < below; at++) text += table[at]
  return text
}
const bytes = Array.from({ length: 256 }, (_, byte) => byte.toString(2).padStart(8, '0'))

/**
 * A table as a decision diagram in text: the last variables (32 rows and more) as blocks of bits, each kind of block and each
 * kind of node written once. A conjunction of sixteen is a line, not 65,536 digits.
 */
function diagram(table: Uint8Array, sizes: readonly number[]): string {
  let block = 1
  let level = sizes.length
  while (level > 0 && block < 32) block *= sizes[--level]!
  const nodes: string[] = []
  const known = new Map<string, number>()
  const node = (text: string): number => {
    const before = known.get(text)
    if (before !== undefined) return before
    known.set(text, nodes.length)
    return nodes.push(text) - 1
  }
  let ids: number[] = []
  for (let at = 0; at < table.length; at += block) ids.push(node(bitsText(table, at, at + block)))
  while (level > 0) {
    const size = sizes[--level]!
    const next: number[] = []
    for (let at = 0; at < ids.length; at += size) next.push(node(`(${ids.slice(at, at + size).join(' ')})`))
    ids = next
  }
  return nodes.join(' ')
}
