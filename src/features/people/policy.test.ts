import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { anActor, anonymous } from '../../../test/app.ts'
import { testDatabase } from '../../../test/db.ts'
import { folderOperator, roles } from '../../kernel/actor.ts'
import type { Actor, Role } from '../../kernel/actor.ts'
import { anOrganisation, aPerson } from './builders.ts'
import type { BuiltPerson } from './builders.ts'
import { canGrant, canSeePerson } from './policy.ts'
import { visiblePeople } from './server/store.ts'

test('visiblePeople is canSeePerson in SQL, for every kind of actor and person', async () => {
  const { db } = await testDatabase()
  const [a, b] = [await anOrganisation(db), await anOrganisation(db)]
  const kinds: BuiltPerson['grants'][] = [
    [],
    [['operator', null]],
    ...[a, b].flatMap((organisation) =>
      (['administrator', 'curator', 'member'] as const).map((role): BuiltPerson['grants'] => [[role, organisation]]),
    ),
    [
      ['administrator', a],
      ['member', b],
    ],
    [
      ['curator', a],
      ['curator', b],
    ],
  ]
  const people = await Promise.all(kinds.map((grants) => aPerson(db, { grants })))
  const actors: Actor[] = [
    anonymous,
    folderOperator,
    ...people.map((person) => anActor(person)),
    anActor({
      grants: [
        ['administrator', a],
        ['administrator', b],
      ],
    }),
  ]
  let seen = 0
  for (const actor of actors) {
    const { rows } = await sql<{
      id: string
    }>`select p.id from people.person p where ${visiblePeople(actor)} and p.id = any(${people.map((p) => p.id)}::uuid[])`.execute(
      db,
    )
    const expected = people.filter((person) =>
      canSeePerson(actor, { id: person.id, organisations: person.grants.map(([, organisation]) => organisation) }),
    )
    expect(rows.map((row) => row.id).toSorted(), `${actor.kind} ${JSON.stringify(actor.grants)}`).toEqual(
      expected.map((person) => person.id).toSorted(),
    )
    seen += expected.length
  }
  // the test has something to tell apart
  expect(seen).toBeGreaterThan(people.length)
  expect(seen).toBeLessThan(actors.length * people.length)
})

const mayGrant: [string, Actor, string[]][] = [
  ['anonymous', anonymous, []],
  ['a researcher', anActor(), []],
  ['a curator', anActor({ grants: [['curator', 'a']] }), []],
  ['an administrator', anActor({ grants: [['administrator', 'a']] }), ['administrator a', 'curator a', 'member a']],
  [
    'an operator',
    anActor({ grants: [['operator', null]] }),
    ['operator null', 'administrator a', 'administrator b', 'curator a', 'curator b', 'member a', 'member b'],
  ],
]
test.each(mayGrant)('%s may grant', (_, actor, expected) => {
  const all = roles.flatMap((role): [Role, string | null][] =>
    role === 'operator'
      ? [[role, null]]
      : [
          [role, 'a'],
          [role, 'b'],
        ],
  )
  expect(
    all
      .filter(([role, organisation]) => canGrant(actor, role, organisation))
      .map(([role, organisation]) => `${role} ${organisation}`),
  ).toEqual(expected)
})
