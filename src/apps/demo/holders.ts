import type { CatalogueRecord } from '../../features/collection/record.ts'
import type { Group } from './diseases.ts'

/** The holders of the demonstration. Every name is made up; web addresses use the reserved domain `.example`. */
export interface DemoHolder {
  id: string
  en: string
  ja: string
  aboutEn: string
  aboutJa: string
  /** area in which its donors live, for names of collections */
  area: { en: string; ja: string }
  /** groups of diseases it works on; '' are residents without a disease */
  groups: Group[]
  does: ('patients' | 'residents' | 'children' | 'brains' | 'tumours' | 'data' | 'lines')[]
  /** abbreviation of its bank, for deposits of lines */
  bank?: string
  quality?: string[]
  biobanks: { id: string; en: string; ja: string; acronym?: string }[]
}

export const holders: readonly DemoHolder[] = [
  {
    id: 'hashidate-medical-biobank',
    en: 'Hashidate Medical Biobank',
    ja: '橋立メディカルバイオバンク',
    aboutEn:
      'Keeps blood, urine and genome data of patients and residents of the Hashidate coast and hands them out to researchers in universities and companies.',
    aboutJa: '橋立沿岸の患者と住民から提供された血液・尿・ゲノム情報を保管し、大学や企業の研究者に分譲しています。',
    area: { en: 'the Hashidate coast', ja: '橋立沿岸' },
    groups: ['metabolic', 'heart', 'kidney', 'lung', 'eye'],
    does: ['patients', 'residents', 'data'],
    quality: ['ISO 20387'],
    biobanks: [
      { id: 'HMB-C', en: 'Hashidate Clinical Biobank', ja: '橋立クリニカルバイオバンク', acronym: 'HMB-C' },
      { id: 'HMB-R', en: 'Hashidate Resident Biobank', ja: '橋立住民バイオバンク', acronym: 'HMB-R' },
    ],
  },
  {
    id: 'aomine-university-hospital',
    en: 'Aomine University Hospital',
    ja: '青嶺大学病院',
    aboutEn:
      'A university hospital whose departments collect residual samples and clinical information with broad consent.',
    aboutJa: '各診療科が包括同意のもとで残余検体と診療情報を収集している大学病院です。',
    area: { en: 'the Aomine highlands', ja: '青嶺高原' },
    groups: ['neuro', 'joint', 'skin', 'gut', 'blood', 'pregnancy'],
    does: ['patients', 'tumours'],
    quality: ['ISO 15189'],
    biobanks: [
      { id: 'AUH-BB', en: 'Aomine University Hospital Biobank', ja: '青嶺大学病院バイオバンク', acronym: 'AUH-BB' },
      { id: 'AUH-PATH', en: 'Aomine Pathology Archive', ja: '青嶺病理組織アーカイブ' },
      { id: 'AUH-NEURO', en: 'Aomine Neurology Sample Bank', ja: '青嶺脳神経内科検体バンク' },
    ],
  },
  {
    id: 'shiomi-bioresource-center',
    en: 'Shiomi BioResource Center',
    ja: '汐見バイオリソースセンター',
    aboutEn:
      'Preserves and distributes cell lines, DNA and data sets deposited by researchers, with quality tests of every lot.',
    aboutJa: '研究者から寄託された細胞株・DNA・データセットを保存し、ロットごとに品質検査を行って提供しています。',
    area: { en: 'the Shiomi area', ja: '汐見地域' },
    groups: ['neuro', 'heart', 'metabolic', 'blood'],
    does: ['lines', 'data'],
    bank: 'SBRC',
    quality: ['ISO 9001', 'ISO 20387'],
    biobanks: [
      { id: 'SBRC-CELL', en: 'Shiomi Cell Resource Division', ja: '汐見細胞リソース部門', acronym: 'SBRC' },
      { id: 'SBRC-DNA', en: 'Shiomi DNA Resource Division', ja: '汐見DNAリソース部門' },
    ],
  },
  {
    id: 'kazahaya-cell-bank',
    en: 'Kazahaya Cell Bank',
    ja: '風早細胞バンク',
    aboutEn: 'A public bank of human and animal cell lines for drug discovery and safety tests.',
    aboutJa: '創薬や安全性試験のためのヒト・動物細胞株を扱う公的な細胞バンクです。',
    area: { en: 'Kazahaya', ja: '風早' },
    groups: ['tumour', 'blood', 'metabolic'],
    does: ['lines', 'tumours'],
    bank: 'KZH',
    quality: ['ISO 9001'],
    biobanks: [{ id: 'KZH-BANK', en: 'Kazahaya Cell Bank', ja: '風早細胞バンク', acronym: 'KZH' }],
  },
  {
    id: 'tsukishiro-data-archive',
    en: 'Tsukishiro Genome Data Archive',
    ja: '月城ゲノムデータアーカイブ',
    aboutEn: 'Archives genome, transcriptome and image data with controlled access after review.',
    aboutJa: 'ゲノム・トランスクリプトーム・画像データを保管し、審査のうえ制限公開しています。',
    area: { en: 'Japan', ja: '全国' },
    groups: ['neuro', 'mind', 'tumour', 'metabolic', 'heart', 'lung', 'gut', 'joint', 'blood', 'infection'],
    does: ['data'],
    quality: ['ISO 27001'],
    biobanks: [{ id: 'TGDA', en: 'Tsukishiro Genome Data Archive', ja: '月城ゲノムデータアーカイブ', acronym: 'TGDA' }],
  },
  {
    id: 'mikagami-cardiovascular-center',
    en: 'Mikagami Cardiovascular Center',
    ja: '水鏡循環器病センター',
    aboutEn: 'A specialised hospital for diseases of the heart and vessels with a biobank of blood and heart tissue.',
    aboutJa: '心臓と血管の病気を専門とし、血液と心筋組織のバイオバンクを運営しています。',
    area: { en: 'the Mikagami lakeside', ja: '水鏡湖畔' },
    groups: ['heart', 'metabolic', 'kidney'],
    does: ['patients', 'data'],
    quality: ['ISO 15189'],
    biobanks: [
      { id: 'MCC-BB', en: 'Mikagami Heart and Vessel Biobank', ja: '水鏡循環器バイオバンク', acronym: 'MHVB' },
    ],
  },
  {
    id: 'hoshinotani-cancer-center',
    en: 'Hoshinotani Cancer Center',
    ja: '星ノ谷がんセンター',
    aboutEn: 'Collects paired tumour and normal tissue at surgery, with blood before and during treatment.',
    aboutJa: '手術時の腫瘍組織と正常組織のペア、治療前後の血液を系統的に収集しています。',
    area: { en: 'Hoshinotani', ja: '星ノ谷' },
    groups: ['tumour', 'gut'],
    does: ['patients', 'tumours', 'data'],
    bank: 'HCC-L',
    quality: ['ISO 15189', 'ISO 20387'],
    biobanks: [
      { id: 'HCC-TIS', en: 'Hoshinotani Tumour Tissue Bank', ja: '星ノ谷腫瘍組織バンク', acronym: 'HTTB' },
      { id: 'HCC-LIQ', en: 'Hoshinotani Liquid Biopsy Bank', ja: '星ノ谷リキッドバイオプシーバンク' },
    ],
  },
  {
    id: 'wakabagahara-childrens',
    en: "Wakabagahara Children's Medical Center",
    ja: '若葉ヶ原小児医療センター',
    aboutEn: 'Cares for children with rare and chronic diseases and keeps samples of trios (child and both parents).',
    aboutJa: '希少・慢性疾患の子どもを診療し、本人と両親（トリオ）の試料を保管しています。',
    area: { en: 'Wakabagahara', ja: '若葉ヶ原' },
    groups: ['birth', 'neuro', 'blood', 'metabolic', 'mind', 'kidney'],
    does: ['children', 'patients', 'data'],
    biobanks: [{ id: 'WCMC-BB', en: "Wakaba Children's Biobank", ja: 'わかば小児バイオバンク', acronym: 'WCB' }],
  },
  {
    id: 'shirasuna-cohort-organization',
    en: 'Shirasuna Community Cohort Organization',
    ja: '白砂地域コホート機構',
    aboutEn: 'Follows residents of nine towns over three generations with health checks, questionnaires and samples.',
    aboutJa: '九つの町の住民を三世代にわたって追跡し、健診・調査票・試料を蓄積しています。',
    area: { en: 'the Shirasuna nine towns', ja: '白砂九町' },
    groups: ['metabolic', 'heart', 'pregnancy', 'mind', 'lung'],
    does: ['residents', 'children', 'data'],
    quality: ['ISO 27001', 'ISO 9001'],
    biobanks: [
      { id: 'SCCO-COM', en: 'Shirasuna Community Biobank', ja: '白砂コミュニティバイオバンク', acronym: 'SCB' },
      { id: 'SCCO-3G', en: 'Shirasuna Three-Generation Biobank', ja: '白砂三世代バイオバンク' },
    ],
  },
  {
    id: 'tokiwagi-brain-institute',
    en: 'Tokiwagi Institute of Brain Science',
    ja: '常磐木脳科学研究所',
    aboutEn: 'Runs a brain bank with registered donors, and collects cerebrospinal fluid and plasma in memory clinics.',
    aboutJa: '生前登録によるブレインバンクを運営し、もの忘れ外来で脳脊髄液と血漿を収集しています。',
    area: { en: 'Tokiwagi', ja: '常磐木' },
    groups: ['neuro', 'mind'],
    does: ['patients', 'brains', 'data'],
    quality: ['ISO 20387'],
    biobanks: [
      { id: 'TIBS-BRAIN', en: 'Tokiwagi Brain Bank', ja: '常磐木ブレインバンク', acronym: 'TBB' },
      { id: 'TIBS-CSF', en: 'Tokiwagi Fluid Biomarker Bank', ja: '常磐木体液バイオマーカーバンク' },
    ],
  },
  {
    id: 'amagumo-stem-cell-institute',
    en: 'Amagumo Stem Cell Institute',
    ja: '天雲幹細胞研究所',
    aboutEn: 'Establishes disease-specific and healthy-donor iPS cell lines and deposits them in public banks.',
    aboutJa: '疾患特異的iPS細胞と健常者由来iPS細胞を樹立し、公的バンクに寄託しています。',
    area: { en: 'Amagumo', ja: '天雲' },
    groups: ['neuro', 'heart', 'eye', 'birth'],
    does: ['lines', 'data'],
    bank: 'ASCI',
    quality: ['ISO 9001'],
    biobanks: [{ id: 'ASCI-IPS', en: 'Amagumo iPS Cell Stock', ja: '天雲iPS細胞ストック', acronym: 'ASCI' }],
  },
  {
    id: 'nagisa-rare-disease-network',
    en: 'Nagisa Rare Disease Network',
    ja: '渚難病研究ネットワーク',
    aboutEn: 'Eighteen hospitals that register patients with rare and intractable diseases in one protocol.',
    aboutJa: '共通の研究計画書のもとで希少・難治性疾患の患者を登録する十八病院のネットワークです。',
    area: { en: 'the Nagisa network', ja: '渚ネットワーク' },
    groups: ['neuro', 'joint', 'blood', 'metabolic', 'skin', 'eye', 'birth', 'infection'],
    does: ['patients', 'data'],
    biobanks: [
      { id: 'NRDN-REG', en: 'Nagisa Registry Biobank', ja: '渚レジストリバイオバンク', acronym: 'NRB' },
      { id: 'NRDN-CELL', en: 'Nagisa Patient Cell Repository', ja: '渚患者由来細胞レポジトリ' },
    ],
  },
]

export const site = (holder: DemoHolder, path = ''): string => `https://${holder.id}.example/${path}`

export function holderRecords(): CatalogueRecord[] {
  return holders.flatMap((h): CatalogueRecord[] => [
    {
      kind: 'holder',
      id: h.id,
      holder: h.id,
      name: { en: h.en, ja: h.ja },
      country: 'JP',
      url: site(h),
      description: { en: h.aboutEn, ja: h.aboutJa },
      ...(h.quality && { quality: h.quality }),
    },
    ...h.biobanks.map((b): CatalogueRecord => ({
      kind: 'biobank',
      id: b.id,
      holder: h.id,
      name: { en: b.en, ja: b.ja },
      ...(b.acronym && { acronym: b.acronym }),
      description: { en: `Run by ${h.en}. ${h.aboutEn}`, ja: `${h.ja}が運営しています。${h.aboutJa}` },
      country: 'JP',
      url: site(h, b.id.toLowerCase()),
      ...(h.quality && { quality: h.quality }),
      contacts: [{ role: 'access office', organisation: h.en, mail: `access@${h.id}.example` }],
    })),
  ])
}
