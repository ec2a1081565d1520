import type { Words } from '../../kernel/words.ts'

/**
 * The value lists of catalogue records, with labels for display and for checking what comes in. Codes are those of the
 * BBMRI-ERIC/MIABIS lists; what those lists lack and Japanese holders keep (cerebrospinal fluid, cord blood, ...) is added
 * in the same style. Japanese labels are the words laboratories use.
 */
export const materials = {
  WHOLE_BLOOD: { en: 'Whole blood', ja: '全血' },
  PLASMA: { en: 'Plasma', ja: '血漿' },
  SERUM: { en: 'Serum', ja: '血清' },
  BUFFY_COAT: { en: 'Buffy coat', ja: 'バフィーコート' },
  PERIPHERAL_BLOOD_CELLS: { en: 'Peripheral blood cells', ja: '末梢血細胞' },
  CORD_BLOOD: { en: 'Cord blood', ja: '臍帯血' },
  BONE_MARROW: { en: 'Bone marrow', ja: '骨髄' },
  CEREBROSPINAL_FLUID: { en: 'Cerebrospinal fluid', ja: '脳脊髄液' },
  DNA: { en: 'DNA', ja: 'DNA' },
  RNA: { en: 'RNA', ja: 'RNA' },
  CDNA: { en: 'cDNA / mRNA', ja: 'cDNA / mRNA' },
  MICRO_RNA: { en: 'microRNA', ja: 'マイクロRNA' },
  TISSUE_FROZEN: { en: 'Frozen tissue', ja: '凍結組織' },
  TISSUE_PARAFFIN_EMBEDDED: { en: 'Paraffin-embedded tissue', ja: 'パラフィン包埋組織' },
  TISSUE_STAINED: { en: 'Stained tissue sections', ja: '染色標本' },
  CELL_LINES: { en: 'Cell lines', ja: '細胞株' },
  PRIMARY_CELLS: { en: 'Primary cells', ja: '初代培養細胞' },
  URINE: { en: 'Urine', ja: '尿' },
  SALIVA: { en: 'Saliva', ja: '唾液' },
  FECES: { en: 'Faeces', ja: '便' },
  BREAST_MILK: { en: 'Breast milk', ja: '母乳' },
  NASAL_SWAB: { en: 'Nasal swab', ja: '鼻腔ぬぐい液' },
  THROAT_SWAB: { en: 'Throat swab', ja: '咽頭ぬぐい液' },
  PATHOGEN: { en: 'Pathogen', ja: '病原体' },
  ISOLATED_PATHOGEN: { en: 'Isolated pathogen', ja: '分離病原体' },
} as const satisfies List

export const dataCategories = {
  BIOLOGICAL_SAMPLES: { en: 'Biological samples', ja: '生体試料' },
  MEDICAL_RECORDS: { en: 'Medical records', ja: '診療情報' },
  SURVEY_DATA: { en: 'Survey data', ja: '調査票情報' },
  PHYSIOLOGICAL_BIOCHEMICAL_MEASUREMENTS: {
    en: 'Physiological and biochemical measurements',
    ja: '生理学的・生化学的検査値',
  },
  IMAGING_DATA: { en: 'Imaging data', ja: '画像データ' },
  GENEALOGICAL_RECORDS: { en: 'Genealogical records', ja: '家系情報' },
  NATIONAL_REGISTRIES: { en: 'National registries', ja: '公的登録データ' },
  OMICS_DATA: { en: 'Omics data', ja: 'オミックスデータ' },
} as const satisfies List

export const collectionTypes = {
  COHORT: { en: 'Cohort', ja: 'コホート' },
  LONGITUDINAL: { en: 'Longitudinal', ja: '縦断研究' },
  CROSS_SECTIONAL: { en: 'Cross-sectional', ja: '横断研究' },
  CASE_CONTROL: { en: 'Case-control', ja: '症例対照研究' },
  DISEASE_SPECIFIC: { en: 'Disease-specific', ja: '疾患別' },
  POPULATION_BASED: { en: 'Population-based', ja: '一般住民対象' },
  BIRTH_COHORT: { en: 'Birth cohort', ja: '出生コホート' },
  TWIN_STUDY: { en: 'Twin study', ja: '双生児研究' },
  HOSPITAL: { en: 'Hospital', ja: '病院' },
  QUALITY_CONTROL: { en: 'Quality control', ja: '精度管理' },
  RARE_DISEASE: { en: 'Rare disease', ja: '希少疾患' },
  IMAGE: { en: 'Image', ja: '画像' },
  SAMPLE: { en: 'Sample', ja: '試料' },
} as const satisfies List

export const sexes = {
  FEMALE: { en: 'Female', ja: '女性' },
  MALE: { en: 'Male', ja: '男性' },
  UNDIFFERENTIAL: { en: 'Undifferentiated', ja: '性別未分化' },
} as const satisfies List

export const ageUnits = {
  DAY: { en: 'days', ja: '日' },
  WEEK: { en: 'weeks', ja: '週' },
  MONTH: { en: 'months', ja: 'か月' },
  YEAR: { en: 'years', ja: '歳' },
} as const satisfies List

export const omics = {
  GENOMICS: { en: 'Genomics', ja: 'ゲノム' },
  EPIGENOMICS: { en: 'Epigenomics', ja: 'エピゲノム' },
  TRANSCRIPTOMICS: { en: 'Transcriptomics', ja: 'トランスクリプトーム' },
  PROTEOMICS: { en: 'Proteomics', ja: 'プロテオーム' },
  METABOLOMICS: { en: 'Metabolomics', ja: 'メタボローム' },
  LIPIDOMICS: { en: 'Lipidomics', ja: 'リピドーム' },
  METAGENOMICS: { en: 'Metagenomics', ja: 'メタゲノム' },
} as const satisfies List

export const kinds = {
  holder: { en: 'Holder', ja: '保有機関' },
  biobank: { en: 'Biobank', ja: 'バイオバンク' },
  collection: { en: 'Collection', ja: 'コレクション' },
  dataset: { en: 'Dataset', ja: 'データセット' },
} as const satisfies List

export type List = Readonly<Record<string, Words>>

/** The lists by the field of `CatalogueRecord` that they belong to. */
export const codeLists = {
  materials,
  dataCategories,
  types: collectionTypes,
  sexes,
  ageUnits,
  omics,
  kinds,
} as const satisfies Record<string, List>
export type CodeList = keyof typeof codeLists

/** Label of a code; undefined for a code that the list does not have (a source may publish its own). */
export function labelOf(list: CodeList, code: string): Words | undefined {
  const words: List = codeLists[list]
  return Object.hasOwn(words, code) ? words[code] : undefined
}

/**
 * Codes by which a sender says that it says nothing: not available, no information, not asked, unknown, other.
 * They become absence; kept as values they would be counted and offered in facets as if they were known.
 */
export const saysNothing = (code: string): boolean =>
  /^(NI|NAV|NASK|NA|UNK|UNKNOWN|OTH|OTHER)$|^(NAV|OTHER)_/.test(code.toUpperCase())
