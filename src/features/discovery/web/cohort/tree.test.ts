import { expect, test } from 'vitest'
import { canonicalOf } from '../../model/cohort/canonical.ts'
import { examples } from '../../model/cohort/examples.ts'
import type { CohortQuery, DonorTree } from '../../model/cohort/query.ts'
import { openLists } from '../../model/cohort/lists.ts'
import { readQuery } from '../../model/cohort/validate.ts'
import {
  added,
  depthInside,
  emptyGroup,
  faultsAt,
  isGroup,
  itemPointers,
  mayNest,
  replaced,
  rootOf,
  treeOf,
  withOperator,
  withRoot,
} from './tree.ts'
import type { GroupNode } from './tree.ts'
import { cohortAddress, readCohort } from './url.ts'

const female = { sex: ['FEMALE'] }
const dna = { specimen: { material: ['DNA'] } }
const read = (address: string) => readCohort(new URLSearchParams(address.split('?')[1] ?? ''))
const at = (value: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .reduce((inner, key) => (inner as Record<string, unknown>)[key], value)

test('what the page makes of a question asks the same', () => {
  for (const { query } of examples) expect(canonicalOf(withRoot(query, rootOf(query)))).toBe(canonicalOf(query))
})

const nots: DonorTree[] = [
  { not: female },
  { not: { any: [female, dna] } },
  { not: { any: [{ any: [female, dna] }] } },
  { not: { all: [female, dna] } },
  { not: { any: [] } },
]
test.each(nots)('none of, in every form: %j is stable and points to its items', (tree) => {
  const query: CohortQuery = { version: 1, where: tree }
  const root = rootOf(query)
  expect(root.op).toBe('none')
  const again = withRoot(query, root)
  expect(rootOf(again)).toEqual(root)
  for (const [index, pointer] of itemPointers(root, '/where').entries())
    expect(at(again, pointer)).toEqual(treeOf(root.items[index]!))
  expect(itemPointers(root, '/where')).toHaveLength(root.items.length)
})

test('edits by place leave everything else as it was', () => {
  const inner: GroupNode = { op: 'any', n: 2, items: [female, dna] }
  const root = added(added(emptyGroup, female), inner)
  expect(replaced(root, [1, 0], undefined).items[1]).toEqual({ op: 'any', n: 2, items: [dna] })
  expect(replaced(root, [1, 1], { data: {} }).items[0]).toBe(female)
  expect(replaced(root, [1, 9], undefined)).toEqual(root)
  expect(replaced(root, [], undefined)).toEqual(emptyGroup)
  expect(withRoot({ version: 1, where: female }, emptyGroup)).toEqual({ version: 1 })
  expect(withOperator({ ...inner, n: 9 }, 'atLeast')).toEqual({ op: 'atLeast', n: 2, items: [female, dna] })
})

test('a fault is shown at the innermost place that holds it, and at one only', () => {
  const query: CohortQuery = {
    version: 1,
    where: { all: [{ sex: [] }, { atLeast: { n: 3, of: [female, dna] } }, { not: { age: { at: 'now' } } }] },
  }
  const result = readQuery(query, openLists)
  const faults = 'faults' in result ? result.faults : []
  const root = rootOf(query)
  const pointers = itemPointers(root, '/where')
  expect(faultsAt(faults, '/where', pointers)).toEqual([])
  expect(pointers.map((pointer) => faultsAt(faults, pointer).map(({ code }) => code))).toEqual([
    ['empty'],
    ['at-least'],
    ['no-bound'],
  ])
  const second = root.items[1]!
  expect(isGroup(second) && faultsAt(faults, pointers[1]!, itemPointers(second, pointers[1]!))).toHaveLength(1)
})

test('groups nest as far as a question may and no further', () => {
  const group: GroupNode = { ...emptyGroup, op: 'none' }
  let [depth, tree]: [number, (inner: DonorTree) => DonorTree] = [1, (inner) => inner]
  while (mayNest(group, depth)) {
    const outer = tree
    tree = (inner) => outer({ not: { any: [inner, female] } })
    depth = depthInside(group, depth)
  }
  const accepted = (where: DonorTree) => 'query' in readQuery({ version: 1, where }, openLists)
  expect(accepted(tree({ all: [dna] }))).toBe(true)
  expect(accepted(tree({ not: { any: [{ all: [dna] }, female] } }))).toBe(false)
})

test('the address holds the whole question and the day; damage is said, not guessed', () => {
  for (const { query } of examples)
    expect(read(cohortAddress({ query, asOf: '2024-05-01' }))).toEqual({ query, asOf: '2024-05-01' })
  expect(cohortAddress({ query: { version: 1 } })).toBe('/cohorts')
  expect(read('/cohorts?query=%7B')).toEqual({ query: { version: 1 }, unreadable: true })
  expect(read('/cohorts?query={"version":1,"where":{"sexx":[]}}').unreadable).toBe(true)
  expect(read('/cohorts?query={"version":1,"where":{"all":[{"sex":[]}]}}')).toEqual({
    query: { version: 1, where: { all: [{ sex: [] }] } },
  })
  expect(read('/cohorts?day=soon')).toEqual({ query: { version: 1 } })
})
