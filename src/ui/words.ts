import type { Words } from '../kernel/words.ts'

/** Words of the parts that every page shares. */
export const words = {
  unknown: { en: 'Not stated', ja: '情報なし' },
  yes: { en: 'Yes', ja: 'あり' },
  no: { en: 'No', ja: 'なし' },
  loading: { en: 'Loading', ja: '読み込み中' },
  retry: { en: 'Try again', ja: '再試行' },
  reload: { en: 'Load the page again', ja: 'ページを再読み込み' },
  home: { en: 'To the start page', ja: 'トップページへ' },
  signIn: { en: 'Sign in', ja: 'サインイン' },
  copyLink: { en: 'Copy link', ja: 'リンクをコピー' },
  copied: { en: 'Copied', ja: 'コピーしました' },
  keep: { en: 'Add to basket', ja: 'バスケットに追加' },
  kept: { en: 'In basket', ja: '追加済み' },
  keepThis: { en: 'Add to basket: {name}', ja: 'バスケットに追加：{name}' },
  keptThis: { en: 'In basket: {name}', ja: '追加済み：{name}' },
  external: { en: 'opens another site', ja: '外部サイト' },
  more: { en: 'Show {n} more', ja: 'さらに{n}件を表示' },
  fewer: { en: 'Show fewer', ja: '折りたたむ' },
  report: { en: 'Report number', ja: '問い合わせ番号' },
  waitSeconds: { en: 'Try again in {n} seconds.', ja: '{n}秒後にもう一度お試しください。' },
} as const satisfies Record<string, Words>
