import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Button, Container, EmptyState, Group, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconBasket, IconDownload, IconPrinter, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { pick } from '../../../kernel/words.ts'
import { AskFacts } from '../../../ui/asks.tsx'
import { drop, live, putBack, useShelf } from '../../../ui/basket.ts'
import type { Kept } from '../../../ui/basket.ts'
import { csv, download } from '../../../ui/csv.ts'
import { Both, Name } from '../../../ui/facts.tsx'
import { Loaded } from '../../../ui/loaded.tsx'
import { formatDay, useLocale } from '../../../ui/locale.ts'
import { useTitle } from '../../../ui/use-title.ts'
import type { Hit } from '../contract.ts'
import { basketRows } from './basket-rows.ts'
import css from './basket-page.module.css'
import { FactLine, KindBadge, titleOf } from './parts/hit-card.tsx'
import { entriesQuery } from './queries.ts'

export function BasketPage() {
  const { t } = useLingui()
  const kept = live(useShelf())
  useTitle(t`Basket`)
  const found = useQuery({ ...entriesQuery(kept.map(({ iri }) => iri)), enabled: kept.length > 0 })
  return (
    <Container size="lg" py="lg">
      <h1>{t`Basket`}</h1>
      {kept.length === 0 ? (
        <Empty />
      ) : (
        <Loaded query={found} lines={10}>
          {({ entries, gone }) => <Basket kept={kept} entries={entries} gone={gone} />}
        </Loaded>
      )}
    </Container>
  )
}

function Empty() {
  const { t } = useLingui()
  return (
    <EmptyState
      my="xl"
      icon={<IconBasket size={40} aria-hidden />}
      title={t`The basket is empty`}
      description={t`Put collections, datasets and cell lines here while you search. They stay, also after you close the page or sign in.`}
    >
      <Button component={Link} to="/search" variant="light">{t`Search`}</Button>
    </EmptyState>
  )
}

function useRemove() {
  const { t } = useLingui()
  return (removed: readonly Kept[], text: string) => {
    drop(removed.map(({ iri }) => iri))
    const id = `basket-${removed[0]?.iri ?? ''}`
    notifications.show({
      id,
      autoClose: 10_000,
      withCloseButton: true,
      title: text,
      closeButtonProps: { 'aria-label': t`Close` },
      message: (
        <Anchor
          component="button"
          type="button"
          size="sm"
          onClick={() => {
            putBack(removed)
            notifications.hide(id)
          }}
        >{t`Put back`}</Anchor>
      ),
    })
  }
}

function Basket({ kept, entries, gone }: { kept: readonly Kept[]; entries: readonly Hit[]; gone: readonly string[] }) {
  const { t } = useLingui()
  const locale = useLocale()
  const remove = useRemove()
  const known = new Map(entries.map((entry) => [entry.iri, entry]))
  const save = () =>
    download(
      `basket-${new Date().toISOString().slice(0, 10)}.csv`,
      csv(basketRows(locale, kept, entries, location.origin)),
    )
  return (
    <Stack gap="md" mt="sm">
      <Group justify="space-between" gap="sm">
        <Text role="status">
          <Plural
            value={kept.length}
            one="# entry. What each holder asks is shown below, as far as the holder says."
            other="# entries. What each holder asks is shown below, as far as the holder says."
          />
        </Text>
        <Group gap="xs" className="no-print">
          <Button
            size="xs"
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
            onClick={save}
          >{t`Save as CSV`}</Button>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPrinter size={16} aria-hidden />}
            onClick={() => print()}
          >{t`Print`}</Button>
          <Button
            size="xs"
            variant="subtle"
            color="red"
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() => remove(kept, t`The basket was emptied`)}
          >{t`Empty the basket`}</Button>
        </Group>
      </Group>
      <ul className={css.list}>
        {kept.map((one) => (
          <li key={one.iri}>
            <Entry
              kept={one}
              entry={known.get(one.iri)}
              gone={gone.includes(one.iri)}
              remove={() => remove([one], t`Removed from the basket`)}
            />
          </li>
        ))}
      </ul>
    </Stack>
  )
}

function Entry({
  kept,
  entry,
  gone,
  remove,
}: {
  kept: Kept
  entry: Hit | undefined
  gone: boolean
  remove: () => void
}) {
  const { t } = useLingui()
  const locale = useLocale()
  const named = entry ? titleOf(entry) : (kept.name ?? {})
  const title = pick(locale, named) ?? kept.iri
  const added = formatDay(locale, kept.at)
  return (
    <article className={css.entry}>
      <div className={css.head}>
        <div>
          {entry && (
            <Group gap="xs" mb={4}>
              <KindBadge kind={entry.kind} />
              <Text size="sm" c="dimmed">
                {entry.holders.map(({ id, name }, at) => (
                  <span key={id}>
                    {at > 0 && ' · '}
                    <Name named={name} fallback={id} />
                  </span>
                ))}
              </Text>
            </Group>
          )}
          <h2 className={css.title}>
            {entry ? (
              <Anchor component={Link} to={entry.iri} inherit underline="hover">
                <Both named={named} fallback={kept.iri} />
              </Anchor>
            ) : (
              <Both named={named} fallback={kept.iri} />
            )}
          </h2>
        </div>
        <Button
          className="no-print"
          size="xs"
          variant="subtle"
          color="red"
          leftSection={<IconTrash size={16} aria-hidden />}
          onClick={remove}
          aria-label={t`Remove from basket: ${title}`}
        >{t`Remove`}</Button>
      </div>
      {gone && (
        <Text size="sm" role="note" className={css.gone ?? ''}>
          <Trans>This entry is no longer published, or not to you. It stays in the basket until you remove it.</Trans>
        </Text>
      )}
      {entry && <FactLine facts={entry.facts} />}
      {entry && <AskFacts asks={entry.asks} wide />}
      <Text size="xs" c="dimmed">
        <Trans>Added on {added}</Trans>
      </Text>
    </article>
  )
}
