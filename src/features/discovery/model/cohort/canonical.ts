import type { Atom, Formula } from './atoms.ts'
import { donorFormula, specimenFormula, yes } from './atoms.ts'
import { normalForm } from './normal-form.ts'
import { limits, withCategory } from './query.ts'
import type { CohortQuery, DonorTree } from './query.ts'
import { atomKey, tableText, variablesOf } from './table.ts'

/** Up to here by truth table: exact. Above by sorted form: equal for what differs in order, brackets, De Morgan, repetition. */
export const exactUpTo = 16

/**
 * Logically equivalent questions are one text. Criteria on one value are related (age 40-60 is age 40-50 or 50-60; nobody is
 * both female and male; lists of codes are "any of"). Independent of each other are: diagnoses by term, `narrower`, onset and
 * months; measurements; ethnicities; consents; kinship; birth year and age; and what is asked of one specimen or of one
 * piece of data, which is canonical inside and one criterion outside.
 */
export function canonicalOf(query: CohortQuery, most: number = limits.leaves): string {
  const where = canonicalFormula(donorFormula(query.where, joined), most)
  if (query.count !== 'specimens') return `1 donors ${where}`
  const specimens = canonicalFormula(query.specimens === undefined ? yes : specimenFormula(query.specimens))
  // where nobody or no specimen is meant, the rest does not matter
  return where === 'nothing' || specimens === 'nothing' ? '1 specimens nothing' : `1 specimens {${specimens}} ${where}`
}

/** The key of a facet's cell: the same as of that question asked directly. */
export const canonicalCell = (query: CohortQuery, category: DonorTree): string =>
  // a question of 40 has facets too
  canonicalOf(withCategory(query, category), limits.leaves + 1)

const joined = (formula: Formula): string | undefined => {
  const text = canonicalFormula(formula)
  return text === 'nothing' ? undefined : text
}

export function canonicalFormula(formula: Formula, most: number = limits.leaves): string {
  const atoms = atomsOf(formula)
  if (atoms.length > most) throw new RangeError(`${atoms.length} criteria, ${most} are allowed`)
  return atoms.length <= exactUpTo ? tableText(formula, variablesOf(atoms)) : normalForm(formula)
}

/** The distinct elementary criteria of a question: what counts against the limit of the exact form. */
export function atomsOf(formula: Formula): Atom[] {
  const found = new Map<string, Atom>()
  const walk = (it: Formula): void => {
    if (it.op === 'atom') found.set(atomKey(it.atom), it.atom)
    else if (it.op === 'not') walk(it.of)
    else if (it.op === 'atLeast') it.of.forEach(walk)
  }
  walk(formula)
  return [...found.values()]
}

/** The elementary criteria of a question as texts, sorted. */
export const leavesOf = (query: CohortQuery): string[] => atomsOf(donorFormula(query.where, joined)).map(atomKey).sort()
