import { useLingui } from '@lingui/react/macro'
import { NativeSelect, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { Months, SpecimenIs, Years } from '../../model/cohort/query.ts'
import css from './cohort.module.css'

const steps = (low: number, high: number) =>
  Array.from({ length: (high - low) / 5 + 1 }, (_, at) => String(low + 5 * at))
const amounts = ['10', '20', '50', '100', '200', '500', '1000', '2000', '5000', '10000']
const number = (text: string): number | undefined => (text === '' ? undefined : Number(text))

function Bound({
  label,
  name,
  value,
  values,
  change,
}: {
  label: string
  name: string
  value: number | undefined
  values: readonly string[]
  change: (value: number | undefined) => void
}) {
  const { t } = useLingui()
  // what a link brought and the list does not hold is still shown
  const all = value === undefined || values.includes(String(value)) ? values : [...values, String(value)]
  return (
    <NativeSelect
      size="sm"
      label={label}
      aria-label={name}
      value={value === undefined ? '' : String(value)}
      data={[{ value: '', label: t`no limit` }, ...all]}
      onChange={(event) => change(number(event.currentTarget.value))}
    />
  )
}

/** from <= value < below, on the published grid of 5. */
export function FromBelow({
  title,
  value: { from, below },
  low,
  high,
  change,
}: {
  title?: string
  value: Years
  low: number
  high: number
  change: (value: Years) => void
}) {
  const { t } = useLingui()
  const values = steps(low, high)
  const said = (from: number | undefined, below: number | undefined): Years => ({
    ...(from === undefined ? {} : { from }),
    ...(below === undefined ? {} : { below }),
  })
  const least = title ? t`${title}: at least` : t`at least`
  const under = title ? t`${title}: less than` : t`less than`
  return (
    <div className={css.range}>
      <Bound label={least} name={least} value={from} values={values} change={(next) => change(said(next, below))} />
      <Bound label={under} name={under} value={below} values={values} change={(next) => change(said(from, next))} />
    </div>
  )
}

/** Both months are in it. */
export function MonthRange({
  title,
  value: { from, to },
  change,
}: {
  title: string
  value: Months
  change: (value: Months) => void
}) {
  const { t } = useLingui()
  const said = (from: string | undefined, to: string | undefined): Months => ({
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
  })
  return (
    <div className={css.range}>
      <TypedText
        type="month"
        label={t`${title}: from month`}
        placeholder="2020-04"
        value={from ?? ''}
        change={(next) => change(said(next, to))}
      />
      <TypedText
        type="month"
        label={t`${title}: to month`}
        placeholder="2021-03"
        value={to ?? ''}
        change={(next) => change(said(from, next))}
      />
    </div>
  )
}

type Amount = NonNullable<SpecimenIs['amount']>
const units = ['uL', 'mL', 'ug', 'ng', 'mg', 'g']

export function AmountRange({
  value,
  change,
}: {
  value: Amount | undefined
  change: (value: Amount | undefined) => void
}) {
  const { t } = useLingui()
  const unit = value?.unit ?? 'uL'
  const said = (unit: string, from: number | undefined, below: number | undefined) =>
    change(
      from === undefined && below === undefined
        ? undefined
        : { unit, ...(from === undefined ? {} : { from }), ...(below === undefined ? {} : { below }) },
    )
  return (
    <div className={css.range}>
      <Bound
        label={t`Amount: at least`}
        name={t`Amount: at least`}
        value={value?.from}
        values={amounts}
        change={(next) => said(unit, next, value?.below)}
      />
      <Bound
        label={t`Amount: less than`}
        name={t`Amount: less than`}
        value={value?.below}
        values={amounts}
        change={(next) => said(unit, value?.from, next)}
      />
      {value && (
        <NativeSelect
          size="sm"
          label={t`Unit (UCUM)`}
          value={unit}
          data={units.includes(unit) ? units : [...units, unit]}
          onChange={(event) => said(event.currentTarget.value, value.from, value.below)}
        />
      )}
    </div>
  )
}

/** What is typed is asked when it is done: on Enter or on leaving the field. */
export function TypedText({
  label,
  placeholder,
  value,
  change,
  type,
}: {
  label: string
  placeholder: string
  value: string
  change: (value: string) => void
  type?: 'month'
}) {
  const [text, setText] = useState(value)
  useEffect(() => setText(value), [value])
  const done = () => {
    if (text.trim() !== value) change(text.trim())
  }
  return (
    <TextInput
      size="sm"
      type={type ?? 'text'}
      label={label}
      placeholder={placeholder}
      maxLength={60}
      value={text}
      autoComplete="off"
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={done}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) done()
      }}
    />
  )
}

export function NumberText({
  label,
  value,
  change,
}: {
  label: string
  value: number | undefined
  change: (value: number | undefined) => void
}) {
  const shown = value === undefined ? '' : String(value)
  return (
    <TypedText
      label={label}
      placeholder="6.5"
      value={shown}
      change={(text) => {
        const next = number(text.normalize('NFKC'))
        if (next === undefined || Number.isFinite(next)) change(next)
      }}
    />
  )
}
