import { Anchor } from '@mantine/core'
import { Outside, Unknown } from '../../../../ui/facts.tsx'
import { LongList } from '../../../../ui/list.tsx'
import type { EntryView } from '../../contract.ts'

/** Roles and offices, never persons. */
export function Contacts({ view: { contacts } }: { view: EntryView }) {
  if (!contacts.length) return <Unknown />
  return (
    <LongList
      items={contacts}
      keyOf={(_, at) => at}
      each={({ role, organisation, mail, url }) => (
        <>
          {[role, organisation].filter(Boolean).join(' · ')}
          {mail !== undefined && (
            <>
              {' '}
              <Anchor href={`mailto:${mail}`} inherit>
                {mail}
              </Anchor>
            </>
          )}
          {url !== undefined && (
            <>
              {' '}
              <Outside href={url} />
            </>
          )}
        </>
      )}
    />
  )
}
