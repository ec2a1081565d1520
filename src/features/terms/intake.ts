import { isOperator } from '../../kernel/actor.ts'
import { intake } from '../../kernel/intake-target.ts'
import type { Intake, Shaped } from '../../kernel/intake-target.ts'
import type { Format } from '../../kernel/intake.ts'
import { fold } from '../../kernel/text.ts'
import { formats } from './formats/index.ts'
import type { TermRecord } from './record.ts'

/** Vocabulary of a CURIE: `ICD10:G20` is of ICD10. A root without prefix belongs to the file it came in. */
export const vocabularyOf = (curie: string, fallback: string): string =>
  curie.includes(':') ? curie.slice(0, curie.indexOf(':')) : fallback

export function termRows(record: TermRecord, format: string): Shaped {
  const best = (lang: 'en' | 'ja' | 'ja-Hira') =>
    (
      record.labels.find((label) => label.lang === lang && label.kind === 'preferred') ??
      record.labels.find((label) => label.lang === lang)
    )?.text ?? null
  const codes = [record.id, ...(record.notation ? [record.notation] : [])]
  const names = new Map<string, { folded: string; text: string; lang: string; kind: string }>()
  const add = (text: string, lang: string, kind: string) => {
    const folded = fold(text)
    if (folded && !names.has(`${folded}\n${lang}`)) names.set(`${folded}\n${lang}`, { folded, text, lang, kind })
  }
  for (const label of record.labels) add(label.text, label.lang, label.kind)
  for (const code of codes) add(code, 'code', 'code')
  return {
    table: 'terms.term',
    row: {
      vocabulary: vocabularyOf(record.id, format.toUpperCase()),
      curie: record.id,
      notation: record.notation ?? null,
      obsolete: record.obsolete ?? false,
      label_en: best('en'),
      label_ja: best('ja'),
      kana: best('ja-Hira'),
      parents: record.parents,
      mappings: record.mappings,
      record,
    },
    children: { 'terms.label': [...names.values()] },
  }
}

/** How the terms of a format come in. */
export function vocabularyIntake({
  format,
  templates,
}: {
  format: Format<TermRecord>
  templates?: Intake['templates']
}): Intake {
  return intake<TermRecord>({
    format,
    holder: 'none',
    ...(templates ? { templates } : {}),
    source: () => `terms:${format.name}`,
    tables: [{ name: 'terms.term', children: ['terms.label'] }],
    rows: (record) => termRows(record, format.name),
    notes: Object.fromEntries(Object.entries(format.faults).map(([code, { reason }]) => [code, reason])),
    // vocabularies belong to everybody: one person of one organisation does not replace them
    mayImport: (actor) => isOperator(actor),
  })
}

export const termIntakes: readonly Intake[] = formats.map(vocabularyIntake)
