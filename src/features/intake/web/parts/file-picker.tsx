import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Text } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import type { DragEvent } from 'react'
import { formatBytes, useLocale } from '../../../../ui/locale.ts'
import { chosen as asChosen, dropped, sizeOf } from '../files.ts'
import type { Chosen } from '../files.ts'
import css from './file-picker.module.css'

/** Files by button or by dropping them; where a format is a folder, a folder. */
export function FilePicker({
  takes,
  chosen,
  choose,
}: {
  takes: 'file' | 'folder' | 'either'
  chosen: Chosen | undefined
  choose: (files: Chosen | undefined) => void
}) {
  const { t } = useLingui()
  const locale = useLocale()
  const [over, setOver] = useState(false)
  const file = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void dropped(event.dataTransfer).then(choose)
  }
  return (
    <div
      role="group"
      aria-label={t`Files`}
      className={css.zone}
      data-over={over || undefined}
      onDrop={drop}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
    >
      <IconUpload size={28} aria-hidden />
      <Text size="sm">
        <Trans>Drop files or a folder here, or choose</Trans>
      </Text>
      <Group gap="xs" justify="center">
        <Button size="xs" variant="default" onClick={() => file.current?.click()}>{t`Choose files`}</Button>
        {takes !== 'file' && (
          <Button size="xs" variant="default" onClick={() => folder.current?.click()}>{t`Choose a folder`}</Button>
        )}
      </Group>
      <input
        ref={file}
        hidden
        type="file"
        multiple={takes !== 'file'}
        aria-label={t`Files`}
        onChange={(event) => choose(asChosen([...(event.currentTarget.files ?? [])]))}
      />
      <input
        ref={folder}
        hidden
        type="file"
        multiple
        aria-label={t`Folder`}
        {...{ webkitdirectory: '' }}
        onChange={(event) => choose(asChosen([...(event.currentTarget.files ?? [])]))}
      />
      {chosen && (
        <Text size="sm" role="status" fw={600}>
          {chosen.name} · <Plural value={chosen.files.length} one="# file" other="# files" /> ·{' '}
          {formatBytes(locale, sizeOf(chosen))}
        </Text>
      )}
    </div>
  )
}
