import type { TermRecord } from '../../features/terms/record.ts'
import { diseases, groups, type Disease, type Group } from './diseases.ts'

/** Between a group and its diseases: what people look for by one word (糖尿病, 認知症, 白血病). Members by English name. */
const families: [Group, string, string, string, string, RegExp][] = [
  ['metabolic', 'E10-E14', 'diabetes mellitus', '糖尿病', 'とうにょうびょう', /^type [12] diabetes/],
  [
    'metabolic',
    'E75-E77',
    'lysosomal storage disease',
    'ライソゾーム病',
    'らいそぞーむびょう',
    /^(Fabry|Gaucher|Pompe|mucopolysacch)/,
  ],
  ['neuro', 'F00-F03', 'dementia', '認知症', 'にんちしょう', /^(Alzheimer|dementia with|frontotemporal)/],
  [
    'neuro',
    'G12.2',
    'motor neuron disease',
    '運動ニューロン疾患',
    'うんどうにゅーろんしっかん',
    /^(amyotrophic|spinal and bulbar|spinal muscular)/,
  ],
  ['neuro', 'G71.0', 'muscular dystrophy', '筋ジストロフィー', 'きんじすとろふぃー', /^(Duchenne|myotonic)/],
  [
    'neuro',
    'G35-G37',
    'demyelinating disease of the central nervous system',
    '中枢神経系脱髄疾患',
    'ちゅうすうしんけいけいだつずいしっかん',
    /^(multiple scl|neuromyelitis)/,
  ],
  ['tumour', 'C91-C95', 'leukaemia', '白血病', 'はっけつびょう', /leukaemia/],
  [
    'tumour',
    'C15-C26',
    'cancer of the digestive organs',
    '消化器がん',
    'しょうかきがん',
    /^(gastric|colorectal|hepatocellular|pancreatic cancer|oesophageal)/,
  ],
  ['heart', 'I42', 'cardiomyopathy', '心筋症', 'しんきんしょう', /cardiomyopathy/],
  [
    'heart',
    'I60-I69',
    'cerebrovascular disease',
    '脳血管障害',
    'のうけっかんしょうがい',
    /^(cerebral inf|subarach|moyamoya)/,
  ],
  [
    'lung',
    'J84',
    'interstitial lung disease',
    '間質性肺疾患',
    'かんしつせいはいしっかん',
    /^(idiopathic pulm|pulmonary alv)/,
  ],
  [
    'gut',
    'K50-K52',
    'inflammatory bowel disease',
    '炎症性腸疾患',
    'えんしょうせいちょうしっかん',
    /^(Crohn|ulcerative)/,
  ],
  ['infection', 'B15-B19', 'viral hepatitis', 'ウイルス性肝炎', 'ういるすせいかんえん', /^chronic hepatitis/],
  ['eye', 'H35', 'retinal disease', '網膜疾患', 'もうまくしっかん', /^(retinitis|age-related)/],
]
const schemes = {
  intractable: ['DEMO:S01', 'designated intractable diseases', '指定難病', 'していなんびょう'],
  paediatric: [
    'DEMO:S02',
    'specific paediatric chronic diseases',
    '小児慢性特定疾病',
    'しょうにまんせいとくていしっぺい',
  ],
} as const

/** ICD-10 classes that hold more than the disease: the mapping is broad, not exact. */
const wider = new Set(
  (
    'G12.2 G23.2 G11.9 G71.0 G71.1 G60.0 G61.8 G40.4 G31.8 G31.0 F32 F84.0 F90 C74 C40 C71 E75.2 E74.0 E83.0 ' +
    'E71.3 E34.8 I42.2 I45.8 I71 J84.0 J84.1 J30 K76.0 K74.6 H26 H35.3 H35.5 H90.3 Q87.8 Q85.0 M48.8 M33 N02.8 D71 D61.0 ' +
    'D61.9 D81.9 A41 E78.0 C18 P07.3'
  ).split(' '),
)

export const titled = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const groupId = (group: Group) => `DEMO:G${String(Object.keys(groups).indexOf(group) + 1).padStart(2, '0')}`
const familyId = (index: number) => `DEMO:F${String(index + 1).padStart(2, '0')}`

function heading(id: string, en: string, ja: string, kana: string, parents: string[], icd10?: string): TermRecord {
  return {
    id,
    labels: [
      { lang: 'en', text: titled(en), kind: 'preferred' },
      { lang: 'ja', text: ja, kind: 'preferred' },
      { lang: 'ja-Hira', text: kana, kind: 'preferred' },
    ],
    parents,
    mappings: icd10 ? [{ kind: 'exact', target: `ICD10:${icd10}` }] : [],
    ...(icd10 && { notation: icd10 }),
  }
}

function diseaseTerm(d: Disease & { id: string }): TermRecord {
  const family = families.findIndex(([, , , , , members]) => members.test(d.en))
  const kind = d.icd10 && (wider.has(d.icd10) || d.scheme === 'paediatric') ? 'broad' : 'exact'
  const term = heading(d.id, d.en, d.ja, d.kana, [family < 0 ? groupId(d.group) : familyId(family)])
  for (const text of d.also?.split('|') ?? []) term.labels.push({ lang: 'en', text: titled(text), kind: 'synonym' })
  for (const text of d.alsoJa?.split('|') ?? []) term.labels.push({ lang: 'ja', text, kind: 'synonym' })
  if (d.scheme) term.parents.push(schemes[d.scheme][0])
  if (d.icd10) term.mappings.push({ kind, target: `ICD10:${d.icd10}` })
  if (d.orpha !== undefined) term.mappings.push({ kind: 'exact', target: `ORPHA:${d.orpha}` })
  if (d.icd10) term.notation = d.icd10
  if (d.define) term.definition = d.define
  return term
}

/** The demonstration vocabulary: groups, families, two public schemes and diseases, most with ICD-10, some with ORPHA. */
export function demoTerms(): TermRecord[] {
  return [
    heading('DEMO:0000', 'disease', '疾患', 'しっかん', []),
    ...Object.entries(groups).map(([, [icd10, en, ja, kana]], index) =>
      heading(`DEMO:G${String(index + 1).padStart(2, '0')}`, en, ja, kana, ['DEMO:0000'], icd10),
    ),
    ...families.map(([group, icd10, en, ja, kana], index) =>
      heading(familyId(index), en, ja, kana, [groupId(group)], icd10),
    ),
    ...Object.values(schemes).map(([id, en, ja, kana]) => heading(id, en, ja, kana, ['DEMO:0000'])),
    ...diseases.map(diseaseTerm),
  ]
}
