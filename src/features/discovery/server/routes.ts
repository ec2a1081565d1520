import { audienceOf } from '../../../kernel/actor.ts'
import { handle } from '../../../kernel/feature.ts'
import { notFound } from '../../../kernel/problem.ts'
import * as contract from '../contract.ts'
import { dcat, schemaOrg } from '../model/linked-data.ts'
import { indexOf } from './index-service.ts'
import { search } from './search.ts'
import * as store from './store.ts'
import { conceptsOf, hit, Names } from './views.ts'

export const routes = [
  handle(contract.search, ({ query }, context) => search(query, context)),

  handle(contract.entries, async ({ query: { iri } }, context) => {
    const found = await store.publications(context.db, iri as string[], audienceOf(context.actor))
    const names = await Names.for(context, conceptsOf(found.values()))
    const asked = iri as string[]
    return {
      entries: asked.flatMap((it) => (found.has(it) ? [hit(found.get(it)!, [], names)] : [])),
      gone: asked.filter((it) => !found.has(it)),
    }
  }),

  handle(contract.linkedData, async ({ query: { iri } }, { db, actor, config }) => {
    const found = (await store.publications(db, [iri], audienceOf(actor))).get(iri)
    if (!found) throw notFound('The publication')
    return { ...schemaOrg(found, config.url) }
  }),

  handle(contract.dcat, async ({ query }, { db, actor, config }) => {
    const limit = query.limit ?? 100
    // one more than asked for tells whether there is a next page
    const items = await store.listed(db, query.after ?? '', limit + 1, audienceOf(actor), ['collection', 'dataset'])
    const page = items.slice(0, limit)
    return { ...dcat(page, config.url, items.length > limit ? { after: page.at(-1)!.iri, limit } : undefined) }
  }),

  handle(contract.indexState, async (_, context) => {
    const index = indexOf(context)
    const { publications, bytes, segments, building } = await index.state()
    return { publications, bytes, segments: segments.length, behind: index.behind(), building }
  }),

  handle(contract.reindex, async (_, context) => {
    const index = indexOf(context)
    await index.rebuild()
    await context.audit(context.db, context.actor.id, 'discovery.reindex', 'index')
    return { publications: (await index.state()).publications }
  }),
]
