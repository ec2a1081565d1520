import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Alert, Anchor, Container, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { UseQueryResult } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import type { OutOf } from '../../../kernel/contract.ts'
import { useActor } from '../../../ui/actor.ts'
import { pick } from '../../../kernel/words.ts'
import { Fact, Facts, Name, Outside, Section } from '../../../ui/facts.tsx'
import { LongList } from '../../../ui/list.tsx'
import { Loaded } from '../../../ui/loaded.tsx'
import { formatNumber, useLocale } from '../../../ui/locale.ts'
import { Mark } from '../../../ui/mark.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { SourceSection } from '../../../ui/source.tsx'
import { DataTable } from '../../../ui/table.tsx'
import type { readTerm } from '../contract.ts'
import { canOverride } from '../policy.ts'
import { annotationAddress } from './annotation.ts'
import { Hierarchy } from './parts/hierarchy.tsx'
import { Labels } from './parts/labels.tsx'
import { Overrides } from './parts/overrides.tsx'
import { TermLink } from './parts/term-link.tsx'
import { annotatedQuery, termQuery } from './queries.ts'

type Term = OutOf<typeof readTerm>

export function TermPage() {
  const { id = '' } = useParams()
  const term = useQuery(termQuery(id))
  return (
    <Container size="lg" py="lg">
      <Loaded page query={term} lines={12}>
        {(view) => <TermView key={view.id} term={view} />}
      </Loaded>
    </Container>
  )
}

function TermView({ term }: { term: Term }) {
  const { t } = useLingui()
  const locale = useLocale()
  const may = canOverride(useActor())
  const annotated = useQuery(annotatedQuery(term.id))
  const description = term.definition && pick(locale, term.definition)
  return (
    <article>
      <PageHead
        kind={t`Term`}
        above={
          <>
            <Name named={term.source.name} fallback={term.vocabulary} /> · <code>{term.id}</code>
          </>
        }
        named={term.label}
        fallback={term.id}
        iri={term.iri}
      >
        {term.kana !== undefined && (
          <Text size="sm" c="dimmed" lang="ja-Hira">
            {term.kana}
          </Text>
        )}
      </PageHead>
      {term.obsolete && (
        <Alert color="gray" mb="sm" title={t`Obsolete`}>
          <Trans>The source no longer uses this term.</Trans>
        </Alert>
      )}
      {description && <Text maw="62rem">{description}</Text>}
      <Annotated id={term.id} annotated={annotated} />
      {term.namesakes.length > 0 && (
        <Section title={t`Same name, other terms`} count={formatNumber(locale, term.namesakes.length)}>
          <Text size="sm" mb="xs">
            <Trans>These have the same name. They may mean something else, or the same in another vocabulary.</Trans>
          </Text>
          <LongList items={term.namesakes} keyOf={(one) => one.id} each={(one) => <TermLink term={one} both />} />
        </Section>
      )}
      <Section title={t`Hierarchy`}>
        <Hierarchy term={term} />
      </Section>
      <Section title={t`Labels by source`} count={formatNumber(locale, term.labels.length)}>
        <Labels term={term} />
      </Section>
      {(term.overrides.length > 0 || may) && (
        <Section title={t`Labels by curators`}>
          <Overrides term={term} />
        </Section>
      )}
      <Mappings term={term} />
      {(term.notation !== null || term.links.length > 0) && (
        <Section title={t`Further information`}>
          <Facts>
            <Fact label={t`Code`} optional>
              {term.notation !== null && <code>{term.notation}</code>}
            </Fact>
            <Fact label={t`Web pages`} optional>
              {term.links.length > 0 && (
                <LongList items={term.links} keyOf={(link) => link} each={(link) => <Outside href={link} />} />
              )}
            </Fact>
          </Facts>
        </Section>
      )}
      <SourceSection
        source={term.source}
        name={pick(locale, term.source.name) ?? term.source.id}
        date={term.source.date}
        address={term.source.source}
        changedCopies={term.source.changedCopies}
      />
    </article>
  )
}

/** The number opens to the list that it counts. */
function Annotated({ id, annotated }: { id: string; annotated: UseQueryResult<number> }) {
  if (annotated.data === undefined) return null
  if (annotated.data === 0)
    return (
      <Text mt="md" c="dimmed">
        <Trans>No published entry carries this term.</Trans>
      </Text>
    )
  return (
    <Text mt="md">
      <Anchor component={Link} to={annotationAddress(id)} fw={600}>
        <Plural
          value={annotated.data}
          one="# published entry carries this term or a narrower one"
          other="# published entries carry this term or a narrower one"
        />
      </Anchor>
    </Text>
  )
}

function Mappings({ term }: { term: Term }) {
  const { t } = useLingui()
  const locale = useLocale()
  const kinds = {
    exact: t`Same meaning`,
    close: t`Nearly the same`,
    narrow: t`Narrower there`,
    broad: t`Broader there`,
    related: t`Related`,
  }
  return (
    <Section title={t`In other vocabularies`} count={formatNumber(locale, term.mappings.length)}>
      {term.mappings.length === 0 ? (
        <Text size="sm" c="dimmed">
          <Trans>No source says what this term is called elsewhere.</Trans>
        </Text>
      ) : (
        <DataTable
          caption={t`Mappings`}
          rows={term.mappings}
          keyOf={({ kind, target, source }) => `${kind} ${target} ${source}`}
          columns={[
            {
              key: 'term',
              title: t`Term`,
              head: true,
              cell: ({ target, term: other }) => (other ? <TermLink term={other} both /> : <code>{target}</code>),
            },
            {
              key: 'kind',
              title: t`Relation`,
              cell: ({ kind }) => <Mark tone={kind === 'exact' ? 'good' : 'plain'}>{kinds[kind]}</Mark>,
            },
            { key: 'source', title: t`According to`, cell: ({ source }) => source },
          ]}
        />
      )}
    </Section>
  )
}
