import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Text } from '@mantine/core'
import type { OutOf } from '../../../../kernel/contract.ts'
import { Mark } from '../../../../ui/mark.tsx'
import { DataTable } from '../../../../ui/table.tsx'
import type { readTerm } from '../../contract.ts'

type Term = OutOf<typeof readTerm>

const sourceName = (source: string, curator: string) => (source === 'curator' ? curator : source)

/** Labels as each source says them. Where sources disagree, that is shown and nothing is decided. */
export function Labels({ term }: { term: Term }) {
  const { t } = useLingui()
  const languages = { en: t`English`, ja: t`Japanese`, 'ja-Hira': t`Kana` }
  const curator = t`Curator`
  return (
    <>
      {term.disagreements.map(({ lang, says }) => (
        <Alert
          key={lang}
          color="yellow"
          variant="light"
          mb="sm"
          title={
            lang === 'ja' ? t`Sources name this differently in Japanese` : t`Sources name this differently in English`
          }
        >
          {says.map(({ source, text }) => (
            <Text key={source + text} size="sm">
              <strong>{sourceName(source, curator)}</strong>: <span lang={lang}>{text}</span>
            </Text>
          ))}
        </Alert>
      ))}
      <DataTable
        caption={t`Labels by source`}
        rows={term.labels}
        keyOf={({ lang, text, kind, source }) => `${lang} ${kind} ${source} ${text}`}
        columns={[
          { key: 'text', title: t`Label`, head: true, cell: ({ text, lang }) => <span lang={lang}>{text}</span> },
          { key: 'lang', title: t`Language`, cell: ({ lang }) => languages[lang] },
          {
            key: 'kind',
            title: t`Use`,
            cell: ({ kind, status }) => (
              <>
                {kind === 'preferred' ? t`Preferred` : t`Synonym`}
                {status !== undefined && (
                  <>
                    {' '}
                    <Mark small>{status}</Mark>
                  </>
                )}
              </>
            ),
          },
          { key: 'source', title: t`Source`, cell: ({ source }) => sourceName(source, curator) },
        ]}
      />
      {term.label.ja === undefined && (
        <Text size="sm" c="dimmed" mt="xs">
          <Trans>No source gives a Japanese label; the English one is shown.</Trans>
        </Text>
      )}
    </>
  )
}
