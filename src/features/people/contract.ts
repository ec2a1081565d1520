import { roles, scopes } from '../../kernel/actor.ts'
import { closed, NamedText, nullable, oneOf, route, T } from '../../kernel/contract.ts'
import type { Static } from '../../kernel/contract.ts'

// one line of text: a control character is a mistake, and PostgreSQL refuses NUL
const line = (maxLength: number) => T.String({ minLength: 1, maxLength, pattern: '^[^\\u0000-\\u001f\\u007f]*$' })
const Uuid = T.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' })
const Email = T.String({ maxLength: 254, pattern: '^[^\\s@\\u0000-\\u001f]+@[^\\s@\\u0000-\\u001f]+$' })
const OrganisationId = T.String({ pattern: '^[a-z0-9][a-z0-9-]{0,62}$' })
const Version = T.Integer({ minimum: 0 })

export const GrantOf = closed({ role: oneOf(roles), organisation: nullable(T.String()) })
export type GrantOf = Static<typeof GrantOf>

// ---- who am I

export const Me = closed({ id: T.String(), name: nullable(T.String()), email: nullable(T.String()) })
export const SessionAnswer = closed({
  person: nullable(Me),
  grants: T.Array(GrantOf),
  /** to be sent as `x-csrf-token` with every request that changes something; null without a session */
  csrf: nullable(T.String()),
  signInPossible: T.Boolean(),
  /** the chooser of fictional people is open to this request */
  demo: T.Boolean(),
  providerName: nullable(T.String()),
})
export type SessionAnswer = Static<typeof SessionAnswer>

export const getSession = route({
  id: 'people.session',
  method: 'GET',
  path: '/session',
  summary: 'Who am I, and how can I sign in',
  who: 'anyone',
  response: SessionAnswer,
})

export const signIn = route({
  id: 'people.sign-in',
  method: 'GET',
  path: '/sign-in',
  summary: 'Go to the OpenID provider; come back to `to`',
  who: 'anyone',
  query: closed({ to: T.Optional(T.String({ maxLength: 2000 })) }),
  media: 'text/html',
  ok: 303,
})
export const signInCallback = route({
  // the provider adds what it likes (iss, session_state, scope): it is read from the address itself
  id: 'people.sign-in-callback',
  method: 'GET',
  path: '/sign-in/callback',
  summary: 'The provider sends people back here',
  who: 'anyone',
  query: T.Object({}, { additionalProperties: true }),
  media: 'text/html',
  ok: 303,
})
export const signOut = route({
  id: 'people.sign-out',
  method: 'POST',
  path: '/sign-out',
  summary: 'End this session',
  who: 'signed-in',
  response: closed({ providerSignOut: nullable(T.String()) }),
})

// ---- demonstration

export const DemoPerson = closed({ id: T.String(), name: T.String(), grants: T.Array(GrantOf) })
export type DemoPerson = Static<typeof DemoPerson>
export const listDemoPeople = route({
  id: 'people.demo',
  method: 'GET',
  path: '/demo/people',
  summary: 'Fictional people of a demonstration',
  who: 'anyone',
  response: T.Array(DemoPerson),
})
export const demoSignIn = route({
  id: 'people.demo-sign-in',
  method: 'POST',
  path: '/demo/sign-in',
  summary: 'Be one of the fictional people',
  who: 'anyone',
  body: closed({ person: Uuid }),
  response: closed({ person: Me }),
})

// ---- organisations

export const OrganisationName = T.Object(
  { en: T.Optional(line(300)), ja: T.Optional(line(300)) },
  { additionalProperties: false, minProperties: 1 },
)
const organisationFields = {
  url: T.Optional(T.String({ maxLength: 2000, pattern: '^https?://[^\\s\\u0000-\\u001f]+$' })),
  country: T.Optional(T.String({ pattern: '^[A-Z]{2}$' })),
}
export const Organisation = closed({
  id: T.String(),
  name: NamedText,
  url: T.Optional(T.String()),
  country: T.Optional(T.String()),
  version: Version,
})
export type Organisation = Static<typeof Organisation>

const atOrganisation = closed({ id: OrganisationId })
export const listOrganisations = route({
  id: 'people.organisations',
  method: 'GET',
  path: '/organisations',
  summary: 'Organisations, by identifier',
  who: 'anyone',
  response: T.Array(Organisation),
})
export const getOrganisation = route({
  id: 'people.organisation',
  method: 'GET',
  path: '/organisations/{id}',
  summary: 'One organisation',
  who: 'anyone',
  params: atOrganisation,
  response: Organisation,
})
export const createOrganisation = route({
  id: 'people.organisation-create',
  method: 'POST',
  path: '/organisations',
  summary: 'Add an organisation',
  who: 'operator',
  scope: 'admin',
  body: closed({ id: OrganisationId, name: OrganisationName, ...organisationFields }),
  response: Organisation,
  ok: 201,
})
export const updateOrganisation = route({
  id: 'people.organisation-update',
  method: 'PUT',
  path: '/organisations/{id}',
  summary: 'Change an organisation: what is left out is removed',
  who: 'administrator',
  scope: 'admin',
  params: atOrganisation,
  body: closed({ name: OrganisationName, ...organisationFields, version: Version }),
  response: Organisation,
})

// ---- people and roles

export const Person = closed({
  id: T.String(),
  name: nullable(T.String()),
  email: nullable(T.String()),
  /** was granted a role by mail address and has not signed in yet */
  pending: T.Boolean(),
  /** an administrator sees those of their own organisations only */
  grants: T.Array(GrantOf),
  createdAt: T.String(),
})
export type Person = Static<typeof Person>

export const personSorts = ['name', 'email', 'created'] as const
export const listPeople = route({
  id: 'people.list',
  method: 'GET',
  path: '/people',
  summary: 'People one administers',
  who: 'administrator',
  query: closed({
    q: T.Optional(line(200)),
    email: T.Optional(Email),
    organisation: T.Optional(OrganisationId),
    role: T.Optional(oneOf(roles)),
    sort: T.Optional(oneOf(personSorts)),
    order: T.Optional(oneOf(['asc', 'desc'])),
    limit: T.Optional(T.Integer({ minimum: 1, maximum: 100 })),
    offset: T.Optional(T.Integer({ minimum: 0, maximum: 10_000_000 })),
  }),
  response: closed({ total: T.Integer(), people: T.Array(Person) }),
})
const atPerson = closed({ id: Uuid })
export const getPerson = route({
  id: 'people.person',
  method: 'GET',
  path: '/people/{id}',
  summary: 'One person, with roles',
  who: 'signed-in',
  params: atPerson,
  response: Person,
})
export const grantRole = route({
  id: 'people.grant',
  method: 'POST',
  path: '/people/grants',
  summary: 'Grant a role, by mail address or to a person one sees',
  who: 'administrator',
  scope: 'admin',
  body: closed({
    email: T.Optional(Email),
    person: T.Optional(Uuid),
    role: oneOf(roles),
    organisation: T.Optional(OrganisationId),
  }),
  response: Person,
})
export const revokeRole = route({
  id: 'people.revoke',
  method: 'DELETE',
  path: '/people/{id}/grants',
  summary: 'Take a role away',
  who: 'administrator',
  scope: 'admin',
  params: atPerson,
  query: closed({ role: oneOf(roles), organisation: T.Optional(OrganisationId) }),
  response: Person,
})

// ---- personal tokens

export const Token = closed({
  id: T.String(),
  label: T.String(),
  scopes: T.Array(oneOf(scopes)),
  createdAt: T.String(),
  expiresAt: T.String(),
  usedAt: nullable(T.String()),
})
export type Token = Static<typeof Token>
export const listTokens = route({
  id: 'people.tokens',
  method: 'GET',
  path: '/tokens',
  summary: 'My tokens',
  who: 'signed-in',
  response: T.Array(Token),
})
export const createToken = route({
  id: 'people.token-create',
  method: 'POST',
  path: '/tokens',
  summary: 'A token for scripts; its secret is shown this once',
  who: 'signed-in',
  scope: 'admin',
  body: closed({
    label: line(100),
    scopes: T.Array(oneOf(scopes), { minItems: 1, maxItems: 3, uniqueItems: true }),
    days: T.Integer({ minimum: 1, maximum: 365 }),
    /** whose; for the operator of the data folder only, who is no person */
    email: T.Optional(Email),
  }),
  response: closed({ token: Token, secret: T.String() }),
  ok: 201,
})
export const revokeToken = route({
  id: 'people.token-revoke',
  method: 'DELETE',
  path: '/tokens/{id}',
  summary: 'End a token of mine',
  who: 'signed-in',
  scope: 'admin',
  params: closed({ id: Uuid }),
})

// ---- keepsakes: what a signed-in person's pages keep (the basket)

const atKeepsake = closed({ name: T.String({ pattern: '^[a-z][a-z0-9-]{0,39}$' }) })
export const getKeepsake = route({
  id: 'people.keepsake',
  method: 'GET',
  path: '/keepsakes/{name}',
  summary: 'What I kept under a name; version 0 and no value when nothing',
  who: 'signed-in',
  params: atKeepsake,
  response: closed({ name: T.String(), value: T.Optional(T.Unknown()), version: Version }),
})
export const putKeepsake = route({
  id: 'people.keepsake-put',
  method: 'PUT',
  path: '/keepsakes/{name}',
  summary: 'Keep a JSON value; `version` is the one that was read',
  who: 'signed-in',
  params: atKeepsake,
  body: closed({ value: T.Unknown(), version: Version }),
  response: closed({ name: T.String(), version: Version }),
})
