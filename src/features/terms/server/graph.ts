import { sql } from 'kysely'
import type { Db } from '../../../kernel/db.ts'
import { toldSoFar } from '../../../kernel/outbox.ts'
import { TermGraph } from '../model.ts'
import type { Node } from '../model.ts'

/** Another server's import shows within this time; one of this process at once. */
const freshMs = 1000

const held = new WeakMap<Db, { version: string; graph: Promise<TermGraph>; told: number; at: number }>()

/** The graph of what is live now; loaded again when a vocabulary has a new release. */
export async function graphOf(db: Db): Promise<TermGraph> {
  const told = toldSoFar()
  const before = held.get(db)
  if (before && before.told === told && performance.now() - before.at < freshMs) return before.graph
  const at = performance.now()
  const { rows } = await sql<{ version: string | null; said: Said[] }>`
    select (select string_agg(id || '@' || release, ',' order by id) from kernel.source where id like 'terms:%') as version,
      coalesce((select jsonb_agg(jsonb_build_object('curie', curie, 'lang', lang, 'text', text) order by at, id) from terms.override where withdrawn_at is null), '[]') as said`.execute(
    db,
  )
  const { version: live, said } = rows[0]!
  const version = live ?? ''
  const now = held.get(db)
  const graph = now?.version === version ? now.graph : load(db)
  // few: curators write them one by one
  void graph.then(
    (it) => it.say(said),
    () => {},
  )
  if (now?.graph === graph) {
    held.set(db, { ...now, told, at })
    return graph
  }
  held.set(db, { version, graph, told, at })
  graph.catch(() => held.delete(db))
  return graph
}

type Said = Parameters<TermGraph['say']>[0][number]

/** What was just changed shows at once. */
export function forgetOverrides(db: Db): void {
  const now = held.get(db)
  if (now) held.set(db, { ...now, at: -Infinity })
}

/** In pages, so that on PGlite other queries get their turn. */
async function load(db: Db): Promise<TermGraph> {
  const graph = new TermGraph()
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const { rows } = await sql<
      Omit<Node, 'id'> & { row: string; id: string; labels: [string, string, string][] | null }
    >`
      select t.id as row, t.curie as id, t.vocabulary, t.source, t.label_en as en, t.label_ja as ja, t.kana, t.obsolete, t.parents, t.mappings,
        (select jsonb_agg(jsonb_build_array(l.folded, l.text, l.kind)) from terms.label l where l.record = t.id) as labels
      from terms.term t join kernel.source s on s.id = t.source
      where t.id > ${after} and t.since <= s.release and (t.until is null or t.until > s.release) order by t.id limit 1000`.execute(
      db,
    )
    for (const { row, labels, ...node } of rows) {
      graph.add(node)
      if (!node.obsolete)
        for (const [folded, text, kind] of labels ?? []) graph.lookUp.add({ curie: node.id, folded, text, kind })
      after = row
    }
    if (rows.length < 1000) return graph
  }
}
