import type { ProblemWords } from '../../../ui/problem-words.ts'

export const problems: ProblemWords = {
  'database-silent': {
    title: { en: 'The database does not answer', ja: 'データベースが応答しません' },
    help: { en: 'Try again in a moment.', ja: 'しばらくしてからお試しください。' },
  },
  'database-in-use': {
    title: { en: 'The database is in use', ja: 'データベースは使用中です' },
    help: {
      en: 'Another Hashidate uses it. Stop that one first; nothing was changed.',
      ja: '別の橋立が使用しています。先に停止してください。変更は行われていません。',
    },
  },
  'backup-running': {
    title: { en: 'Another backup is being taken', ja: '別のバックアップを作成中です' },
    help: { en: 'Wait for it to end.', ja: '終わるまでお待ちください。' },
  },
  'backup-damaged': {
    title: { en: 'The backup is damaged', ja: 'バックアップが壊れています' },
    help: {
      en: 'Nothing was changed. Use another backup.',
      ja: '変更は行われていません。別のバックアップを使用してください。',
    },
  },
  'backup-foreign': {
    title: { en: 'This is not a backup of this program', ja: 'このプログラムのバックアップではありません' },
    help: { en: 'Nothing was changed.', ja: '変更は行われていません。' },
  },
  'backup-newer': {
    title: { en: 'The backup is of a newer release', ja: '新しい版のバックアップです' },
    help: {
      en: 'Restore it with that release or a later one. Nothing was changed.',
      ja: '同じ版またはそれ以降の版で復元してください。変更は行われていません。',
    },
  },
  'not-empty': {
    title: { en: 'The installation is not empty', ja: 'データがすでにあります' },
    help: {
      en: 'A backup is restored only into an empty one. Nothing was changed.',
      ja: 'バックアップは空の環境にのみ復元できます。変更は行われていません。',
    },
  },
}
