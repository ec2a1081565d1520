import { text, UsageError } from '../../kernel/verb.ts'
import type { Verb } from '../../kernel/verb.ts'
import { pick } from '../../kernel/words.ts'
import { questionIn } from './cohort-cli.ts'
import { countCohort, ownCount } from './cohort-contract.ts'
import type { CohortAnswer } from './cohort-contract.ts'

const number = (it: { count: number | null; below: number | null }, ja: boolean): string =>
  it.count === null
    ? it.below === null
      ? ja
        ? '不明'
        : 'unknown'
      : ja
        ? `${it.below}未満`
        : `fewer than ${it.below}`
    : String(it.count)

function lines(answer: CohortAnswer, ja: boolean): string[] {
  return [
    answer.sentence[ja ? 'ja' : 'en'],
    ...answer.holders.map(
      (it) => `${it.id}  ${number(it, ja)}${it.reason ? `  (${it.reason[ja ? 'ja' : 'en']})` : ''}`,
    ),
    ja
      ? `合計 ${answer.total ?? '—'}（${answer.totalFew} 機関は10未満、${answer.totalUnknown} 機関は不明）`
      : `total ${answer.total ?? '-'} (${answer.totalFew} holders with fewer than 10, ${answer.totalUnknown} unknown)`,
    ...answer.facets.flatMap(({ name, values }) => [
      `${name}:`,
      ...values
        .filter(({ count }) => count)
        .map((it) => `  ${pick(ja ? 'ja' : 'en', it.label) ?? it.value}  ${number(it, ja)}`),
    ]),
    ...answer.notes.map((note) => note[ja ? 'ja' : 'en']),
  ]
}

const count: Verb = {
  name: 'count',
  usage: '--query FILE.json [--as-holder ID] [--as-of DATE]',
  summary: {
    en: "Count donors over all holders, protected; --as-holder: true counts, for that holder's people",
    ja: '全機関の提供者数を保護した形で数えます。--as-holder は自機関の実数です',
  },
  options: { query: { type: 'string' }, 'as-holder': { type: 'string' }, 'as-of': { type: 'string' } },
  words: [0, 0],
  async run({ flags }, io) {
    const file = text(flags.query)
    if (!file) throw new UsageError(`usage: hashidate count ${count.usage}`)
    const query = await questionIn(file)
    const [holder, asOf] = [text(flags['as-holder']), text(flags['as-of'])]
    if (asOf !== undefined && !/^\d{4}-\d\d-\d\d$/.test(asOf)) throw new UsageError('--as-of is a day: 2026-03-31')
    const body = { query, ...(asOf === undefined ? {} : { asOf }) }
    const answer =
      holder === undefined
        ? await io.call(countCohort, { body })
        : await io.call(ownCount, { body: { ...body, holder } })
    if (io.json) {
      const { holders, total, facets, sentence } = answer
      io.out(
        JSON.stringify({
          holders: holders.map((it) => ({ id: it.id, status: it.status, count: it.count, below: it.below })),
          total,
          facets,
          sentence,
        }),
      )
    } else for (const line of lines(answer, io.locale === 'ja')) io.out(line)
    return 0
  },
}

export const verbs: readonly Verb[] = [count]
