import { roles, scopes } from '../../kernel/actor.ts'
import type { Role, Scope } from '../../kernel/actor.ts'
import { text, UsageError } from '../../kernel/verb.ts'
import type { Io, Verb } from '../../kernel/verb.ts'
import { say } from '../../kernel/words.ts'
import { createToken, grantRole, listPeople, revokeRole } from './contract.ts'
import type { Person } from './contract.ts'
import { noSuchPerson } from './problems.ts'

function roleOf(word: string | undefined): Role {
  if (roles.includes(word as Role)) return word as Role
  throw new UsageError(`ROLE is one of ${roles.join(', ')}`)
}

function answer(io: Io, value: unknown, line: string): number {
  io.out(io.json ? JSON.stringify(value) : line)
  return 0
}

const rolesLine = (io: Io, email: string, { grants, pending }: Person): string => {
  const list = grants
    .map((grant) => (grant.organisation === null ? grant.role : `${grant.role} (${grant.organisation})`))
    .join(', ')
  return say(
    io.locale,
    { en: '{email}: {list}{pending}', ja: '{email}：{list}{pending}' },
    {
      email,
      list: list || say(io.locale, { en: 'no role', ja: '役割なし' }),
      pending: pending
        ? say(io.locale, {
            en: ' — takes effect at the first sign-in with this address',
            ja: '（このアドレスで初めてサインインしたときに有効になります）',
          })
        : '',
    },
  )
}

const grant: Verb = {
  name: 'admin grant',
  usage: 'EMAIL ROLE [--organisation ID]',
  summary: { en: `Grant a role: ${roles.join(', ')}`, ja: `役割（${roles.join('・')}）を付与する` },
  options: { organisation: { type: 'string' } },
  words: [2, 2],
  async run({ words: [email = '', role], flags }, io) {
    const organisation = text(flags.organisation)
    const person = await io.call(grantRole, {
      body: { email, role: roleOf(role), ...(organisation === undefined ? {} : { organisation }) },
    })
    return answer(io, person, rolesLine(io, email, person))
  },
}

const revoke: Verb = {
  name: 'admin revoke',
  usage: 'EMAIL ROLE [--organisation ID]',
  summary: { en: 'Take a role away', ja: '役割を取り消す' },
  options: { organisation: { type: 'string' } },
  words: [2, 2],
  async run({ words: [email = '', role], flags }, io) {
    const organisation = text(flags.organisation)
    const gone = roleOf(role)
    const found = (await io.call(listPeople, { query: { email } })).people[0]
    if (!found) throw noSuchPerson()
    const person = await io.call(revokeRole, {
      params: { id: found.id },
      query: { role: gone, ...(organisation === undefined ? {} : { organisation }) },
    })
    return answer(io, person, rolesLine(io, email, person))
  },
}

const token: Verb = {
  name: 'admin token create',
  usage: '[--email EMAIL] [--label TEXT] [--scopes read,write,admin] [--days N]',
  summary: {
    en: 'Make a personal token; its secret is printed this once (--email: whose, for the operator of the data folder)',
    ja: '個人用トークンを発行する。トークンの値が表示されるのは一度だけ（データフォルダーの運用者は --email で誰のものかを指定）',
  },
  options: {
    email: { type: 'string' },
    label: { type: 'string' },
    scopes: { type: 'string' },
    days: { type: 'string' },
  },
  words: [0, 0],
  async run({ flags }, io) {
    const email = text(flags.email)
    const wanted = (text(flags.scopes) ?? 'read').split(',').map((one) => one.trim())
    for (const one of wanted)
      if (!scopes.includes(one as Scope)) throw new UsageError(`--scopes is a list of ${scopes.join(', ')}`)
    const days = text(flags.days) ?? '90'
    if (!/^\d{1,3}$/.test(days) || Number(days) < 1 || Number(days) > 365)
      throw new UsageError('--days is a whole number from 1 to 365')
    const made = await io.call(createToken, {
      body: {
        label: text(flags.label) ?? 'command line',
        scopes: [...new Set(wanted)] as Scope[],
        days: Number(days),
        ...(email === undefined ? {} : { email }),
      },
    })
    // the secret alone on standard output, so that it can go straight into a variable
    if (!io.json)
      io.err(
        say(
          io.locale,
          { en: 'Shown this once; valid until {until}:', ja: '表示されるのはこの一度だけです。有効期限：{until}' },
          { until: made.token.expiresAt.slice(0, 10) },
        ),
      )
    return answer(io, made, made.secret)
  },
}

export const verbs: readonly Verb[] = [grant, revoke, token]
