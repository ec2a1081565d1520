import type { CatalogueRecord } from '../../features/collection/record.ts'
import { accessTerms, size } from './access.ts'
import { suits, type Chosen } from './collections.ts'
import { diseases, type Group } from './diseases.ts'
import { holders, site, type DemoHolder } from './holders.ts'
import type { Random } from './random.ts'
import { fill, type Both } from './say.ts'

interface Kind {
  key: string
  en: string
  ja: string
  omics?: string
  image?: boolean
  only?: Group[]
  text: Both
}

const kinds: readonly Kind[] = [
  {
    key: 'WGS',
    en: 'whole-genome sequences',
    ja: '全ゲノムシークエンス',
    omics: 'GENOMICS',
    text: {
      en: 'Short-read sequences at {x}-fold mean depth with variant calls on GRCh38.',
      ja: '平均深度{x}倍のショートリードと、GRCh38上の変異検出結果を収録しています。',
    },
  },
  {
    key: 'WES',
    en: 'exome sequences',
    ja: '全エクソームシークエンス',
    omics: 'GENOMICS',
    text: {
      en: 'Exome sequences at {x}-fold mean depth with variant calls on GRCh38.',
      ja: '平均深度{x}倍の全エクソームシークエンスと変異検出結果を収録しています。',
    },
  },
  {
    key: 'SNP',
    en: 'array genotypes',
    ja: 'SNPアレイ遺伝子型',
    omics: 'GENOMICS',
    text: {
      en: 'Genotypes of {x}0,000 variants, imputed with a Japanese reference panel.',
      ja: '約{x}万多型の遺伝子型と、日本人参照パネルによるインピュテーション結果です。',
    },
  },
  {
    key: 'RNA',
    en: 'RNA sequences',
    ja: 'RNAシークエンス',
    omics: 'TRANSCRIPTOMICS',
    text: {
      en: 'Bulk RNA sequences with {x} million reads per sample.',
      ja: '1検体あたり約{x}00万リードのRNAシークエンスです。',
    },
  },
  {
    key: 'SCR',
    en: 'single-cell RNA sequences',
    ja: 'シングルセルRNAシークエンス',
    omics: 'TRANSCRIPTOMICS',
    text: {
      en: 'Count matrices and cell annotations of about {x},000 cells per sample.',
      ja: '1検体あたり約{x}000細胞の発現行列と細胞型注釈です。',
    },
  },
  {
    key: 'MET',
    en: 'DNA methylation profiles',
    ja: 'DNAメチル化プロファイル',
    omics: 'EPIGENOMICS',
    text: {
      en: 'Methylation arrays; probes that passed quality control.',
      ja: 'メチル化アレイのデータです。品質管理後のプローブを収録しています。',
    },
  },
  {
    key: 'MBX',
    en: 'plasma metabolome',
    ja: '血漿メタボローム',
    omics: 'METABOLOMICS',
    text: {
      en: 'Concentrations of {x} metabolites by NMR and mass spectrometry.',
      ja: 'NMRと質量分析による{x}代謝物の濃度データです。',
    },
  },
  {
    key: 'PRT',
    en: 'plasma proteome',
    ja: '血漿プロテオーム',
    omics: 'PROTEOMICS',
    text: {
      en: 'Relative amounts of {x}00 plasma proteins by an affinity panel.',
      ja: 'アフィニティパネルによる{x}00種の血漿タンパク質の相対量です。',
    },
  },
  {
    key: 'MRI',
    en: 'brain MRI',
    ja: '頭部MRI',
    image: true,
    only: ['neuro', 'mind'],
    text: {
      en: 'T1, T2 and diffusion images at 3 tesla, defaced, with volumes of {x} regions.',
      ja: '3テスラ装置によるT1・T2・拡散強調画像（顔貌除去済み）と、{x}領域の体積です。',
    },
  },
  {
    key: 'WSI',
    en: 'whole-slide pathology images',
    ja: '病理組織ホールスライド画像',
    image: true,
    only: ['tumour', 'gut'],
    text: {
      en: 'Stained sections scanned at {x}-fold magnification with annotations by pathologists.',
      ja: '病理医による注釈を付した、{x}倍でスキャンした染色標本の画像です。',
    },
  },
  {
    key: 'ECG',
    en: 'electrocardiograms',
    ja: '心電図',
    only: ['heart'],
    text: {
      en: 'Twelve-lead electrocardiograms as digital waves, with echocardiography reports, over {x} months.',
      ja: '12誘導心電図のデジタル波形と心エコー所見を{x}か月分収録しています。',
    },
  },
  {
    key: 'FLR',
    en: 'gut metagenome',
    ja: '腸内メタゲノム',
    omics: 'METAGENOMICS',
    only: ['gut', 'metabolic', 'joint', 'neuro'],
    text: {
      en: 'Shotgun sequences of faeces, {x} million reads per sample, with diet records.',
      ja: '便のショットガンメタゲノム（1検体あたり{x}00万リード）と食事記録です。',
    },
  },
  {
    key: 'EHR',
    en: 'clinical course data',
    ja: '診療経過',
    text: {
      en: 'Diagnoses, drugs and laboratory values over {x} months in a common data model.',
      ja: '共通データモデルに変換した{x}か月分の診断・処方・検査値です。',
    },
  },
]

const cellName: Both = { en: '{type} of iPS cells from patients with {d}', ja: '{d}患者由来iPS細胞の{type}データ' }
const name: Both = { en: '{type} of patients with {d}', ja: '{d}患者の{type}データ' }
const text: Both = { en: '{about} {from}', ja: '{about}{from}' }

/** Data of cell lines, not of people */
const isStemCells = (h: DemoHolder) => h.id === 'amagumo-stem-cell-institute'
const ofCells = new Set(['WGS', 'RNA', 'SCR', 'MET'])

function origin(h: DemoHolder): Both {
  return h.id === 'tsukishiro-data-archive'
    ? {
        en: 'Deposited by research groups and released after review by the data access committee.',
        ja: '研究グループから登録されたデータを、データアクセス委員会の審査を経て制限公開しています。',
      }
    : isStemCells(h)
      ? {
          en: `Made from the iPS cell lines of ${h.en}, before and after differentiation.`,
          ja: `${h.ja}のiPS細胞株を用い、分化誘導の前後で取得しました。`,
        }
      : { en: `Made from samples kept by ${h.en}.`, ja: `${h.ja}の保管試料から取得しました。` }
}

function dataset(
  r: Random,
  h: DemoHolder,
  d: Chosen,
  kind: Kind,
  collections: readonly CatalogueRecord[],
): CatalogueRecord {
  const bank = r.pick(h.biobanks)
  const id = `${bank.id}-${kind.key}${d.id.slice(5)}`
  const source = collections.find((c) => c.holder === h.id && !c.parent && c.diseases?.includes(d.id))
  const donors = size(r, 12, kind.key === 'SNP' ? 18000 : 1800)
  const access = accessTerms(r, site(h, 'data-access'), false)
  const about = fill(kind.text, { x: kind.key === 'WSI' ? r.pick([20, 40]) : r.int(2, 9) * 10 })
  return {
    kind: 'dataset',
    id,
    holder: h.id,
    biobanks: [bank.id],
    country: 'JP',
    url: site(h, `datasets/${id.toLowerCase()}`),
    name: fill(isStemCells(h) ? cellName : name, { d: { en: d.en, ja: d.ja }, type: kind }),
    description: fill(text, { about, from: origin(h) }),
    dataCategories: [kind.omics ? 'OMICS_DATA' : kind.image ? 'IMAGING_DATA' : 'MEDICAL_RECORDS'],
    ...(kind.omics && { omics: [kind.omics] }),
    diseases: [d.id],
    ...(source && { parent: source.id }),
    ...(source?.sexes && { sexes: source.sexes }),
    ...(donors && { donors }),
    ...(access && { access }),
    ...(r.chance(0.06) && { visibility: r.pick(['signed-in', 'holder'] as const) }),
    ...(h.quality && r.chance(0.3) && { quality: [r.pick(h.quality)] }),
    contacts: [{ role: 'data access committee', organisation: h.en, mail: `data@${h.id}.example` }],
  }
}

/** Data sets of the holders that have any; where the holder keeps a collection of that disease, they belong to it. */
export function datasetRecords(r: Random, collections: readonly CatalogueRecord[]): CatalogueRecord[] {
  return holders
    .filter((h) => h.does.includes('data'))
    .flatMap((h) =>
      diseases
        .filter((d) => suits(h, d) && (!isStemCells(h) || d.genes))
        .flatMap((d) => {
          const fitting = kinds.filter((kind) =>
            isStemCells(h) ? ofCells.has(kind.key) : (kind.only?.includes(d.group) ?? true),
          )
          const often = /Parkinson|gravis|type 2 diab|amyotrophic/.test(d.en) ? 2 : 1
          const chance = h.id === 'tsukishiro-data-archive' ? 0.5 : 0.2
          return often === 2 || r.chance(chance)
            ? r.some(fitting, r.int(1, 2) * often).map((kind) => dataset(r, h, d, kind, collections))
            : []
        }),
    )
}
