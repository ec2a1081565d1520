import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fold, tight, tokens, words } from './text.ts'

describe('fold', () => {
  test.each([
    ['Parkinson', 'ＰＡＲＫＩＮＳＯＮ', 'width and case'],
    ['パーキンソン病', 'ﾊﾟｰｷﾝｿﾝ病', 'half-width kana'],
    ['パーキンソン病', 'ぱーきんそん病', 'katakana and hiragana'],
    ['パーキンソン病', 'パキンソン病', 'long-vowel mark'],
    ['パーキンソン病', 'パ-キンソン病', 'hyphen typed for ー'],
    ['パーキンソン病', 'パ−キンソン病', 'minus sign typed for ー'],
    ['センター', 'センタ', 'trailing long-vowel mark'],
    ['シャルコー・マリー・トゥース病', 'シャルコーマリートゥース病', 'middle dot between kana'],
    ['ヴァイオバンク', 'バイオバンク', 'ヴァ'],
    ['ヴィールス', 'ビールス', 'ヴィ'],
    ['レヴュー', 'レビュー', 'ヴュ'],
    ['が', 'か\u3099', 'dakuten as its own character'],
    ['が', 'か゛', 'spacing dakuten'],
    ['COLO 818', 'COLO-818', 'hyphen and space'],
    ['COLO 818', 'colo_818', 'underscore'],
    ['COLO\u3000818', ' COLO  –  818 ', 'spaces'],
    ['18-1', '18－1', 'dashes between digits'],
    ['18-1', '18ー1', 'ー typed for a dash'],
    ['Sjögren', 'sjogren', 'diacritics'],
    ['Müller-Weiß', 'muller weiss', 'sharp s'],
    ['Ménière’s disease', 'Meniere disease', 'possessive, curly apostrophe'],
    ["Parkinson's disease", 'parkinson disease', 'possessive'],
    ["O'Brien", 'OBrien', 'apostrophe inside a name'],
    ['iPS 細胞', 'ｉＰＳ細胞', 'space between Latin and Japanese'],
    ['第 Ⅳ 型', '第iv型', 'compatibility forms'],
    ['CVCL_A324', 'cvcl a324', 'accession'],
    ['DUO:0000044', 'duo_0000044', 'CURIE and OWL name'],
  ])('%s = %s (%s)', (a, b) => expect(fold(a!)).toBe(fold(b!)))

  test.each([
    ['18/1', '18.1'],
    ['18.1', '18-1'],
    ['18-1', '18/1'],
    ['18 1', '181'],
    ['18 1', '18-1'],
    ['18 / 1', '18 - 1'],
    ['は', 'ば'],
    ['ば', 'ぱ'],
    ['びょういん', 'びよういん'],
    ['まつた', 'まった'],
    ['CD34+', 'CD34'],
    ['重症', '重度'],
  ])('%s is not %s', (a, b) => expect(fold(a)).not.toBe(fold(b)))

  test('what it looks like', () => {
    expect(fold("Parkinson's disease (PD)")).toBe('parkinson disease pd')
    expect(fold('E11.9')).toBe('e11.9')
    expect(fold('パーキンソン病')).toBe('ぱきんそん病')
    expect(fold('CD34+ 細胞')).toBe('cd34+細胞')
    expect(fold('in 2010. 20 people')).toBe('in 2010 20 people')
    expect(fold('重症 筋無力症')).toBe('重症 筋無力症')
    expect(fold(' … ')).toBe('')
  })

  const alphabet = [..."aAsS1290 .-–ー・゠'’+/,_カかヴァぁゔヶがは゛゜\u3099\u0301éßİΣς東病𠮟ｶﾞ①Ⅳ´`〜\ud800한가å"]
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...alphabet), maxLength: 12 }))
  const many = { numRuns: 3000, seed: 818 }

  test('folding twice is folding once', () => {
    fc.assert(
      fc.property(text, (t) => {
        expect(fold(fold(t))).toBe(fold(t))
      }),
      many,
    )
  })
  test('case, width and normal form never matter', () => {
    fc.assert(
      fc.property(text, (t) => {
        expect(fold(t.normalize('NFD'))).toBe(fold(t))
        // An acute accent typed for an apostrophe, or dakuten on its own, becomes space and mark under NFKC.
        if (!/[´゛゜ﾞﾟ]/.test(t)) expect(fold(t.normalize('NFKC'))).toBe(fold(t))
      }),
      many,
    )
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (t) => {
        expect(fold(t.toUpperCase())).toBe(fold(t))
      }),
    )
  })
  test('tokens of a folded text are those of the text, and none is empty or holds a space', () => {
    fc.assert(
      fc.property(text, (t) => {
        const list = tokens(t)
        expect(tokens(fold(t))).toEqual(list)
        for (const token of list) expect(token).toMatch(/^\S+$/u)
      }),
      many,
    )
  })
  test('a text without letters and digits has an empty key, and no other', () => {
    fc.assert(
      fc.property(text, (t) => {
        expect(fold(t) === '').toBe(tokens(t).length === 0)
        expect(tokens(t).length === 0).toBe(words(t).length === 0)
      }),
      many,
    )
  })
})

test.each([
  ['MCF-7', 'mcf7'],
  ['MCF 7', 'mcf7'],
  ['CVCL_A324', 'cvcla324'],
  ['18/1', '18/1'],
  ['18 1', '18 1'],
  ['重症 筋無力症', '重症筋無力症'],
  ['COLO 18 1', 'colo18 1'],
])('tight %s = %s', (text, key) => expect(tight(text)).toBe(key))

test.each([
  ['G20', ['g20']],
  ['E11.9', ['e11.9', 'e11', '9']],
  ['18/1', ['18/1', '18', '1']],
  ['CVCL_A324', ['cvcl', 'a324']],
  ['HPS0063 201B7', ['hps0063', '201b7']],
  ["Parkinson's disease", ['parkinson', 'disease']],
  ['CD34+ cells', ['cd34', 'cells']],
  ['重症筋無力症', ['重症', '症筋', '筋無', '無力', '力症']],
  ['ヒトiPS細胞', ['ひと', 'ips', '細胞']],
  ['パーキンソン病', ['ぱき', 'きん', 'んそ', 'そん', 'ん病']],
  ['癌', ['癌']],
  ['血液 癌', ['血液', '癌']],
  ['𠮟る人', ['𠮟る', 'る人']],
  ['TNF-α', ['tnf', 'α']],
])('tokens %s', (text, list) => expect(tokens(text)).toEqual(list))

test('words of a question', () => {
  expect(words('E11.9 重症筋')).toEqual([
    { kind: 'word', text: 'e11.9' },
    { kind: 'run', text: '重症筋', grams: ['重症', '症筋'] },
  ])
})
test('a word begins what it should find', () => {
  expect(tokens("Parkinson's disease").some((t) => t.startsWith('parkinson'))).toBe(true)
})
test('long texts', () => expect(fold('Aあ '.repeat(20_000)).length).toBe(fold('Aあ').length * 20_000))
