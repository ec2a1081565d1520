import type { Group } from './diseases.ts'
import type { DemoHolder } from './holders.ts'
import type { Both } from './say.ts'

/** How samples come together: names and descriptions by template. {d} disease, {area}, {m} materials, {n} {k} numbers, {code}. */
export interface Design {
  key: string
  who: DemoHolder['does'][number]
  only?: Group[]
  types: string[]
  materials: string[]
  data: string[]
  name: Both
  text: Both
  sizes: [number, number]
  age?: [number, number]
}

const blood = ['WHOLE_BLOOD', 'PLASMA', 'SERUM', 'DNA']

export const designs: readonly Design[] = [
  {
    key: 'CO',
    who: 'patients',
    types: ['COHORT', 'LONGITUDINAL', 'DISEASE_SPECIFIC'],
    materials: [...blood, 'RNA', 'URINE'],
    data: ['MEDICAL_RECORDS', 'PHYSIOLOGICAL_BIOCHEMICAL_MEASUREMENTS', 'SURVEY_DATA'],
    name: { en: '{d} cohort of {area}', ja: '{area}{d}コホート' },
    text: {
      en: 'People with {d} followed every {n} months at {k} hospitals. {m} are taken at each visit, together with drugs, scores and laboratory values.{code}',
      ja: '{d}の患者を{k}施設で{n}か月ごとに追跡しています。受診のたびに{m}を採取し、投薬・重症度・検査値とあわせて保管しています。{code}',
    },
    sizes: [120, 4200],
  },
  {
    key: 'CC',
    who: 'patients',
    types: ['CASE_CONTROL', 'DISEASE_SPECIFIC'],
    materials: [...blood, 'BUFFY_COAT'],
    data: ['MEDICAL_RECORDS', 'SURVEY_DATA'],
    name: { en: '{d} case-control samples', ja: '{d}症例対照コレクション' },
    text: {
      en: 'Samples of people with {d} and of controls matched by age and sex. {m} are available from both groups.{code}',
      ja: '{d}の患者と、年齢・性別をそろえた対照者の試料です。両群から{m}を提供できます。{code}',
    },
    sizes: [80, 3000],
  },
  {
    key: 'DX',
    who: 'patients',
    types: ['DISEASE_SPECIFIC', 'HOSPITAL'],
    materials: ['SERUM', 'PLASMA', 'PERIPHERAL_BLOOD_CELLS', 'DNA', 'URINE'],
    data: ['MEDICAL_RECORDS'],
    name: { en: 'Untreated {d}: samples at first diagnosis', ja: '{d}初診時（治療開始前）検体' },
    text: {
      en: 'Collected at first diagnosis of {d}, before any treatment; {m}. Response to treatment after {n} months is recorded.{code}',
      ja: '{d}と初めて診断された時点、治療開始前に採取した検体です（{m}）。{n}か月後の治療反応性も記録しています。{code}',
    },
    sizes: [25, 600],
  },
  {
    key: 'RG',
    who: 'patients',
    types: ['DISEASE_SPECIFIC', 'RARE_DISEASE', 'COHORT'],
    materials: ['DNA', 'SERUM', 'CELL_LINES'],
    only: ['neuro', 'joint', 'blood', 'metabolic', 'skin', 'eye', 'birth'],
    data: ['MEDICAL_RECORDS', 'GENEALOGICAL_RECORDS', 'NATIONAL_REGISTRIES'],
    name: { en: '{d} registry with samples, {area}', ja: '{d}レジストリ付随試料（{area}）' },
    text: {
      en: 'A patient registry for {d} in which {k} hospitals take part. Registered patients gave {m} and agreed to be contacted for new studies.{code}',
      ja: '{k}病院が参加する{d}の患者レジストリです。登録患者から{m}の提供を受け、新しい研究での再連絡にも同意をいただいています。{code}',
    },
    sizes: [8, 420],
  },
  {
    key: 'SG',
    who: 'tumours',
    only: ['tumour'],
    types: ['DISEASE_SPECIFIC', 'HOSPITAL', 'SAMPLE'],
    materials: ['TISSUE_FROZEN', 'TISSUE_PARAFFIN_EMBEDDED', 'WHOLE_BLOOD', 'DNA', 'RNA'],
    data: ['MEDICAL_RECORDS', 'IMAGING_DATA'],
    name: { en: '{d}: surgical specimens of {area}', ja: '{area}{d}手術検体' },
    text: {
      en: 'Paired tumour and normal samples taken at surgery or biopsy for {d}; {m}. Stage, histology and {k}-year survival are linked.{code}',
      ja: '{d}の手術または生検の際に採取した腫瘍部・正常部のペア検体です（{m}）。病期、組織型、{k}年生存の情報を付与しています。{code}',
    },
    sizes: [40, 2600],
  },
  {
    key: 'LB',
    who: 'tumours',
    only: ['tumour'],
    types: ['LONGITUDINAL', 'DISEASE_SPECIFIC'],
    materials: ['PLASMA', 'BUFFY_COAT', 'SERUM'],
    data: ['MEDICAL_RECORDS', 'IMAGING_DATA'],
    name: { en: 'Serial blood samples in {d}', ja: '{d}経時採血コレクション' },
    text: {
      en: 'Blood taken before treatment of {d} and then every {n} weeks until progression; {m} for circulating tumour DNA.{code}',
      ja: '{d}の治療前から増悪まで{n}週ごとに採血した検体です（{m}）。血中循環腫瘍DNAの解析に適しています。{code}',
    },
    sizes: [30, 700],
  },
  {
    key: 'TR',
    who: 'children',
    only: ['birth', 'neuro', 'blood', 'metabolic', 'kidney'],
    types: ['RARE_DISEASE', 'DISEASE_SPECIFIC'],
    materials: ['WHOLE_BLOOD', 'DNA', 'SALIVA'],
    data: ['GENEALOGICAL_RECORDS', 'MEDICAL_RECORDS'],
    name: { en: 'Trios of children with {d}', ja: '小児{d}トリオ（本人・両親）' },
    text: {
      en: 'Children with {d} and both of their parents; {m} for genome analysis of families.{code}',
      ja: '{d}の子どもと両親からなるトリオの試料です（{m}）。家系単位のゲノム解析にお使いいただけます。{code}',
    },
    sizes: [6, 240],
    age: [0, 19],
  },
  {
    key: 'PM',
    who: 'brains',
    types: ['DISEASE_SPECIFIC', 'SAMPLE'],
    materials: ['TISSUE_FROZEN', 'TISSUE_PARAFFIN_EMBEDDED', 'CEREBROSPINAL_FLUID'],
    data: ['MEDICAL_RECORDS', 'IMAGING_DATA'],
    name: { en: 'Post-mortem brains of donors with {d}', ja: '{d}剖検脳コレクション' },
    text: {
      en: 'Brains of registered donors who had {d}, with neuropathological diagnosis; {m} of up to {k} regions.{code}',
      ja: '生前登録された{d}のドナーの剖検脳です。神経病理診断を付し、最大{k}部位の{m}を保管しています。{code}',
    },
    sizes: [4, 160],
    age: [40, 100],
  },
  {
    key: 'CS',
    who: 'brains',
    types: ['DISEASE_SPECIFIC', 'LONGITUDINAL'],
    materials: ['CEREBROSPINAL_FLUID', 'PLASMA', 'DNA'],
    data: ['MEDICAL_RECORDS', 'IMAGING_DATA', 'PHYSIOLOGICAL_BIOCHEMICAL_MEASUREMENTS'],
    name: { en: 'Cerebrospinal fluid and plasma in {d}', ja: '{d}脳脊髄液・血漿コレクション' },
    text: {
      en: 'Cerebrospinal fluid and plasma drawn on the same day from people with {d} and from people without neurological disease, stored within {k} hours.{code}',
      ja: '{d}の患者と神経疾患のない方から同日に採取した脳脊髄液と血漿です。採取後{k}時間以内に凍結しています。{code}',
    },
    sizes: [20, 480],
    age: [20, 90],
  },
]

/** Surveys of residents: a theme and its waves. */
export const surveys: readonly {
  key: string
  name: Both
  text: Both
  materials: string[]
  data: string[]
  age: [number, number]
  types: string[]
}[] = [
  {
    key: 'HS',
    name: { en: 'Health survey of {area}, wave {w} (FY{y})', ja: '{area}健康調査 第{w}期（{y}年度）' },
    text: {
      en: 'Residents of {area} who took part in the municipal health check and gave {m} with a questionnaire on lifestyle and family history.',
      ja: '{area}の住民のうち、自治体の健診にあわせて{m}と生活習慣・家族歴の調査票を提供いただいた方の試料です。',
    },
    materials: ['PLASMA', 'SERUM', 'DNA', 'URINE'],
    data: ['SURVEY_DATA', 'PHYSIOLOGICAL_BIOCHEMICAL_MEASUREMENTS'],
    age: [20, 79],
    types: ['POPULATION_BASED', 'COHORT', 'LONGITUDINAL'],
  },
  {
    key: 'NU',
    name: {
      en: 'Diet and gut flora study of {area}, wave {w} (FY{y})',
      ja: '{area}食事・腸内細菌調査 第{w}期（{y}年度）',
    },
    text: {
      en: 'Three-day food records with {m}; sequences of the gut flora are available for part of the donors.',
      ja: '3日間の食事記録と{m}を収集しています。一部の提供者では腸内細菌叢の解析結果を利用できます。',
    },
    materials: ['FECES', 'SERUM', 'SALIVA'],
    data: ['SURVEY_DATA'],
    age: [30, 74],
    types: ['POPULATION_BASED', 'CROSS_SECTIONAL'],
  },
  {
    key: 'SL',
    name: {
      en: 'Sleep and blood pressure study of {area}, wave {w} (FY{y})',
      ja: '{area}睡眠・家庭血圧調査 第{w}期（{y}年度）',
    },
    text: {
      en: 'Home blood pressure and activity measured for two weeks, with {m}.',
      ja: '2週間の家庭血圧と活動量の記録に加え、{m}を保管しています。',
    },
    materials: ['PLASMA', 'URINE', 'DNA'],
    data: ['PHYSIOLOGICAL_BIOCHEMICAL_MEASUREMENTS', 'SURVEY_DATA'],
    age: [35, 84],
    types: ['POPULATION_BASED', 'LONGITUDINAL'],
  },
  {
    key: 'BC',
    name: {
      en: 'Birth and three-generation cohort of {area}, wave {w} (FY{y})',
      ja: '{area}出生三世代コホート 第{w}期（{y}年度）',
    },
    text: {
      en: 'Pregnant women, their children, partners and parents in {area}; {m}, linked over three generations.',
      ja: '{area}の妊婦とその子ども、配偶者、祖父母を対象とし、{m}を三世代でひも付けて保管しています。',
    },
    materials: ['CORD_BLOOD', 'PLASMA', 'DNA', 'BREAST_MILK', 'URINE'],
    data: ['GENEALOGICAL_RECORDS', 'SURVEY_DATA', 'MEDICAL_RECORDS'],
    age: [0, 89],
    types: ['BIRTH_COHORT', 'POPULATION_BASED', 'LONGITUDINAL'],
  },
]
