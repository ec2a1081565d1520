import { feature } from '../../kernel/feature.ts'
import { organisationNames } from './api.ts'
import { keepsakeRoutes } from './server/keepsakes.ts'
import { organisationRoutes } from './server/organisations.ts'
import { personRoutes } from './server/persons.ts'
import { identify } from './server/session.ts'
import { signInRoutes } from './server/sign-in.ts'
import { tokenRoutes } from './server/tokens.ts'

export const people = feature({
  name: 'people',
  routes: [...signInRoutes, ...organisationRoutes, ...personRoutes, ...tokenRoutes, ...keepsakeRoutes],
  identify,
  organisations: ({ db }) => organisationNames(db),
})
