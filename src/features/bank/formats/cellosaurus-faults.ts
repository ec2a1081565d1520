import type { FaultTable } from '../../../kernel/intake.ts'

const again = {
  en: 'Take the file again from its source; do not edit it by hand.',
  ja: '配布元から取得し直し、手で編集せずに送ってください。',
}

export const entryFaults = {
  'no-entries': {
    reason: {
      en: 'The file has no entry: no line starts with "ID".',
      ja: 'エントリーがありません（「ID」で始まる行がありません）。',
    },
    mend: {
      en: 'Send the text format (cellosaurus.txt), not the XML or OBO one.',
      ja: 'XML や OBO ではなく、テキスト形式（cellosaurus.txt）を送ってください。',
    },
  },
  'no-accession': {
    reason: {
      en: 'The entry "{name}" has no accession (AC line).',
      ja: 'エントリー「{name}」にアクセッション番号（AC 行）がありません。',
    },
    mend: { en: 'Add its AC line: AC   CVCL_xxxx.', ja: 'AC 行（AC   CVCL_xxxx）を加えてください。' },
  },
  'bad-accession': {
    reason: { en: 'This is not a Cellosaurus accession.', ja: 'Cellosaurus のアクセッション番号ではありません。' },
    mend: { en: 'Write CVCL_ and four letters or digits.', ja: 'CVCL_ に続けて英数字 4 文字で書いてください。' },
  },
  'duplicate-accession': {
    reason: {
      en: 'The accession {accession} was already used on line {first}.',
      ja: 'アクセッション番号 {accession} は {first} 行目で既に使われています。',
    },
    mend: { en: 'Keep one entry of this accession.', ja: '同じ番号のエントリーは一つだけにしてください。' },
  },
  'no-terminator': {
    reason: {
      en: 'The entry "{name}" does not end with "//".',
      ja: 'エントリー「{name}」が「//」で終わっていません。',
    },
    mend: {
      en: 'The file may be cut off. Take it again from its source.',
      ja: 'ファイルが途中で切れている可能性があります。配布元から取得し直してください。',
    },
  },
  'no-category': {
    reason: {
      en: 'The entry "{name}" has no category (CA line).',
      ja: 'エントリー「{name}」に分類（CA 行）がありません。',
    },
    mend: again,
  },
  'no-species': {
    reason: {
      en: 'The entry "{name}" has no species of origin (OX line).',
      ja: 'エントリー「{name}」に由来生物種（OX 行）がありません。',
    },
    mend: again,
  },
  'unknown-line-code': {
    reason: { en: 'The line code "{code}" is not known.', ja: '行コード「{code}」は定義されていません。' },
    mend: {
      en: 'Each line starts with a code of two letters and three spaces; see the head of the file for the codes.',
      ja: '各行は 2 文字の行コードと空白 3 つで始まります。使える行コードはファイルの冒頭に記載されています。',
    },
  },
  'line-repeated': {
    reason: {
      en: 'The entry "{name}" has more than one {code} line.',
      ja: 'エントリー「{name}」に {code} 行が複数あります。',
    },
    mend: again,
  },
  'line-malformed': {
    reason: {
      en: 'The {code} line does not have the form "{form}".',
      ja: '{code} 行が「{form}」の形になっていません。',
    },
    mend: again,
  },
  'line-outside': {
    reason: { en: 'This line belongs to no entry.', ja: 'この行はどのエントリーにも属していません。' },
    mend: {
      en: 'Each entry starts with an ID line and ends with "//".',
      ja: '各エントリーは ID 行で始まり「//」で終わります。',
    },
  },
} as const satisfies FaultTable
