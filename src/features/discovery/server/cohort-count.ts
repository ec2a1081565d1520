import type { Actor } from '../../../kernel/actor.ts'
import { dayInTokyo } from '../../../kernel/calendar.ts'
import type { Counted, CountedHolder, Counters } from '../../../kernel/counters.ts'
import { cleanError } from '../../../kernel/db.ts'
import { allowance } from '../../../kernel/disclosure-budget.ts'
import { published, shown, shownAmount, snapAsOf, threshold, totalOf } from '../../../kernel/disclosure.ts'
import type { Question, Shown } from '../../../kernel/disclosure.ts'
import type { Context, Services } from '../../../kernel/feature.ts'
import { hmac } from '../../../kernel/keys.ts'
import type { Locale, Named } from '../../../kernel/words.ts'
import type { CohortAnswer, CohortFacet, HolderCount } from '../cohort-contract.ts'
import { canonicalCell, canonicalOf } from '../model/cohort/canonical.ts'
import { faultText } from '../model/cohort/faults.ts'
import type { CohortQuery } from '../model/cohort/query.ts'
import { codesOf, sentenceOf } from '../model/cohort/sentence.ts'
import { readQuery } from '../model/cohort/validate.ts'
import { allowanceUsed, badDay, badQuestion, noOwnDonors } from '../problems.ts'
import { ask } from './cohort-allowance.ts'
import { categoriesOf, publishedLists } from './cohort-categories.ts'
import type { Category } from './cohort-categories.ts'
import { planOf } from './cohort-plan.ts'

/** A question that may be asked, or everything that is wrong with it in words. */
export function readQuestion(value: unknown, services: Services, locale: Locale): CohortQuery {
  const read = readQuery(value, publishedLists(services))
  if ('query' in read) return read.query
  throw badQuestion(
    read.faults.map((fault) => ({ pointer: fault.pointer, code: fault.code, ...faultText(locale, fault) })),
  )
}

export async function sentence(query: CohortQuery, services: Services): Promise<CohortAnswer['sentence']> {
  const codes = codesOf(query)
  const names = new Map<string, Named>()
  for (const feature of services.features) {
    for (const list of Object.values(feature.labels ?? {}))
      for (const code of codes) if (Object.hasOwn(list, code)) names.set(code, list[code]!)
    for (const [id, name] of (await feature.names?.(services, codes)) ?? []) names.set(id, name)
  }
  for (const code of codes) {
    if (names.has(code) || !code.includes(':')) continue
    for (const { vocabulary } of services.features) {
      const sense = await vocabulary?.sense(services, code)
      if (sense) names.set(code, sense.label)
    }
  }
  return { ...sentenceOf(query, (code) => names.get(code)) }
}

const offers = (services: Services): Counters[] =>
  services.features.flatMap(({ counters }) => (counters ? [counters] : []))

const notes = [
  {
    en: `Each number is drawn with noise by its question: within ${published.reach} of the true one, in 19 of 20 within 7. Fewer than ${threshold} is not told apart. Parts need not add up.`,
    ja: `件数には質問ごとに定まる誤差が加わります（最大${published.reach}、20回に19回は7以内）。${threshold}未満は区別しません。内訳の合計は全体と一致しないことがあります。`,
  },
  {
    en: "This is not differential privacy. Someone who knows criteria that only one donor meets is right about that donor in 54 of 100 by one pair of questions (guessing: 50), with a month's allowance in 77, with facets in 93; people who pool allowances do better.",
    ja: 'これは差分プライバシーではありません。1人だけに当てはまる条件を知る人が、1組の質問でその人の属性を言い当てる確率は100回中54回（当て推量は50回）、1か月分の質問をすべて使うと77回、内訳も使うと93回です。複数の人が質問を持ち寄ればさらに高くなります。',
  },
]

/** Counts that may leave: each number through the protection, none made of two holders' true counts. */
export async function protectedCount(value: unknown, day: string | undefined, context: Context): Promise<CohortAnswer> {
  const query = readQuestion(value, context, context.locale)
  const asOf = day === undefined ? undefined : snapAsOf(day, context.clock.now())
  if (day !== undefined && asOf === undefined) throw badDay(day)
  const plan = await planOf(query, context)
  const categories = categoriesOf(context)
  const canonical = canonicalOf(query)
  const cells = categories.map((it) => canonicalCell(query, it.tree))
  const names = await organisations(context)
  const all = (
    await Promise.all(
      offers(context).map(async (counters) =>
        (await counters.holders(context)).map((holder) => ({ counters, holder })),
      ),
    )
  ).flat()
  const answers = await Promise.all(
    all.map(async ({ counters, holder }): Promise<Answered> => {
      const one = { id: holder.id, name: names.get(holder.id) ?? {} }
      try {
        const counted = await counters.count(context, holder.id, {
          plan,
          categories: categories.map((it) => it.tree),
          ...(asOf === undefined ? {} : { asOf }),
        })
        const verdict = await ask(context, {
          person: context.actor.id,
          holder: holder.id,
          release: counted.release,
          asOf: asOf ?? 'latest',
          canonical,
          query,
        })
        if (!verdict.allowed) return { ...one, again: verdict.again }
        const question = (text: string): Question => ({
          secret: secretOf(context, holder),
          release: counted.release,
          asOf: asOf ?? 'latest',
          canonical: text,
        })
        return {
          ...one,
          shown: shown(counted.donors, question(canonical)),
          cells: counted.categories.map((n, at) => shown(n, question(cells[at]!))),
          ...(counted.specimens ? { specimens: shownAmount(counted.specimens, question(canonical)) } : {}),
        }
      } catch (error) {
        context.log.error({ holder: holder.id, error: cleanError(error) }, 'a holder could not be counted')
        return one
      }
    }),
  )
  const refused = answers.flatMap(({ again }) => (again ? [again] : []))
  if (refused.length && refused.length === answers.length)
    throw allowanceUsed(new Date(Math.min(...refused.map(Number))), allowance.questions, allowance.days)
  return { ...(await answerOf(query, answers, categories, context)), asOf: asOf ?? null, protected: true, notes }
}

/** The holder's own secret: whoever has it can take the noise off. */
const secretOf = (services: Services, { id }: CountedHolder): Buffer => hmac(services.secret, `disclosure of ${id}`)

const organisations = async (services: Services): Promise<Map<string, Named>> =>
  new Map(
    (await Promise.all(services.features.map(({ organisations: of }) => of?.(services)))).flatMap((map) => [
      ...(map ?? []),
    ]),
  )

export interface Answered {
  id: string
  name: Named
  shown?: Shown
  cells?: readonly Shown[]
  specimens?: { from: number; to: number } | null
  again?: Date
}

const failed = {
  code: 'failed' as const,
  en: 'This holder could not be counted just now. That says nothing about how many it has; try again later.',
  ja: 'この機関は今、集計できませんでした。件数が0という意味ではありません。しばらくしてからやり直してください。',
}
const used = (again: Date) => ({
  code: 'allowance' as const,
  en: `You have asked this holder ${allowance.questions} new questions in ${allowance.days} days. The next one is free from ${dayInTokyo(again)}.`,
  ja: `この機関への新しい質問は${allowance.days}日間に${allowance.questions}件までです。次は${dayInTokyo(again)}から質問できます。`,
  until: again.toISOString(),
})

function holderOf({ id, name, shown: it, specimens, again }: Answered): HolderCount {
  if (!it) return { id, name, status: 'unknown', count: null, below: null, reason: again ? used(again) : failed }
  return {
    id,
    name,
    status: it.count === null ? 'few' : 'ok',
    count: it.count,
    below: it.below,
    ...(specimens === undefined ? {} : { specimens }),
  }
}

async function answerOf(
  query: CohortQuery,
  answers: readonly Answered[],
  categories: readonly Category[],
  services: Services,
): Promise<Omit<CohortAnswer, 'asOf' | 'protected' | 'notes'>> {
  const total = totalOf(answers.map((it) => it.shown))
  const facets = new Map<CohortFacet['name'], CohortFacet>()
  for (const [at, { facet, value, label }] of categories.entries()) {
    const holders = answers.flatMap(({ id, cells }) => (cells?.[at] ? [{ id, ...cells[at] }] : []))
    const { count } = totalOf(holders)
    const one = facets.get(facet) ?? { name: facet, values: [] }
    facets.set(facet, one)
    one.values.push({ value, label, count, below: count === null && holders.length ? threshold : null, holders })
  }
  return {
    holders: answers.map(holderOf),
    total: total.count,
    totalFew: total.few,
    totalUnknown: total.unknown,
    facets: [...facets.values()],
    sentence: await sentence(query, services),
  }
}

const ownRoles = ['administrator', 'curator', 'member'] as const
/** True counts are the holder's: its own people, and the command line of the folder that everything lies in. */
export const mayCountOwn = (actor: Actor, holder: string): boolean =>
  actor.kind === 'operator' ||
  actor.grants.some(
    ({ role, organisation }) => organisation === holder && (ownRoles as readonly string[]).includes(role),
  )

export async function trueCount(
  value: unknown,
  day: string | undefined,
  holder: string,
  context: Context,
): Promise<CohortAnswer> {
  if (!mayCountOwn(context.actor, holder)) throw noOwnDonors()
  const query = readQuestion(value, context, context.locale)
  const today = dayInTokyo(context.clock.now())
  const asOf = day ?? today
  if (
    Number.isNaN(Date.parse(`${asOf}T00:00:00Z`)) ||
    new Date(`${asOf}T00:00:00Z`).toISOString().slice(0, 10) !== asOf
  )
    throw badDay(asOf)
  let from: Counters | undefined
  for (const counters of offers(context))
    if ((await counters.holders(context)).some(({ id }) => id === holder)) from = counters
  if (!from) throw noOwnDonors()
  const categories = categoriesOf(context)
  const counted: Counted = await from.count(context, holder, {
    plan: await planOf(query, context),
    categories: categories.map((it) => it.tree),
    asOf,
  })
  const exact = (count: number): Shown => ({ count, below: null })
  const answer: Answered = {
    id: holder,
    name: (await organisations(context)).get(holder) ?? {},
    shown: exact(counted.donors),
    cells: counted.categories.map(exact),
    ...(counted.specimens ? { specimens: { from: counted.specimens.total, to: counted.specimens.total } } : {}),
  }
  return { ...(await answerOf(query, [answer], categories, context)), asOf: day ?? null, protected: false, notes: [] }
}
