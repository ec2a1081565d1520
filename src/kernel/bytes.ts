import { isAscii, isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import type { Fault, FaultTable, InputFile, Read } from './intake.ts'

/**
 * From bytes to text. The encoding is decided on the whole file before the first character leaves, so that no reader
 * ever sees mojibake: a file is UTF-8, UTF-16 with its mark, or CP932 on evidence, or it is refused with the byte that
 * is in none.
 */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'cp932'

/** Stops the reading of one file. Formats let it pass; `guarded` turns it into the one fault of the report. */
export class FileFault extends Error {
  readonly fault: Fault
  constructor(fault: Fault) {
    super(`${fault.place.file}: ${fault.code}`)
    this.fault = fault
  }
}

export const byteFaults = {
  unreadable: {
    reason: { en: 'The file could not be read ({errno}).', ja: 'ファイルを読み込めませんでした（{errno}）。' },
    mend: {
      en: 'Check that it still exists, is a file and not a folder, and may be read by the user who runs the server.',
      ja: 'ファイルが存在すること、フォルダーではないこと、サーバーを実行する利用者に読み取り権限があることを確認してください。',
    },
  },
  'file-empty': {
    reason: { en: 'The file is empty.', ja: 'ファイルが空です。' },
    mend: {
      en: 'Send the file again; the export or the transfer was probably broken off.',
      ja: '書き出しまたは転送が途中で終わった可能性があります。ファイルを作り直して送ってください。',
    },
  },
  'file-binary': {
    reason: { en: 'This is not a text file ({kind}).', ja: 'テキストファイルではありません（{kind}）。' },
    mend: {
      en: 'Unpack an archive first; save a spreadsheet as "CSV UTF-8" and send that file.',
      ja: '圧縮ファイルは展開し、表計算ソフトのファイルは「CSV UTF-8」形式で保存してから送ってください。',
    },
  },
  'encoding-unknown': {
    reason: {
      en: 'The bytes {bytes} at offset {offset} are neither UTF-8 nor CP932 (Shift_JIS).',
      ja: '{offset} バイト目の {bytes} は UTF-8 としても CP932（シフト JIS）としても読めません。',
    },
    mend: {
      en: 'Save the file in UTF-8 and send it again.',
      ja: '文字コードを UTF-8 にして保存し直し、もう一度送ってください。',
    },
  },
  'encoding-broken': {
    reason: {
      en: 'The file is in {encoding}, but what follows byte {offset} cannot be read as such.',
      ja: 'ファイルは {encoding} ですが、{offset} バイト目より後をそのように読めません。',
    },
    mend: {
      en: 'Save the file in UTF-8 and send it again.',
      ja: '文字コードを UTF-8 にして保存し直し、もう一度送ってください。',
    },
  },
  'line-too-long': {
    reason: { en: 'The line is longer than {limit} characters.', ja: '行が {limit} 文字を超えています。' },
    mend: {
      en: 'Check the line ends of the file; it is probably not of this format.',
      ja: 'ファイルの改行を確認してください。別の形式のファイルである可能性があります。',
    },
  },
  'nul-byte': {
    reason: { en: 'The text contains a NUL character.', ja: '文字列に NUL 文字が含まれています。' },
    mend: {
      en: 'Export the data again; this part of the file is damaged.',
      ja: 'この部分が壊れています。データを書き出し直してください。',
    },
  },
  'character-lost': {
    reason: {
      en: 'The text contains the replacement character U+FFFD: a character was lost before the file reached us.',
      ja: '文字列に置換文字（U+FFFD）が含まれています。送信前の変換で文字が失われています。',
    },
    mend: {
      en: 'Export it again from the source in UTF-8.',
      ja: '元のデータから UTF-8 で書き出し直してください。',
    },
  },
} as const satisfies FaultTable

/** Damage inside one text, which rejects that record and not the file. */
export function damage(text: string): 'nul-byte' | 'character-lost' | undefined {
  if (text.includes('\0')) return 'nul-byte'
  return text.includes('\uFFFD') ? 'character-lost' : undefined
}

/** A format's reading, with a `FileFault` of any of its files as its last fault instead of an exception. */
export async function* guarded<R>(reads: AsyncIterable<Read<R>>): AsyncGenerator<Read<R>> {
  try {
    yield* reads
  } catch (error) {
    if (!(error instanceof FileFault)) throw error
    yield { fault: error.fault }
  }
}

async function* chunks(file: InputFile): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of file.bytes()) if (chunk.length > 0) yield chunk
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (typeof code !== 'string' || error instanceof FileFault) throw error
    throw new FileFault({ place: { file: file.name }, code: 'unreadable', values: { errno: code } })
  }
}

const signatures = [
  ['50 4b 03 04', 'zip, xlsx'],
  ['d0 cf 11 e0', 'xls, doc'],
  ['1f 8b', 'gzip'],
  ['25 50 44 46', 'pdf'],
  ['89 50 4e 47', 'png'],
  ['ff d8 ff', 'jpeg'],
  ['50 41 52 31', 'parquet'],
  ['42 5a 68', 'bzip2'],
  ['28 b5 2f fd', 'zstd'],
] as const

const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ')

function binaryKind(head: Uint8Array): string | undefined {
  const start = hex(head.subarray(0, 4))
  const known = signatures.find(([signature]) => start.startsWith(signature))
  if (known) return known[1]
  const controls = head.filter((byte) => byte < 32 && ![9, 10, 12, 13, 27].includes(byte)).length
  return controls * 10 > head.length ? 'binary' : undefined
}

/** Decide the encoding of a whole file, or throw the `FileFault` that says why there is none. */
export async function encodingOf(file: InputFile): Promise<Encoding> {
  let head = new Uint8Array(0)
  let utf16: Encoding | undefined
  let tail = new Uint8Array(0)
  const utf8 = new Position()
  const cp932 = new Cp932Evidence()
  let broken: Uint8Array | undefined
  for await (const chunk of chunks(file)) {
    if (head.length < 4096) {
      head = Buffer.concat([head, chunk.subarray(0, 4096 - head.length)])
      if (head[0] === 0xff && head[1] === 0xfe) utf16 = 'utf-16le'
      if (head[0] === 0xfe && head[1] === 0xff) utf16 = 'utf-16be'
      if (utf16) break
    }
    if (!broken) {
      const bytes = tail.length > 0 ? Buffer.concat([tail, chunk]) : chunk
      const whole = bytes.subarray(0, bytes.length - unfinished(bytes))
      if (isUtf8(whole)) {
        utf8.pass(whole)
        tail = Uint8Array.from(bytes.subarray(whole.length))
      } else {
        const at = firstNotUtf8(whole)
        utf8.pass(whole.subarray(0, at))
        broken = Uint8Array.from(whole.subarray(at, at + 4))
      }
    }
    cp932.pass(chunk)
    if (broken && cp932.impossible) break
  }
  if (head.length === 0) throw new FileFault({ place: { file: file.name }, code: 'file-empty' })
  if (utf16) return utf16
  const kind = binaryKind(head)
  if (kind) throw new FileFault({ place: { file: file.name }, code: 'file-binary', values: { kind } })
  if (tail.length > 0) broken ??= tail
  if (!broken) return 'utf-8'
  if (cp932.holds()) return 'cp932'
  throw new FileFault({
    place: { file: file.name, line: utf8.line },
    code: 'encoding-unknown',
    value: hex(broken),
    values: { offset: utf8.offset, bytes: hex(broken) },
  })
}

class Position {
  offset = 0
  line = 1
  pass(bytes: Uint8Array): void {
    this.offset += bytes.length
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) this.line += 1
  }
}

/** How many bytes at the end begin a UTF-8 sequence that the next chunk may finish. */
function unfinished(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0
  }
  return 0
}

function firstNotUtf8(bytes: Uint8Array): number {
  let good = 0
  let bad = bytes.length
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    const prefix = bytes.subarray(0, middle)
    if (isUtf8(prefix.subarray(0, middle - unfinished(prefix)))) good = middle
    else bad = middle
  }
  return good - unfinished(bytes.subarray(0, good))
}

/**
 * CP932 accepts much that is not Japanese: `Parkinson’s` of Windows-1252 is a valid kanji in it, and EUC-JP is half-
 * width kana. Japanese text has double-byte characters side by side, with leads 81 to 9F among them; a lone one right
 * after a Latin letter speaks against. User-defined characters (F040 to F9FC) have no known meaning, so they are
 * refused too.
 */
class Cp932Evidence {
  impossible = false
  #lead = 0
  #run = 0
  #low = false
  #before = 0
  #last = 0
  #for = 0
  #against = 0
  static readonly #known = new Int8Array(65_536)

  pass(bytes: Uint8Array): void {
    if (this.impossible || (this.#lead === 0 && this.#run === 0 && isAscii(bytes))) return
    for (const byte of bytes) {
      if (this.#lead > 0) {
        if (!Cp932Evidence.#pair(this.#lead, byte)) {
          this.impossible = true
          return
        }
        if (this.#run === 0) this.#before = this.#last
        this.#run += 1
        this.#low ||= this.#lead < 0xa0
        this.#lead = 0
        this.#last = 0
      } else if ((byte > 0x80 && byte < 0xa0) || (byte >= 0xe0 && byte <= 0xfc)) {
        this.#lead = byte
      } else if (byte < 0x80 || (byte > 0xa0 && byte < 0xe0)) {
        if (this.#run > 0) this.#end()
        this.#last = byte
      } else {
        this.impossible = true
        return
      }
    }
  }

  holds(): boolean {
    if (this.#run > 0) this.#end()
    return !this.impossible && this.#lead === 0 && this.#for > this.#against
  }

  #end(): void {
    const afterLetter = (this.#before | 32) >= 97 && (this.#before | 32) <= 122
    if (this.#low && (this.#run > 1 || !afterLetter)) this.#for += this.#run
    else this.#against += this.#run
    this.#run = 0
    this.#low = false
  }

  static #pair(lead: number, trail: number): boolean {
    const key = lead * 256 + trail
    if (Cp932Evidence.#known[key] === 0) {
      const text = iconv.decode(Buffer.from([lead, trail]), 'cp932')
      Cp932Evidence.#known[key] = /^[^\uFFFD\uE000-\uF8FF]$/.test(text) ? 1 : -1
    }
    return Cp932Evidence.#known[key] === 1
  }
}

/** The text of a file, in pieces, without its byte order mark. */
export async function* text(file: InputFile): AsyncGenerator<string> {
  const encoding = await encodingOf(file)
  if (encoding === 'cp932') {
    const decoder = iconv.getDecoder('cp932')
    for await (const chunk of chunks(file))
      yield decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length))
    const rest = decoder.end()
    if (rest) yield rest
    return
  }
  const decoder = new TextDecoder(encoding, { fatal: true })
  let offset = 0
  try {
    for await (const chunk of chunks(file)) {
      const piece = decoder.decode(chunk, { stream: true })
      offset += chunk.length
      if (piece) yield piece
    }
    const rest = decoder.decode()
    if (rest) yield rest
  } catch (error) {
    // UTF-16 is first decoded here; UTF-8 only breaks when the file changed after it was checked
    if (!(error instanceof TypeError)) throw error
    throw new FileFault({ place: { file: file.name }, code: 'encoding-broken', values: { offset, encoding } })
  }
}

export const lineLimit = 4_194_304

/**
 * Lines in batches, so that a large file does not pay an await for each; `first` is the number of the first of them.
 */
export async function* lineBatches(file: InputFile): AsyncGenerator<{ first: number; lines: string[] }> {
  let first = 1
  let open = ''
  for await (const piece of text(file)) {
    const lines = (open + piece).split('\n')
    open = lines.pop() ?? ''
    for (const [at, line] of lines.entries()) if (line.endsWith('\r')) lines[at] = line.slice(0, -1)
    const long = lines.findIndex((line) => line.length > lineLimit)
    if (long >= 0 || open.length > lineLimit) {
      const line = first + (long >= 0 ? long : lines.length)
      throw new FileFault({ place: { file: file.name, line }, code: 'line-too-long', values: { limit: lineLimit } })
    }
    if (lines.length > 0) yield { first, lines }
    first += lines.length
  }
  if (open) yield { first, lines: [open.endsWith('\r') ? open.slice(0, -1) : open] }
}

/** Lines with their numbers; CRLF and LF end a line. */
export async function* lines(file: InputFile): AsyncGenerator<{ line: number; text: string }> {
  for await (const batch of lineBatches(file)) {
    let line = batch.first
    for (const entry of batch.lines) yield { line: line++, text: entry }
  }
}
