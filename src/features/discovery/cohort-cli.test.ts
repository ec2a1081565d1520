import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { theApp } from '../../../test/app.ts'
import { client } from '../../kernel/client.ts'
import { inProcess } from '../../kernel/inject.ts'
import type { Locale } from '../../kernel/words.ts'
import { verbs } from './cohort-cli.ts'
import { examples } from './model/cohort/examples.ts'

async function explain(content: string | undefined, json = false, locale: Locale = 'en') {
  const folder = await mkdtemp(join(tmpdir(), 'explain-'))
  const file = join(folder, 'query.json')
  if (content !== undefined) await writeFile(file, content)
  const [out, err]: [string[], string[]] = [[], []]
  const call = client(inProcess((await theApp()).server), '', () => ({ 'accept-language': locale }))
  const io = {
    call,
    locale,
    json,
    data: folder,
    out: (line: string) => void out.push(line),
    err: (line: string) => void err.push(line),
    signal: new AbortController().signal,
  }
  try {
    return { code: await verbs[0]!.run({ words: [], flags: { query: file } }, io), out, err }
  } finally {
    await rm(folder, { recursive: true })
  }
}

test('a question is read as a sentence, in both languages', async () => {
  const query = JSON.stringify({
    version: 1,
    where: { all: [{ sex: ['FEMALE'] }, { age: { at: 'now', from: 40, below: 60 } }] },
  })
  expect(await explain(query)).toEqual({
    code: 0,
    out: ['Count donors who are female, and are aged 40 to 59 now.'],
    err: [],
  })
  expect((await explain(query, false, 'ja')).out).toEqual([
    '女性であり、かつ、現在の年齢が40歳以上60歳未満である提供者の人数を数えます。',
  ])
})

test('as JSON: both sentences, canonical form and criteria', async () => {
  const { out } = await explain(JSON.stringify(examples[4]!.query), true)
  const answer = JSON.parse(out.join('')) as Record<string, unknown>
  expect(answer).toMatchObject({
    canonical: '1 donors diagnosis ICD10:E11+; diagnosis ICD10:E78+; diagnosis ICD10:I10+ | 00010111',
    leaves: ['diagnosis ICD10:E11+', 'diagnosis ICD10:E78+', 'diagnosis ICD10:I10+'],
  })
  expect((answer.sentence as { ja: string }).ja).toMatch(/^［①.*のうち2つ以上に該当する提供者の人数を数えます。$/)
})

test('what is wrong is said with its place and how to mend it, and the status is 1', async () => {
  const query = JSON.stringify({ version: 1, where: { all: [{ sex: ['FEMAL'] }, { age: { at: 'now', from: 42 } }] } })
  const { code, out, err } = await explain(query)
  expect([code, out]).toEqual([1, []])
  expect(err).toEqual([
    '/where/all/0/sex/0: FEMAL is not in the published list (sex) — Did you mean FEMALE?',
    '/where/all/1/age/from: 42 does not lie on the published grid (0, 5, ..., 120) — Use 40 / 45.',
  ])
  expect((await explain(query, false, 'ja')).err[0]).toBe(
    '/where/all/0/sex/0: FEMAL は公開されている値の一覧（sex）にありません — FEMALE ではありませんか。',
  )
  await expect(explain(query, true)).rejects.toMatchObject({ type: 'cohort-question' })
})

test('a file that is none, or no JSON, is refused', async () => {
  await expect(explain(undefined)).rejects.toMatchObject({ type: 'unreadable' })
  await expect(explain('{"version": 1')).rejects.toMatchObject({ type: 'not-json' })
})
