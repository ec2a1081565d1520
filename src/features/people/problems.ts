import { Problem } from '../../kernel/problem.ts'

export const noSuchPerson = () =>
  new Problem('no-such-person', 404, 'This person does not exist, or is not yours to see')
export const noSuchOrganisation = (id: string) =>
  new Problem('no-such-organisation', 404, `Organisation ${id} does not exist`, { id })
export const organisationExists = (id: string) =>
  new Problem('organisation-exists', 409, `Organisation ${id} exists already`, { id })
export const changedMeanwhile = (version: number) =>
  new Problem('changed-meanwhile', 409, 'Somebody changed this since you read it; read it again', { version })
export const roleOrganisation = (role: string) =>
  new Problem(
    'role-organisation',
    422,
    role === 'operator'
      ? 'operator is a role without an organisation'
      : `${role} is a role in an organisation: say which`,
    { role },
  )
export const emailOrPerson = () => new Problem('email-or-person', 422, 'Say either a mail address or a person')
export const noSuchGrant = () => new Problem('no-such-grant', 404, 'This person does not have this role')
export const lastOperator = () =>
  new Problem(
    'last-operator',
    409,
    'The last operator stays; only the command line of the data folder may take this role away',
  )
export const noSuchToken = () => new Problem('no-such-token', 404, 'This token does not exist, or is not yours')
export const tokenInvalid = () => new Problem('token', 401, 'The token is unknown, revoked or expired')
export const tokenScopes = () =>
  new Problem('token-scopes', 403, 'A token cannot make one that may do more than itself')
export const tooManyTokens = (most: number) =>
  new Problem('too-many-tokens', 409, `You have ${most} tokens; end one first`, { most })
export const tokenOwner = (needed: boolean) =>
  new Problem(
    'token-owner',
    422,
    needed
      ? 'The operator of the data folder is no person: say by mail address whose token it is'
      : 'A token is made for oneself only',
  )
export const notAPerson = () => new Problem('not-a-person', 409, 'Only a person who has signed in keeps things here')
export const keepsakeTooLarge = (most: number) =>
  new Problem('keepsake-too-large', 413, `At most ${most} bytes are kept under one name`, { most })
export const tooManyKeepsakes = (most: number) =>
  new Problem('too-many-keepsakes', 409, `At most ${most} names are kept`, { most })
export const signInOff = () => new Problem('sign-in-off', 404, 'No provider for sign-in is set up here')
export const signInPlace = () => new Problem('sign-in-place', 422, '`to` is a path of this site')
export const signInState = () =>
  new Problem(
    'sign-in-state',
    400,
    'This sign-in was not begun in this browser, was done already, or took too long; begin again',
  )
export const signInRefused = (reason: string) =>
  new Problem('sign-in-refused', 403, 'The provider did not sign you in', { reason })
export const providerFailed = () =>
  new Problem('provider-failed', 502, 'The sign-in provider does not answer as it should; try again later')
