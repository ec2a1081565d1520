import { expect, test } from 'vitest'
import { theApp } from '../../../test/app.ts'
import { client } from '../../kernel/client.ts'
import { operatorKey } from '../../kernel/data-folder.ts'
import { inProcess } from '../../kernel/inject.ts'
import { UsageError } from '../../kernel/verb.ts'
import type { VerbInput } from '../../kernel/verb.ts'
import type { Locale } from '../../kernel/words.ts'
import { anOrganisation, aPerson } from './builders.ts'
import { verbs } from './cli.ts'
import { getSession } from './contract.ts'

async function run(name: string, words: string[], flags: VerbInput['flags'] = {}, json = false, locale: Locale = 'en') {
  const app = await theApp()
  const [out, err]: [string[], string[]] = [[], []]
  const { data } = app.services.config
  const call = client(inProcess(app.server), '', () => ({ authorization: `Operator ${operatorKey(data)}` }))
  const verb = verbs.find((one) => one.name === name)
  const code = await verb?.run(
    { words, flags },
    {
      call,
      locale,
      json,
      data,
      out: (line) => out.push(line),
      err: (line) => err.push(line),
      signal: new AbortController().signal,
    },
  )
  return { code, out, err, app }
}

test('grant and revoke a role', async () => {
  const organisation = await anOrganisation((await theApp()).services.db)
  const email = `${crypto.randomUUID()}@mail.example`
  const granted = await run('admin grant', [email, 'administrator'], { organisation })
  expect([granted.code, granted.out]).toEqual([
    0,
    [`${email}: administrator (${organisation}) — takes effect at the first sign-in with this address`],
  ])
  expect(
    JSON.parse((await run('admin grant', [email, 'member'], { organisation }, true)).out.join('\n')),
  ).toMatchObject({ email, pending: true, grants: [{ role: 'administrator' }, { role: 'member' }] })
  await run('admin revoke', [email, 'member'], { organisation })
  expect((await run('admin revoke', [email, 'administrator'], { organisation }, false, 'ja')).out).toEqual([
    `${email}：役割なし（このアドレスで初めてサインインしたときに有効になります）`,
  ])
})

test('make a token: the secret alone on standard output, and it works', async () => {
  const person = await aPerson((await theApp()).services.db)
  const { out, err, app } = await run('admin token create', [], {
    email: person.email,
    scopes: 'read,write',
    days: '7',
    label: 'backup script',
  })
  expect(out).toHaveLength(1)
  expect(err.join()).toMatch(/Shown this once; valid until \d{4}-\d\d-\d\d:/)
  const session = await client(inProcess(app.server), '', () => ({ authorization: `Bearer ${out[0]}` }))(getSession)
  expect(session.person?.id).toBe(person.id)
  const json = await run('admin token create', [], { email: person.email }, true)
  expect(JSON.parse(json.out.join('\n'))).toMatchObject({
    secret: expect.stringMatching(/^hsd_/),
    token: { label: 'command line', scopes: ['read'] },
  })
  expect(json.err).toEqual([])
})

const wrong: [string, string[], VerbInput['flags']][] = [
  ['admin grant', ['a@b.example', 'king'], {}],
  ['admin revoke', ['a@b.example', 'king'], {}],
  ['admin token create', [], { scopes: 'read,all' }],
  ['admin token create', [], { days: '366' }],
  ['admin token create', [], { days: '1.5' }],
]
test.each(wrong)('%s %j %j is wrong usage', async (name, words, flags) => {
  await expect(run(name, words, flags)).rejects.toThrow(UsageError)
})

test('refusals come through', async () => {
  await expect(run('admin grant', ['a@b.example', 'curator'])).rejects.toMatchObject({ type: 'role-organisation' })
  await expect(run('admin grant', ['nobody', 'operator'])).rejects.toMatchObject({ type: 'invalid' })
  await expect(run('admin revoke', ['nobody@mail.example', 'operator'])).rejects.toMatchObject({
    type: 'no-such-person',
  })
  await expect(run('admin token create', [])).rejects.toMatchObject({ type: 'token-owner' })
})
