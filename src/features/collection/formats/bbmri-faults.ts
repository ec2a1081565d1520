import type { FaultTable } from '../../../kernel/intake.ts'

/** Faults that reject a row, and notes on what the file leaves open; the catalogue's own words for both. */
export const bbmriFaults = {
  'file-missing': {
    reason: { en: 'The folder has no file "…_{name}.csv".', ja: 'フォルダーに「…_{name}.csv」がありません。' },
    mend: {
      en: 'Export the whole catalogue as CSV (EMX2) and send the folder with all its files.',
      ja: 'カタログ全体を CSV（EMX2）で書き出し、すべてのファイルを含むフォルダーを送ってください。',
    },
  },
  'id-duplicate': {
    reason: {
      en: 'The identifier was already used on line {first}.',
      ja: 'この識別子は {first} 行目で既に使われています。',
    },
    mend: { en: 'Give each row its own identifier.', ja: '行ごとに異なる識別子を付けてください。' },
  },
  'reference-dangling': {
    reason: { en: 'The file {list} has no row "{id}".', ja: '{list} に「{id}」の行がありません。' },
    mend: {
      en: 'Correct the identifier or add the row that it names.',
      ja: '識別子を直すか、参照先の行を追加してください。',
    },
  },
  'reference-rejected': {
    reason: {
      en: 'The row "{id}" that this row refers to was itself rejected.',
      ja: '参照先の行「{id}」に誤りがあり、取り込まれていません。',
    },
    mend: {
      en: 'Mend that row first; this one needs no change.',
      ja: '参照先の行を直してください。この行を変更する必要はありません。',
    },
  },
  'parent-cycle': {
    reason: { en: 'The collection is its own parent.', ja: '親コレクションに自分自身が指定されています。' },
    mend: {
      en: 'Name the collection that this one is a part of, or leave the cell empty.',
      ja: '親にあたるコレクションを指定するか、空欄にしてください。',
    },
  },
  'unit-missing': {
    reason: { en: 'Ages without a unit.', ja: '年齢の単位がありません。' },
    mend: {
      en: 'Write YEAR, MONTH, WEEK or DAY into age_unit.',
      ja: 'age_unit に YEAR、MONTH、WEEK、DAY のいずれかを書いてください。',
    },
  },
  'disease-form': {
    reason: { en: 'This is not a disease identifier that we know.', ja: '対応している疾患識別子ではありません。' },
    mend: {
      en: 'Write urn:miriam:icd:E11 for ICD-10, ORPHA:589 for Orphanet.',
      ja: 'ICD-10 は urn:miriam:icd:E11、Orphanet は ORPHA:589 の形で書いてください。',
    },
  },
  'country-bad': {
    reason: { en: 'This is not a country code.', ja: '国コードではありません。' },
    mend: {
      en: 'Write two capital letters (ISO 3166-1): NL, JP.',
      ja: 'ISO 3166-1 の英大文字 2 文字（NL、JP など）で書いてください。',
    },
  },
  'holder-unsaid': {
    reason: {
      en: 'No legal person is named; the entry is listed under the catalogue itself ({holder}).',
      ja: '法人が指定されていないため、カタログ自体（{holder}）の下に掲載します。',
    },
    mend: {
      en: 'Name a legal person, or import with --holder.',
      ja: '法人を指定するか、--holder を付けて取り込んでください。',
    },
  },
  'holder-several': {
    reason: {
      en: 'Several legal persons are named; the first is the holder ({holder}), the others are kept as contacts.',
      ja: '法人が複数指定されています。最初の法人（{holder}）を保有機関とし、ほかは連絡先として残します。',
    },
    mend: { en: 'Put the responsible one first.', ja: '責任を持つ法人を先頭に書いてください。' },
  },
  'mail-removed': {
    reason: {
      en: 'A mail address in the text of "{column}" was left out.',
      ja: '「{column}」の文中のメールアドレスを除きました。',
    },
    mend: {
      en: 'Give a web page or the address of an office instead of a person.',
      ja: '個人ではなく窓口のウェブページや代表アドレスを記載してください。',
    },
  },
  'age-unlikely': {
    reason: { en: 'The upper age is {high} years.', ja: '年齢の上限が {high} 歳になっています。' },
    mend: { en: 'Leave the upper age empty when there is none.', ja: '上限がない場合は空欄にしてください。' },
  },
  'biobank-empty': {
    reason: {
      en: 'No collection belongs to this biobank; it is listed all the same.',
      ja: '属するコレクションがありませんが、バイオバンクは掲載します。',
    },
    mend: { en: 'Add its collections when there are any.', ja: 'コレクションがあれば追加してください。' },
  },
  'list-missing': {
    reason: {
      en: 'The folder has no value list "…_{name}.csv"; its codes were compared with the built-in list.',
      ja: 'コード一覧「…_{name}.csv」がないため、内蔵の一覧と照合しました。',
    },
    mend: { en: 'Send the value list with the other files.', ja: 'コード一覧のファイルも一緒に送ってください。' },
  },
} as const satisfies FaultTable
