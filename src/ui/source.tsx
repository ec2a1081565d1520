import { useLingui } from '@lingui/react/macro'
import { Fact, Facts, Outside, Section } from './facts.tsx'
import { formatDay, useLocale } from './locale.ts'

/** Where a record comes from: without it nobody can judge what it says. */
export function SourceSection({
  source,
  name,
  date,
  address,
  changedCopies,
}: {
  source: { id: string; format?: string; release: string | null; licence: string | null; importedAt: string | null }
  name?: string
  date?: string | null
  address?: string | null
  changedCopies?: boolean
}) {
  const { t } = useLingui()
  const locale = useLocale()
  return (
    <Section title={t`Source`}>
      <Facts>
        <Fact label={t`Source`}>
          {name ?? source.id}
          {source.format !== undefined && !source.id.includes(source.format) ? ` (${source.format})` : ''}
        </Fact>
        <Fact label={t`Where it comes from`} optional>
          {address && <Outside href={address} />}
        </Fact>
        <Fact label={t`Release`}>{source.release}</Fact>
        <Fact label={t`Date of the release`} optional>
          {date && formatDay(locale, date)}
        </Fact>
        <Fact label={t`Licence`}>{source.licence && <Outside href={source.licence} />}</Fact>
        {changedCopies === false && <Fact label={t`Changed copies`}>{t`Not allowed by the licence`}</Fact>}
        <Fact label={t`Imported`}>{source.importedAt && formatDay(locale, source.importedAt)}</Fact>
      </Facts>
    </Section>
  )
}
