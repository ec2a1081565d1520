import type { DepositRecord, LineRecord } from '../../features/bank/record.ts'
import { diseases } from './diseases.ts'
import type { Chosen } from './collections.ts'
import { holders } from './holders.ts'
import type { Random } from './random.ts'
import type { Both } from './say.ts'

/** Bank abbreviations of the demonstration and the holders that run them. */
export const demoBanks: readonly { bank: string; holder: string }[] = holders.flatMap((h) =>
  h.bank ? [{ bank: h.bank, holder: h.id }] : [],
)

const human = [{ taxon: '9606', name: 'Homo sapiens' }]
const ips = 'Induced pluripotent stem cell'
const markers = [
  'D3S1358',
  'TH01',
  'D21S11',
  'D18S51',
  'Penta E',
  'D5S818',
  'D13S317',
  'D7S820',
  'D16S539',
  'CSF1PO',
  'vWA',
  'TPOX',
  'FGA',
]

/** Makes lines one after the other; accessions and catalogue numbers run through. */
class Maker {
  readonly lines: LineRecord[] = []
  readonly #r: Random
  readonly #catalogues = new Map<string, number>()
  constructor(r: Random) {
    this.#r = r
  }

  deposit(bank: string, status: DepositRecord['status'] = 'offered'): DepositRecord {
    const number = (this.#catalogues.get(bank) ?? 0) + 1
    this.#catalogues.set(bank, number)
    const holder = demoBanks.find((one) => one.bank === bank)?.holder
    const catalogue = `${bank}${String(number).padStart(4, '0')}`
    return {
      bank,
      catalogue,
      status,
      ...(holder && { holder }),
      ...(status === 'offered' && holder && { url: `https://${holder}.example/cells/${catalogue}` }),
    }
  }

  /** Alleles of one person: lines of the same donor carry the same profile. */
  profile(): NonNullable<LineRecord['str']>['markers'] {
    return markers.map((marker) => {
      const one = this.#r.int(7, 16)
      const two = this.#r.int(one, 17)
      return { marker, alleles: one === two ? `${one}` : `${one},${two}` }
    })
  }

  add(line: Partial<LineRecord> & Pick<LineRecord, 'name' | 'category' | 'deposits'>): LineRecord {
    const made: LineRecord = {
      accession: `DEMO-L${String(this.lines.length + 1).padStart(4, '0')}`,
      synonyms: [],
      species: human,
      diseases: [],
      parents: [],
      siblings: [],
      problems: [],
      references: [],
      crossReferences: [],
      comments: [],
      webPages: [],
      ...line,
    }
    this.lines.push(made)
    return made
  }
}

const diagnosis = (d: Chosen) => ({
  source: 'DEMO',
  id: d.id.slice(5),
  label: d.en.charAt(0).toUpperCase() + d.en.slice(1),
})

/** Clones of one donor know each other, as a registry of lines says it. */
function sameDonor(lines: LineRecord[]): void {
  for (const line of lines) {
    line.siblings = lines.filter((other) => other !== line).map(({ accession, name }) => ({ accession, name }))
  }
}

/** What is changed in the genome of the donor, in words. */
function variant(gene: string): Both {
  if (gene === 'T21') return { en: 'trisomy 21', ja: '21トリソミー' }
  if (gene === '22q11') return { en: 'a 22q11.2 deletion', ja: '22q11.2欠失' }
  return /^(HTT|C9orf72|ATXN3|CACNA1A|DMPK|AR)$/.test(gene)
    ? { en: `a repeat expansion in ${gene}`, ja: `${gene}のリピート伸長` }
    : { en: `a variant of ${gene}`, ja: `${gene}に病的バリアントあり` }
}

/** Skin or blood cells of one donor and the iPS clones made from them. */
function patient(r: Random, make: Maker, d: Chosen | undefined, gene: string | undefined, number: number): void {
  const sex =
    d && /Duchenne|bulbar|haemophilia|Fabry/.test(d.en)
      ? 'Male'
      : d?.en === 'Rett syndrome'
        ? 'Female'
        : r.pick(['Female', 'Male'])
  const age = `${d?.scheme === 'paediatric' || /Duchenne|Dravet|Rett|spinal muscular/.test(d?.en ?? '') ? r.int(1, 15) : r.int(22, 79)}Y`
  const short = gene ?? (d ? 'MG' : 'HC')
  const donor = `${short}-${String(number).padStart(3, '0')}`
  const change = gene && variant(gene)
  const hidden = number % 23 === 0
  const shared = {
    sex,
    age,
    diseases: d ? [diagnosis(d)] : [],
    str: {
      sources: ['ASCI'],
      markers: [{ marker: 'Amelogenin', alleles: sex === 'Male' ? 'X,Y' : 'X' }, ...make.profile()],
    },
  }
  const from = { en: r.pick(['skin fibroblasts', 'peripheral blood cells']), ja: '' }
  from.ja = from.en === 'skin fibroblasts' ? '皮膚線維芽細胞' : '末梢血細胞'
  const whoEn = d ? `a patient with ${d.en}` : 'a healthy volunteer'
  const whoJa = d ? `${d.ja}患者` : '健常ボランティア'
  const source =
    from.en === 'skin fibroblasts' && r.chance(0.7)
      ? make.add({
          name: `ASF-${donor}`,
          category: 'Finite cell line',
          deposits: [make.deposit('SBRC')],
          ...shared,
          nameJa: `${whoJa}由来線維芽細胞 ASF-${donor}`,
          description: { en: `Skin fibroblasts of ${whoEn}.`, ja: `${whoJa}の皮膚線維芽細胞です。` },
        })
      : undefined
  const clones = Array.from({ length: d ? r.int(1, 2) : 2 }, (_, clone) => {
    const name = `ASCi-${donor}-${clone + 1}`
    return make.add({
      name,
      category: ips,
      ...shared,
      synonyms: [`${donor}-${clone + 1}`, name.replaceAll('-', ' ')],
      nameJa: d ? `${d.ja}患者由来iPS細胞 ${name}` : `健常者由来iPS細胞 ${name}`,
      description: {
        en: `iPS cells made from ${from.en} of ${whoEn}${change ? ` carrying ${change.en}` : ''}, without integration of the vectors.`,
        ja: `${whoJa}${change ? `（${change.ja}）` : ''}の${from.ja}から、ベクターの挿入を伴わない方法で樹立したiPS細胞です。`,
      },
      parents: source ? [{ accession: source.accession, name: source.name }] : [],
      ...(hidden && { visibility: 'signed-in' as const }),
      deposits: [
        make.deposit('ASCI'),
        ...(r.chance(0.55) ? [make.deposit('SBRC')] : []),
        ...(r.chance(0.2) ? [make.deposit('KZH')] : []),
      ],
      comments: [
        { topic: 'Method', text: 'Episomal vectors' },
        { topic: 'Mycoplasma', text: 'Not detected' },
      ],
    })
  })
  sameDonor([...(source ? [source] : []), ...clones])
  const first = clones[0]
  if (gene && first && /SNCA|LRRK2|SOD1|PSEN1|KCNQ1|DMD|FBN1/.test(gene)) {
    const corrected = make.add({
      name: `${first.name}-GC`,
      category: ips,
      ...shared,
      diseases: [],
      nameJa: `${first.name}の遺伝子修復株`,
      parents: [{ accession: first.accession, name: first.name }],
      siblings: [...first.siblings, { accession: first.accession, name: first.name }],
      description: {
        en: `Isogenic control of ${first.name}: the variant of ${gene} was corrected by genome editing.`,
        ja: `${first.name}の${gene}バリアントをゲノム編集で修復したアイソジェニックコントロールです。`,
      },
      deposits: [make.deposit('ASCI')],
      comments: [{ topic: 'Genome editing', text: `${gene} corrected` }],
    })
    for (const line of clones) line.siblings.push({ accession: corrected.accession, name: corrected.name })
    if (source) source.siblings.push({ accession: corrected.accession, name: corrected.name })
  }
}

const solid: readonly (readonly [string, string])[] = [
  ['the primary tumour', '原発巣'],
  ['a metastasis', '転移巣'],
  ['an effusion', '体腔液'],
]
const fluid: readonly (readonly [string, string])[] = [
  ['peripheral blood', '末梢血'],
  ['bone marrow', '骨髄'],
]

function tumours(r: Random, make: Maker): void {
  diseases
    .filter((d) => d.group === 'tumour')
    .forEach((d, index) => {
      const letters = d.en
        .replace(/[^a-z]/gi, '')
        .slice(0, 2)
        .toUpperCase()
      Array.from({ length: r.int(3, 5) }, (_, k) => {
        const sex = /breast|cervical|ovarian/.test(d.en)
          ? 'Female'
          : /prostate/.test(d.en)
            ? 'Male'
            : r.pick(['Female', 'Male'])
        const [siteEn, siteJa] = r.pick(/leuk|lymphoma|myel/.test(d.en) ? fluid : solid)
        const name = `HN${letters}-${index * 10 + k + 1}`
        const line = make.add({
          name,
          category: 'Cancer cell line',
          sex,
          age: `${r.int(d.scheme === 'paediatric' ? 1 : 34, d.scheme === 'paediatric' ? 9 : 81)}Y`,
          synonyms: [name.replace('-', '')],
          nameJa: `ヒト${d.ja}細胞株 ${name}`,
          diseases: [diagnosis(d)],
          description: {
            en: `Established from ${siteEn} of a patient with ${d.en}.`,
            ja: `${d.ja}患者の${siteJa}から樹立した細胞株です。`,
          },
          deposits: [
            make.deposit('KZH', r.chance(0.08) ? 'probably-discontinued' : 'offered'),
            ...(r.chance(0.4) ? [make.deposit('HCC-L')] : []),
            ...(r.chance(0.25) ? [make.deposit('SBRC')] : []),
          ],
          ...(r.chance(0.6) && { str: { sources: ['KZH'], markers: make.profile() } }),
          ...(r.chance(0.04) && { problems: ['Contaminated. The profile shows another line of this bank.'] }),
        })
        if (k === 0 && r.chance(0.5)) {
          const resistant = make.add({
            name: `${name}/CDDP`,
            category: 'Cancer cell line',
            sex,
            diseases: line.diseases,
            nameJa: `${name}シスプラチン耐性株`,
            parents: [{ accession: line.accession, name }],
            siblings: [{ accession: line.accession, name }],
            description: {
              en: `Subline of ${name} selected for resistance to cisplatin.`,
              ja: `${name}をシスプラチン存在下で選択した耐性亜株です。`,
            },
            deposits: [make.deposit('KZH')],
            comments: [{ topic: 'Selected for resistance to', text: 'Cisplatin' }],
          })
          line.siblings.push({ accession: resistant.accession, name: resistant.name })
        }
      })
    })
}

/** Lines with their deposits: disease-specific and healthy iPS cells, their source cells, cancer lines. */
export function lineRecords(r: Random): LineRecord[] {
  const make = new Maker(r)
  // the first iPS line is offered under newer numbers; its oldest deposit is no longer handed out
  const old = make.deposit('SBRC', 'discontinued')
  let number = 0
  for (const d of diseases) {
    for (const gene of d.genes?.split('|') ?? []) {
      if (d.group === 'tumour' && gene !== 'RB1') continue
      const times = /Parkinson|amyotrophic/.test(d.en) ? 2 : r.int(1, 2)
      for (let k = 0; k < times; k++) patient(r, make, d, gene, ++number)
    }
    if (d.en === 'myasthenia gravis' && d.scheme === 'intractable') patient(r, make, d, undefined, ++number)
  }
  for (let k = 0; k < 12; k++) patient(r, make, undefined, undefined, ++number)
  tumours(r, make)
  make.lines.find((line) => line.category === ips)?.deposits.push(old)
  return make.lines
}
