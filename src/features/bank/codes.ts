import type { Words } from '../../kernel/words.ts'

/** Categories of lines as Cellosaurus names them, with Japanese labels for display. */
export const categories: Readonly<Record<string, Words>> = {
  'Adult stem cell': { en: 'Adult stem cell', ja: '成体幹細胞' },
  'Cancer cell line': { en: 'Cancer cell line', ja: 'がん細胞株' },
  'Conditionally immortalized cell line': { en: 'Conditionally immortalized cell line', ja: '条件付き不死化細胞株' },
  'Embryonic stem cell': { en: 'Embryonic stem cell', ja: '胚性幹細胞（ES細胞）' },
  'Factor-dependent cell line': { en: 'Factor-dependent cell line', ja: '因子依存性細胞株' },
  'Finite cell line': { en: 'Finite cell line', ja: '有限寿命細胞株' },
  'Hybrid cell line': { en: 'Hybrid cell line', ja: '融合細胞株' },
  Hybridoma: { en: 'Hybridoma', ja: 'ハイブリドーマ' },
  'Induced pluripotent stem cell': { en: 'Induced pluripotent stem cell', ja: '人工多能性幹細胞（iPS細胞）' },
  'Somatic stem cell': { en: 'Somatic stem cell', ja: '体性幹細胞' },
  'Spontaneously immortalized cell line': { en: 'Spontaneously immortalized cell line', ja: '自然不死化細胞株' },
  'Stromal cell line': { en: 'Stromal cell line', ja: '間質細胞株' },
  'Telomerase immortalized cell line': { en: 'Telomerase immortalized cell line', ja: 'テロメラーゼ不死化細胞株' },
  'Transformed cell line': { en: 'Transformed cell line', ja: '形質転換細胞株' },
  'Undefined cell line type': { en: 'Undefined cell line type', ja: '種別未定の細胞株' },
}

export const depositStatuses = {
  offered: { en: 'Offered', ja: '提供中' },
  discontinued: { en: 'Discontinued', ja: '提供終了' },
  'probably-discontinued': { en: 'Probably discontinued', ja: '提供終了の可能性' },
} as const satisfies Readonly<Record<string, Words>>
