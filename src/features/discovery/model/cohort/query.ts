import { closed, oneOf, T } from '../../../../kernel/contract.ts'
import type { Static } from '../../../../kernel/contract.ts'

/**
 * The question of a cohort as JSON: which donors (or which of their specimens) to count. Version 1. What a criterion may name
 * stands in published value lists (`lists.ts`), ranges lie on a published grid; no identifier, exact date or free text.
 *
 * A criterion holds when it is known to hold; `not` holds whenever it does not (what is unknown is not female).
 */
export const limits = { leaves: 40, depth: 8, nodes: 200, codes: 40 } as const

const code = T.String({ minLength: 1, maxLength: 60, pattern: '^[A-Za-z0-9][A-Za-z0-9_.:/+-]*$' })
const codes = (description: string) =>
  T.Array(code, { minItems: 1, maxItems: limits.codes, uniqueItems: true, description })
/** UCUM: mL, ng/uL, kg/m2, mm[Hg], %, 10*3/uL */
const unit = T.String({
  minLength: 1,
  maxLength: 40,
  pattern: "^[A-Za-z0-9%\\[\\](){}*/.'^+_-]+$",
  description: 'UCUM: mL, ng/uL, mm[Hg], %',
})
const Month = T.String({ pattern: '^(19|20)[0-9]{2}-(0[1-9]|1[0-2])$', description: 'YYYY-MM' })

/** from <= value < below; at least one of the two. */
export const Years = closed(
  {
    from: T.Optional(T.Integer({ minimum: 0, maximum: 120, multipleOf: 5 })),
    below: T.Optional(T.Integer({ minimum: 0, maximum: 120, multipleOf: 5 })),
  },
  { minProperties: 1, description: 'Whole years, multiples of 5: from <= age < below' },
)
export const Months = closed(
  { from: T.Optional(Month), to: T.Optional(Month) },
  { minProperties: 1, description: 'Both months are in it' },
)
export type Years = Static<typeof Years>
export type Months = Static<typeof Months>

export const ageAt = ['now', 'reported', 'sampling'] as const
export const relations = ['bothParentsInCohort', 'anyRelative'] as const

const Age = closed(
  {
    at: oneOf(ageAt),
    from: Years.properties.from,
    below: Years.properties.below,
  },
  {
    minProperties: 2,
    description:
      'now: on the as-of day; reported: latest age that the holder reported; sampling: when any specimen was taken',
  },
)

const BirthYear = closed(
  {
    from: T.Optional(T.Integer({ minimum: 1900, maximum: 2100, multipleOf: 5 })),
    below: T.Optional(T.Integer({ minimum: 1900, maximum: 2100, multipleOf: 5 })),
  },
  { minProperties: 1, description: 'Multiples of 5: from <= year < below' },
)

const Diagnosis = closed(
  {
    terms: codes('CURIEs (`NANDO:1200026`, `ICD10:G20`, `MONDO:0005180`); any of them'),
    narrower: T.Optional(T.Boolean({ description: 'also what is narrower in the vocabulary; default true' })),
    onset: T.Optional(Years),
    diagnosed: T.Optional(Months),
  },
  { description: 'One diagnosis of which everything said here holds' },
)

const Measurement = closed(
  {
    code,
    unit,
    from: T.Optional(T.Number()),
    below: T.Optional(T.Number()),
    measured: T.Optional(Months),
  },
  { description: 'One measured value of which everything said here holds; bounds on the grid published for the code' },
)

const Pedigree = closed({
  relation: oneOf(relations),
  degree: T.Optional(
    T.Integer({
      minimum: 1,
      maximum: 3,
      description: 'anyRelative: of this degree or nearer; default 1 (parents, children, full siblings)',
    }),
  ),
})

const Amount = closed(
  {
    unit,
    from: T.Optional(T.Integer({ minimum: 10 })),
    below: T.Optional(T.Integer({ minimum: 10 })),
  },
  { minProperties: 2, description: 'from <= amount < below; bounds are 10, 20, 50, 100, 200, 500, ...' },
)

/** Conditions that hold of one and the same specimen; none of them: any specimen. */
export const SpecimenIs = closed({
  material: T.Optional(codes('any of them')),
  storage: T.Optional(codes('any of them')),
  amount: T.Optional(Amount),
  ageAtSampling: T.Optional(Years),
  sampled: T.Optional(Months),
})
export const DataIs = closed({
  kind: T.Optional(codes('GENOMICS, TRANSCRIPTOMICS, METABOLOMICS, IMAGING_DATA, ...; any of them')),
  produced: T.Optional(Months),
})

const items = (name: string) => T.Array(T.Ref(name), { minItems: 1, maxItems: limits.nodes })
const branches = (name: string) => [
  closed({ all: items(name) }),
  closed({ any: items(name) }),
  closed({ not: T.Ref(name) }),
  closed({ atLeast: closed({ n: T.Integer({ minimum: 1, maximum: limits.nodes }), of: items(name) }) }),
]

/** For /schemas/cohort-query.json. */
export const CohortQuery = T.Cyclic(
  {
    Query: closed(
      {
        version: T.Literal(1),
        count: T.Optional(oneOf(['donors', 'specimens'])),
        where: T.Optional(T.Ref('Donor')),
        specimens: T.Optional(T.Ref('Specimen')),
      },
      {
        description:
          'count: donors by default. where: donors that are meant, everybody when absent. specimens: with count specimens, which ones of these donors.',
      },
    ),
    Donor: T.Union([
      ...branches('Donor'),
      closed({ sex: codes('any of them') }),
      closed({ age: Age }),
      closed({ birthYear: BirthYear }),
      closed({ diagnosis: Diagnosis }),
      closed({ measurement: Measurement }),
      closed({ ethnicity: codes('any of them') }),
      closed({ consent: codes('CURIEs of the Data Use Ontology; any of them') }),
      closed({ pedigree: Pedigree }),
      closed({ specimen: T.Ref('Specimen') }),
      closed({ data: T.Ref('Data') }),
    ]),
    Specimen: T.Union([...branches('Specimen'), SpecimenIs]),
    Data: T.Union([...branches('Data'), DataIs]),
  },
  'Query',
  { title: 'Question of a cohort', $id: '/schemas/cohort-query.json' },
)

export type SpecimenIs = Static<typeof SpecimenIs>
export type DataIs = Static<typeof DataIs>
/** A tree over criteria of one kind. Written out: the compiler need not unroll the schema. */
export type Tree<Leaf> =
  | { all: Tree<Leaf>[] }
  | { any: Tree<Leaf>[] }
  | { not: Tree<Leaf> }
  | { atLeast: { n: number; of: Tree<Leaf>[] } }
  | Leaf
export type DonorLeaf =
  | { sex: string[] }
  | { age: { at: (typeof ageAt)[number] } & Years }
  | { birthYear: Years }
  | { diagnosis: Static<typeof Diagnosis> }
  | { measurement: Static<typeof Measurement> }
  | { ethnicity: string[] }
  | { consent: string[] }
  | { pedigree: Static<typeof Pedigree> }
  | { specimen: Tree<SpecimenIs> }
  | { data: Tree<DataIs> }
export type DonorTree = Tree<DonorLeaf>
export interface CohortQuery {
  version: 1
  count?: 'donors' | 'specimens'
  where?: DonorTree
  specimens?: Tree<SpecimenIs>
}

export type Branch<Leaf> = Exclude<Tree<Leaf>, Leaf>
export const branchNames = ['all', 'any', 'not', 'atLeast'] as const

/** What a tree does at this place, in one form for every reader. */
export type Shape<Leaf> =
  | { op: 'all'; of: readonly Tree<Leaf>[] }
  | { op: 'any'; of: readonly Tree<Leaf>[] }
  | { op: 'not'; of: Tree<Leaf> }
  | { op: 'atLeast'; n: number; of: readonly Tree<Leaf>[] }
  | { op: 'leaf'; leaf: Leaf }

export function shapeOf<Leaf extends object>(tree: Tree<Leaf>): Shape<Leaf> {
  if ('all' in tree) return { op: 'all', of: tree.all as Tree<Leaf>[] }
  if ('any' in tree) return { op: 'any', of: tree.any as Tree<Leaf>[] }
  if ('not' in tree) return { op: 'not', of: tree.not as Tree<Leaf> }
  if ('atLeast' in tree) return { op: 'atLeast', ...(tree.atLeast as { n: number; of: Tree<Leaf>[] }) }
  return { op: 'leaf', leaf: tree as Leaf }
}

/** A facet's cell: the question and the category, as if it had been asked directly. */
export const withCategory = (query: CohortQuery, category: DonorTree): CohortQuery => ({
  ...query,
  where: query.where === undefined ? category : { all: [query.where, category] },
})
