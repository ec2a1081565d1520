import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { memoryInput, openInput } from '../../../kernel/input.ts'
import type { About, Fault, Input } from '../../../kernel/intake.ts'
import type { LineRecord } from '../record.ts'
import { cellosaurus } from './cellosaurus.ts'

async function read(input: Input) {
  const records: LineRecord[] = []
  const faults: Fault[] = []
  let about: Partial<About> = {}
  for await (const one of cellosaurus.read(input, {})) {
    if ('record' in one) records.push(one.record)
    else if ('fault' in one) faults.push(one.fault)
    else if ('about' in one) about = { ...about, ...one.about }
  }
  return { records, faults, about }
}

const entry = (id: string, accession: string, ...more: string[]) =>
  [
    `ID   ${id}`,
    `AC   ${accession}`,
    ...more,
    'OX   NCBI_TaxID=9606; ! Homo sapiens',
    'CA   Cancer cell line',
    '//',
    '',
  ].join('\n')
const readText = (text: string) => read(memoryInput({ 'lines.txt': text }))
const place = (line: number) => ({ file: 'lines.txt', line })

const real = fileURLToPath(new URL('../../../../../shared/data/cellosaurus/cellosaurus_head_1000.txt', import.meta.url))
const here = existsSync(real)

describe.skipIf(!here)(`the real first 1,000 entries${here ? '' : ' (skipped: no ../shared/data)'}`, () => {
  const reading = here ? openInput(real).then(read) : undefined
  const get = async () => reading ?? { records: [], faults: [], about: {} }

  test('all are read, none is at fault', async () => {
    const { records, faults, about } = await get()
    expect(faults).toEqual([])
    expect(records.length).toBe(1000)
    expect(records.filter(({ category }) => category === 'Induced pluripotent stem cell').length).toBe(99)
    expect(records.filter(({ str }) => str).length).toBe(88)
    expect(records.filter(({ problems }) => problems.length > 0).length).toBe(25)
    expect(about).toEqual({
      source: 'https://www.cellosaurus.org/',
      release: '29.0',
      date: '2019-02-25',
      licence: 'CC BY-ND 3.0',
      changedCopies: false,
    })
  })

  test('bank numbers are deposits, and those no longer handed out say so', async () => {
    const { records } = await get()
    const deposits = records.flatMap((line) => line.deposits)
    const count = (status: string) => deposits.filter((deposit) => deposit.status === status).length
    expect([deposits.length, count('offered'), count('discontinued'), count('probably-discontinued')]).toEqual([
      628, 502, 36, 90,
    ])
    expect(deposits.some(({ status, url }) => status !== 'offered' && url)).toBe(false)
    expect(new Set(records.flatMap((line) => line.crossReferences.map(({ resource }) => resource)))).toContain('SKIP')
  })

  test('201B7 offers HPS0063; HPS0001 is discontinued', async () => {
    const line = (await get()).records.find(({ name }) => name === '201B7')
    expect(line?.accession).toBe('CVCL_A324')
    expect(line?.deposits.map(({ bank, catalogue, status }) => [bank, catalogue, status])).toEqual([
      ['ATCC', 'ACS-1023', 'offered'],
      ['RCB', 'HPS0001', 'discontinued'],
      ['RCB', 'HPS0063', 'offered'],
    ])
    expect(line?.parents).toEqual([{ accession: 'CVCL_DP59', name: 'HDF1388' }])
    expect(line?.str?.markers).toContainEqual({ marker: 'vWA', alleles: '15,18' })
    expect(line?.references).toContain('PubMed:18035408')
    expect([line?.sex, line?.age]).toEqual(['Female', '36Y'])
  })

  test('unspecified sex and age are absent', async () => {
    const line = (await get()).records.find(({ name }) => name === '#W7079')
    expect(line && ('sex' in line || 'age' in line)).toBe(false)
  })
})

describe('an entry', () => {
  test('look-alike names stay apart', async () => {
    const { records } = await readText(
      entry('18/1', 'CVCL_0001') + entry('18.1', 'CVCL_0002') + entry('18-1', 'CVCL_0003'),
    )
    expect(records.map(({ name, accession }) => [name, accession])).toEqual([
      ['18/1', 'CVCL_0001'],
      ['18.1', 'CVCL_0002'],
      ['18-1', 'CVCL_0003'],
    ])
  })

  test('profile rows keep their sources, an ended number without DR line is a deposit, addresses follow the bank', async () => {
    const { records } = await readText(
      entry(
        'A',
        'CVCL_0001',
        'DR   TKG; TKG 0377',
        'DR   AddexBio; T0016001/4918',
        'DR   SKIP; S1',
        'CC   Discontinued: Genscript; Catalog number M00485.',
        'CC   Discontinued: SKIP; S1; probable.',
        'ST   Source(s): ATCC; ESTDAB',
        'ST   D18S51: 15,19 (ATCC)',
        'ST   D18S51: 15,16 (ESTDAB)',
        'DI   ORDO; Orphanet_102; Multiple system atrophy',
      ),
    )
    expect(records[0]?.str).toEqual({
      sources: ['ATCC', 'ESTDAB'],
      markers: [
        { marker: 'D18S51', alleles: '15,19', sources: 'ATCC' },
        { marker: 'D18S51', alleles: '15,16', sources: 'ESTDAB' },
      ],
    })
    expect(
      records[0]?.deposits.map(({ catalogue, status, url }) => [catalogue, status, url?.split('/').at(-1)]),
    ).toEqual([
      ['TKG 0377', 'offered', '0377.html'],
      ['T0016001/4918', 'offered', 'productdetail?pid=4918'],
      ['M00485', 'discontinued', undefined],
    ])
    expect(records[0]?.deposits[0]?.url).toContain('TKGvo103/')
    expect(records[0]?.diseases).toEqual([{ source: 'ORDO', id: 'Orphanet_102', label: 'Multiple system atrophy' }])
    expect(records[0]?.comments).toEqual([{ topic: 'Discontinued', text: 'SKIP; S1; probable.' }])
  })

  test('each fault names its line, rejects its entry only, and the rest goes on', async () => {
    const text = [
      'ID   no accession',
      'OX   NCBI_TaxID=9606; ! Homo sapiens',
      'CA   Hybridoma',
      '//', // 1-4
      'ID   unknown code',
      'AC   CVCL_0002',
      'QQ   what',
      'OX   NCBI_TaxID=9606; ! Homo sapiens',
      'CA   Hybridoma',
      '//', // 5-10
      'ID   never ends',
      'AC   CVCL_0003', // 11-12
      'ID   good',
      'AC   CVCL_0004',
      'OX   NCBI_TaxID=9606; ! Homo sapiens',
      'CA   Hybridoma',
      '//', // 13-17
      'ID   twice',
      'AC   CVCL_0004',
      'OX   NCBI_TaxID=9606; ! Homo sapiens',
      'CA   Hybridoma',
      '//', // 18-22
      'SY   lost',
      '//', // 23-24
      'ID   bad lines',
      'AC   CVCL-5',
      'DR   ATCC HTB-30',
      'OX   9606',
      'HI   CVCL_1',
      'CA   Hybridoma',
      'CA   Hybridoma',
      '//', // 25-32
      'ID   bare',
      'AC   CVCL_0006',
      '//', // 33-35
      'ID   last',
      'AC   CVCL_0007', // 36-37
    ].join('\n')
    const { records, faults } = await readText(text)
    expect(records.map(({ name }) => name)).toEqual(['good'])
    expect(faults.map(({ code, place: { line } }) => [line, code])).toEqual([
      [1, 'no-accession'],
      [7, 'unknown-line-code'],
      [11, 'no-terminator'],
      [18, 'duplicate-accession'],
      [23, 'line-outside'],
      [24, 'line-outside'],
      [26, 'bad-accession'],
      [27, 'line-malformed'],
      [28, 'line-malformed'],
      [29, 'line-malformed'],
      [31, 'line-repeated'],
      [33, 'no-category'],
      [33, 'no-species'],
      [36, 'no-terminator'],
    ])
    expect(faults[3]).toEqual({
      place: place(18),
      code: 'duplicate-accession',
      value: 'CVCL_0004',
      values: { accession: 'CVCL_0004', first: 13 },
    })
    for (const { code } of faults) expect(Object.keys(cellosaurus.faults)).toContain(code)
  })

  test('CRLF is fine, damage is a fault, text behind the last entry is not', async () => {
    const { records, faults } = await readText(
      `${entry('A', 'CVCL_0001', 'SY   a\uFFFD').replaceAll('\n', '\r\n')}${entry('B', 'CVCL_0002').replaceAll(
        '\n',
        '\r\n',
      )}---\r\nCopyrighted by somebody\r\n`,
    )
    expect(records.map(({ category }) => category)).toEqual(['Cancer cell line'])
    expect(faults.map(({ code, place: { line } }) => [line, code])).toEqual([[3, 'character-lost']])
  })

  test('a file of something else is one fault', async () => {
    expect((await readText('id,name\n1,HeLa\n')).faults.map(({ code }) => code)).toEqual(['no-entries'])
    expect((await readText('')).faults.map(({ code }) => code)).toEqual(['file-empty'])
  })

  test('a newer release under CC BY may be changed', async () => {
    const { about } = await readText(
      ` Version: 47.0\n Last update: 05-October-2023\n https://creativecommons.org/licenses/by/4.0/\n${entry('A', 'CVCL_0001')}`,
    )
    expect(about).toMatchObject({ licence: 'CC BY 4.0', changedCopies: true, date: '2023-10-05' })
  })
})
