import { text, UsageError } from '../../kernel/verb.ts'
import type { Io, Verb } from '../../kernel/verb.ts'
import { pick } from '../../kernel/words.ts'
import { kinds, reindex, search } from './contract.ts'
import type { Kind, SearchQuery, SearchResult } from './contract.ts'

/** Ask until the index has everything that is published: right after an import it may be a moment behind. */
async function settled(io: Io, query: SearchQuery): Promise<SearchResult> {
  for (let wait = 50, waited = 0; ; waited += wait, wait = Math.min(500, wait * 1.5)) {
    const result = await io.call(search, { query })
    if (!result.searched.behind || waited > 120_000 || io.signal.aborted) return result
    await new Promise((resolve) => setTimeout(resolve, wait))
  }
}

const searchVerb: Verb = {
  name: 'search',
  usage: 'TEXT [--kind K] [--holder ID] [--sense CURIE] [--limit N]',
  summary: { en: 'Search everything published', ja: '公開されているものすべてを検索します' },
  options: {
    kind: { type: 'string' },
    holder: { type: 'string' },
    sense: { type: 'string' },
    limit: { type: 'string' },
  },
  words: [0, 20],
  async run({ words, flags }, io) {
    const [kind, holder, sense, limit] = [text(flags.kind), text(flags.holder), text(flags.sense), text(flags.limit)]
    if (kind !== undefined && !kinds.includes(kind as Kind))
      throw new UsageError(`--kind is one of ${kinds.join(', ')}`)
    if (limit !== undefined && !(/^\d+$/.test(limit) && Number(limit) <= 100))
      throw new UsageError('--limit is a whole number from 0 to 100')
    const result = await settled(io, {
      q: words.join(' '),
      ...(kind === undefined ? {} : { kind: [kind] }),
      ...(holder === undefined ? {} : { holder: [holder] }),
      ...(sense === undefined ? {} : { sense }),
      ...(limit === undefined ? {} : { limit: Number(limit) }),
    })
    if (io.json) {
      const { total, hits, facets, senses, ...rest } = result
      io.out(JSON.stringify({ total, hits, facets, senses, ...rest }))
      return 0
    }
    const ja = io.locale === 'ja'
    if (result.senses.length > 1) {
      io.out(ja ? '意味が複数あります（--sense で選べます）' : 'The text has several meanings (choose with --sense):')
      for (const it of result.senses)
        io.out(`  ${it.id}  ${pick(io.locale, it.label) ?? ''}  [${it.vocabulary}]  ${it.hits}`)
    }
    io.out(
      ja
        ? `${result.total} 件（${result.searched.publications} 件中）`
        : `${result.total} of ${result.searched.publications}`,
    )
    for (const it of result.hits) {
      const name = (ja ? (it.titleJa ?? it.title) : (it.title ?? it.titleJa)) ?? it.iri
      const why = it.why.map((one) => one.reason).join(',')
      io.out(`${it.kind.padEnd(10)} ${name}  ${it.iri}${it.holder ? `  ${it.holder}` : ''}${why ? `  (${why})` : ''}`)
    }
    if (result.suggestions.length)
      io.out(`${ja ? 'もしかして' : 'Did you mean'}: ${result.suggestions.map((it) => it.text).join(' / ')}`)
    return 0
  },
}

const reindexVerb: Verb = {
  name: 'admin reindex',
  usage: '',
  summary: { en: 'Build the search index anew', ja: '検索索引を作り直します' },
  options: {},
  words: [0, 0],
  async run(_, io) {
    const { publications } = await io.call(reindex)
    io.out(
      io.json
        ? JSON.stringify({ publications })
        : io.locale === 'ja'
          ? `${publications} 件を索引に入れました`
          : `${publications} publications indexed`,
    )
    return 0
  },
}

export const verbs: readonly Verb[] = [searchVerb, reindexVerb]
