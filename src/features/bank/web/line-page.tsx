import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Anchor, Container, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import { pick } from '../../../kernel/words.ts'
import type { Named } from '../../../kernel/words.ts'
import { Fact, Facts, Name, Outside, Section } from '../../../ui/facts.tsx'
import { LongList } from '../../../ui/list.tsx'
import { Loaded } from '../../../ui/loaded.tsx'
import { formatNumber, useLocale } from '../../../ui/locale.ts'
import { Mark } from '../../../ui/mark.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { SourceSection } from '../../../ui/source.tsx'
import { DataTable } from '../../../ui/table.tsx'
import { depositStatuses } from '../codes.ts'
import type { LineView } from '../contract.ts'
import { donorAge, donorSex } from './donor.ts'
import { lineQuery } from './queries.ts'

export function LinePage() {
  const { accession = '' } = useParams()
  const line = useQuery(lineQuery(accession))
  return (
    <Container size="lg" py="lg">
      <Loaded page query={line} lines={12}>
        {(view) => <Line view={view} />}
      </Loaded>
    </Container>
  )
}

const namesOf = (view: LineView): Named => ({ en: view.name, ...(view.nameJa === null ? {} : { ja: view.nameJa }) })

function Line({ view }: { view: LineView }) {
  const { t } = useLingui()
  const locale = useLocale()
  return (
    <article>
      <PageHead
        kind={t`Cell line`}
        above={
          <>
            {pick(locale, view.category.label) ?? view.category.value} · <code>{view.accession}</code>
          </>
        }
        named={namesOf(view)}
        fallback={view.accession}
        iri={view.iri}
        basket
      />
      {view.problems.length > 0 && (
        <Alert
          color="orange"
          variant="light"
          icon={<IconAlertTriangle aria-hidden />}
          title={t`Known problem with this line`}
        >
          {view.problems.map((problem) => (
            <Text key={problem} size="sm" lang="en">
              {problem}
            </Text>
          ))}
        </Alert>
      )}
      {view.description && (
        <Text mt="sm" maw="62rem">
          <Name named={view.description} />
        </Text>
      )}
      <Deposits view={view} />
      <Identity view={view} />
      <Relations view={view} />
      <Str str={view.str} />
      <Comments view={view} />
      <SourceSection source={view.source} changedCopies={view.source.changedCopies} />
    </article>
  )
}

const statusTones = { offered: 'good', discontinued: 'plain', 'probably-discontinued': 'warn' } as const

/** A line is not a holding: the line exists once, what banks hold of it are deposits. */
function Deposits({ view: { deposits } }: { view: LineView }) {
  const { t } = useLingui()
  const locale = useLocale()
  return (
    <Section title={t`Deposits`} count={formatNumber(locale, deposits.length)}>
      {deposits.length === 0 ? (
        <Text size="sm">
          <Trans>The source names no bank that holds this line.</Trans>
        </Text>
      ) : (
        <DataTable
          caption={t`Deposits of this line`}
          rows={deposits}
          keyOf={({ bank, catalogue }) => `${bank} ${catalogue}`}
          columns={[
            {
              key: 'bank',
              title: t`Bank`,
              head: true,
              cell: ({ bank, bankName, holder }) => {
                const name = <Name named={bankName} fallback={bank} />
                return holder === null ? (
                  name
                ) : (
                  <Anchor component={Link} to={`/search?${new URLSearchParams({ holder })}`} inherit>
                    {name}
                  </Anchor>
                )
              },
            },
            {
              key: 'catalogue',
              title: t`Catalogue number`,
              cell: ({ catalogue, url }) =>
                url === null ? (
                  <code>{catalogue}</code>
                ) : (
                  <Outside href={url}>
                    <code>{catalogue}</code>
                  </Outside>
                ),
            },
            {
              key: 'status',
              title: t`Availability`,
              cell: ({ status }) => <Mark tone={statusTones[status]}>{depositStatuses[status][locale]}</Mark>,
            },
          ]}
        />
      )}
    </Section>
  )
}

function Identity({ view }: { view: LineView }) {
  const { t } = useLingui()
  const locale = useLocale()
  return (
    <Section title={t`Identity`}>
      <Facts>
        <Fact label={t`Accession`}>
          <code>{view.accession}</code>
          {view.secondary.length > 0 && (
            <Text component="span" size="sm" c="dimmed">
              {' '}
              ({view.secondary.join(', ')})
            </Text>
          )}
        </Fact>
        <Fact label={t`Other names`}>
          {view.synonyms.length > 0 && (
            <LongList items={view.synonyms} keyOf={(name) => name} each={(name) => name} inline />
          )}
        </Fact>
        <Fact label={t`Category`}>{pick(locale, view.category.label) ?? view.category.value}</Fact>
        <Fact label={t`Species`}>
          {view.species.length > 0 &&
            view.species.map(({ taxon, name }) => (
              <div key={taxon}>
                {name}{' '}
                <Text component="span" size="xs" c="dimmed">
                  {taxon}
                </Text>
              </div>
            ))}
        </Fact>
        <Fact label={t`Sex of the donor`}>{donorSex(locale, view.sex)}</Fact>
        <Fact label={t`Age of the donor`}>{donorAge(locale, view.age)}</Fact>
        <Fact label={t`Diseases`}>
          {view.diseases.length > 0 && (
            <LongList
              items={view.diseases}
              keyOf={({ source, id }) => `${source} ${id}`}
              each={({ source, id, label, iri }) => (
                <>
                  {iri ? (
                    <Anchor component={Link} to={iri} inherit>
                      {label}
                    </Anchor>
                  ) : (
                    label
                  )}{' '}
                  <Text component="span" size="xs" c="dimmed">
                    {source} {id}
                  </Text>
                </>
              )}
            />
          )}
        </Fact>
      </Facts>
    </Section>
  )
}

type Linked = LineView['parents'][number]

/** A line that is not in this catalogue has no page: its name stands without a link. */
const LineLink = ({ line: { accession, name, iri } }: { line: Linked }) => (
  <>
    {iri ? (
      <Anchor component={Link} to={iri} inherit>
        {name}
      </Anchor>
    ) : (
      name
    )}{' '}
    <Text component="span" size="xs" c="dimmed">
      {accession}
    </Text>
  </>
)

function Relations({ view }: { view: LineView }) {
  const { t } = useLingui()
  const list = (lines: readonly Linked[]) =>
    lines.length > 0 && (
      <LongList items={lines} keyOf={({ accession }) => accession} each={(line) => <LineLink line={line} />} inline />
    )
  return (
    <Section title={t`Relations to other lines`}>
      <Facts>
        <Fact label={t`Derived from`}>{list(view.parents)}</Fact>
        <Fact label={t`Derived lines`}>{list(view.children)}</Fact>
        <Fact label={t`From the same donor`}>{list(view.sameDonor)}</Fact>
        <Fact label={t`Similar names, other lines`} optional>
          {list(view.similarNames)}
        </Fact>
      </Facts>
    </Section>
  )
}

function Str({ str }: { str: LineView['str'] }) {
  const { t } = useLingui()
  return (
    <Section title={t`STR profile`}>
      {str === null ? (
        <Text size="sm" c="dimmed">
          <Trans>No STR profile is published for this line.</Trans>
        </Text>
      ) : (
        <>
          <DataTable
            caption={t`STR profile`}
            rows={str.markers}
            keyOf={({ marker, alleles }) => `${marker} ${alleles}`}
            columns={[
              { key: 'marker', title: t`Marker`, head: true, cell: ({ marker }) => marker },
              { key: 'alleles', title: t`Alleles`, cell: ({ alleles }) => <code>{alleles}</code> },
              ...(str.markers.some(({ sources }) => sources !== null)
                ? [
                    {
                      key: 'sources',
                      title: t`Reported by`,
                      blank: true,
                      cell: ({ sources }: (typeof str.markers)[number]) => sources,
                    },
                  ]
                : []),
            ]}
          />
          {str.sources.length > 0 && (
            <Text size="sm" c="dimmed" mt="xs">
              {t`Sources`}:{' '}
              {str.sources.map((source, at) => (
                <span key={source}>
                  {at > 0 && '; '}
                  <Reference reference={source} />
                </span>
              ))}
            </Text>
          )}
        </>
      )}
    </Section>
  )
}

function Comments({ view }: { view: LineView }) {
  const { t } = useLingui()
  if (!view.comments.length && !view.crossReferences.length && !view.references.length && !view.webPages.length)
    return null
  return (
    <Section title={t`Further information`}>
      <Facts>
        {view.comments.length > 0 && (
          <Fact label={t`Comments`}>
            <LongList
              items={view.comments}
              few={8}
              keyOf={({ topic, text }) => topic + text}
              each={({ topic, text }) => (
                <span lang="en">
                  <strong>{topic}</strong>: {text}
                </span>
              )}
            />
          </Fact>
        )}
        {view.references.length > 0 && (
          <Fact label={t`Publications`}>
            <LongList
              items={view.references}
              few={8}
              keyOf={(reference) => reference}
              each={(reference) => <Reference reference={reference} />}
              inline
            />
          </Fact>
        )}
        {view.webPages.length > 0 && (
          <Fact label={t`Web pages`}>
            <LongList items={view.webPages} few={8} keyOf={(page) => page} each={(page) => <Outside href={page} />} />
          </Fact>
        )}
        {view.crossReferences.length > 0 && (
          <Fact label={t`Other databases`}>
            <LongList
              items={view.crossReferences}
              few={16}
              inline
              keyOf={({ resource, id }) => `${resource} ${id}`}
              each={({ resource, id, url }) =>
                url === null ? (
                  <>
                    {resource} {id}
                  </>
                ) : (
                  <Outside href={url}>
                    {resource} {id}
                  </Outside>
                )
              }
            />
          </Fact>
        )}
      </Facts>
    </Section>
  )
}

/** `PubMed:123`, `DOI=10.1/x`: the two that have an address of their own. */
function Reference({ reference }: { reference: string }) {
  const [, pubmed] = /^PubMed[=:](\d+)$/i.exec(reference) ?? []
  if (pubmed !== undefined)
    return <Outside href={`https://pubmed.ncbi.nlm.nih.gov/${pubmed}/`}>PubMed {pubmed}</Outside>
  const [, doi] = /^DOI[=:](10\.\S+)$/i.exec(reference) ?? []
  if (doi !== undefined) return <Outside href={`https://doi.org/${doi}`}>doi:{doi}</Outside>
  return <>{reference}</>
}
