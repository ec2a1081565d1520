/** Data that the benchmarks make for themselves: seeded, in both languages, with words as unevenly spread as real ones. */
export function mulberry(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

const englishHeads = [
  'cardio',
  'neuro',
  'hepato',
  'nephro',
  'osteo',
  'myo',
  'gastro',
  'dermato',
  'hemato',
  'broncho',
  'angio',
  'endo',
  'lipo',
  'glyco',
  'retino',
  'thyro',
  'cerebro',
  'spondylo',
  'entero',
  'chondro',
]
const englishTails = [
  'pathy',
  'itis',
  'oma',
  'sclerosis',
  'trophy',
  'penia',
  'plasia',
  'genesis',
  'emia',
  'algia',
  'stenosis',
  'megaly',
  'lysis',
  'rrhea',
  'edema',
  'spasm',
  'ptosis',
  'plegia',
  'phagia',
  'cele',
]
const japaneseHeads = [
  '心筋',
  '神経',
  '肝臓',
  '腎臓',
  '骨',
  '筋',
  '胃',
  '皮膚',
  '血液',
  '気管支',
  '血管',
  '内分泌',
  '脂質',
  '糖',
  '網膜',
  '甲状腺',
  '脳',
  '脊椎',
  '腸管',
  '軟骨',
]
const japaneseTails = [
  '症',
  '炎',
  '腫',
  '硬化症',
  '萎縮症',
  '減少症',
  '形成不全',
  '新生',
  '血症',
  '痛',
  '狭窄症',
  '肥大',
  '融解',
  '漏',
  '浮腫',
  '攣縮',
  '下垂',
  '麻痺',
  '嚥下障害',
  'ヘルニア',
]
const plain =
  'samples collected from patients followed every year with clinical records and genomic data available for research on request across hospitals region stored frozen quality controlled cohort volunteers donors informed consent'.split(
    ' ',
  )
const plainJa = [
  '患者から採取した試料',
  '毎年追跡している',
  '診療情報',
  'ゲノムデータ',
  '研究利用できます',
  '同意を得た提供者',
  '凍結保存',
  '品質管理済み',
  '地域住民',
  '参加施設',
]
const materials = ['DNA', 'PLASMA', 'SERUM', 'WHOLE_BLOOD', 'TISSUE_FROZEN', 'URINE', 'RNA', 'CELL_LINES']
const types = ['COHORT', 'CASE_CONTROL', 'DISEASE_SPECIFIC', 'LONGITUDINAL', 'POPULATION_BASED']

/** 4,000 diseases, numbered; the first ones are named far more often (Zipf). */
export const diseaseCount = 4000
export const diseaseEn = (n: number): string =>
  `${englishHeads[n % 20]}${englishTails[Math.floor(n / 20) % 20]}${n < 400 ? '' : ` type ${Math.floor(n / 400)}`}`
export const diseaseJa = (n: number): string =>
  `${japaneseHeads[n % 20]}${japaneseTails[Math.floor(n / 20) % 20]}${n < 400 ? '' : `${Math.floor(n / 400)}型`}`

const zipf = (random: () => number, count: number) => Math.min(count - 1, Math.floor(count ** random()) - 1)
const some = (random: () => number, list: readonly string[], most: number) => [
  ...new Set(Array.from({ length: 1 + Math.floor(random() * most) }, () => list[Math.floor(random() * list.length)]!)),
]

export const header =
  'kind,id,name_en,name_ja,description_en,description_ja,country,types,materials,sexes,diseases,donors,duo,industry'

export interface Made {
  kind: string
  id: string
  en: string
  ja: string
  textEn: string
  textJa: string
  types: string[]
  materials: string[]
  disease: number
  donors: number
}

export function publication(n: number): Made {
  const random = mulberry(n + 1)
  const disease = zipf(random, diseaseCount)
  const words = (count: number) => Array.from({ length: count }, () => plain[zipf(random, plain.length)]).join(' ')
  const phrases = (count: number) =>
    Array.from({ length: count }, () => plainJa[zipf(random, plainJa.length)]).join('、')
  return {
    kind: random() < 0.7 ? 'collection' : 'dataset',
    id: `B${n}`,
    en: `${diseaseEn(disease)} ${random() < 0.5 ? 'cohort' : 'samples'} ${n % 997}`,
    ja: `${diseaseJa(disease)}${random() < 0.5 ? 'コホート' : '試料'}${n % 997}`,
    textEn: `${words(12)}. ${words(10)}.`,
    textJa: `${phrases(3)}。${phrases(2)}。`,
    types: some(random, types, 2),
    materials: some(random, materials, 4),
    disease,
    donors: Math.floor(10 ** (random() * 5)),
  }
}

/** As a row of the own CSV template. */
export function csvRow(n: number): string {
  const it = publication(n)
  const [sex, duo, industry] = [
    n % 3 ? 'FEMALE|MALE' : 'FEMALE',
    n % 4 ? 'DUO:0000006' : 'DUO:0000042|DUO:0000021',
    n % 5 ? 'true' : 'false',
  ]
  return `${it.kind},${it.id},"${it.en}",${it.ja},"${it.textEn}",${it.textJa},JP,${it.types.join('|')},${it.materials.join('|')},${sex},BENCH:${it.disease},${it.donors},${duo},${industry}\n`
}

/** Questions as people ask them: common, middling and rare, in both languages, narrowed or not. */
export function questions(count: number, seed = 7): { q: string; filter?: Record<string, string> }[] {
  const random = mulberry(seed)
  return Array.from({ length: count }, (_, at) => {
    const n = zipf(random, diseaseCount)
    const q = [
      '',
      'samples',
      '試料',
      diseaseEn(n),
      diseaseJa(n),
      diseaseEn(n).slice(0, 6),
      'patients genomic',
      '診療情報',
      `${diseaseJa(n)}コホート`,
      `B${Math.floor(random() * 1000)}`,
    ][at % 10]!
    const filter = at % 4 === 3 ? { material: materials[at % 8]! } : undefined
    return filter ? { q, filter } : { q }
  })
}

export const termHeader = 'id,label_en,label_ja,label_kana,synonyms_en,synonyms_ja,parents,notation'
const kana = ['あ', 'か', 'さ', 'た', 'な', 'は', 'ま', 'や', 'ら', 'わ', 'い', 'き', 'し', 'ち', 'に', 'ひ']
/** A vocabulary of any size: its first 4,000 terms are the diseases above. */
export function termRow(n: number): string {
  const reading = Array.from({ length: 8 }, (_, at) => kana[(n >> (at * 2)) & 15]).join('')
  const [en, ja] =
    n < diseaseCount
      ? [diseaseEn(n), diseaseJa(n)]
      : [`${diseaseEn(n % diseaseCount)} variant ${n}`, `${diseaseJa(n % diseaseCount)}亜型${n}`]
  return `BENCH:${n},${en},${ja},${reading},${en} syndrome ${n},${ja}症候群${n},${n === 0 ? '' : `BENCH:${Math.floor((n - 1) / 12)}`},N${n}\n`
}

export const quantile = (sorted: readonly number[], q: number): number =>
  sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN

export function figure(name: string, value: number, unit: string, rows: number, more: object = {}): void {
  console.log(JSON.stringify({ figure: name, value: Math.round(value * 1000) / 1000, unit, rows, ...more }))
}
