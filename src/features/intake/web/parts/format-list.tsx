import { useLingui } from '@lingui/react/macro'
import { Button, Group } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { address } from '../../../../kernel/client.ts'
import { Name, Section } from '../../../../ui/facts.tsx'
import { Loaded } from '../../../../ui/loaded.tsx'
import { DataTable } from '../../../../ui/table.tsx'
import { template } from '../../contract.ts'
import { formatsQuery } from '../queries.ts'

export function TemplateLinks({ names }: { names: readonly string[] }) {
  const { t } = useLingui()
  return (
    <Group gap={4}>
      {names.map((name) => (
        <Button
          key={name}
          size="compact-xs"
          variant="subtle"
          component="a"
          href={address(template, { params: { name } })}
          download={`${name}.csv`}
          leftSection={<IconDownload size={14} aria-hidden />}
          aria-label={t`Download the template ${name}.csv`}
        >
          {name}.csv
        </Button>
      ))}
    </Group>
  )
}

/** What can be imported, and the templates to fill in. */
export function FormatList() {
  const { t } = useLingui()
  const found = useQuery(formatsQuery)
  const takes = { file: t`File`, folder: t`Folder of files`, either: t`File or folder` }
  return (
    <Section title={t`Formats`}>
      <Loaded query={found} lines={4}>
        {({ formats }) => (
          <DataTable
            caption={t`Formats`}
            rows={formats}
            keyOf={({ name }) => name}
            columns={[
              {
                key: 'title',
                title: t`Name`,
                head: true,
                cell: ({ title, name }) => <Name named={title} fallback={name} />,
              },
              { key: 'name', title: t`Format`, cell: ({ name }) => <code>{name}</code> },
              { key: 'takes', title: t`Takes`, cell: (one) => takes[one.takes] },
              {
                key: 'templates',
                title: t`Templates`,
                blank: true,
                cell: ({ templates }) => templates.length > 0 && <TemplateLinks names={templates} />,
              },
            ]}
          />
        )}
      </Loaded>
    </Section>
  )
}
