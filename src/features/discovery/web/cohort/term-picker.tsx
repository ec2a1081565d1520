import { useLingui } from '@lingui/react/macro'
import { Combobox, Group, Pill, Text, TextInput, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { pick } from '../../../../kernel/words.ts'
import { bothNames, useLocale } from '../../../../ui/locale.ts'
import { proposals, termName } from '../queries.ts'
import css from './cohort.module.css'

const isCode = /^[A-Za-z][A-Za-z0-9_.-]*:[A-Za-z0-9_.:/+-]{1,50}$/

/** Terms by their names in either language, or by their code. A code that no vocabulary here knows is taken as it is: holders may use it. */
export function TermPicker({
  label,
  terms,
  change,
}: {
  label: string
  terms: readonly string[]
  change: (terms: string[]) => void
}) {
  const { t } = useLingui()
  const locale = useLocale()
  const [text, setText] = useState('')
  const [settled] = useDebouncedValue(text.trim(), 150)
  const list = useCombobox({ onDropdownClose: () => list.resetSelectedOption() })
  const found = useQuery({ ...proposals(settled), enabled: settled.length > 0 && settled.length <= 200 })
  const offered = settled ? (found.data?.terms ?? []).filter(({ id }) => !terms.includes(id)) : []
  const asCode =
    isCode.test(settled) && !terms.includes(settled) && !offered.some(({ id }) => id === settled) ? settled : undefined
  const take = (id: string) => {
    change([...terms, id])
    setText('')
    list.closeDropdown()
  }
  return (
    <div className={css.wide}>
      {terms.length > 0 && (
        <Group gap={6} mb={6}>
          {terms.map((id) => (
            <Term key={id} id={id} drop={() => change(terms.filter((one) => one !== id))} />
          ))}
        </Group>
      )}
      <Combobox store={list} withinPortal={false} onOptionSubmit={take}>
        <Combobox.Target>
          <TextInput
            size="sm"
            label={label}
            placeholder={t`Name or code, such as ICD10:E11`}
            autoComplete="off"
            maxLength={200}
            value={text}
            onChange={(event) => {
              setText(event.currentTarget.value)
              list.openDropdown()
              list.updateSelectedOptionIndex()
            }}
            onBlur={() => list.closeDropdown()}
          />
        </Combobox.Target>
        <Combobox.Dropdown hidden={settled === ''}>
          <Combobox.Options aria-label={label} mah={280}>
            {offered.map((term) => {
              const { main, other } = bothNames(locale, term.label)
              return (
                <Combobox.Option key={term.id} value={term.id}>
                  {main ?? term.id}{' '}
                  <Text component="span" size="xs" c="dimmed">
                    {[other, term.id].filter(Boolean).join(' · ')}
                  </Text>
                </Combobox.Option>
              )
            })}
            {asCode && <Combobox.Option value={asCode}>{t`Use the code ${asCode} as it is`}</Combobox.Option>}
            {offered.length === 0 && !asCode && !found.isFetching && (
              <Combobox.Empty>{t`No term of this name`}</Combobox.Empty>
            )}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
    </div>
  )
}

function Term({ id, drop }: { id: string; drop: () => void }) {
  const { t } = useLingui()
  const { data } = useQuery(termName(id))
  const locale = useLocale()
  const name = data ? pick(locale, data) : undefined
  const text = name === undefined ? id : `${name} (${id})`
  return (
    <Pill
      withRemoveButton
      onRemove={drop}
      removeButtonProps={{ 'aria-label': t`Remove ${text}`, tabIndex: 0, 'aria-hidden': false }}
    >
      {text}
    </Pill>
  )
}
