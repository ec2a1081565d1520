import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { transact } from '../../../kernel/db.ts'
import { Answer, handle } from '../../../kernel/feature.ts'
import { must, notFound } from '../../../kernel/problem.ts'
import { cell } from '../../../kernel/csv-out.ts'
import * as contract from '../contract.ts'
import { canOverride } from '../policy.ts'
import * as problems from '../problems.ts'
import type { TermRecord } from '../record.ts'
import { forgetOverrides, graphOf } from './graph.ts'
import * as store from './store.ts'
import { card, childCard, labels, vocabularyViews } from './views.ts'

export const routes = [
  handle(contract.vocabularies, async (_, { db }) => ({ vocabularies: await vocabularyViews(db, await graphOf(db)) })),

  handle(contract.lookUp, async ({ query }, { db }) => {
    const limit = query.limit ?? 20
    const graph = await graphOf(db)
    const wanted = graph.wanted(query.vocabulary)
    const ask = (match: 'exact' | 'prefix' | 'similar') =>
      graph.lookUp[match](query.q, limit, wanted).map(({ curie, matched }) => ({
        ...card(graph, curie),
        matched,
        match,
      }))
    const terms = ask('exact')
    if (terms.length < limit) terms.push(...ask('prefix'))
    if (terms.length === 0) terms.push(...ask('similar'))
    const seen = new Set<string>()
    return { terms: terms.filter(({ id }) => !seen.has(id) && seen.add(id)).slice(0, limit) }
  }),

  handle(contract.readTerm, async ({ params: { id } }, { db }) => {
    const graph = await graphOf(db)
    const node = graph.get(id)
    if (!node) throw problems.noSuchTerm(id)
    const { own, all, overrides, disagreements } = await labels(db, graph, id)
    const record: TermRecord | undefined = own[0]?.record
    const source = (await vocabularyViews(db, graph, node.source)).find((it) => it.id === node.vocabulary)
    if (!source) throw problems.noSuchTerm(id)
    return {
      ...card(graph, id),
      notation: record?.notation ?? null,
      labels: all,
      definition: record?.definition ?? null,
      paths: graph.paths(id).map((path) => path.map((it) => card(graph, it))),
      parents: graph.parents(id).map((it) => card(graph, it)),
      children: graph
        .children(id)
        .slice(0, 200)
        .map((it) => childCard(graph, it)),
      mappings: graph.mappings(id).map(({ kind, target, source: by }) => ({
        kind,
        target,
        term: graph.get(target) ? card(graph, target) : null,
        source: by,
      })),
      namesakes: (await store.namesakes(db, id)).map((it) => card(graph, it)),
      disagreements,
      overrides,
      links: record?.links ?? [],
      source,
    }
  }),

  handle(contract.children, async ({ params: { id }, query }, { db }) => {
    const graph = await graphOf(db)
    if (!graph.get(id)) throw problems.noSuchTerm(id)
    const all = graph.children(id)
    const from = query.offset ?? 0
    return { total: all.length, terms: all.slice(from, from + (query.limit ?? 200)).map((it) => childCard(graph, it)) }
  }),

  handle(contract.overrideLabel, async ({ params: { id }, body }, { db, actor, audit }) => {
    must(canOverride(actor), 'say another label')
    if (!(await graphOf(db)).get(id)) throw problems.noSuchTerm(id)
    const override = randomUUID()
    await transact(db, async (tx) => {
      await store.addOverride(tx, { id: override, curie: id, ...body, by: actor.id })
      await audit(tx, actor.id, 'terms.override', id, { override, ...body })
    })
    forgetOverrides(db)
    return { id: override }
  }),

  handle(contract.withdrawOverride, async ({ params }, { db, actor, audit }) => {
    must(canOverride(actor), 'take a label back')
    await transact(db, async (tx) => {
      if (!(await store.withdrawOverride(tx, params.id, params.override))) throw notFound('The label')
      await audit(tx, actor.id, 'terms.withdraw-override', params.id, { override: params.override })
    })
    forgetOverrides(db)
    return undefined
  }),

  handle(contract.exportVocabulary, async ({ params: { id } }, { db }) => {
    const all = (await vocabularyViews(db, await graphOf(db))).filter((it) => it.id === id)
    if (!all.length) throw problems.noSuchVocabulary(id)
    // several sources may speak of it: the strictest licence counts
    const vocabulary = all.find((it) => !it.changedCopies)
    if (vocabulary) throw problems.noChangedCopies(id, vocabulary.licence ?? '')
    return new Answer(Readable.from(csv(store.recordsOf(db, id))), {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${encodeURIComponent(id)}.csv"`,
    })
  }),
]

const columns = [
  'id',
  'label_en',
  'label_ja',
  'label_kana',
  'synonyms_en',
  'synonyms_ja',
  'definition_en',
  'definition_ja',
  'parents',
  'exact',
  'close',
  'narrow',
  'broad',
  'notation',
]

/** The columns of our own template: what is exported can be imported. */
async function* csv(pages: AsyncIterable<TermRecord[]>): AsyncIterable<string> {
  yield `\ufeff${columns.join(',')}\r\n`
  for await (const records of pages) yield records.map((record) => `${row(record).map(cell).join(',')}\r\n`).join('')
}

function row(it: TermRecord): (string | null)[] {
  const label = (lang: string, kind: string) =>
    it.labels.filter((one) => one.lang === lang && one.kind === kind).map(({ text }) => text)
  const mapped = (kind: string) =>
    it.mappings
      .filter((one) => one.kind === kind)
      .map(({ target }) => target)
      .join('|')
  return [
    it.id,
    label('en', 'preferred')[0] ?? '',
    label('ja', 'preferred')[0] ?? '',
    [...label('ja-Hira', 'preferred'), ...label('ja-Hira', 'synonym')].join('|'),
    label('en', 'synonym').join('|'),
    label('ja', 'synonym').join('|'),
    it.definition?.en ?? '',
    it.definition?.ja ?? '',
    it.parents.join('|'),
    mapped('exact'),
    mapped('close'),
    mapped('narrow'),
    mapped('broad'),
    it.notation ?? '',
  ]
}
