import { pick, say } from '../../../kernel/words.ts'
import type { Locale, Words } from '../../../kernel/words.ts'
import type { Kept } from '../../../ui/basket.ts'
import type { Hit } from '../contract.ts'

const columns: readonly Words[] = [
  { en: 'Address', ja: 'アドレス' },
  { en: 'Kind', ja: '種別' },
  { en: 'Title (English)', ja: '名称（英語）' },
  { en: 'Title (Japanese)', ja: '名称（日本語）' },
  { en: 'Holder', ja: '保有機関' },
  { en: 'Permitted use', ja: '利用条件' },
  { en: 'Use by companies', ja: '企業の利用' },
  { en: 'Fee', ja: '費用' },
  { en: 'Joint project', ja: '共同研究' },
  { en: 'Expected working days', ja: '見込み日数（営業日）' },
  { en: 'Terms', ja: '利用規約のURL' },
  { en: 'Added', ja: '追加日時' },
  { en: 'Note', ja: '備考' },
]
const notSaid: Words = { en: 'not stated', ja: '情報なし' }
const answers: Record<'true' | 'false', Words> = { true: { en: 'yes', ja: 'はい' }, false: { en: 'no', ja: 'いいえ' } }
const withdrawn: Words = { en: 'no longer published', ja: '公開終了' }

/** The basket as a table: what is not said is said to be so, because an empty cell would read as "nothing asked". */
export function basketRows(
  locale: Locale,
  kept: readonly Kept[],
  entries: readonly Hit[],
  origin: string,
): (string | number)[][] {
  const known = new Map(entries.map((entry) => [entry.iri, entry]))
  const unknown = say(locale, notSaid)
  const yesNo = (value: boolean | undefined) => (value === undefined ? unknown : say(locale, answers[`${value}`]))
  const rows = kept.map(({ iri, at, name }): (string | number)[] => {
    const entry = known.get(iri)
    if (!entry)
      return [origin + iri, '', name?.en ?? '', name?.ja ?? '', '', '', '', '', '', '', '', at, say(locale, withdrawn)]
    const asks = entry.asks ?? {}
    return [
      origin + iri,
      entry.kind,
      entry.title ?? '',
      entry.titleJa ?? '',
      entry.holders.map((one) => pick(locale, one.name) ?? one.id).join('; '),
      asks.permissions?.length
        ? asks.permissions.map(({ id, label }) => `${id} ${pick(locale, label) ?? ''}`.trim()).join('; ')
        : unknown,
      yesNo(asks.industry),
      yesNo(asks.fee),
      yesNo(asks.jointProject),
      asks.expectedDays ?? unknown,
      asks.url ?? unknown,
      at,
      '',
    ]
  })
  return [columns.map((words) => say(locale, words)), ...rows]
}
