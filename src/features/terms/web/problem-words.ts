import type { ProblemWords } from '../../../ui/problem-words.ts'

export const problems: ProblemWords = {
  'no-such-term': {
    title: { en: 'There is no such term', ja: 'この用語はありません' },
    help: { en: 'No vocabulary here has "{id}".', ja: '登録されている用語集に「{id}」はありません。' },
  },
  'no-such-vocabulary': {
    title: { en: 'There is no such vocabulary', ja: 'この用語集はありません' },
    help: { en: '"{id}" has not been imported here.', ja: '「{id}」は取り込まれていません。' },
  },
  'no-changed-copies': {
    title: { en: 'The licence forbids changed copies', ja: 'ライセンスにより改変した複製を提供できません' },
    help: {
      en: '{id} is licensed under {licence}. Take it from its source as it is.',
      ja: '{id}のライセンスは{licence}です。原本を配布元から入手してください。',
    },
  },
}
