import type { CatalogueRecord } from '../../features/collection/record.ts'
import { accessTerms, size } from './access.ts'
import { designs, surveys, type Design } from './designs.ts'
import { diseases, groups, type Disease } from './diseases.ts'
import { holders, site, type DemoHolder } from './holders.ts'
import type { Random } from './random.ts'
import { codesInWords, fill, listEn, listJa, type Both } from './say.ts'

/** Diseases that the first search of a new user meets: kept by every holder that could keep them. */
const featured = new Set([
  'Parkinson disease',
  'myasthenia gravis',
  'amyotrophic lateral sclerosis',
  'Alzheimer disease',
  'type 1 diabetes mellitus',
  'type 2 diabetes mellitus',
  'lung cancer',
  'breast cancer',
])

/** Where brains and cerebrospinal fluid are asked for. */
const ofTheBrain = new RegExp(
  'Parkinson|Alzheimer|Huntington|sclerosis|Lewy|frontotemporal|Creutz|palsy|system atrophy|' +
    'spinocerebellar|neuromyelitis|schizophrenia|bipolar|depressive',
)

export type Chosen = Disease & { id: string }

/** Childhood forms belong to those who care for children; the adult form of the same name to the others. */
export function suits(h: DemoHolder, d: Chosen): boolean {
  if (!h.groups.includes(d.group)) return false
  const child = h.does.includes('children')
  if (d.en === 'myasthenia gravis') return child === (d.scheme === 'paediatric')
  const adultOnly =
    /Parkinson|Alzheimer|Lewy|Creutz|nuclear palsy|system atrophy|frontotemporal|gravis|macular|bulbar|amyotrophic|Huntington/.test(
      d.en,
    )
  return !(child && adultOnly)
}

const both = (d: Chosen): Both => ({ en: d.en, ja: d.ja })
const coded = (r: Random, d: Chosen): Both =>
  d.icd10 && (featured.has(d.en) || r.chance(0.35))
    ? { en: ` Diagnosis coded as ICD-10 ${d.icd10}.`, ja: `診断はICD-10コード${d.icd10}で登録しています。` }
    : { en: '', ja: '' }

const omicsFor = (r: Random) =>
  r.chance(0.4) ? r.some(['GENOMICS', 'TRANSCRIPTOMICS', 'PROTEOMICS', 'METABOLOMICS'], r.int(1, 2)) : []
const sexesOf = (d: Chosen): string[] =>
  /cervical|ovarian|endometriosis|eclampsia|gestational/.test(d.en)
    ? ['FEMALE']
    : /prostate/.test(d.en)
      ? ['MALE']
      : ['FEMALE', 'MALE']

function clinical(r: Random, h: DemoHolder, design: Design, d: Chosen): CatalogueRecord[] {
  const bank = r.pick(h.biobanks)
  const materials = r.some(design.materials, r.int(2, Math.min(4, design.materials.length)))
  const donors = size(r, ...design.sizes)
  const id = `${bank.id}-${design.key}${d.id.slice(5)}`
  const omics = omicsFor(r)
  const values = {
    d: both(d),
    area: h.area,
    m: codesInWords('materials', materials),
    n: r.pick([3, 6, 12]),
    k: r.int(3, 18),
    code: coded(r, d),
  }
  const parent: CatalogueRecord = {
    kind: 'collection',
    id,
    holder: h.id,
    name: fill(design.name, values),
    description: fill(design.text, values),
    biobanks: [bank.id],
    country: 'JP',
    url: site(h, `collections/${id.toLowerCase()}`),
    types: design.types,
    materials,
    dataCategories: ['BIOLOGICAL_SAMPLES', ...design.data],
    ...(omics.length > 0 && { omics }),
    sexes: sexesOf(d),
    diseases: [d.id],
    ...(r.chance(0.85) && {
      age: {
        low: design.age?.[0] ?? r.pick([0, 15, 18, 20, 40]),
        high: design.age?.[1] ?? r.pick([79, 85, 95]),
        unit: 'YEAR' as const,
      },
    }),
    ...(donors && { donors }),
    contacts: [{ role: 'access office', organisation: h.en, mail: `access@${h.id}.example` }],
    ...extras(r, h),
  }
  return [parent, ...subCollections(r, parent, materials)]
}

const extras = (r: Random, h: DemoHolder): Partial<CatalogueRecord> => {
  const access = accessTerms(r, site(h, 'access'), true)
  return {
    ...(access && { access }),
    ...(h.quality && r.chance(0.4) && { quality: [r.pick(h.quality)] }),
    ...(r.chance(0.05) && { visibility: r.pick(['signed-in', 'holder'] as const) }),
  }
}

const subText: Both = {
  en: 'The {m} of “{whole}”, handed out separately under the same terms of use.',
  ja: '「{whole}」のうち{m}をまとめたものです。単独で提供でき、利用条件は親コレクションと同じです。',
}

/** One part for each material; never more donors than the whole. */
function subCollections(r: Random, parent: CatalogueRecord, materials: string[]): CatalogueRecord[] {
  if (!r.chance(0.4)) return []
  return r.some(materials, r.int(1, 2)).map((code): CatalogueRecord => {
    const m = codesInWords('materials', [code])
    const whole = parent.donors?.low
    const donors = whole === undefined ? undefined : Math.floor(whole * (0.3 + 0.7 * r.next()))
    return {
      kind: 'collection',
      id: `${parent.id}-${code}`,
      holder: parent.holder,
      parent: parent.id,
      name: { en: `${parent.name.en ?? ''}: ${m.en}`, ja: `${parent.name.ja ?? ''}：${m.ja}` },
      description: fill(subText, { m, whole: { en: parent.name.en ?? '', ja: parent.name.ja ?? '' } }),
      materials: [code],
      country: 'JP',
      ...(parent.biobanks && { biobanks: parent.biobanks }),
      ...(parent.types && { types: parent.types }),
      ...(parent.sexes && { sexes: parent.sexes }),
      ...(parent.diseases && { diseases: parent.diseases }),
      ...(parent.age && { age: parent.age }),
      ...(parent.access && { access: parent.access }),
      ...(parent.visibility && { visibility: parent.visibility }),
      ...(donors !== undefined && { donors: { low: donors, high: donors } }),
      ...(donors !== undefined && r.chance(0.5) && { samples: { low: donors * 2, high: donors * 6 } }),
    }
  })
}

function residents(r: Random, h: DemoHolder): CatalogueRecord[] {
  return surveys.flatMap((s) =>
    [1, 2, 3, 4].flatMap((w): CatalogueRecord[] => {
      const bank = r.pick(h.biobanks)
      const values = { area: h.area, m: codesInWords('materials', s.materials), w, y: 2008 + w * 4 }
      const donors = size(r, 900, 24000)
      const parent: CatalogueRecord = {
        kind: 'collection',
        id: `${bank.id}-${s.key}${w}`,
        holder: h.id,
        biobanks: [bank.id],
        country: 'JP',
        name: fill(s.name, values),
        description: fill(s.text, values),
        url: site(h, `surveys/${s.key.toLowerCase()}${w}`),
        types: s.types,
        materials: s.materials,
        dataCategories: ['BIOLOGICAL_SAMPLES', ...s.data],
        omics: ['GENOMICS'],
        sexes: ['FEMALE', 'MALE'],
        age: { low: s.age[0], high: s.age[1], unit: 'YEAR' },
        ...(donors && { donors }),
        ...extras(r, h),
      }
      return [parent, ...subCollections(r, parent, s.materials)]
    }),
  )
}

const panelName: Both = { en: 'Disease-specific iPS cell panel: {g}', ja: '疾患特異的iPS細胞パネル（{g}）' }
const panelText: Both = {
  en: 'iPS cell lines of patients with {d}, with lines of healthy donors of the same age. Each lot is tested for mycoplasma, identity and karyotype.',
  ja: '{d}の患者と、年齢の近い健常者から樹立したiPS細胞のセットです。ロットごとにマイコプラズマ、個体識別（STR）、核型を検査しています。',
}

/** What a bank of cells offers in one piece: the iPS lines of a group of diseases. */
function panels(r: Random, h: DemoHolder): CatalogueRecord[] {
  return h.groups.flatMap((group, index): CatalogueRecord[] => {
    const members = diseases.filter((d) => d.group === group && d.genes)
    const [bank] = h.biobanks
    if (members.length < 3 || !bank) return []
    const [, en, ja] = groups[group]
    const shown = members.slice(0, 4)
    const d = { en: listEn(shown.map((one) => one.en)), ja: `${listJa(shown.map((one) => one.ja))}など` }
    const id = `${bank.id}-PANEL${index + 1}`
    return [
      {
        kind: 'collection',
        id,
        holder: h.id,
        biobanks: [bank.id],
        country: 'JP',
        url: site(h, `panels/${id.toLowerCase()}`),
        name: fill(panelName, { g: { en, ja } }),
        description: fill(panelText, { d }),
        types: ['DISEASE_SPECIFIC', 'SAMPLE'],
        materials: ['CELL_LINES'],
        dataCategories: ['BIOLOGICAL_SAMPLES', 'OMICS_DATA'],
        omics: ['GENOMICS'],
        sexes: ['FEMALE', 'MALE'],
        diseases: members.map((one) => one.id),
        donors: { low: members.length, high: members.length * 3 },
        ...extras(r, h),
      },
    ]
  })
}

/** Collections and their parts, holder by holder. */
export function collectionRecords(r: Random): CatalogueRecord[] {
  return holders.flatMap((h) => [
    ...designs
      .filter((design) => h.does.includes(design.who))
      .flatMap((design) =>
        diseases
          .filter(
            (d) =>
              suits(h, d) &&
              (design.only?.includes(d.group) ?? true) &&
              (design.key !== 'RG' || d.scheme) &&
              (design.who !== 'brains' || ofTheBrain.test(d.en)),
          )
          .filter((d) => r.chance(featured.has(d.en) ? 0.85 : rate(h, design)))
          .flatMap((d) => clinical(r, h, design, d)),
      ),
    ...(h.does.includes('residents') ? residents(r, h) : []),
    ...(h.does.includes('lines') ? panels(r, h) : []),
  ])
}

const rate = (h: DemoHolder, design: Design): number =>
  design.who === 'patients' ? 0.45 / Math.sqrt(h.groups.length * 4) : design.who === 'tumours' ? 0.26 : 0.24
