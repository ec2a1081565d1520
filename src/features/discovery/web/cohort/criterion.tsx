import { useLingui } from '@lingui/react/macro'
import { Button, Checkbox, Group, MultiSelect, NativeSelect, Switch, Text } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { pick } from '../../../../kernel/words.ts'
import { useLocale } from '../../../../ui/locale.ts'
import type { CohortBasics } from '../../cohort-contract.ts'
import type { DataIs, DonorLeaf, SpecimenIs, Tree } from '../../model/cohort/query.ts'
import { branchNames } from '../../model/cohort/query.ts'
import css from './cohort.module.css'
import { AmountRange, FromBelow, MonthRange, NumberText, TypedText } from './ranges.tsx'
import { basicsQuery } from './queries.ts'
import { TermPicker } from './term-picker.tsx'
import { criterionWords, nameOf } from './words.ts'

type Change = (leaf: DonorLeaf) => void
type ListName = keyof CohortBasics['lists']

/** An option that is empty is not said. */
export function put<T extends object, K extends keyof T>(it: T, key: K, value: T[K] | undefined): T {
  const { [key]: _, ...rest } = it
  const nothing =
    value === undefined ||
    (Array.isArray(value) && value.length === 0) ||
    (typeof value === 'object' && value !== null && Object.keys(value).length === 0)
  return (nothing ? rest : { ...rest, [key]: value }) as T
}

export function Criterion({
  leaf,
  change,
  remove,
  children,
}: {
  leaf: DonorLeaf
  change: Change
  remove: () => void
  children: React.ReactNode
}) {
  const { t, i18n } = useLingui()
  const title = i18n._(criterionWords[nameOf(leaf)])
  return (
    <fieldset className={css.criterion}>
      <legend className={css.legend}>{title}</legend>
      <div className={css.top}>
        <span className={css.title} aria-hidden>
          {title}
        </span>
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          leftSection={<IconX size={14} aria-hidden />}
          onClick={remove}
          aria-label={t`Remove the criterion ${title}`}
        >{t`Remove`}</Button>
      </div>
      <div className={css.fields}>
        <Fields leaf={leaf} change={change} />
      </div>
      {children}
    </fieldset>
  )
}

function Fields({ leaf, change }: { leaf: DonorLeaf; change: Change }) {
  const { t } = useLingui()
  if ('sex' in leaf) return <Boxes list="sex" values={leaf.sex} change={(sex) => change({ sex })} />
  if ('age' in leaf) {
    return (
      <>
        <NativeSelect
          size="sm"
          label={t`Age`}
          value={leaf.age.at}
          onChange={(event) => change({ age: { ...leaf.age, at: event.currentTarget.value as 'now' } })}
          data={[
            { value: 'now', label: t`now` },
            { value: 'reported', label: t`when last reported` },
            { value: 'sampling', label: t`when a specimen was taken` },
          ]}
        />
        <FromBelow
          value={leaf.age}
          low={0}
          high={120}
          change={({ from, below }) => change({ age: put(put({ ...leaf.age }, 'from', from), 'below', below) })}
        />
      </>
    )
  }
  if ('birthYear' in leaf)
    return <FromBelow value={leaf.birthYear} low={1900} high={2030} change={(birthYear) => change({ birthYear })} />
  if ('diagnosis' in leaf) {
    const { diagnosis } = leaf
    return (
      <>
        <TermPicker
          label={t`Disease`}
          terms={diagnosis.terms}
          change={(terms) => change({ diagnosis: { ...diagnosis, terms } })}
        />
        <Switch
          label={t`Include narrower diseases`}
          checked={diagnosis.narrower ?? true}
          onChange={(event) =>
            change({ diagnosis: put({ ...diagnosis }, 'narrower', event.currentTarget.checked ? undefined : false) })
          }
        />
        <FromBelow
          title={t`Age at onset`}
          value={diagnosis.onset ?? {}}
          low={0}
          high={120}
          change={(onset) => change({ diagnosis: put({ ...diagnosis }, 'onset', onset) })}
        />
      </>
    )
  }
  if ('ethnicity' in leaf)
    return <TermPicker label={t`Ethnicity`} terms={leaf.ethnicity} change={(ethnicity) => change({ ethnicity })} />
  if ('consent' in leaf)
    return <TermPicker label={t`Consented use`} terms={leaf.consent} change={(consent) => change({ consent })} />
  if ('measurement' in leaf) {
    const { measurement } = leaf
    return (
      <>
        <TypedText
          label={t`Code of the measurement`}
          placeholder="LOINC:4548-4"
          value={measurement.code}
          change={(code) => change({ measurement: { ...measurement, code } })}
        />
        <TypedText
          label={t`Unit (UCUM)`}
          placeholder="%"
          value={measurement.unit}
          change={(unit) => change({ measurement: { ...measurement, unit } })}
        />
        <NumberText
          label={t`at least`}
          value={measurement.from}
          change={(from) => change({ measurement: put({ ...measurement }, 'from', from) })}
        />
        <NumberText
          label={t`less than`}
          value={measurement.below}
          change={(below) => change({ measurement: put({ ...measurement }, 'below', below) })}
        />
      </>
    )
  }
  if ('pedigree' in leaf) {
    const { relation, degree = 1 } = leaf.pedigree
    return (
      <>
        <NativeSelect
          size="sm"
          label={t`Relation`}
          value={relation}
          onChange={(event) => change({ pedigree: { relation: event.currentTarget.value as typeof relation } })}
          data={[
            { value: 'bothParentsInCohort', label: t`Both parents take part` },
            { value: 'anyRelative', label: t`Any relative takes part` },
          ]}
        />
        {relation === 'anyRelative' && (
          <NativeSelect
            size="sm"
            label={t`Degree of kinship`}
            value={String(degree)}
            onChange={(event) => change({ pedigree: { relation, degree: Number(event.currentTarget.value) } })}
            data={[
              { value: '1', label: t`first` },
              { value: '2', label: t`first or second` },
              { value: '3', label: t`first to third` },
            ]}
          />
        )}
      </>
    )
  }
  if ('specimen' in leaf) return <Specimen is={leaf.specimen} change={(specimen) => change({ specimen })} />
  return <Data is={leaf.data} change={(data) => change({ data })} />
}

/** A tree inside one specimen is kept as the link brought it: the page shows it and does not take it apart. */
const isPlain = <T extends object>(tree: Tree<T>): tree is T => !branchNames.some((name) => name in tree)
function Nested({ tree }: { tree: unknown }) {
  const { t } = useLingui()
  return (
    <Text size="sm">
      {t`Combined conditions from a link, kept as they are:`} <code>{JSON.stringify(tree)}</code>
    </Text>
  )
}

function Specimen({ is, change }: { is: Tree<SpecimenIs>; change: (is: SpecimenIs) => void }) {
  const { t } = useLingui()
  if (!isPlain<SpecimenIs>(is)) return <Nested tree={is} />
  return (
    <>
      <Text
        size="sm"
        c="dimmed"
        className={css.wide ?? ''}
      >{t`Everything chosen here holds of one and the same specimen. Nothing chosen: any specimen.`}</Text>
      <Codes
        list="material"
        label={t`Material`}
        values={is.material ?? []}
        change={(material) => change(put({ ...is }, 'material', material))}
      />
      <Codes
        list="storage"
        label={t`Storage`}
        values={is.storage ?? []}
        change={(storage) => change(put({ ...is }, 'storage', storage))}
      />
      <FromBelow
        title={t`Age at sampling`}
        value={is.ageAtSampling ?? {}}
        low={0}
        high={120}
        change={(years) => change(put({ ...is }, 'ageAtSampling', years))}
      />
      <MonthRange
        title={t`Taken`}
        value={is.sampled ?? {}}
        change={(sampled) => change(put({ ...is }, 'sampled', sampled))}
      />
      <AmountRange value={is.amount} change={(amount) => change(put({ ...is }, 'amount', amount))} />
    </>
  )
}

function Data({ is, change }: { is: Tree<DataIs>; change: (is: DataIs) => void }) {
  const { t } = useLingui()
  if (!isPlain<DataIs>(is)) return <Nested tree={is} />
  return (
    <>
      <Codes
        list="data"
        label={t`Kind of data`}
        values={is.kind ?? []}
        change={(kind) => change(put({ ...is }, 'kind', kind))}
      />
      <MonthRange
        title={t`Produced`}
        value={is.produced ?? {}}
        change={(produced) => change(put({ ...is }, 'produced', produced))}
      />
    </>
  )
}

/** The published values, and what a link brought that is not among them: it can then be taken out. */
function useList(list: ListName, chosen: readonly string[]): { value: string; label: string }[] {
  const locale = useLocale()
  const { data } = useQuery(basicsQuery)
  const listed = (data?.lists[list] ?? []).map(({ value, label }) => ({ value, label: pick(locale, label) ?? value }))
  return [
    ...listed,
    ...[...new Set(chosen)]
      .filter((value) => !listed.some((one) => one.value === value))
      .map((value) => ({ value, label: value })),
  ]
}

function Boxes({
  list,
  values,
  change,
}: {
  list: ListName
  values: readonly string[]
  change: (values: string[]) => void
}) {
  const offered = useList(list, values)
  return (
    <Checkbox.Group value={[...values]} onChange={change}>
      <Group gap="md">
        {offered.map(({ value, label }) => (
          <Checkbox key={value} value={value} label={label} />
        ))}
      </Group>
    </Checkbox.Group>
  )
}

function Codes({
  list,
  label,
  values,
  change,
}: {
  list: ListName
  label: string
  values: readonly string[]
  change: (values: string[]) => void
}) {
  const { t } = useLingui()
  const offered = useList(list, values)
  return (
    <MultiSelect
      className={css.wide ?? ''}
      size="sm"
      label={label}
      data={offered}
      value={[...values]}
      onChange={change}
      searchable
      comboboxProps={{ withinPortal: false }}
      placeholder={values.length ? '' : t`Any`}
      nothingFoundMessage={t`Nothing of this name`}
    />
  )
}
