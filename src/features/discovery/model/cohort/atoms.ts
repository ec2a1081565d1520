import type { CohortQuery, DataIs, DonorLeaf, Months, SpecimenIs, Tree, Years } from './query.ts'
import { shapeOf } from './query.ts'

/**
 * A question taken apart for comparison: a formula over elementary criteria. What holds of one value is told apart by that
 * value (`scalar`: sex, ages, months, material of one specimen); all else is a sign that is there or not (`flag`).
 */
export type Atom =
  | { readonly kind: 'flag'; readonly variable: string }
  /** one of these codes */
  | { readonly kind: 'code'; readonly variable: string; readonly value: string }
  /** from <= value < below */
  | { readonly kind: 'range'; readonly variable: string; readonly from: number; readonly below: number }

export type Formula =
  | { readonly op: 'const'; readonly value: boolean }
  | { readonly op: 'atom'; readonly atom: Atom }
  | { readonly op: 'not'; readonly of: Formula }
  | { readonly op: 'atLeast'; readonly n: number; readonly of: readonly Formula[] }

export const all = (of: readonly Formula[]): Formula => ({ op: 'atLeast', n: of.length, of })
export const any = (of: readonly Formula[]): Formula => ({ op: 'atLeast', n: 1, of })
export const flag = (variable: string): Formula => ({ op: 'atom', atom: { kind: 'flag', variable } })
export const yes: Formula = { op: 'const', value: true }

const code = (variable: string, values: readonly string[]): Formula =>
  any(values.map((value) => ({ op: 'atom', atom: { kind: 'code', variable, value } })))
const flags = (variable: string, values: readonly string[]): Formula =>
  any(values.map((value) => flag(`${variable} ${value}`)))
const range = (variable: string, from = -Infinity, below = Infinity): Formula => ({
  op: 'atom',
  atom: { kind: 'range', variable, from, below },
})
const years = (variable: string, { from, below }: Years): Formula => range(variable, from, below)
const month = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5)) - 1
const months = (variable: string, { from, to }: Months): Formula =>
  range(variable, from === undefined ? undefined : month(from), to === undefined ? undefined : month(to) + 1)

const bounds = (it: { from?: number; below?: number } | undefined) => (it ? `[${it.from ?? ''},${it.below ?? ''})` : '')
const span = (it: Months | undefined) => (it ? `[${it.from ?? ''}..${it.to ?? ''}]` : '')

/** @param join canonical text of what must hold of one specimen or one piece of data; undefined when nothing can meet it */
export type Join = (formula: Formula) => string | undefined

function formulaOf<Leaf extends object>(tree: Tree<Leaf>, leaf: (leaf: Leaf) => Formula): Formula {
  const shape = shapeOf(tree)
  if (shape.op === 'leaf') return leaf(shape.leaf)
  if (shape.op === 'not') return { op: 'not', of: formulaOf(shape.of, leaf) }
  const of = shape.of.map((item) => formulaOf(item, leaf))
  return shape.op === 'atLeast' ? { op: 'atLeast', n: shape.n, of } : shape.op === 'all' ? all(of) : any(of)
}

export const specimenFormula = (tree: Tree<SpecimenIs>): Formula =>
  formulaOf(tree, ({ material, storage, amount, ageAtSampling, sampled }: SpecimenIs) =>
    all([
      ...(material ? [code('material', material)] : []),
      ...(storage ? [code('storage', storage)] : []),
      ...(amount ? [range(`amount ${amount.unit}`, amount.from, amount.below)] : []),
      ...(ageAtSampling ? [years('age', ageAtSampling)] : []),
      ...(sampled ? [months('sampled', sampled)] : []),
    ]),
  )
const dataFormula = (tree: Tree<DataIs>): Formula =>
  formulaOf(tree, ({ kind, produced }: DataIs) =>
    all([...(kind ? [code('kind', kind)] : []), ...(produced ? [months('produced', produced)] : [])]),
  )

function donorLeaf(leaf: DonorLeaf, join: Join): Formula {
  const one = (name: string, formula: Formula): Formula => {
    const text = join(formula)
    return text === undefined ? { op: 'const', value: false } : flag(`${name} {${text}}`)
  }
  if ('sex' in leaf) return code('sex', leaf.sex)
  if ('age' in leaf)
    return leaf.age.at === 'sampling' ? one('specimen', years('age', leaf.age)) : years(`age ${leaf.age.at}`, leaf.age)
  if ('birthYear' in leaf) return range('birthYear', leaf.birthYear.from, leaf.birthYear.below)
  if ('ethnicity' in leaf) return flags('ethnicity', leaf.ethnicity)
  if ('consent' in leaf) return flags('consent', leaf.consent)
  if ('pedigree' in leaf)
    return flag(
      leaf.pedigree.relation === 'anyRelative' ? `anyRelative ${leaf.pedigree.degree ?? 1}` : 'bothParentsInCohort',
    )
  if ('diagnosis' in leaf) {
    const { terms, narrower = true, onset, diagnosed } = leaf.diagnosis
    const rest = `${narrower ? '+' : ''}${onset ? ` onset${bounds(onset)}` : ''}${diagnosed ? ` in${span(diagnosed)}` : ''}`
    return any(terms.map((term) => flag(`diagnosis ${term}${rest}`)))
  }
  if ('measurement' in leaf) {
    const { code: what, unit, measured } = leaf.measurement
    return flag(`measurement ${what} ${unit}${bounds(leaf.measurement)}${measured ? ` in${span(measured)}` : ''}`)
  }
  return 'specimen' in leaf ? one('specimen', specimenFormula(leaf.specimen)) : one('data', dataFormula(leaf.data))
}

export const donorFormula = (where: CohortQuery['where'], join: Join): Formula =>
  where === undefined ? yes : formulaOf(where, (leaf: DonorLeaf) => donorLeaf(leaf, join))
