import { beforeAll, describe, expect, test } from 'vitest'
import { anActor, theApp } from '../../../test/app.ts'
import type { TestApp } from '../../../test/app.ts'
import { client } from '../../kernel/client.ts'
import { operatorKey } from '../../kernel/data-folder.ts'
import { inProcess } from '../../kernel/inject.ts'
import { aPerson } from './builders.ts'
import { getKeepsake, putKeepsake } from './contract.ts'

let app: TestApp
beforeAll(async () => {
  app = await theApp()
})
const db = () => app.services.db
/** with `Authorization: Bearer`, and no disguise */
const folder = (it: TestApp = app) =>
  client(inProcess(it.server), '', () => ({ authorization: `Operator ${operatorKey(it.services.config.data)}` }))

describe('keepsakes', () => {
  const at = { params: { name: 'basket' } }
  test('are kept per person and name; of two tabs the second reads again', async () => {
    const [ann, bob] = [app.as(anActor(await aPerson(db()))), app.as(anActor(await aPerson(db())))]
    expect(await ann.call(getKeepsake, at)).toEqual({ name: 'basket', version: 0 })
    const value = { entries: ['/collections/x', '重症筋無力症 𠮟'], none: null, zero: 0 }
    expect(await ann.call(putKeepsake, { ...at, body: { value, version: 0 } })).toEqual({ name: 'basket', version: 1 })
    expect(await ann.call(getKeepsake, at)).toEqual({ name: 'basket', value, version: 1 })
    expect(await bob.call(getKeepsake, at)).toEqual({ name: 'basket', version: 0 })
    for (const version of [0, 2])
      await expect(ann.call(putKeepsake, { ...at, body: { value: 1, version } })).rejects.toMatchObject({
        status: 409,
        type: 'changed-meanwhile',
        details: { version: 1 },
      })
    for (const [next, one] of [null, 0, false, '', []].entries()) {
      await ann.call(putKeepsake, { ...at, body: { value: one, version: next + 1 } })
      expect((await ann.call(getKeepsake, at)).value).toEqual(one)
    }
  })

  const refused: [string, unknown, number, string][] = [
    ['more than 256 KB', 'あ'.repeat(90_000), 413, 'keepsake-too-large'],
    ['NUL', 'a\u0000b', 422, 'invalid'],
    ['half a character', '\ud800', 422, 'invalid'],
  ]
  test.each(refused)('%s is refused', async (_, value, status, type) => {
    await expect(
      app.as(anActor(await aPerson(db()))).call(putKeepsake, { ...at, body: { value, version: 0 } }),
    ).rejects.toMatchObject({ status, type })
  })

  test('at most fifty, and not by who is no person', async () => {
    const ann = app.as(anActor(await aPerson(db())))
    for (let n = 0; n < 50; n++)
      await ann.call(putKeepsake, { params: { name: `k-${n}` }, body: { value: n, version: 0 } })
    await expect(
      ann.call(putKeepsake, { params: { name: 'k-50' }, body: { value: 1, version: 0 } }),
    ).rejects.toMatchObject({ status: 409, type: 'too-many-keepsakes' })
    await ann.call(putKeepsake, { params: { name: 'k-0' }, body: { value: 1, version: 1 } })
    await expect(folder()(getKeepsake, at)).rejects.toMatchObject({ status: 409, type: 'not-a-person' })
    await expect(app.as(anActor()).call(putKeepsake, { ...at, body: { value: 1, version: 0 } })).rejects.toMatchObject({
      status: 409,
      type: 'not-a-person',
    })
  })
})
