import type { Words } from '../../kernel/words.ts'

/** Why an import failed as a whole, in words of the person who sent it. */
export const failures: Readonly<Record<string, Words>> = {
  busy: {
    en: 'Another import of the same source is running. Wait until it has ended, then run this one again.',
    ja: '同じ情報源の別の取り込みが実行中です。終わってから、もう一度実行してください。',
  },
  'disk-full': {
    en: 'The disk is full. What was live stays as it was; make room, then run this import again.',
    ja: 'ディスクの空き容量が足りません。公開中の内容は変わっていません。空きを作ってから、もう一度実行してください。',
  },
  internal: {
    en: 'Something went wrong on our side. What was live stays as it was; the log has the details.',
    ja: 'システム側で問題が起きました。公開中の内容は変わっていません。詳しくはログをご覧ください。',
  },
}

export const commonNotes: Readonly<Record<string, Words>> = {
  'removals-held': {
    en: 'Records that are live and missing from this file were kept, because a rejected row may be one of them.',
    ja: '受け付けられなかった行に含まれている可能性があるため、このファイルにない公開中の記録は取り下げずに残しました。',
  },
}
