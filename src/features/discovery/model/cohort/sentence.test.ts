import { expect, test } from 'vitest'
import { examples } from './examples.ts'
import type { CohortQuery, DonorTree } from './query.ts'
import { codesOf, sentenceOf } from './sentence.ts'

const names: Readonly<Record<string, { en?: string; ja?: string }>> = {
  FEMALE: { en: 'Female', ja: '女性' },
  MALE: { en: 'Male', ja: '男性' },
  PLASMA: { en: 'Plasma', ja: '血漿' },
  SERUM: { en: 'Serum', ja: '血清' },
  MINUS_60_TO_85: { en: 'At -80 °C', ja: '−80℃' },
  'NANDO:1200026': { en: 'Myasthenia gravis', ja: '重症筋無力症' },
  'ICD10:G20': { en: 'Parkinson disease', ja: 'パーキンソン病' },
  'ICD10:E11': { en: 'Type 2 diabetes mellitus', ja: '2型糖尿病' },
  'ICD10:N18': { en: 'Chronic kidney disease', ja: '慢性腎臓病' },
  'ICD10:I10': { en: 'Hypertension', ja: '高血圧症' },
  'ICD10:E78': { en: 'Dyslipidaemia', ja: '脂質異常症' },
  'LOINC:4548-4': { en: 'Haemoglobin A1c', ja: 'ヘモグロビンA1c' },
  ug: { en: 'µg', ja: 'µg' },
  GENOMICS: { en: 'Genome', ja: 'ゲノム' },
  TRANSCRIPTOMICS: { en: 'Transcriptome', ja: 'トランスクリプトーム' },
  'DUO:0000042': { en: 'General research use', ja: '研究全般に利用可' },
  'DUO:0000006': { en: 'Health, medical or biomedical research' },
  'HANCESTRO:0019': { en: 'Japanese', ja: '日本人' },
}
const say = (query: CohortQuery) => sentenceOf(query, (code) => names[code])
const sick = (term: string): DonorTree => ({ diagnosis: { terms: [term] } })
const [diabetes, pressure, lipids] = [sick('ICD10:E11'), sick('ICD10:I10'), sick('ICD10:E78')]
const [diabetesEn, pressureEn, lipidsEn] = [
  'have a diagnosis of Type 2 diabetes mellitus (ICD10:E11; including narrower terms)',
  'have a diagnosis of Hypertension (ICD10:I10; including narrower terms)',
  'have a diagnosis of Dyslipidaemia (ICD10:E78; including narrower terms)',
]
const [diabetesJa, pressureJa, lipidsJa] = [
  '2型糖尿病（ICD10:E11、下位の病名を含む）',
  '高血圧症（ICD10:I10、下位の病名を含む）',
  '脂質異常症（ICD10:E78、下位の病名を含む）',
]

test.each<[number, string, string]>([
  [0, 'Count all donors.', 'すべての提供者の人数を数えます。'],
  [
    1,
    'Count donors who have a diagnosis of Myasthenia gravis (NANDO:1200026; including narrower terms).',
    '重症筋無力症（NANDO:1200026、下位の病名を含む）と診断された提供者の人数を数えます。',
  ],
  [
    2,
    'Count donors who are female, and are aged 40 to 59 now, and have a diagnosis of Parkinson disease (ICD10:G20; including narrower terms) with onset when aged 40 to 49, and have a specimen [of plasma, and stored at -80 °C].',
    '女性であり、かつ、現在の年齢が40歳以上60歳未満であり、かつ、パーキンソン病（ICD10:G20、下位の病名を含む、発症年齢40歳以上50歳未満）と診断されており、かつ、〔種類が血漿であり、かつ、保存条件が−80℃である〕検体がある提供者の人数を数えます。',
  ],
  [
    3,
    `Count donors who ${diabetesEn}, and have no diagnosis of Chronic kidney disease (ICD10:N18; without narrower terms), and have a value of Haemoglobin A1c (LOINC:4548-4) of 6.5 % or more measured in or after April 2020.`,
    `${diabetesJa}と診断されており、かつ、慢性腎臓病（ICD10:N18、下位の病名を含まない）と診断されておらず、かつ、2020年4月以降に測定された6.5%以上のヘモグロビンA1c（LOINC:4548-4）の測定値がある提供者の人数を数えます。`,
  ],
  [
    4,
    `Count donors who meet at least 2 of these 3 conditions [(1) ${pressureEn}; (2) ${diabetesEn}; (3) ${lipidsEn}].`,
    `［①${pressureJa}と診断された、②${diabetesJa}と診断された、③${lipidsJa}と診断された］のうち2つ以上に該当する提供者の人数を数えます。`,
  ],
  [
    5,
    'Count donors who have a specimen [of DNA, and with an amount of 10 µg or more, and not known to be taken in or before December 2014], and (have genome data, or have transcriptome data), and have consented to "General research use" (DUO:0000042) or "Health, medical or biomedical research" (DUO:0000006).',
    '〔種類がDNAであり、かつ、量が10µg以上であり、かつ、採取年月が2014年12月以前でない（不明を含む）〕検体があり、かつ、［①ゲノムのデータがある、②トランスクリプトームのデータがある］のいずれかに該当し、かつ、「研究全般に利用可」（DUO:0000042）または「Health, medical or biomedical research」（DUO:0000006）に同意している提供者の人数を数えます。',
  ],
  [
    6,
    'Count donors who have a specimen taken when aged under 20, and have both parents in the cohort, and were born in or after 2005.',
    '年齢が20歳未満のときに採取された検体があり、かつ、両親がともにコホートに参加しており、かつ、生年が2005年以降である提供者の人数を数えます。',
  ],
  [
    7,
    'Count specimens [of serum or plasma, and taken when aged 65 or over] of donors who are of Japanese (HANCESTRO:0019) ethnicity, and have a relative of the first or second degree in the cohort.',
    '民族的背景が日本人（HANCESTRO:0019）であり、かつ、第2度以内の近親者がコホートに参加している提供者の、〔種類が血清または血漿であり、かつ、採取時の年齢が65歳以上である〕検体の数を数えます。',
  ],
])('example %d', (at, en, ja) => expect(say(examples[at]!.query)).toEqual({ en, ja }))

test.each<[DonorTree, string, string]>([
  [{ sex: ['FEMALE', 'MALE'] }, 'are female or male', '女性または男性である'],
  [{ not: { sex: ['FEMALE'] } }, 'are not known to be female', '女性でない（不明を含む）'],
  [{ not: { not: { sex: ['FEMALE'] } } }, 'are female', '女性である'],
  [
    { age: { at: 'reported', below: 20 } },
    'are aged under 20 when last reported',
    '最新の報告時の年齢が20歳未満である',
  ],
  [{ birthYear: { from: 1950, below: 1960 } }, 'were born from 1950 to 1959', '生年が1950年から1959年までである'],
  [
    { not: { birthYear: { below: 1960 } } },
    'are not known to be born before 1960',
    '生年が1959年以前でない（不明を含む）',
  ],
  [
    { diagnosis: { terms: ['ICD10:E11', 'X:1'], diagnosed: { from: '2015-01', to: '2020-12' } } },
    'have a diagnosis of Type 2 diabetes mellitus (ICD10:E11) or X:1 (each including narrower terms) diagnosed from January 2015 to December 2020',
    '2015年1月から2020年12月までに2型糖尿病（ICD10:E11）またはX:1（いずれも下位の病名を含む）と診断された',
  ],
  [
    { not: diabetes },
    'have no diagnosis of Type 2 diabetes mellitus (ICD10:E11; including narrower terms)',
    `${diabetesJa}と診断されていない`,
  ],
  [{ specimen: {} }, 'have a specimen', '検体がある'],
  [{ not: { specimen: { material: ['PLASMA'] } } }, 'have no specimen of plasma', '血漿の検体がない'],
  [
    { specimen: { sampled: { from: '2020-04', to: '2020-04' } } },
    'have a specimen taken in April 2020',
    '採取年月が2020年4月である検体がある',
  ],
  [{ not: { data: {} } }, 'have no data', 'データがない'],
  [
    { data: { kind: ['GENOMICS', 'TRANSCRIPTOMICS'], produced: { from: '2020-04' } } },
    'have data [of the kind genome or transcriptome, and produced in or after April 2020]',
    '〔種類がゲノムまたはトランスクリプトームであり、かつ、作成年月が2020年4月以降である〕データがある',
  ],
  [
    { pedigree: { relation: 'anyRelative' } },
    'have a relative of the first degree in the cohort',
    '第1度近親者がコホートに参加している',
  ],
  [
    { all: [{ sex: ['MALE'] }, { any: [diabetes, { all: [pressure, lipids] }] }] },
    `are male, and (${diabetesEn}, or (${pressureEn}, and ${lipidsEn}))`,
    `男性であり、かつ、［①${diabetesJa}と診断された、②${pressureJa}と診断されており、かつ、${lipidsJa}と診断された］のいずれかに該当する`,
  ],
  [
    { not: { any: [diabetes, pressure] } },
    `meet none of these 2 conditions [(1) ${diabetesEn}; (2) ${pressureEn}]`,
    `［①${diabetesJa}と診断された、②${pressureJa}と診断された］のいずれにも該当しない`,
  ],
  [
    { all: [{ not: { all: [diabetes, pressure] } }, { sex: ['MALE'] }] },
    `meet at most 1 of these 2 conditions [(1) ${diabetesEn}; (2) ${pressureEn}], and are male`,
    `［①${diabetesJa}と診断された、②${pressureJa}と診断された］のすべてに該当するわけではなく、かつ、男性である`,
  ],
  [
    { not: { atLeast: { n: 2, of: [diabetes, pressure, lipids] } } },
    `meet at most 1 of these 3 conditions [(1) ${diabetesEn}; (2) ${pressureEn}; (3) ${lipidsEn}]`,
    `［①${diabetesJa}と診断された、②${pressureJa}と診断された、③${lipidsJa}と診断された］のうち該当するものが1つ以下である`,
  ],
  [
    {
      specimen: {
        atLeast: {
          n: 2,
          of: [{ material: ['PLASMA'] }, { storage: ['MINUS_60_TO_85'] }, { ageAtSampling: { from: 40, below: 50 } }],
        },
      },
    },
    'have a specimen [meeting at least 2 of these 3 conditions [(1) of plasma; (2) stored at -80 °C; (3) taken when aged 40 to 49]]',
    '〔［①種類が血漿である、②保存条件が−80℃である、③採取時の年齢が40歳以上50歳未満である］のうち2つ以上に該当する〕検体がある',
  ],
])('%j', (where, en, ja) => {
  expect(say({ version: 1, where })).toEqual({ en: `Count donors who ${en}.`, ja: `${ja}提供者の人数を数えます。` })
})

test('a code without a name is shown itself; the codes of a question are found', () => {
  expect(sentenceOf({ version: 1, where: { sex: ['OTHER'] } }, () => undefined).ja).toBe(
    'OTHERである提供者の人数を数えます。',
  )
  expect(codesOf(examples[5]!.query).toSorted()).toEqual([
    'DNA',
    'DUO:0000006',
    'DUO:0000042',
    'GENOMICS',
    'TRANSCRIPTOMICS',
    'ug',
  ])
})
