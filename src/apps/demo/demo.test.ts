import { describe, expect, test } from 'vitest'
import { codeLists } from '../../features/collection/codes.ts'
import { demo } from './demo.ts'
import { demoBanks } from './lines.ts'

const { terms, catalogue, lines } = demo(1)
const of = (kind: string) => catalogue.filter((record) => record.kind === kind)

describe('the demonstration', () => {
  test('is the same for the same seed, and another for another', () => {
    expect(demo(1)).toEqual({ terms, catalogue, lines })
    expect(demo(2).catalogue).not.toEqual(catalogue)
  })

  test('is as large as promised', () => {
    expect(of('holder').length).toBe(12)
    expect(of('collection').length).toBeGreaterThanOrEqual(400)
    expect(of('collection').filter((record) => record.parent).length).toBeGreaterThanOrEqual(80)
    expect(of('dataset').length).toBeGreaterThanOrEqual(250)
    expect(lines.length).toBeGreaterThanOrEqual(350)
    const ips = lines.filter((line) => line.category === 'Induced pluripotent stem cell')
    expect(ips.filter((line) => line.diseases.length > 0).length).toBeGreaterThanOrEqual(120)
    expect(terms.length).toBeGreaterThanOrEqual(150)
  })

  test('holds together: unique identifiers, and every reference finds what it names', () => {
    const keys = catalogue.map(({ kind, holder, id }) => `${kind} ${holder} ${id}`)
    expect(new Set(keys).size).toBe(keys.length)
    const has = new Set(keys)
    const termIds = new Set(terms.map((term) => term.id))
    expect(termIds.size).toBe(terms.length)
    for (const record of catalogue) {
      expect(has).toContain(`holder ${record.holder} ${record.holder}`)
      for (const bank of record.biobanks ?? []) expect(has).toContain(`biobank ${record.holder} ${bank}`)
      if (record.parent) expect(has).toContain(`collection ${record.holder} ${record.parent}`)
      for (const disease of record.diseases ?? []) expect(termIds).toContain(disease)
    }
    for (const parent of terms.flatMap((term) => term.parents)) expect(termIds).toContain(parent)
    const names = new Map(lines.map((line) => [line.accession, line.name]))
    expect(names.size).toBe(lines.length)
    for (const line of lines) {
      for (const { accession, name } of [...line.parents, ...line.siblings]) expect(names.get(accession)).toBe(name)
      for (const sibling of line.siblings) {
        const other = lines.find(({ accession }) => accession === sibling.accession)
        expect(other?.siblings.map(({ accession }) => accession)).toContain(line.accession)
      }
      for (const { source, id } of line.diseases) expect(termIds).toContain(`${source}:${id}`)
    }
    const numbers = lines.flatMap((line) => line.deposits.map(({ bank, catalogue: number }) => `${bank} ${number}`))
    expect(new Set(numbers).size).toBe(numbers.length)
    const banks = new Set(demoBanks.map(({ bank }) => bank))
    for (const { bank, holder } of lines.flatMap((line) => line.deposits)) {
      expect(banks).toContain(bank)
      expect(has).toContain(`holder ${holder} ${holder}`)
    }
  })

  test('uses the codes of the value lists, and says unknown by absence', () => {
    for (const record of catalogue) {
      for (const list of ['materials', 'dataCategories', 'types', 'sexes', 'omics'] as const) {
        for (const code of record[list] ?? []) expect(Object.keys(codeLists[list])).toContain(code)
      }
      for (const id of record.access?.duo ?? []) expect(id).toMatch(/^DUO:\d{7}$/)
    }
    expect(JSON.stringify({ terms, catalogue, lines })).not.toMatch(/:""|undefined|null|NaN|\{\w+\}/)
    const sizes = of('collection').map((record) => record.donors)
    expect(sizes).toContain(undefined)
    expect(sizes).toContainEqual({ low: 0, high: 0 })
    expect(sizes.some((size) => size && size.low !== size.high)).toBe(true)
    expect(catalogue.some((record) => record.visibility === 'holder')).toBe(true)
    expect(lines.some((line) => line.visibility === 'signed-in')).toBe(true)
    expect(lines.flatMap((line) => line.deposits).filter(({ status }) => status === 'discontinued').length).toBe(1)
  })

  test('speaks both languages in every entry and names nothing real on the web', () => {
    for (const record of catalogue) {
      expect(record.name.ja, record.id).toMatch(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u)
      expect(record.name.en, record.id).toMatch(/^[A-Z0-9a-z][\x20-\x7Eçéöø“”]*$/)
      expect(Boolean(record.description?.ja && record.description.en)).toBe(true)
    }
    for (const line of lines) expect(Boolean(line.nameJa && line.description?.ja && line.description.en)).toBe(true)
    const hosts = JSON.stringify({ catalogue, lines }).matchAll(/https?:\/\/([^/"]+)|@([a-z.-]+)/g)
    for (const [, host, mail] of hosts) expect(host ?? mail).toMatch(/\.example$/)
  })

  test('the terms: readings are kana, codes are there, and 重症筋無力症 has two senses', () => {
    for (const label of terms.flatMap((term) => term.labels).filter(({ lang }) => lang === 'ja-Hira')) {
      expect(label.text).toMatch(/^[\p{sc=Hiragana}ー]+$/u)
    }
    const senses = terms.filter((term) => term.labels.some(({ text }) => text === '重症筋無力症'))
    expect(senses.map((term) => term.parents.at(-1))).toEqual(['DEMO:S01', 'DEMO:S02'])
    const byReading = terms.filter((term) => term.labels.some(({ text }) => text === 'じゅうしょうきんむりょくしょう'))
    expect(byReading).toEqual(senses)
    expect(terms.find((term) => term.notation === 'G20')?.mappings).toEqual([{ kind: 'exact', target: 'ICD10:G20' }])
  })

  test.each([
    ['重症筋無力症', 8],
    ['パーキンソン病', 20],
    ['parkinson', 20],
    ['G20', 5],
    ['iPS', 20],
    ['糖尿病', 10],
  ])('%s is found in open entries', (text, least) => {
    const found = (value: unknown) => JSON.stringify(value).toLowerCase().includes(text.toLowerCase())
    const hits = [
      ...catalogue.filter((record) => !record.visibility && found([record.name, record.description])),
      ...lines.filter((line) => !line.visibility && found([line.name, line.nameJa, line.description])),
    ]
    expect(hits.length).toBeGreaterThanOrEqual(least)
  })
})
