import { byteFaults, guarded } from '../../../kernel/bytes.ts'
import { Cells, cellFaults, isCurie, isWeb, templateText } from '../../../kernel/cells.ts'
import { csvFaults, table } from '../../../kernel/csv.ts'
import type { FaultTable, Format, Input, Read } from '../../../kernel/intake.ts'
import { categories } from '../codes.ts'
import type { DepositRecord, LineRecord } from '../record.ts'
import { depositUrl } from './banks.ts'

/** Template `line`: what each column means and an example cell. Several values are separated by `|`. */
export const lineColumns = [
  {
    name: 'accession',
    required: true,
    example: 'EX-0001',
    about: { en: 'accession: CVCL_xxxx or your own', ja: 'アクセッション番号（CVCL_xxxx または独自の番号）' },
  },
  { name: 'name', required: true, example: 'EXiPS-A1', about: { en: 'name of the line', ja: '株名' } },
  {
    name: 'name_ja',
    example: 'パーキンソン病患者由来iPS細胞 EXiPS-A1',
    about: { en: 'name in Japanese', ja: '日本語名' },
  },
  { name: 'synonyms', example: 'EXiPSA1|A1', about: { en: 'other names', ja: '別名' } },
  {
    name: 'category',
    required: true,
    example: 'Induced pluripotent stem cell',
    about: { en: 'category as Cellosaurus names it', ja: '分類（Cellosaurus の英語名）' },
  },
  {
    name: 'species',
    required: true,
    example: '9606:Homo sapiens',
    about: { en: 'NCBI taxon and name', ja: '由来生物種（NCBI taxon 番号:学名）' },
  },
  { name: 'sex', example: 'Female', about: { en: 'sex of the cells', ja: '性別' } },
  { name: 'age', example: '54Y', about: { en: 'age of the donor: 54Y, 6M', ja: '提供者の年齢（54Y、6M など）' } },
  {
    name: 'diseases',
    example: 'ICD10:G20 Parkinson disease',
    about: { en: 'identifier, a space, and the name', ja: '疾患の識別子、空白、疾患名' },
  },
  {
    name: 'parents',
    example: 'EX-0000 EXF-A',
    about: { en: 'lines it was derived from: accession, a space, and the name', ja: '由来する株（番号、空白、株名）' },
  },
  {
    name: 'same_donor',
    example: '',
    about: { en: 'lines of the same individual, in the same way', ja: '同一個体由来の株（書き方は同じ）' },
  },
  {
    name: 'problems',
    example: '',
    about: { en: 'misidentified, contaminated: what is known', ja: '誤同定・汚染などの問題' },
  },
  {
    name: 'markers',
    example: 'D3S1358=15,17|TH01=7,9.3',
    about: { en: 'STR profile: marker=alleles', ja: 'STR プロファイル（マーカー=アレル）' },
  },
  {
    name: 'deposits',
    example: 'RCB:HPS9999',
    about: { en: 'bank:catalogue number, as offered', ja: '提供中の寄託（バンク:カタログ番号）' },
  },
  {
    name: 'discontinued',
    example: 'RCB:HPS9998',
    about: { en: 'bank:catalogue number, no longer handed out', ja: '提供終了の寄託（バンク:カタログ番号）' },
  },
  {
    name: 'references',
    example: 'PubMed:18035408',
    about: { en: 'PubMed:, DOI: or Patent:', ja: '文献（PubMed:、DOI:、Patent:）' },
  },
  { name: 'web_pages', example: 'https://www.example.org/EX-0001', about: { en: 'web pages', ja: 'ウェブページ' } },
  {
    name: 'description_en',
    example: 'Made from skin fibroblasts.',
    about: { en: 'description in English', ja: '英語の説明' },
  },
  {
    name: 'description_ja',
    example: '皮膚線維芽細胞から樹立しました。',
    about: { en: 'description in Japanese', ja: '日本語の説明' },
  },
] as const
export type LineColumn = (typeof lineColumns)[number]['name']
type Row = Cells<LineColumn>

const ownFaults = {
  'form-bad': {
    reason: {
      en: 'A value of "{column}" does not have the right form.',
      ja: '列「{column}」の値の形が正しくありません。',
    },
    mend: { en: 'Write it like this: {example}.', ja: '次のように書いてください：{example}' },
  },
  'accession-duplicate': {
    reason: {
      en: 'This accession was already used on line {first}.',
      ja: 'この番号は {first} 行目で既に使われています。',
    },
    mend: {
      en: 'One line, one row: put its deposits into one cell, separated by "|".',
      ja: '1株は1行にまとめ、寄託は「|」で区切って1つのセルに書いてください。',
    },
  },
  'deposit-twice': {
    reason: {
      en: 'The number {id} of {bank} is also on line {first}.',
      ja: '{bank} の番号 {id} は {first} 行目にもあります。',
    },
    mend: { en: 'A catalogue number belongs to one line.', ja: '1つのカタログ番号は1つの株にだけ対応させてください。' },
  },
} as const satisfies FaultTable

/** Own template for lines with their deposits. */
export const lineCsv: Format<LineRecord> = {
  name: 'csv',
  title: { en: 'Own template: cell lines', ja: '本システムの様式（細胞株）' },
  takes: 'file',
  faults: { ...byteFaults, ...csvFaults, ...cellFaults, ...ownFaults },
  read: (input) => guarded(readAll(input)),
}

export const lineTemplate = (): string => templateText(lineColumns)

const required = ['accession', 'name', 'category', 'species'] as const
const isRequired = (name: LineColumn): boolean => required.some((one) => one === name)
const shape = {
  format: 'csv (line)',
  required,
  optional: lineColumns.map(({ name }) => name).filter((name) => !isRequired(name)),
}

async function* readAll(input: Input): AsyncGenerator<Read<LineRecord>> {
  const seen = new Map<string, number>()
  const numbers = new Map<string, number>()
  for (const file of input.files) {
    for await (const one of table<LineColumn>(file, shape)) {
      if ('fault' in one) {
        yield one
        continue
      }
      const cells = new Cells(one.row)
      const line = one.row.place.line ?? 0
      const record = recordOf(cells)
      const first = record && seen.get(record.accession)
      if (record && first !== undefined) cells.fault('accession', 'accession-duplicate', record.accession, { first })
      for (const { bank, catalogue } of record?.deposits ?? []) {
        const before = numbers.get(`${bank}:${catalogue}`)
        if (before !== undefined)
          cells.fault('deposits', 'deposit-twice', `${bank}:${catalogue}`, { bank, id: catalogue, first: before })
      }
      for (const fault of cells.faults) yield { fault }
      if (!record || cells.faults.length > 0) continue
      seen.set(record.accession, line)
      for (const { bank, catalogue } of record.deposits) numbers.set(`${bank}:${catalogue}`, line)
      yield { record, key: record.accession, place: one.row.place }
    }
  }
}

function recordOf(cells: Row): LineRecord | undefined {
  const accession = matched(
    cells,
    'accession',
    [cells.required('accession')],
    /^[A-Za-z0-9][\w./-]*$/,
    'EX-0001',
  )[0]?.[0]
  const name = cells.required('name')
  const category = cells.required('category')
  if (category) cells.codes('category', [category], Object.keys(categories), (code) => Object.hasOwn(categories, code))
  cells.required('species')
  const nameJa = cells.text('name_ja')
  const sex = cells.text('sex')
  const age = cells.text('age')
  const markers = many(cells, 'markers', /^([^=]+)=(\S.*)$/, 'D3S1358=15,17').map(([, marker = '', alleles = '']) => ({
    marker: marker.trim(),
    alleles,
  }))
  const description = { en: cells.text('description_en'), ja: cells.text('description_ja') }
  const pages = cells.list('web_pages', '|')
  for (const page of pages) if (!isWeb(page)) cells.fault('web_pages', 'url-bad', page)
  const lines = (column: 'parents' | 'same_donor') =>
    many(cells, column, /^([A-Za-z0-9][\w./-]*)(?:\s+(\S.*))?$/, 'CVCL_A324 201B7').map(([, id = '', label = id]) => ({
      accession: id,
      name: label,
    }))
  const rest = {
    synonyms: cells.list('synonyms', '|'),
    species: many(cells, 'species', /^(\d+):\s*(\S.*)$/, '9606:Homo sapiens').map(([, taxon = '', label = '']) => ({
      taxon,
      name: label,
    })),
    diseases: many(cells, 'diseases', /^([A-Za-z][\w.-]*):(\S+)(?:\s+(\S.*))?$/, 'ICD10:G20 Parkinson disease').map(
      ([, source = '', id = '', label = `${source}:${id}`]) => {
        if (!isCurie(`${source}:${id}`)) cells.badCurie('diseases', `${source}:${id}`)
        return { source, id, label }
      },
    ),
    parents: lines('parents'),
    siblings: lines('same_donor'),
    problems: cells.list('problems', '|'),
    deposits: [...deposits(cells, 'deposits', 'offered'), ...deposits(cells, 'discontinued', 'discontinued')],
    references: many(cells, 'references', /^(?:PubMed:\d+|(?:DOI|Patent):\S+)$/, 'PubMed:18035408').map(
      ([text]) => text,
    ),
    crossReferences: [],
    comments: [],
    webPages: pages,
  }
  if (!accession || !name || !category) return undefined
  return {
    accession,
    name,
    category,
    ...rest,
    ...(nameJa && { nameJa }),
    ...(sex && { sex }),
    ...(age && { age }),
    ...(markers.length > 0 && { str: { sources: [], markers } }),
    ...((description.en || description.ja) && {
      description: { ...(description.en && { en: description.en }), ...(description.ja && { ja: description.ja }) },
    }),
  }
}

function matched(
  cells: Row,
  column: LineColumn,
  values: readonly (string | undefined)[],
  form: RegExp,
  example: string,
): RegExpExecArray[] {
  return values.flatMap((text) => {
    if (text === undefined) return []
    const match = form.exec(text)
    if (!match) cells.fault(column, 'form-bad', text, { column, example })
    return match ? [match] : []
  })
}

const many = (cells: Row, column: LineColumn, form: RegExp, example: string): RegExpExecArray[] =>
  matched(cells, column, cells.list(column, '|'), form, example)

function deposits(cells: Row, column: 'deposits' | 'discontinued', status: DepositRecord['status']): DepositRecord[] {
  return many(cells, column, /^([^\s:][^:]*):\s*(\S.*)$/, 'RCB:HPS0063').map(
    ([, bank = '', catalogue = '']): DepositRecord => {
      const url = status === 'offered' ? depositUrl(bank, catalogue) : undefined
      return { bank, catalogue, status, ...(url && { url }) }
    },
  )
}
