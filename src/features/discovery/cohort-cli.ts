import { readFile } from 'node:fs/promises'
import { Problem } from '../../kernel/problem.ts'
import { text, UsageError } from '../../kernel/verb.ts'
import type { Io, Verb } from '../../kernel/verb.ts'
import { explainCohort } from './cohort-contract.ts'
import { canonicalOf, leavesOf } from './model/cohort/canonical.ts'
import type { CohortQuery } from './model/cohort/query.ts'

/** A question as it stands in a file. */
export async function questionIn(file: string): Promise<unknown> {
  const content = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Problem('unreadable', 422, `${file} cannot be read: ${error.code ?? 'unknown reason'}`)
  })
  try {
    return JSON.parse(content.replace(/^\ufeff/, ''))
  } catch {
    throw new Problem('not-json', 422, `${file} is not valid JSON`)
  }
}

interface SaidFault {
  readonly pointer: string
  readonly reason: string
  readonly mend: string
}

/** What is wrong with a question, a line each: where, why, how to mend it. */
export function faultLines(error: unknown): string[] | undefined {
  if (!(error instanceof Problem) || !Array.isArray(error.details.faults)) return undefined
  return (error.details.faults as SaidFault[]).map(
    ({ pointer, reason, mend }) => `${pointer || '/'}: ${reason} — ${mend}`,
  )
}

const explain: Verb = {
  name: 'explain',
  usage: '--query FILE.json [--lang ja|en]',
  summary: {
    en: 'A question of a cohort as a sentence; --json: both languages, its canonical form and its criteria',
    ja: '検索条件を文で表します。--json は両言語の文、正規形、条件の一覧を出力します',
  },
  options: { query: { type: 'string' } },
  words: [0, 0],
  async run({ flags }, io) {
    const file = text(flags.query)
    if (!file) throw new UsageError(`usage: hashidate explain ${explain.usage}`)
    const query = await questionIn(file)
    const sentence = await sentenceOf(query, io)
    if (!sentence) return 1
    // the server took it, so it is one
    const asked = query as CohortQuery
    io.out(
      io.json
        ? JSON.stringify({ sentence, canonical: canonicalOf(asked), leaves: leavesOf(asked) })
        : sentence[io.locale],
    )
    return 0
  },
}

async function sentenceOf(query: unknown, io: Io): Promise<{ en: string; ja: string } | undefined> {
  try {
    return (await io.call(explainCohort, { body: { query } })).sentence
  } catch (error) {
    const lines = io.json ? undefined : faultLines(error)
    if (!lines) throw error
    for (const line of lines) io.err(line)
    return undefined
  }
}

export const verbs: readonly Verb[] = [explain]
