import { transact } from '../../../kernel/db.ts'
import type { Tx } from '../../../kernel/db.ts'
import { handle } from '../../../kernel/feature.ts'
import type { Served } from '../../../kernel/feature.ts'
import { must } from '../../../kernel/problem.ts'
import { getPerson, grantRole, listPeople, revokeRole } from '../contract.ts'
import { fitsOrganisation } from '../model.ts'
import { canGrant } from '../policy.ts'
import {
  emailOrPerson,
  lastOperator,
  noSuchGrant,
  noSuchOrganisation,
  noSuchPerson,
  roleOrganisation,
} from '../problems.ts'
import {
  addGrant,
  findPerson,
  onceMore,
  operators,
  pendingPerson,
  personByEmail,
  removeGrant,
  searchPeople,
} from './store.ts'
import { tables } from './tables.ts'

const organisationThere = async (tx: Tx, id: string): Promise<boolean> =>
  (await tables(tx).selectFrom('people.organisation').select('id').where('id', '=', id).executeTakeFirst()) !==
  undefined

export const personRoutes: readonly Served[] = [
  handle(listPeople, ({ query }, { db, actor }) => searchPeople(db, actor, query)),

  handle(getPerson, async ({ params }, { db, actor }) => {
    const person = await findPerson(db, actor, params.id)
    if (!person) throw noSuchPerson()
    return person
  }),

  handle(grantRole, ({ body }, { db, actor, audit }) =>
    onceMore(() =>
      transact(db, async (tx) => {
        const { role, organisation, email, person } = body
        if ((email === undefined) === (person === undefined)) throw emailOrPerson()
        if (!fitsOrganisation(role, organisation)) throw roleOrganisation(role)
        must(canGrant(actor, role, organisation ?? null), `grant the role ${role} here`)
        if (organisation !== undefined && !(await organisationThere(tx, organisation)))
          throw noSuchOrganisation(organisation)
        const id =
          email !== undefined
            ? ((await personByEmail(tx, email))?.id ?? (await pendingPerson(tx, email)))
            : (await findPerson(tx, actor, person ?? ''))?.id
        if (id === undefined) throw noSuchPerson()
        const added = await addGrant(tx, id, role, organisation ?? null, actor.id)
        if (added) await audit(tx, actor.id, 'people.grant', id, { role, organisation })
        const granted = await findPerson(tx, actor, id)
        if (!granted) throw noSuchPerson()
        return granted
      }),
    ),
  ),

  handle(revokeRole, ({ params, query }, { db, actor, audit }) =>
    transact(db, async (tx) => {
      const { role, organisation } = query
      if (!fitsOrganisation(role, organisation)) throw roleOrganisation(role)
      const person = await findPerson(tx, actor, params.id)
      if (!person) throw noSuchPerson()
      // before it is known whether the role is there: the answer must not tell
      must(canGrant(actor, role, organisation ?? null), `take the role ${role} away here`)
      const owners = role === 'operator' && actor.kind !== 'operator' ? await operators(tx) : []
      if (owners.length === 1 && owners[0] === person.id) throw lastOperator()
      if (!(await removeGrant(tx, person.id, role, organisation ?? null))) throw noSuchGrant()
      await audit(tx, actor.id, 'people.revoke', person.id, { role, organisation })
      return {
        ...person,
        grants: person.grants.filter((grant) => grant.role !== role || grant.organisation !== (organisation ?? null)),
      }
    }),
  ),
]
