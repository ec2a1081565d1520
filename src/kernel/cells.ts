import { nearest, type Row } from './csv.ts'
import type { Fault, FaultTable } from './intake.ts'
import type { Words } from './words.ts'

/**
 * The cells of one row as typed values. What cannot be read becomes a fault with its column and value, and the value is
 * absent; the caller looks at `faults` at the end, so that one reading of a row reports everything that is wrong with it.
 */
export class Cells<C extends string> {
  readonly faults: Fault[] = []
  readonly #row: Row<C>
  constructor(row: Row<C>) {
    this.#row = row
  }

  get place(): Row<C>['place'] {
    return this.#row.place
  }

  fault(column: C | undefined, code: string, value?: string, values?: Fault['values']): undefined {
    const place = column === undefined ? this.place : { ...this.place, column }
    this.faults.push({ place, code, ...(value !== undefined && { value }), ...(values && { values }) })
    return undefined
  }

  text(column: C): string | undefined {
    return this.#row.cells[column]
  }

  required(column: C): string | undefined {
    return this.text(column) ?? this.fault(column, 'value-missing', undefined, { column })
  }

  list(column: C, separator: string): string[] {
    const parts =
      this.text(column)
        ?.split(separator)
        .map((part) => part.trim())
        .filter((part) => part !== '') ?? []
    return [...new Set(parts)]
  }

  /** A code of a list, or a fault with the nearest one. `known` decides; `names` are offered. */
  codes(column: C, codes: readonly string[], names: Iterable<string>, known: (code: string) => boolean): string[] {
    return codes.filter((code) => {
      if (known(code)) return true
      const near = nearest(code, [...names])
      this.fault(column, near ? 'code-near' : 'code-unknown', code, near ? { nearest: near } : {})
      return false
    })
  }

  /** A number of something: whole, not negative. */
  whole(column: C): number | undefined {
    const text = this.text(column)?.normalize('NFKC')
    if (text === undefined) return undefined
    if (/^-\d/.test(text)) return this.fault(column, 'number-negative', text)
    return /^\d{1,12}$/.test(text) ? Number(text) : this.fault(column, 'number-bad', text)
  }

  /** How many, as a number, a range `10-19`, or an open range `5000-`. */
  amount(column: C): { low?: number; high?: number } | undefined {
    const text = this.text(column)?.normalize('NFKC').replaceAll(/\s/g, '')
    if (text === undefined) return undefined
    const [, from, dash, to] = /^(\d{1,12})(?:([-–~〜])(\d{1,12})?)?$/.exec(text) ?? []
    if (from === undefined)
      return this.fault(column, /^-\d/.test(text) ? 'number-negative' : 'amount-bad', this.text(column))
    const low = Number(from)
    if (!dash) return { low, high: low }
    if (to === undefined) return { low }
    const high = Number(to)
    return low <= high ? { low, high } : this.fault(column, 'range-reversed', this.text(column), { low, high })
  }

  /** Identifiers of terms, `PREFIX:local`; the local part is checked for the vocabularies that we know. */
  curies(column: C, separator: string, only?: string): string[] {
    return this.list(column, separator).filter((text) => {
      const right = isCurie(text) && (only === undefined || text.startsWith(`${only}:`))
      if (!right) this.badCurie(column, text, only)
      return right
    })
  }

  badCurie(column: C, text: string, only?: string): undefined {
    const prefix = only ?? text.split(':', 1)[0]?.toUpperCase() ?? ''
    return this.fault(column, 'curie-bad', text, { example: examples[prefix] ?? 'ICD10:E11, ORPHA:589' })
  }

  truth(column: C): boolean | undefined {
    const text = this.text(column)?.normalize('NFKC').toLowerCase()
    if (text === undefined) return undefined
    if (text === 'true' || text === 'はい') return true
    return text === 'false' || text === 'いいえ' ? false : this.fault(column, 'truth-bad', this.text(column))
  }

  web(column: C): string | undefined {
    const text = this.text(column)
    if (text === undefined || isWeb(text)) return text
    return this.fault(column, 'url-bad', text)
  }
}

/** Local parts of well-known vocabularies; ICD-10 has codes, ranges and chapters (roman). */
const forms: Readonly<Record<string, RegExp>> = {
  ICD10: /^(?:[A-Z]\d\d(?:\.\d{1,2})?(?:-[A-Z]\d\d(?:\.\d{1,2})?)?|[IVX]{1,5})$/,
  ORPHA: /^\d{1,7}$/,
  NANDO: /^\d{7}$/,
  MONDO: /^\d{7}$/,
  HP: /^\d{7}$/,
  DUO: /^\d{7}$/,
}
const examples: Readonly<Record<string, string>> = {
  ICD10: 'ICD10:E11, ICD10:E10-E14',
  ORPHA: 'ORPHA:589',
  NANDO: 'NANDO:1200026',
  MONDO: 'MONDO:0009688',
  HP: 'HP:0001250',
  DUO: 'DUO:0000006',
}

/** `PREFIX:local`, with the local part and the case of the prefix checked where the vocabulary is known. */
export function isCurie(text: string): boolean {
  const [, prefix, local] = /^([A-Za-z][\w.-]*):(\S+)$/.exec(text) ?? []
  if (prefix === undefined || local === undefined) return false
  return Object.hasOwn(forms, prefix)
    ? (forms[prefix]?.test(local) ?? false)
    : !Object.hasOwn(forms, prefix.toUpperCase())
}

/** Only http and https: such a value becomes a link on a page. */
export const isWeb = (text: string): boolean =>
  /^https?:\/\/[^\s/?#.]+\.[^\s/?#]/i.test(text) && !/\s/.test(text) && URL.canParse(text)

/** A column of an own template, as it is documented, offered and checked. */
export interface Column<C extends string> {
  readonly name: C
  readonly required?: true
  readonly about: Words
  /** cell of the example row; the example must itself import without a fault */
  readonly example: string
}

/** Header and example row of a template. */
export function templateText(columns: readonly Column<string>[]): string {
  const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  return [columns.map(({ name }) => name), columns.map(({ example }) => cell(example))]
    .map((row) => `${row.join(',')}\n`)
    .join('')
}

export const cellFaults = {
  'value-missing': {
    reason: { en: 'The column "{column}" is empty.', ja: '列「{column}」が空です。' },
    mend: { en: 'Fill it in; this column is required.', ja: '必須の列です。値を入力してください。' },
  },
  'code-near': {
    reason: { en: 'This code is not in the value list.', ja: 'コード一覧にない値です。' },
    mend: { en: 'Did you mean "{nearest}"?', ja: '「{nearest}」の誤りではありませんか。' },
  },
  'code-unknown': {
    reason: { en: 'This code is not in the value list.', ja: 'コード一覧にない値です。' },
    mend: {
      en: 'Use a code of the value list, or leave the cell empty.',
      ja: 'コード一覧にある値を使うか、空欄にしてください。',
    },
  },
  'number-bad': {
    reason: { en: 'This is not a whole number.', ja: '整数ではありません。' },
    mend: {
      en: 'Write digits only, without units or separators; leave the cell empty when it is not known.',
      ja: '単位や桁区切りを付けず数字だけで書いてください。不明なら空欄にします。',
    },
  },
  'number-negative': {
    reason: { en: 'The number is negative.', ja: '負の数です。' },
    mend: {
      en: 'Write 0 or more; leave the cell empty when it is not known.',
      ja: '0 以上の数を書いてください。不明なら空欄にします。',
    },
  },
  'amount-bad': {
    reason: { en: 'This is neither a number nor a range.', ja: '数としても範囲としても読めません。' },
    mend: {
      en: 'Write 5000, 10-19 or 1000- (1,000 or more); leave the cell empty when it is not known.',
      ja: '5000、10-19、1000-（1,000以上）のように書いてください。不明なら空欄にします。',
    },
  },
  'curie-bad': {
    reason: { en: 'This is not an identifier of a term.', ja: '用語の識別子ではありません。' },
    mend: {
      en: 'Write vocabulary and code with a colon: {example}.',
      ja: '語彙名とコードをコロンでつないで書いてください（例：{example}）。',
    },
  },
  'range-reversed': {
    reason: {
      en: 'The lower bound {low} is above the upper bound {high}.',
      ja: '下限 {low} が上限 {high} を上回っています。',
    },
    mend: {
      en: 'Exchange the two values or correct one of them.',
      ja: '上限と下限を入れ替えるか、誤りを直してください。',
    },
  },
  'truth-bad': {
    reason: { en: 'This is neither yes nor no.', ja: '「はい」か「いいえ」として読めません。' },
    mend: {
      en: 'Write true or false; leave the cell empty when it is not known.',
      ja: 'true / false、または「はい」「いいえ」で書いてください。不明なら空欄にします。',
    },
  },
  'url-bad': {
    reason: { en: 'This is not a web address.', ja: 'ウェブアドレスではありません。' },
    mend: {
      en: 'Write the full address, starting with https:// or http://.',
      ja: 'https:// または http:// から始まる完全なアドレスを書いてください。',
    },
  },
} as const satisfies FaultTable
