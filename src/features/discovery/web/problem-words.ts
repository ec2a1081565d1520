import type { ProblemWords } from '../../../ui/problem-words.ts'

export const problems: ProblemWords = {
  'cohort-question': {
    title: { en: 'The question cannot be asked like this', ja: 'この条件では検索できません' },
    help: {
      en: 'What is wrong is said at its place in the question.',
      ja: '誤りのある条件の箇所に理由を表示しています。',
    },
  },
  'allowance-used': {
    title: { en: 'Your new questions are used up for now', ja: '新しい質問の上限に達しました' },
    help: {
      en: '{questions} new questions may be asked in {days} days. Questions asked before can be repeated.',
      ja: '新しい質問は{days}日間に{questions}件までです。これまでに尋ねた質問は何度でも繰り返せます。',
    },
  },
  'no-such-day': {
    title: { en: 'There is no such day', ja: '指定された日付がありません' },
    help: {
      en: '"{day}" is not a day that can be asked as of. Choose another.',
      ja: '「{day}」時点の集計はできません。別の日付を選んでください。',
    },
  },
}
