import type { CohortQuery, DonorLeaf, DonorTree } from '../../model/cohort/query.ts'
import { limits, shapeOf } from '../../model/cohort/query.ts'

/**
 * The question as the page edits it: every group has an operator and a list, also "none of" (`not` over `any`). A node is
 * found by the places of its ancestors: [] is the outermost group, [2, 0] the first of its third.
 */
export const operators = ['all', 'any', 'none', 'atLeast'] as const
export type Operator = (typeof operators)[number]
export interface GroupNode {
  readonly op: Operator
  readonly n: number
  readonly items: readonly Node[]
}
export type Node = GroupNode | DonorLeaf
export type Path = readonly number[]

export const isGroup = (node: Node): node is GroupNode => 'op' in node

export function nodeOf(tree: DonorTree): Node {
  const shape = shapeOf<DonorLeaf>(tree)
  if (shape.op === 'leaf') return shape.leaf
  if (shape.op === 'not') {
    const inner = shapeOf<DonorLeaf>(shape.of)
    return { op: 'none', n: 2, items: inner.op === 'any' ? inner.of.map(nodeOf) : [nodeOf(shape.of)] }
  }
  return { op: shape.op, n: shape.op === 'atLeast' ? shape.n : 2, items: shape.of.map(nodeOf) }
}

export const emptyGroup: GroupNode = { op: 'all', n: 2, items: [] }

/** The outermost is always a group, so that there is a place to add to. */
export function rootOf({ where }: CohortQuery): GroupNode {
  if (where === undefined) return emptyGroup
  const node = nodeOf(where)
  return isGroup(node) ? node : { ...emptyGroup, items: [node] }
}

export function treeOf(node: Node): DonorTree {
  if (!isGroup(node)) return node
  const items = node.items.map(treeOf)
  if (node.op === 'all') return { all: items }
  if (node.op === 'any') return { any: items }
  if (node.op === 'atLeast') return { atLeast: { n: node.n, of: items } }
  return { not: items.length === 1 && !bracketed(node) ? items[0]! : { any: items } }
}
/** One that is itself "any of" stays in brackets, or reading it again would open it. */
const bracketed = ({ items: [only] }: GroupNode): boolean => only !== undefined && isGroup(only) && only.op === 'any'

/** Everybody is no condition at all. */
export function withRoot({ where: _, ...query }: CohortQuery, root: GroupNode): CohortQuery {
  return root.op === 'all' && root.items.length === 0 ? query : { ...query, where: treeOf(root) }
}

/** Where the items of a group stand in the question, as JSON pointers. */
export function itemPointers(group: GroupNode, pointer: string): string[] {
  if (group.op === 'none' && group.items.length === 1 && !bracketed(group)) return [`${pointer}/not`]
  const list = {
    all: `${pointer}/all`,
    any: `${pointer}/any`,
    atLeast: `${pointer}/atLeast/of`,
    none: `${pointer}/not/any`,
  }[group.op]
  return group.items.map((_, at) => `${list}/${at}`)
}

/** Brackets that a group opens inside the question. */
export const depthInside = (group: GroupNode, depth: number): number => depth + (group.op === 'none' ? 2 : 1)
/** Whether a group with something in it, at most a specimen, still fits here. */
export const mayNest = (group: GroupNode, depth: number): boolean => depthInside(group, depth) + 2 <= limits.depth

/** Another node at this place; `undefined` takes it out. The outermost group can only become another group. */
export function replaced(root: GroupNode, path: Path, next: Node | undefined): GroupNode {
  const [first, ...rest] = path
  if (first === undefined) return next && isGroup(next) ? next : emptyGroup
  const item = root.items[first]
  if (item === undefined) return root
  const inner = rest.length === 0 ? next : isGroup(item) ? replaced(item, rest, next) : item
  return {
    ...root,
    items: inner === undefined ? root.items.filter((_, at) => at !== first) : root.items.with(first, inner),
  }
}

export const added = (group: GroupNode, node: Node): GroupNode => ({ ...group, items: [...group.items, node] })
/** "At least n of" never asks for more than there are, as far as anything is there. */
export const withOperator = (group: GroupNode, op: Operator, n = group.n): GroupNode => ({
  ...group,
  op,
  n: op === 'atLeast' ? Math.max(1, Math.min(n, Math.max(group.items.length, 2))) : n,
})

export interface PlacedFault {
  readonly pointer: string
}
const within = (pointer: string, outer: string) => pointer === outer || pointer.startsWith(`${outer}/`)
/** Faults of this place that none of its items shows. */
export const faultsAt = <F extends PlacedFault>(
  faults: readonly F[],
  pointer: string,
  inner: readonly string[] = [],
): F[] => faults.filter((fault) => within(fault.pointer, pointer) && !inner.some((one) => within(fault.pointer, one)))
