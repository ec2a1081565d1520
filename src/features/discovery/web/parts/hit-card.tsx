import { useLingui } from '@lingui/react/macro'
import { Anchor, Badge, Group, Text } from '@mantine/core'
import { IconBuildingBank, IconBuildingHospital, IconCell, IconDatabase, IconStack2 } from '@tabler/icons-react'
import { Link } from 'react-router'
import { pick } from '../../../../kernel/words.ts'
import type { Named } from '../../../../kernel/words.ts'
import { AskBadges } from '../../../../ui/asks.tsx'
import { BasketButton, CopyLink } from '../../../../ui/basket-button.tsx'
import { Name } from '../../../../ui/facts.tsx'
import { bothNames, figure, useLocale } from '../../../../ui/locale.ts'
import type { Hit, Kind } from '../../contract.ts'
import { factWords, kindWords, whyWords } from '../words.ts'
import css from './hit-card.module.css'

export const kindIcons = {
  holder: IconBuildingBank,
  biobank: IconBuildingHospital,
  collection: IconStack2,
  dataset: IconDatabase,
  line: IconCell,
} satisfies Record<Kind, unknown>
export const titleOf = (hit: Pick<Hit, 'title' | 'titleJa'>): Named => ({
  ...(hit.title === null ? {} : { en: hit.title }),
  ...(hit.titleJa === null ? {} : { ja: hit.titleJa }),
})

export function KindBadge({ kind }: { kind: Kind }) {
  const { i18n } = useLingui()
  const Icon = kindIcons[kind]
  return (
    <Badge variant="light" leftSection={<Icon size={13} aria-hidden />}>
      {i18n._(kindWords[kind])}
    </Badge>
  )
}

export function HitCard({ hit }: { hit: Hit }) {
  const locale = useLocale()
  const named = titleOf(hit)
  const { main, other, mainLang, otherLang } = bothNames(locale, named)
  return (
    <article className={css.card}>
      <div className={css.top}>
        <KindBadge kind={hit.kind} />
        <Text size="sm" c="dimmed" component="span">
          {hit.holders.map(({ id, name }, at) => (
            <span key={id}>
              {at > 0 && ' · '}
              <Name named={name} fallback={id} />
            </span>
          ))}
        </Text>
      </div>
      <h2 className={css.title}>
        <Anchor component={Link} to={hit.iri} inherit underline="hover" lang={mainLang}>
          {main ?? hit.iri}
        </Anchor>
        {other !== undefined && (
          <span className={css.other} lang={otherLang}>
            {other}
          </span>
        )}
      </h2>
      {hit.summary && (
        <Text size="sm" lineClamp={2} className={css.summary ?? ''}>
          <Name named={hit.summary} />
        </Text>
      )}
      <FactLine facts={hit.facts} />
      <AskBadges asks={hit.asks} />
      <div className={css.foot}>
        <Why why={hit.why} />
        <Group gap={4} wrap="nowrap">
          <BasketButton iri={hit.iri} name={named} />
          <CopyLink path={hit.iri} />
        </Group>
      </div>
    </article>
  )
}

export function FactLine({ facts }: { facts: Hit['facts'] }) {
  const { i18n } = useLingui()
  const locale = useLocale()
  if (!facts.length) return null
  return (
    <dl className={css.facts}>
      {facts.map(({ name, values }) => {
        const label = factWords[name]
        const shown = values.slice(0, 4).map(({ value, label: named }) => pick(locale, named) ?? figure(locale, value))
        return (
          <div key={name}>
            <dt>{label ? i18n._(label) : name}</dt>
            <dd>
              {shown.join(locale === 'ja' ? '、' : ', ')}
              {values.length > shown.length && ` +${values.length - shown.length}`}
            </dd>
          </div>
        )
      })}
    </dl>
  )
}

/** Why this was found: which name, concept or text met. */
function Why({ why }: { why: Hit['why'] }) {
  const { t, i18n } = useLingui()
  const locale = useLocale()
  if (!why.length) return <span />
  return (
    <ul className={css.why} aria-label={t`Why this was found`}>
      {why.slice(0, 3).map(({ reason, value, label }) => (
        <li key={`${reason} ${value}`}>
          <span className={css.reason}>{i18n._(whyWords[reason])}</span> {(label && pick(locale, label)) ?? value}
          {label && pick(locale, label) !== undefined && <span className={css.code}> {value}</span>}
        </li>
      ))}
    </ul>
  )
}
