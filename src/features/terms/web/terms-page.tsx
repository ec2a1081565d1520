import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button, Checkbox, Container, Group, Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconDownload, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { address } from '../../../kernel/client.ts'
import type { OutOf } from '../../../kernel/contract.ts'
import { Name, Outside, Section } from '../../../ui/facts.tsx'
import { LongList } from '../../../ui/list.tsx'
import { Loaded } from '../../../ui/loaded.tsx'
import { formatDay, formatNumber, useLocale } from '../../../ui/locale.ts'
import { Mark } from '../../../ui/mark.tsx'
import { DataTable } from '../../../ui/table.tsx'
import { useTitle } from '../../../ui/use-title.ts'
import { exportVocabulary } from '../contract.ts'
import type { lookUp, vocabularies } from '../contract.ts'
import { TermLink } from './parts/term-link.tsx'
import { lookUpQuery, vocabulariesQuery } from './queries.ts'

type Vocabulary = OutOf<typeof vocabularies>['vocabularies'][number]

export function TermsPage() {
  const { t } = useLingui()
  useTitle(t`Terms`)
  const [params, setParams] = useSearchParams()
  const q = (params.get('q') ?? '').trim().slice(0, 200)
  const wanted = params.getAll('vocabulary')
  const all = useQuery(vocabulariesQuery)
  const found = useQuery({ ...lookUpQuery(q, wanted), enabled: q.length > 0 })
  const go = (text: string, chosen: readonly string[]) =>
    setParams(
      [
        ...(text.trim() ? [['q', text.trim()] as [string, string]] : []),
        ...chosen.map((id): [string, string] => ['vocabulary', id]),
      ],
      { replace: true, preventScrollReset: true },
    )
  const typed = useDebouncedCallback((text: string) => go(text, wanted), 200)
  return (
    <Container size="lg" py="lg">
      <h1>{t`Terms`}</h1>
      <Text mt={4} mb="md" c="dimmed">
        <Trans>
          Diseases, phenotypes and conditions of use, as their publishers name them. Width, kana and spelling variants
          are understood.
        </Trans>
      </Text>
      <TextInput
        key={params.get('q') === null ? 'empty' : 'typed'}
        type="search"
        size="md"
        defaultValue={q}
        maxLength={200}
        autoComplete="off"
        leftSection={<IconSearch size={18} aria-hidden />}
        label={t`Look up a term`}
        placeholder={t`Name, kana, synonym or code`}
        onChange={(event) => typed(event.currentTarget.value)}
        maw="40rem"
      />
      <Loaded query={all} lines={5}>
        {({ vocabularies: list }) => (
          <>
            {list.length > 1 && q !== '' && (
              <Checkbox.Group value={wanted} onChange={(chosen) => go(q, chosen)} aria-label={t`Vocabularies`} mt="sm">
                <Group gap="md">
                  {list.map((one) => (
                    <Checkbox key={one.id} size="xs" value={one.id} label={one.id} />
                  ))}
                </Group>
              </Checkbox.Group>
            )}
            {q !== '' && <Loaded query={found}>{({ terms }) => <Found q={q} terms={terms} />}</Loaded>}
            <Vocabularies list={list} />
          </>
        )}
      </Loaded>
    </Container>
  )
}

function Found({ q, terms }: { q: string; terms: OutOf<typeof lookUp>['terms'] }) {
  const { t } = useLingui()
  const matches = { exact: t`Same name`, prefix: t`Begins so`, similar: t`Similar spelling` }
  return (
    <Section title={<Trans>Terms for “{q}”</Trans>}>
      <Text role="status" size="sm" c="dimmed" mb="xs">
        <Plural value={terms.length} _0="No term has this name" one="# term" other="# terms" />
      </Text>
      <LongList
        items={terms}
        few={20}
        keyOf={({ id }) => id}
        each={(term) => (
          <Group gap="xs">
            <TermLink term={term} both />
            <Mark tone={term.match === 'exact' ? 'good' : 'plain'} small>
              {matches[term.match]}
            </Mark>
            {term.matched !== term.label.ja && term.matched !== term.label.en && (
              <Text component="span" size="sm" c="dimmed">
                {term.matched}
              </Text>
            )}
          </Group>
        )}
      />
    </Section>
  )
}

function Vocabularies({ list }: { list: readonly Vocabulary[] }) {
  const { t } = useLingui()
  const locale = useLocale()
  return (
    <Section title={t`Vocabularies`} count={formatNumber(locale, list.length)}>
      {list.length === 0 ? (
        <Text size="sm">
          <Trans>No vocabulary has been imported yet.</Trans>
        </Text>
      ) : (
        <DataTable
          caption={t`Vocabularies`}
          rows={list}
          keyOf={({ id }) => id}
          columns={[
            { key: 'name', title: t`Name`, head: true, cell: ({ name, id }) => <Name named={name} fallback={id} /> },
            { key: 'terms', title: t`Terms`, figures: true, cell: ({ terms }) => formatNumber(locale, terms) },
            {
              key: 'release',
              title: t`Release`,
              cell: ({ release, date }) => release ?? (date && formatDay(locale, date)),
            },
            { key: 'licence', title: t`Licence`, cell: ({ licence }) => licence && <Outside href={licence} /> },
            { key: 'source', title: t`Source`, cell: ({ source }) => source && <Outside href={source} /> },
            {
              key: 'export',
              title: 'CSV',
              cell: (one) =>
                one.changedCopies ? (
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    component="a"
                    href={address(exportVocabulary, { params: { id: one.id } })}
                    download={`${one.id}.csv`}
                    leftSection={<IconDownload size={14} aria-hidden />}
                    aria-label={t`Download ${one.id} as CSV`}
                  >{t`Download`}</Button>
                ) : (
                  <Stack gap={0}>
                    <Text size="xs" c="dimmed">{t`Not allowed by the licence`}</Text>
                  </Stack>
                ),
            },
          ]}
        />
      )}
    </Section>
  )
}
