import type { List } from './codes.ts'

/**
 * Codes of the Data Use Ontology that holders say, in words of our own, for where the ontology itself has not been imported.
 * An imported label comes first. DUO: Lawson et al., Cell Genomics 1 (2021) 100028.
 */
export const permissions = {
  'DUO:0000004': { en: 'No restriction', ja: '制限なし' },
  'DUO:0000006': { en: 'Health, medical or biomedical research', ja: '健康・医療・生物医学研究' },
  'DUO:0000007': { en: 'Research on a given disease', ja: '特定の疾患の研究' },
  'DUO:0000011': { en: 'Population origins or ancestry research only', ja: '集団の起源・祖先の研究に限る' },
  'DUO:0000012': { en: 'Research of a given kind only', ja: '特定の研究に限る' },
  'DUO:0000015': { en: 'No general methods research', ja: '汎用的な手法の研究は不可' },
  'DUO:0000016': { en: 'Genetic studies only', ja: '遺伝学的研究に限る' },
  'DUO:0000018': { en: 'Non-profit organisations, non-commercial use only', ja: '非営利機関による非商用利用に限る' },
  'DUO:0000019': { en: 'Results must be published', ja: '成果の公表が必要' },
  'DUO:0000020': { en: 'Collaboration required', ja: '共同研究が必要' },
  'DUO:0000021': { en: 'Ethics approval required', ja: '倫理審査の承認が必要' },
  'DUO:0000022': { en: 'Use within a given region', ja: '利用地域の限定' },
  'DUO:0000024': { en: 'Publication only after a given date', ja: '公表猶予期間あり' },
  'DUO:0000025': { en: 'Use for a limited time', ja: '利用期間の限定' },
  'DUO:0000026': { en: 'Approved users only', ja: '承認された利用者に限る' },
  'DUO:0000027': { en: 'Approved project only', ja: '承認された課題に限る' },
  'DUO:0000028': { en: 'Approved institutions only', ja: '承認された機関に限る' },
  'DUO:0000029': { en: 'Derived data must be returned', ja: '得られたデータの返却が必要' },
  'DUO:0000042': { en: 'General research use', ja: '研究全般に利用可' },
  'DUO:0000043': { en: 'Clinical care use', ja: '診療への利用' },
  'DUO:0000044': { en: 'No population origins or ancestry research', ja: '集団の起源・祖先の研究は不可' },
  'DUO:0000045': { en: 'Non-profit organisations only', ja: '非営利機関に限る' },
  'DUO:0000046': { en: 'Non-commercial use only', ja: '非商用利用に限る' },
} as const satisfies List

/** Names of permissions, for whoever shows them. */
export const permissionNames = (ids: readonly string[]): Map<string, { en: string; ja: string }> =>
  new Map(Object.entries(permissions).filter(([id]) => ids.includes(id)))
