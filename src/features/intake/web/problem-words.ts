import type { ProblemWords } from '../../../ui/problem-words.ts'

export const problems: ProblemWords = {
  'no-such-format': {
    title: { en: 'There is no such format', ja: 'この形式はありません' },
    help: { en: '"{format}" cannot be imported here.', ja: '「{format}」は取り込めません。' },
  },
  'no-file': {
    title: { en: 'No file was sent', ja: 'ファイルがありません' },
    help: { en: 'Choose at least one file.', ja: 'ファイルを1つ以上選択してください。' },
  },
  'holder-needed': {
    title: { en: 'Say whose records these are', ja: '保有機関を指定してください' },
    help: { en: 'This format does not say it itself.', ja: 'この形式のファイルには保有機関が記載されていません。' },
  },
  'bad-holder': {
    title: { en: 'This is no identifier of an organisation', ja: '機関の識別子が正しくありません' },
    help: {
      en: '"{holder}": lower-case letters, digits and hyphens only.',
      ja: '「{holder}」：英小文字、数字、ハイフンのみ使えます。',
    },
  },
  'import-state': {
    title: { en: 'The import has moved on', ja: '取り込みの状態が変わっています' },
    help: { en: 'Load the page again to see how it stands.', ja: '再読み込みして、現在の状態を確認してください。' },
  },
}
