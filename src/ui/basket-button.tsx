import { Button, CopyButton } from '@mantine/core'
import { IconBasket, IconBasketCheck, IconCheck, IconLink } from '@tabler/icons-react'
import { pick, say } from '../kernel/words.ts'
import type { Named } from '../kernel/words.ts'
import { drop, keep, live, useShelf } from './basket.ts'
import { useLocale } from './locale.ts'
import { words } from './words.ts'

export function BasketButton({ iri, name, size = 'xs' }: { iri: string; name: Named; size?: 'xs' | 'sm' }) {
  const locale = useLocale()
  const kept = live(useShelf()).some((one) => one.iri === iri)
  const label = say(locale, kept ? words.keptThis : words.keepThis, { name: pick(locale, name) ?? iri })
  return (
    <Button
      size={size}
      className="no-print"
      variant={kept ? 'light' : 'default'}
      aria-pressed={kept}
      aria-label={label}
      leftSection={kept ? <IconBasketCheck size={16} aria-hidden /> : <IconBasket size={16} aria-hidden />}
      onClick={() => (kept ? drop([iri]) : keep(iri, name))}
    >
      {kept ? words.kept[locale] : words.keep[locale]}
    </Button>
  )
}

/** Address of a page, to hand on; without a path, of the page as it is now with its whole query. */
export function CopyLink({ path, size = 'xs' }: { path?: string; size?: 'xs' | 'sm' }) {
  const locale = useLocale()
  const address = path === undefined ? location.href : new URL(path, location.origin).href
  return (
    <CopyButton value={address} timeout={2000}>
      {({ copied, copy }) => (
        <Button
          size={size}
          className="no-print"
          variant="subtle"
          onClick={copy}
          leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconLink size={16} aria-hidden />}
        >
          <span aria-live="polite">{copied ? words.copied[locale] : words.copyLink[locale]}</span>
        </Button>
      )}
    </CopyButton>
  )
}
