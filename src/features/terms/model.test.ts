import { describe, expect, test } from 'vitest'
import { TermGraph } from './model.ts'
import type { Node } from './model.ts'

const node = (id: string, it: Partial<Node> = {}): Node => ({
  id,
  vocabulary: id.split(':')[0]!,
  source: 'test',
  en: id,
  ja: null,
  kana: null,
  obsolete: false,
  parents: [],
  mappings: [],
  ...it,
})
function graph(...nodes: Node[]): TermGraph {
  const made = new TermGraph()
  for (const one of nodes) made.add(one)
  return made
}
const found = (made: TermGraph, id: string) => Object.fromEntries(made.expand(id).map((it) => [it.id, it.distance]))

describe('what a search for a concept finds', () => {
  const made = graph(
    node('A:root'),
    node('A:1', { parents: ['A:root'], mappings: [{ kind: 'exact', target: 'ICD:1' }] }),
    node('A:2', { parents: ['A:root'], mappings: [{ kind: 'exact', target: 'ICD:1' }] }),
    node('A:1.1', { parents: ['A:1'] }),
    node('A:1.1.1', { parents: ['A:1.1'] }),
    node('ICD:1', { mappings: [{ kind: 'close', target: 'M:1' }] }),
    node('ICD:1.0', { parents: ['ICD:1'] }),
    node('M:1', {
      mappings: [
        { kind: 'close', target: 'O:1' },
        { kind: 'broad', target: 'M:0' },
      ],
    }),
    node('M:0'),
    node('O:1'),
  )
  test('itself, what is narrower by steps, and the same elsewhere', () => {
    expect(found(made, 'A:1')).toEqual({ 'A:1': 0, 'A:1.1': 1, 'ICD:1': 1, 'A:1.1.1': 2, 'ICD:1.0': 2, 'M:1': 2 })
  })
  test('two concepts that share a code elsewhere are not merged through it', () => {
    expect(found(made, 'A:1')).not.toHaveProperty('A:2')
    expect(found(made, 'ICD:1')).toMatchObject({ 'A:1': 1, 'A:2': 1 })
  })
  test('a close mapping is followed once, a broader one never', () => {
    expect(found(made, 'ICD:1')).toMatchObject({ 'M:1': 1 })
    expect(found(made, 'ICD:1')).not.toHaveProperty('O:1')
    expect(found(made, 'M:1')).not.toHaveProperty('M:0')
  })
  test('the same English name in another vocabulary counts as close, in its own never', () => {
    const twins = graph(
      node('N:1', { en: 'Myasthenia gravis' }),
      node('N:2', { en: 'Myasthenia gravis' }),
      node('ORPHA:1', { en: 'myasthenia gravis' }),
    )
    expect(found(twins, 'N:1')).toEqual({ 'N:1': 0, 'ORPHA:1': 1 })
  })
  test('a cycle ends, and so does its way up', () => {
    const ring = graph(node('C:1', { parents: ['C:2'] }), node('C:2', { parents: ['C:1'] }))
    expect(found(ring, 'C:1')).toEqual({ 'C:1': 0, 'C:2': 1 })
    expect(ring.paths('C:1')).toEqual([['C:2']])
  })
  test('no more than asked for', () => {
    const wide = graph(node('W:0'), ...Array.from({ length: 50 }, (_, at) => node(`W:${at + 1}`, { parents: ['W:0'] })))
    expect(wide.expand('W:0', 10)).toHaveLength(10)
  })
})

describe('names', () => {
  const made = graph(node('A:1'), node('A:2', { obsolete: true }), node('B:1'))
  const name = (curie: string, folded: string, kind = 'preferred') =>
    made.lookUp.add({ curie, folded, text: folded.toUpperCase(), kind })
  name('A:1', 'tenth nerve')
  name('A:2', 'tenth rib')
  name('B:1', 'tenth nerve', 'synonym')
  name('B:1', 'b1', 'code')
  const ids = (found: { curie: string }[]) => found.map(({ curie }) => curie)
  test('are found whole, by their beginning, and nearly so; preferred ones first', () => {
    expect(ids(made.lookUp.exact('Tenth  Nerve', 9, made.wanted()))).toEqual(['A:1', 'B:1'])
    expect(ids(made.lookUp.exact('B1', 9, made.wanted()))).toEqual(['B:1'])
    expect(ids(made.lookUp.prefix('ten', 9, made.wanted()))).toEqual(['A:1', 'B:1'])
    expect(ids(made.lookUp.similar('tenth nrve', 9, made.wanted()))).toEqual(['A:1', 'B:1'])
    expect(made.lookUp.similar('tenth nerve', 9, made.wanted())).toEqual([])
  })
  test('of what is obsolete or not asked for are not', () => {
    expect(made.lookUp.exact('tenth rib', 9, made.wanted())).toEqual([])
    expect(ids(made.lookUp.exact('tenth nerve', 9, made.wanted(['B'])))).toEqual(['B:1'])
  })
  test('that curators say are found, and go when they are taken back', () => {
    made.say([{ curie: 'A:1', lang: 'ja', text: '第十神経' }])
    expect(ids(made.lookUp.exact('第十 神経', 9, made.wanted()))).toEqual(['A:1'])
    made.say([])
    expect(made.lookUp.exact('第十神経', 9, made.wanted())).toEqual([])
  })
  test('that come later are in their place', () => {
    name('B:1', 'tenth arch')
    expect(made.lookUp.exact('tenth arch', 9, made.wanted())).toEqual([{ curie: 'B:1', matched: 'TENTH ARCH' }])
  })
})
