import type { FaultTable } from '../../../../kernel/intake.ts'

/** Faults and notes of what comes from a Beacon. */
export const beaconFaults = {
  'workbook-broken': {
    reason: {
      en: 'The workbook cannot be opened; it is damaged or cut.',
      ja: 'ワークブックを開けません。壊れているか、途中で切れています。',
    },
    mend: {
      en: 'Send the XLSX file again, whole and without a password.',
      ja: 'パスワードを付けず、XLSX ファイル全体をもう一度送ってください。',
    },
  },
  'workbook-large': {
    reason: { en: 'The workbook is larger than {limit} MB.', ja: 'ワークブックが {limit} MB を超えています。' },
    mend: {
      en: 'Send JSON of each entry type, or NDJSON (--as donors): both may be of any size.',
      ja: 'エントリー種別ごとの JSON か NDJSON（--as donors）で送ってください。こちらは大きさに制限がありません。',
    },
  },
  'sheet-missing': {
    reason: {
      en: 'The workbook has neither a sheet "individuals" nor "biosamples" (it has: {sheets}).',
      ja: 'シート individuals も biosamples もありません（あるシート：{sheets}）。',
    },
    mend: {
      en: 'Name the sheets as in the Beacon v2 workbook.',
      ja: 'Beacon v2 ワークブックのとおりにシート名を付けてください。',
    },
  },
  'list-lengths': {
    reason: {
      en: 'The list in this cell is not as long as the others of the same kind.',
      ja: 'このセルの値の数が、同じ種類のほかの列と一致しません。',
    },
    mend: {
      en: 'Give each list of the row the same number of values.',
      ja: '同じ行の各列に同じ数の値を書いてください。',
    },
  },
  'list-broken': {
    reason: { en: 'The JSON in this cell cannot be read.', ja: 'セル内の JSON を読めません。' },
    mend: {
      en: 'Write a whole JSON list, or values with commas between them.',
      ja: '完全な JSON の配列か、カンマで区切った値を書いてください。',
    },
  },
  'duration-bad': {
    reason: { en: 'This is not an age as an ISO 8601 duration.', ja: 'ISO 8601 の期間として読めない年齢です。' },
    mend: { en: 'Write it like this: P40Y1M.', ja: '次のように書いてください：P40Y1M' },
  },
  'entry-unknown': {
    reason: { en: 'This is no entry of Beacon v2.', ja: 'Beacon v2 のエントリーではありません。' },
    mend: {
      en: 'Send individuals or biosamples as in the default model of Beacon v2.',
      ja: 'Beacon v2 標準モデルの individuals または biosamples を送ってください。',
    },
  },
  'sheets-untaken': {
    reason: { en: 'Sheets that are not taken: {names}.', ja: '取り込まないシート：{names}' },
    mend: { en: 'Nothing to do.', ja: '対応は不要です。' },
  },
  'entries-untaken': {
    reason: { en: 'Entries of these types are not taken: {names}.', ja: '取り込まないエントリー種別：{names}' },
    mend: { en: 'Nothing to do.', ja: '対応は不要です。' },
  },
  'files-untaken': {
    reason: {
      en: 'Files that are neither JSON nor a workbook were passed over: {names}.',
      ja: 'JSON でもワークブックでもないファイルは取り込みません：{names}',
    },
    mend: { en: 'Nothing to do.', ja: '対応は不要です。' },
  },
  'fields-untaken-individuals': {
    reason: {
      en: 'Fields of individuals that are not taken: {names}.',
      ja: '取り込まない individuals の項目：{names}',
    },
    mend: { en: 'Nothing to do.', ja: '対応は不要です。' },
  },
  'fields-untaken-biosamples': {
    reason: { en: 'Fields of biosamples that are not taken: {names}.', ja: '取り込まない biosamples の項目：{names}' },
    mend: { en: 'Nothing to do.', ja: '対応は不要です。' },
  },
  'material-unmapped': {
    reason: {
      en: 'Materials that our list does not have stay unknown: {names}.',
      ja: '一覧にない試料種別は不明として扱います：{names}',
    },
    mend: {
      en: 'Send them with codes of the list of materials (--as donors).',
      ja: '試料種別のコードを用いた様式（--as donors）で送ってください。',
    },
  },
  'parents-outside': {
    reason: {
      en: '{count} parents of pedigrees are not among the individuals; no link was made.',
      ja: '家系図の親 {count} 人は individuals にいないため、関連付けていません。',
    },
    mend: {
      en: 'Add them as individuals where they are donors.',
      ja: '提供者である場合は individuals に加えてください。',
    },
  },
  'biosample-repeated': {
    reason: {
      en: '{count} biosamples are given twice with the same content and were taken once.',
      ja: '同じ内容の biosample が {count} 件重複していたため、1回だけ取り込みます。',
    },
    mend: { en: 'Nothing to do.', ja: '対応は不要です。' },
  },
} as const satisfies FaultTable
