import type { FaultTable } from '../../../../kernel/intake.ts'
import type { Locale } from '../../../../kernel/words.ts'
import { say } from '../../../../kernel/words.ts'

export interface QueryFault {
  /** JSON pointer into the question */
  readonly pointer: string
  readonly code: keyof typeof queryFaults
  readonly values: Readonly<Record<string, string | number>>
}

/** Why a question is refused, and how its writer mends it. */
export const queryFaults = {
  'not-an-object': {
    reason: {
      en: 'An object is needed here, not {found}',
      ja: 'ここにはオブジェクトが必要です（{found} が書かれています）',
    },
    mend: { en: 'Write it as {example}.', ja: '{example} の形で書いてください。' },
  },
  'wrong-type': {
    reason: {
      en: '{wanted} is needed here, not {found}',
      ja: 'ここには{wanted}が必要です（{found} が書かれています）',
    },
    mend: { en: 'Write it as {example}.', ja: '{example} の形で書いてください。' },
  },
  version: {
    reason: { en: 'The version of the question is not 1', ja: '検索条件の版が1ではありません' },
    mend: { en: 'Write "version": 1.', ja: '"version": 1 と書いてください。' },
  },
  'unknown-key': {
    reason: { en: '"{key}" is not a criterion or option here', ja: '「{key}」はここで使える条件・項目ではありません' },
    mend: { en: 'Use one of: {allowed}.', ja: '次のいずれかを使ってください：{allowed}' },
  },
  'unknown-key-near': {
    reason: { en: '"{key}" is not a criterion or option here', ja: '「{key}」はここで使える条件・項目ではありません' },
    mend: { en: 'Did you mean "{near}"?', ja: '「{near}」ではありませんか。' },
  },
  'missing-key': {
    reason: { en: '"{key}" is missing', ja: '「{key}」がありません' },
    mend: { en: 'Add {example}.', ja: '{example} を加えてください。' },
  },
  'one-criterion': {
    reason: {
      en: 'One criterion or one of all, any, not, atLeast is needed here; there are {count}',
      ja: 'ここには条件または all・any・not・atLeast を1つだけ書きます（{count} 個あります）',
    },
    mend: {
      en: 'Put them into {"all": [ ... ]}, each in braces of its own.',
      ja: '{"all": [ ... ]} の中に1つずつ分けて書いてください。',
    },
  },
  empty: {
    reason: { en: 'The list is empty', ja: 'リストが空です' },
    mend: {
      en: 'Write at least one item, or take the criterion out.',
      ja: '1つ以上書くか、この条件を取り除いてください。',
    },
  },
  duplicate: {
    reason: { en: '{code} stands here twice', ja: '{code} が2回書かれています' },
    mend: { en: 'Take one of them out.', ja: '一方を取り除いてください。' },
  },
  'unknown-code': {
    reason: {
      en: '{code} is not in the published list ({list})',
      ja: '{code} は公開されている値の一覧（{list}）にありません',
    },
    mend: { en: 'Choose a code from the list.', ja: '一覧にあるコードを選んでください。' },
  },
  'unknown-code-near': {
    reason: {
      en: '{code} is not in the published list ({list})',
      ja: '{code} は公開されている値の一覧（{list}）にありません',
    },
    mend: { en: 'Did you mean {near}?', ja: '{near} ではありませんか。' },
  },
  'not-a-code': {
    reason: { en: 'Free text is not a criterion', ja: '自由記述は条件にできません' },
    mend: {
      en: 'Write a code of the published list, such as {example}.',
      ja: '公開されている一覧のコード（例：{example}）を書いてください。',
    },
  },
  'off-grid': {
    reason: {
      en: '{value} does not lie on the published grid ({grid})',
      ja: '{value} は公開されている刻み（{grid}）に合いません',
    },
    mend: { en: 'Use {near}.', ja: '{near} を使ってください。' },
  },
  'exact-date': {
    reason: {
      en: 'Exact dates are not criteria; dates are in months',
      ja: '日付そのものは条件にできません。年月で指定します',
    },
    mend: { en: 'Write the month: "{near}".', ja: '年月「{near}」を書いてください。' },
  },
  'not-a-month': {
    reason: {
      en: '"{value}" is not a month from 1900 to 2099',
      ja: '「{value}」は1900年から2099年までの年月ではありません',
    },
    mend: { en: 'Write it as YYYY-MM, such as 2020-04.', ja: 'YYYY-MM の形（例：2020-04）で書いてください。' },
  },
  'no-bound': {
    reason: { en: 'The range has no bound', ja: '範囲に上限も下限もありません' },
    mend: { en: 'Add "from", "{upper}", or both.', ja: '"from" または "{upper}"（あるいは両方）を書いてください。' },
  },
  'empty-range': {
    reason: {
      en: 'The range from {from} to {to} holds nothing',
      ja: '{from} から {to} までの範囲には何も含まれません',
    },
    mend: { en: 'Let the lower bound be smaller than the upper one.', ja: '下限を上限より小さくしてください。' },
  },
  'no-such-unit': {
    reason: { en: '{code} is not published in {unit}', ja: '{code} は単位 {unit} では公開されていません' },
    mend: { en: 'Use one of: {allowed}.', ja: '次のいずれかの単位を使ってください：{allowed}' },
  },
  'at-least': {
    reason: {
      en: 'At least {n} of {count} can never be said: n goes from 1 to {count}',
      ja: '{count} 個のうち {n} 個以上という指定はできません（1から {count} まで）',
    },
    mend: { en: 'Lower n, or add criteria.', ja: 'n を小さくするか、条件を増やしてください。' },
  },
  degree: {
    reason: { en: 'A degree belongs to "anyRelative" only', ja: '親等（degree）は "anyRelative" だけに指定できます' },
    mend: { en: 'Take "degree" out.', ja: '"degree" を取り除いてください。' },
  },
  'only-when-counting-specimens': {
    reason: {
      en: '"specimens" says which specimens to count, but donors are counted',
      ja: '"specimens" は数える検体の指定ですが、提供者を数えることになっています',
    },
    mend: {
      en: 'Write "count": "specimens", or move it into "where" as {"specimen": ... }.',
      ja: '"count": "specimens" とするか、"where" の中に {"specimen": ... } として書いてください。',
    },
  },
  'any-specimen-inside': {
    reason: {
      en: 'A condition without content says nothing inside all, any, not, atLeast',
      ja: 'all・any・not・atLeast の中の空の条件には意味がありません',
    },
    mend: { en: 'Say a condition, or take it out.', ja: '条件を書くか、取り除いてください。' },
  },
  'too-many-leaves': {
    reason: {
      en: 'The question has {count} criteria (each code of a list is one); {most} are allowed',
      ja: '条件が {count} 個あります（一覧のコードは1つずつ数えます）。{most} 個までです',
    },
    mend: {
      en: 'Use broader terms or ranges, or ask in parts.',
      ja: 'より広い用語や範囲にまとめるか、分けて検索してください。',
    },
  },
  'too-deep': {
    reason: { en: 'Brackets are nested more than {most} deep', ja: '入れ子が {most} 段を超えています' },
    mend: { en: 'Write it flatter.', ja: '入れ子を浅くしてください。' },
  },
  'too-large': {
    reason: { en: 'The question has more than {most} parts', ja: '検索条件の要素が {most} 個を超えています' },
    mend: { en: 'Ask in parts.', ja: '分けて検索してください。' },
  },
} as const satisfies FaultTable

export const faultText = (locale: Locale, { code, values }: QueryFault): { reason: string; mend: string } => ({
  reason: say(locale, queryFaults[code].reason, values),
  mend: say(locale, queryFaults[code].mend, values),
})
