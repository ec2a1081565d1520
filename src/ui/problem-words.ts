import type { Problem } from '../kernel/problem.ts'
import { say } from '../kernel/words.ts'
import type { Locale, Words } from '../kernel/words.ts'

/** Refusals by their stable `type`: what it is, and what to do. `{holes}` are filled from its details. */
export type ProblemWords = Readonly<Record<string, { title: Words; help?: Words }>>

/** Those of the kernel; each feature's page brings its own. */
const common: ProblemWords = {
  'not-found': {
    title: { en: 'Not found', ja: '見つかりません' },
    help: {
      en: 'There is nothing at this address, or it is not open to you.',
      ja: 'このアドレスには何もないか、閲覧が許可されていません。',
    },
  },
  'sign-in-first': {
    title: { en: 'Sign in to see this', ja: 'サインインが必要です' },
    help: { en: 'This page is for people who have signed in.', ja: 'このページを利用するにはサインインしてください。' },
  },
  'not-allowed': {
    title: { en: 'You may not do this', ja: '権限がありません' },
    help: {
      en: 'Your roles do not include this. An administrator of the organisation can grant them.',
      ja: 'お持ちの権限ではこの操作を行えません。機関の管理者にご相談ください。',
    },
  },
  scope: {
    title: { en: 'The token does not reach that far', ja: 'トークンの権限が不足しています' },
    help: { en: 'The token lacks the scope "{scope}".', ja: 'このトークンには「{scope}」の範囲がありません。' },
  },
  csrf: {
    title: { en: 'The page is out of date', ja: 'ページの有効期限が切れました' },
    help: {
      en: 'Load the page again and repeat the last step. Nothing was changed.',
      ja: 'ページを再読み込みして、もう一度操作してください。変更は行われていません。',
    },
  },
  origin: {
    title: { en: 'The request came from another site', ja: '別のサイトからの要求です' },
    help: { en: 'It was refused; nothing was changed.', ja: '要求は拒否されました。変更は行われていません。' },
  },
  invalid: {
    title: { en: 'Something in the request does not fit', ja: '入力内容に誤りがあります' },
    help: { en: 'Check what was entered and try again.', ja: '入力内容を確認して、もう一度お試しください。' },
  },
  'bad-request': {
    title: { en: 'The request cannot be read', ja: '要求を読み取れません' },
    help: { en: 'Check the address and try again.', ja: 'アドレスを確認して、もう一度お試しください。' },
  },
  'read-only': {
    title: { en: 'Nothing can be changed at the moment', ja: '現在、変更は受け付けていません' },
    help: {
      en: 'Searching and reading go on working. Changes will be taken again shortly.',
      ja: '検索と閲覧は引き続き利用できます。変更はしばらくしてから行ってください。',
    },
  },
  'disk-full': {
    title: { en: 'There is no room on the server', ja: 'サーバーの空き容量がありません' },
    help: {
      en: 'Nothing was changed. Whoever runs this site has to make room.',
      ja: '変更は行われていません。サイトの管理者にご連絡ください。',
    },
  },
  'too-large': {
    title: { en: 'Too large', ja: 'サイズが大きすぎます' },
    help: {
      en: 'The file or the request is larger than this site takes.',
      ja: 'ファイルまたは要求が受け付け可能なサイズを超えています。',
    },
  },
  'media-type': {
    title: { en: 'This kind of file is not taken here', ja: 'この形式は受け付けていません' },
    help: { en: 'Choose another file.', ja: '別のファイルを選択してください。' },
  },
  'too-many': {
    title: { en: 'Too many requests', ja: '要求が多すぎます' },
    help: { en: 'Wait a little before the next one.', ja: 'しばらく待ってからお試しください。' },
  },
  'same-name': {
    title: { en: 'Two files have the same name', ja: '同じ名前のファイルがあります' },
    help: {
      en: 'Both are called "{name}". Rename one and send them again.',
      ja: '「{name}」が2つあります。一方の名前を変えて、もう一度送信してください。',
    },
  },
  unreadable: {
    title: { en: 'The file cannot be read', ja: 'ファイルを読み取れません' },
    help: { en: 'Check that it exists and may be read.', ja: 'ファイルの有無と読み取り権限を確認してください。' },
  },
  'idempotency-key': {
    title: { en: 'The request was sent twice with different contents', ja: '同じ要求が異なる内容で送信されました' },
    help: {
      en: 'Load the page again and repeat the last step.',
      ja: 'ページを再読み込みして、もう一度操作してください。',
    },
  },
  'in-progress': {
    title: { en: 'The first request is still running', ja: '最初の要求を処理中です' },
    help: { en: 'Wait a little; do not send it again.', ja: '再送信せずに、しばらくお待ちください。' },
  },
  internal: {
    title: { en: 'Something went wrong on our side', ja: 'システムでエラーが発生しました' },
    help: {
      en: 'It has been recorded. If it happens again, tell whoever runs this site the report number.',
      ja: 'エラーは記録されました。繰り返し発生する場合は、問い合わせ番号を添えて管理者にご連絡ください。',
    },
  },
  unreachable: {
    title: { en: 'The server does not answer', ja: 'サーバーに接続できません' },
    help: { en: 'Check the connection and try again.', ja: '接続を確認して、もう一度お試しください。' },
  },
  'page-fault': {
    title: { en: 'The page has a fault', ja: 'ページの表示に失敗しました' },
    help: {
      en: 'Load it again. If it happens again, tell whoever runs this site.',
      ja: '再読み込みしてください。繰り返し発生する場合は管理者にご連絡ください。',
    },
  },
}

const known: Record<string, ProblemWords[string]> = { ...common }
export const addProblemWords = (more: ProblemWords): void => void Object.assign(known, more)

/** Title and help of a refusal. A type without words shows what the server said, in English, rather than nothing. */
export function wordsOf(locale: Locale, problem: Problem): { title: string; help: string | undefined; known: boolean } {
  const found = known[problem.type]
  if (!found) return { title: problem.message, help: undefined, known: false }
  const values = Object.fromEntries(
    Object.entries(problem.details).filter((pair): pair is [string, string | number] =>
      ['string', 'number'].includes(typeof pair[1]),
    ),
  )
  return { title: say(locale, found.title, values), help: found.help && say(locale, found.help, values), known: true }
}
