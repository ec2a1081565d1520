import { Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Container, Group, Text } from '@mantine/core'
import { IconAward } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import { pick } from '../../../kernel/words.ts'
import { AskFacts } from '../../../ui/asks.tsx'
import { Fact, Facts, Name, Outside, Section } from '../../../ui/facts.tsx'
import { LongList } from '../../../ui/list.tsx'
import { Loaded } from '../../../ui/loaded.tsx'
import { bothNames, formatNumber, formatRange, useLocale } from '../../../ui/locale.ts'
import { Mark } from '../../../ui/mark.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { SourceSection } from '../../../ui/source.tsx'
import { kinds } from '../codes.ts'
import type { EntryView } from '../contract.ts'
import { Contacts } from './parts/contacts.tsx'
import { Parts } from './parts/parts.tsx'
import { entryQuery, holdingsQuery } from './queries.ts'

export function EntryPage({ kind }: { kind: EntryView['kind'] }) {
  const { holder = '', id = holder } = useParams()
  const entry = useQuery(entryQuery({ kind, holder, id }))
  return (
    <Container size="lg" py="lg">
      <Loaded page query={entry} lines={12}>
        {(view) => <Entry view={view} />}
      </Loaded>
    </Container>
  )
}

function Entry({ view }: { view: EntryView }) {
  const { t } = useLingui()
  const locale = useLocale()
  const isHolder = view.kind === 'holder'
  return (
    <article>
      <PageHead
        kind={kinds[view.kind][locale]}
        named={view.name}
        fallback={view.id}
        iri={view.iri}
        basket
        above={
          !isHolder && (
            <Anchor component={Link} to={view.holder.iri} inherit>
              <Name named={view.holder.name} fallback={view.holder.id} />
            </Anchor>
          )
        }
      >
        {view.quality.length > 0 && (
          <Group gap={6} mt="xs">
            {view.quality.map((mark) => (
              <Mark key={mark} tone="good" icon={<IconAward size={13} aria-hidden />}>
                {mark}
              </Mark>
            ))}
          </Group>
        )}
        {!view.audience.includes('public') && (
          <Text size="sm" mt="xs">
            <Trans>Not public: only some people can find this entry.</Trans>
          </Text>
        )}
      </PageHead>
      {view.description && <Description named={view.description} />}
      {isHolder ? <Holdings holder={view.holder.id} /> : <Contents view={view} />}
      <Parts view={view} />
      {!isHolder && (
        <Section title={t`What the holder asks`}>
          <AskFacts asks={view.asks} />
        </Section>
      )}
      <Section title={t`Contact`}>
        <Contacts view={view} />
      </Section>
      <SourceSection source={view.source} />
    </article>
  )
}

function Description({ named }: { named: NonNullable<EntryView['description']> }) {
  const { main, mainLang } = bothNames(useLocale(), named)
  return main === undefined ? null : (
    <Text lang={mainLang} maw="62rem" style={{ whiteSpace: 'pre-line' }}>
      {main}
    </Text>
  )
}

function Holdings({ holder }: { holder: string }) {
  const { t } = useLingui()
  const locale = useLocale()
  const holdings = useQuery(holdingsQuery(holder))
  return (
    <Section title={t`Published here`}>
      <Loaded query={holdings} lines={2}>
        {({ total, kinds: values }) =>
          total === 0 ? (
            <Text size="sm">
              <Trans>Nothing is published yet.</Trans>
            </Text>
          ) : (
            <Group gap="lg">
              {values.map(({ value, label, count }) => (
                <Anchor key={value} component={Link} to={`/search?${new URLSearchParams({ holder, kind: value })}`}>
                  {pick(locale, label) ?? value} {formatNumber(locale, count)}
                </Anchor>
              ))}
              <Anchor
                component={Link}
                to={`/search?${new URLSearchParams({ holder })}`}
              >{t`Search in all of it`}</Anchor>
            </Group>
          )
        }
      </Loaded>
    </Section>
  )
}

type Coded = EntryView['materials'][number]

function Codes({ codes }: { codes: readonly Coded[] }) {
  const locale = useLocale()
  return <>{codes.map(({ code, label }) => pick(locale, label) ?? code).join(locale === 'ja' ? '、' : ', ')}</>
}

function Contents({ view }: { view: EntryView }) {
  const { t } = useLingui()
  const locale = useLocale()
  const codes = (values: readonly Coded[]) => values.length > 0 && <Codes codes={values} />
  const age = view.age && formatRange(locale, view.age)
  const unit = view.age && (pick(locale, view.age.unit.label) ?? view.age.unit.code)
  return (
    <Section title={t`Contents`}>
      <Facts>
        <Fact label={t`Donors`}>{formatRange(locale, view.donors)}</Fact>
        <Fact label={t`Samples`}>{formatRange(locale, view.samples)}</Fact>
        <Fact label={t`Materials`}>{codes(view.materials)}</Fact>
        <Fact label={t`Data`}>{codes(view.dataCategories)}</Fact>
        <Fact label={t`Omics`} optional>
          {codes(view.omics)}
        </Fact>
        <Fact label={t`Study type`}>{codes(view.types)}</Fact>
        <Fact label={t`Diseases`}>
          {view.diseases.length > 0 && (
            <LongList
              items={view.diseases}
              keyOf={({ id }) => id}
              inline
              each={({ id, iri, label }) => (
                <>
                  {iri ? (
                    <Anchor component={Link} to={iri} inherit>
                      <Name named={label} fallback={id} />
                    </Anchor>
                  ) : (
                    <Name named={label} fallback={id} />
                  )}{' '}
                  <Text component="span" size="xs" c="dimmed">
                    {id}
                  </Text>
                </>
              )}
            />
          )}
        </Fact>
        <Fact label={t`Age at sampling`}>{age && (locale === 'ja' ? `${age}${unit}` : `${age} ${unit}`)}</Fact>
        <Fact label={t`Sex`}>{codes(view.sexes)}</Fact>
        <Fact label={t`Country`} optional>
          {view.country && new Intl.DisplayNames([locale], { type: 'region' }).of(view.country)}
        </Fact>
        <Fact label={t`Acronym`} optional>
          {view.acronym}
        </Fact>
        <Fact label={t`Identifier at the holder`}>
          <code>{view.id}</code>
        </Fact>
        <Fact label={t`Web page`} optional>
          {view.url && <Outside href={view.url} />}
        </Fact>
      </Facts>
    </Section>
  )
}
