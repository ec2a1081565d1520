import type { ProblemWords } from '../../../ui/problem-words.ts'

export const problems: ProblemWords = {
  'no-such-person': {
    title: { en: 'No such person', ja: '該当する人がいません' },
    help: {
      en: 'This person does not exist, or is not yours to see.',
      ja: 'この人は登録されていないか、閲覧が許可されていません。',
    },
  },
  'no-such-organisation': {
    title: { en: 'No such organisation', ja: '該当する機関がありません' },
    help: { en: 'There is no organisation "{id}".', ja: '機関「{id}」は登録されていません。' },
  },
  'organisation-exists': {
    title: { en: 'The identifier is taken', ja: 'この識別子は使われています' },
    help: {
      en: 'There is an organisation "{id}" already. Choose another identifier.',
      ja: '機関「{id}」はすでに登録されています。別の識別子を指定してください。',
    },
  },
  'changed-meanwhile': {
    title: { en: 'Somebody else changed this', ja: 'ほかの人が先に変更しました' },
    help: { en: 'Load it again, then make your change.', ja: '再読み込みしてから、もう一度変更してください。' },
  },
  'role-organisation': {
    title: { en: 'Role and organisation do not fit', ja: '役割と機関の組み合わせが正しくありません' },
    help: {
      en: 'Operators stand without an organisation; every other role belongs to one.',
      ja: '運営者は機関に属しません。そのほかの役割には機関の指定が必要です。',
    },
  },
  'email-or-person': {
    title: { en: 'Say who', ja: '対象者を指定してください' },
    help: { en: 'Give either a mail address or a person.', ja: 'メールアドレスまたは人のどちらかを指定してください。' },
  },
  'no-such-grant': {
    title: { en: 'The role is gone already', ja: 'この役割はすでにありません' },
    help: { en: 'Load the list again.', ja: '一覧を再読み込みしてください。' },
  },
  'last-operator': {
    title: { en: 'The last operator stays', ja: '最後の運営者は外せません' },
    help: { en: 'Make somebody else an operator first.', ja: '先にほかの人を運営者にしてください。' },
  },
  'no-such-token': {
    title: { en: 'No such token', ja: '該当するトークンがありません' },
    help: {
      en: 'It was ended already, or is not yours.',
      ja: 'すでに無効化されているか、ご自身のトークンではありません。',
    },
  },
  token: {
    title: { en: 'The token does not hold', ja: 'トークンが無効です' },
    help: { en: 'It is unknown, revoked or expired.', ja: '登録されていないか、失効または期限切れです。' },
  },
  'token-scopes': { title: { en: 'A token cannot give more than it has', ja: 'トークンの権限を超えています' } },
  'token-owner': { title: { en: 'A token is made for oneself', ja: 'トークンは本人のみが発行できます' } },
  'too-many-tokens': {
    title: { en: 'Too many tokens', ja: 'トークンが多すぎます' },
    help: {
      en: 'You have {most}. End one first.',
      ja: '発行できるのは{most}件までです。不要なものを無効化してください。',
    },
  },
  'not-a-person': { title: { en: 'Sign in to keep things here', ja: '保存するにはサインインが必要です' } },
  'keepsake-too-large': {
    title: { en: 'Too much to keep', ja: '保存できる量を超えています' },
    help: { en: 'At most {most} bytes are kept.', ja: '保存できるのは{most}バイトまでです。' },
  },
  'too-many-keepsakes': {
    title: { en: 'Too many things are kept', ja: '保存数の上限に達しています' },
    help: { en: 'At most {most} are kept.', ja: '保存できるのは{most}件までです。' },
  },
  'sign-in-off': {
    title: { en: 'Sign-in is not set up here', ja: 'サインインは設定されていません' },
    help: {
      en: 'Whoever runs this site has to set up a provider.',
      ja: 'サイトの管理者が認証プロバイダーを設定する必要があります。',
    },
  },
  'sign-in-place': { title: { en: 'The way back is not of this site', ja: '戻り先のアドレスが正しくありません' } },
  'sign-in-state': {
    title: { en: 'Begin the sign-in again', ja: 'サインインをやり直してください' },
    help: {
      en: 'It was begun in another browser, was done already, or took too long.',
      ja: '別のブラウザーで開始されたか、すでに完了したか、時間がかかりすぎました。',
    },
  },
  'sign-in-refused': {
    title: { en: 'The provider did not sign you in', ja: '認証プロバイダーがサインインを拒否しました' },
  },
  'provider-failed': {
    title: { en: 'The sign-in provider does not answer', ja: '認証プロバイダーが応答しません' },
    help: { en: 'Try again later.', ja: 'しばらくしてからお試しください。' },
  },
}
