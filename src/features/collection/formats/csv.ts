import { byteFaults, guarded } from '../../../kernel/bytes.ts'
import { Cells, cellFaults, templateText } from '../../../kernel/cells.ts'
import { csvFaults, table } from '../../../kernel/csv.ts'
import type { FaultTable, Format, Input, Place, Read, ReadOptions } from '../../../kernel/intake.ts'
import type { Named } from '../../../kernel/words.ts'
import { codeLists, saysNothing, type CodeList } from '../codes.ts'
import type { AccessTerms, CatalogueRecord } from '../record.ts'
import { keyOf } from './bbmri-context.ts'
import { collectionColumns, type CollectionColumn } from './csv-columns.ts'

/** Faults of our own template for catalogue entries. */
const ownFaults = {
  'kind-unknown': {
    reason: { en: 'This kind is not known.', ja: 'この種別は定義されていません。' },
    mend: {
      en: 'Write biobank, collection or dataset.',
      ja: 'biobank、collection、dataset のいずれかを書いてください。',
    },
  },
  'name-missing': {
    reason: { en: 'The row has no name.', ja: '名称がありません。' },
    mend: { en: 'Fill in name_en or name_ja, best both.', ja: 'name_en か name_ja（できれば両方）を書いてください。' },
  },
  'holder-missing': {
    reason: { en: 'It is not said who holds this.', ja: '保有機関が分かりません。' },
    mend: {
      en: 'Import with --holder, or fill in the column holder.',
      ja: '--holder を付けて取り込むか、列 holder に書いてください。',
    },
  },
  'holder-other': {
    reason: { en: 'The row belongs to another holder than {holder}.', ja: '{holder} 以外の保有機関の行です。' },
    mend: { en: 'Import the rows of each holder on their own.', ja: '保有機関ごとに分けて取り込んでください。' },
  },
  'id-bad': {
    reason: { en: 'This cannot be an organisation id.', ja: '機関 ID として使えません。' },
    mend: { en: 'Use lower-case letters, digits and "-".', ja: '英小文字・数字・「-」で書いてください。' },
  },
  'id-duplicate': {
    reason: { en: 'This id was already used on line {first}.', ja: 'この id は {first} 行目で既に使われています。' },
    mend: { en: 'Give each row of a kind its own id.', ja: '同じ種別の中で重複しない id を付けてください。' },
  },
  'parent-itself': {
    reason: { en: 'The collection is its own parent.', ja: '親に自分自身が指定されています。' },
    mend: {
      en: 'Name the collection that this one is a part of, or leave the cell empty.',
      ja: '親コレクションを指定するか、空欄にしてください。',
    },
  },
  'unit-missing': {
    reason: { en: 'Ages without a unit.', ja: '年齢の単位がありません。' },
    mend: {
      en: 'Write YEAR, MONTH, WEEK or DAY into age_unit.',
      ja: 'age_unit に YEAR、MONTH、WEEK、DAY のいずれかを書いてください。',
    },
  },
  'form-bad': {
    reason: {
      en: 'The value of "{column}" does not have the right form.',
      ja: '列「{column}」の値の形が正しくありません。',
    },
    mend: { en: 'Write it like this: {example}.', ja: '次のように書いてください：{example}' },
  },
  'contact-role': {
    reason: { en: 'A contact without a role.', ja: '問い合わせ先の役割がありません。' },
    mend: {
      en: 'Fill in contact_role: "access office", never the name of a person.',
      ja: 'contact_role に「利用相談窓口」などの役割を書いてください（個人名は不可）。',
    },
  },
  'reference-elsewhere': {
    reason: { en: '"{id}" is not in this file.', ja: '「{id}」はこのファイルにありません。' },
    mend: { en: 'Nothing to do if it was imported before.', ja: '以前に取り込み済みであれば、対応は不要です。' },
  },
} as const satisfies FaultTable

/** Own template for biobanks, collections and data sets. */
export const collectionCsv: Format<CatalogueRecord> = {
  name: 'csv',
  title: {
    en: 'Own template: biobanks, collections, data sets',
    ja: '本システムの様式（バイオバンク・コレクション・データセット）',
  },
  takes: 'file',
  faults: { ...byteFaults, ...csvFaults, ...cellFaults, ...ownFaults },
  read: (input, options) => guarded(readAll(input, options)),
}
export const collectionTemplate = (): string => templateText(collectionColumns)

const names = collectionColumns.map(({ name }) => name)
const shape = {
  format: 'csv (collection)',
  required: ['kind', 'id'] as const,
  optional: names.filter((name) => name !== 'kind' && name !== 'id'),
}
type Row = Cells<CollectionColumn>

async function* readAll(input: Input, options: ReadOptions): AsyncGenerator<Read<CatalogueRecord>> {
  const seen = new Map<string, number>()
  const references: { to: string; id: string; place: Place }[] = []
  for (const file of input.files) {
    for await (const one of table<CollectionColumn>(file, shape)) {
      if ('fault' in one) {
        yield one
        continue
      }
      const cells = new Cells(one.row)
      const record = recordOf(cells, options)
      const key = record && keyOf(record)
      const first = key === undefined ? undefined : seen.get(key)
      if (record && first !== undefined) cells.fault('id', 'id-duplicate', record.id, { first })
      for (const fault of cells.faults) yield { fault }
      if (!record || key === undefined || cells.faults.length > 0) continue
      seen.set(key, cells.place.line ?? 0)
      for (const id of record.biobanks ?? [])
        references.push({
          to: keyOf({ ...record, kind: 'biobank', id }),
          id,
          place: { ...cells.place, column: 'biobanks' },
        })
      if (record.parent) {
        references.push({
          to: keyOf({ ...record, kind: 'collection', id: record.parent }),
          id: record.parent,
          place: { ...cells.place, column: 'parent' },
        })
      }
      yield { record, key, place: cells.place }
    }
  }
  for (const { to, id, place } of references) {
    if (!seen.has(to)) yield { note: { code: 'reference-elsewhere', place, values: { id } } }
  }
}

/** The record of a row. When a required part is missing there is none; the caller drops one whose cells had faults. */
function recordOf(cells: Row, options: ReadOptions): CatalogueRecord | undefined {
  const kind = kindOf(cells)
  const id = cells.required('id')
  const holder = holderOf(cells, options)
  const name = named(cells, 'name_en', 'name_ja')
  if (!name) cells.fault(undefined, 'name-missing')
  const parent = cells.text('parent')
  if (parent && parent === id && kind === 'collection') cells.fault('parent', 'parent-itself', parent)
  const rest = {
    acronym: cells.text('acronym'),
    description: named(cells, 'description_en', 'description_ja'),
    biobanks: some(cells.list('biobanks', '|')),
    parent,
    url: cells.web('url'),
    country: formed(cells, 'country', /^[A-Z]{2}$/, 'JP'),
    types: coded(cells, 'types', 'types'),
    materials: coded(cells, 'materials', 'materials'),
    dataCategories: coded(cells, 'data_categories', 'dataCategories'),
    omics: coded(cells, 'omics', 'omics'),
    sexes: coded(cells, 'sexes', 'sexes'),
    age: ageOf(cells),
    diseases: some(cells.curies('diseases', '|')),
    donors: cells.amount('donors'),
    samples: cells.amount('samples'),
    contacts: contactsOf(cells),
    access: accessOf(cells),
    quality: some(cells.list('quality', '|')),
    language: formed(cells, 'language', /^[a-z]{2,3}$/, 'ja'),
    visibility: visibilityOf(cells),
  }
  return kind && id && holder && name ? { kind, id, holder, name, ...present(rest) } : undefined
}

/** Without the keys whose value is not known. */
const present = <T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
const some = (values: string[]): string[] | undefined => (values.length > 0 ? values : undefined)

function kindOf(cells: Row): 'biobank' | 'collection' | 'dataset' | undefined {
  const text = cells.required('kind')
  const kind = text?.toLowerCase()
  if (kind === 'biobank' || kind === 'collection' || kind === 'dataset') return kind
  return text === undefined ? undefined : cells.fault('kind', 'kind-unknown', text)
}

function visibilityOf(cells: Row): CatalogueRecord['visibility'] {
  const text = cells.text('visibility')
  if (text === undefined || text === 'public') return undefined
  if (text === 'signed-in' || text === 'holder') return text
  return cells.fault('visibility', 'form-bad', text, { column: 'visibility', example: 'public, signed-in, holder' })
}

function holderOf(cells: Row, options: ReadOptions): string | undefined {
  const said = cells.text('holder')
  if (said !== undefined && !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(said)) return cells.fault('holder', 'id-bad', said)
  if (said !== undefined && options.holder && said !== options.holder) {
    return cells.fault('holder', 'holder-other', said, { holder: options.holder })
  }
  return options.holder ?? said ?? cells.fault('holder', 'holder-missing')
}

function named(cells: Row, enColumn: CollectionColumn, jaColumn: CollectionColumn): Named | undefined {
  const en = cells.text(enColumn)
  const ja = cells.text(jaColumn)
  return en || ja ? { ...(en && { en }), ...(ja && { ja }) } : undefined
}

function formed(cells: Row, column: CollectionColumn, form: RegExp, example: string): string | undefined {
  const text = cells.text(column)
  return text === undefined || form.test(text) ? text : cells.fault(column, 'form-bad', text, { column, example })
}

/** Codes as in our lists, in any case; codes that say nothing are absence. */
function coded(cells: Row, column: CollectionColumn, list: CodeList): string[] | undefined {
  const known = codeLists[list]
  const codes = cells
    .list(column, '|')
    .map((code) => code.normalize('NFKC').toUpperCase())
    .filter((code) => !saysNothing(code))
  return some(cells.codes(column, codes, Object.keys(known), (code) => Object.hasOwn(known, code)))
}

function ageOf(cells: Row): CatalogueRecord['age'] {
  const low = cells.whole('age_low')
  const high = cells.whole('age_high')
  const unit = coded(cells, 'age_unit', 'ageUnits')?.[0]
  if (low === undefined && high === undefined) return undefined
  if (low !== undefined && high !== undefined && low > high)
    return cells.fault('age_low', 'range-reversed', String(low), { low, high })
  if (unit !== 'DAY' && unit !== 'WEEK' && unit !== 'MONTH' && unit !== 'YEAR') {
    return cells.text('age_unit') ? undefined : cells.fault('age_unit', 'unit-missing')
  }
  return { ...(low !== undefined && { low }), ...(high !== undefined && { high }), unit }
}

function contactsOf(cells: Row): CatalogueRecord['contacts'] {
  const role = cells.text('contact_role')
  const mail = formed(cells, 'contact_mail', /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/, 'access@example.org')
  const rest = present({ organisation: cells.text('contact_organisation'), mail, url: cells.web('contact_url') })
  if (!role) {
    const said = (['contact_organisation', 'contact_mail', 'contact_url'] as const).some((column) => cells.text(column))
    return said ? cells.fault('contact_role', 'contact-role') : undefined
  }
  return [{ role, ...rest }]
}

function accessOf(cells: Row): AccessTerms | undefined {
  const access = present({
    duo: some(cells.curies('duo', '|', 'DUO')),
    sampleFee: cells.truth('sample_fee'),
    dataFee: cells.truth('data_fee'),
    jointProject: cells.truth('joint_project'),
    industry: cells.truth('industry'),
    expectedDays: cells.whole('expected_days'),
    url: cells.web('access_url'),
    description: named(cells, 'access_en', 'access_ja'),
  })
  return Object.keys(access).length > 0 ? access : undefined
}
