import { useLingui } from '@lingui/react/macro'
import { Button, Group as Row, Menu, NativeSelect } from '@mantine/core'
import { IconBraces, IconPlus, IconX } from '@tabler/icons-react'
import css from './cohort.module.css'
import { Criterion } from './criterion.tsx'
import { Faults } from './faults.tsx'
import type { SaidFault } from './faults.tsx'
import {
  added,
  depthInside,
  emptyGroup,
  faultsAt,
  isGroup,
  itemPointers,
  mayNest,
  operators,
  withOperator,
} from './tree.ts'
import type { GroupNode, Node, Operator, Path } from './tree.ts'
import { criteria, criterionWords, fresh, operatorWords } from './words.ts'

interface GroupProps {
  group: GroupNode
  path: Path
  /** where it stands in the question */
  pointer: string
  /** brackets around it, with its own */
  depth: number
  faults: readonly SaidFault[]
  change: (path: Path, next: Node | undefined) => void
}

export function GroupBox({ group, path, pointer, depth, faults, change }: GroupProps) {
  const { t, i18n } = useLingui()
  const pointers = itemPointers(group, pointer)
  const name = i18n._(operatorWords[group.op])
  const label =
    path.length === 0
      ? t`How the criteria are joined`
      : t`How the criteria of group ${path.map((at) => at + 1).join('.')} are joined`
  const most = Math.max(2, group.items.length)
  return (
    <fieldset className={css.group} data-op={group.op}>
      <legend className={css.legend}>
        {path.length === 0 ? t`Question` : t`Group ${path.map((at) => at + 1).join('.')}: ${name}`}
      </legend>
      <div className={css.top}>
        <Row gap="xs">
          <NativeSelect
            size="sm"
            aria-label={label}
            value={group.op}
            data={operators.map((value) => ({ value, label: i18n._(operatorWords[value]) }))}
            onChange={(event) => change(path, withOperator(group, event.currentTarget.value as Operator))}
          />
          {group.op === 'atLeast' && (
            <NativeSelect
              size="sm"
              aria-label={t`How many at least`}
              value={String(group.n)}
              onChange={(event) => change(path, withOperator(group, 'atLeast', Number(event.currentTarget.value)))}
              data={[...new Set([...Array.from({ length: most }, (_, at) => at + 1), group.n])].map((n) => ({
                value: String(n),
                label: t`at least ${n} of ${group.items.length}`,
              }))}
            />
          )}
        </Row>
        {path.length > 0 && (
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            leftSection={<IconX size={14} aria-hidden />}
            onClick={() => change(path, undefined)}
          >{t`Remove the group`}</Button>
        )}
      </div>
      {group.items.length > 0 && (
        <ol className={css.items}>
          {group.items.map((item, at) => {
            const inner = [...path, at]
            const place = pointers[at] ?? pointer
            return (
              <li key={at}>
                {isGroup(item) ? (
                  <GroupBox
                    group={item}
                    path={inner}
                    pointer={place}
                    depth={depthInside(group, depth)}
                    faults={faults}
                    change={change}
                  />
                ) : (
                  <Criterion leaf={item} change={(leaf) => change(inner, leaf)} remove={() => change(inner, undefined)}>
                    <Faults faults={faultsAt(faults, place)} />
                  </Criterion>
                )}
              </li>
            )
          })}
        </ol>
      )}
      <Faults faults={faultsAt(faults, pointer, pointers)} />
      <Row gap="xs" mt="sm">
        <Menu shadow="md" position="bottom-start" withinPortal={false}>
          <Menu.Target>
            <Button
              size="xs"
              variant="light"
              leftSection={<IconPlus size={15} aria-hidden />}
            >{t`Add a criterion`}</Button>
          </Menu.Target>
          <Menu.Dropdown>
            {criteria.map((one) => (
              <Menu.Item key={one} onClick={() => change(path, added(group, fresh[one]()))}>
                {i18n._(criterionWords[one])}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        {mayNest(group, depth) && (
          <Button
            size="xs"
            variant="subtle"
            leftSection={<IconBraces size={15} aria-hidden />}
            onClick={() => change(path, added(group, { ...emptyGroup, op: group.op === 'any' ? 'all' : 'any' }))}
          >{t`Add a group`}</Button>
        )}
      </Row>
    </fieldset>
  )
}
