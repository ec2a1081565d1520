/**
 * Units in UCUM (case sensitive): atoms with metric prefixes, exponents, `.` and `/`, parentheses and annotations. Only
 * whether a text is a unit, no conversion. Atoms are those that clinical laboratories and biobanks use.
 */
const metric = new Set([
  'm',
  's',
  'g',
  'rad',
  'K',
  'C',
  'cd',
  'mol',
  'Hz',
  'N',
  'Pa',
  'J',
  'W',
  'A',
  'V',
  'F',
  'Ohm',
  'S',
  'Wb',
  'Cel',
  'T',
  'H',
  'lm',
  'lx',
  'Bq',
  'Gy',
  'Sv',
  'L',
  'l',
  'bar',
  'u',
  'eV',
  'eq',
  'osm',
  'kat',
  'U',
  '[IU]',
  '[iU]',
  'cal',
  'dyn',
  'G',
  'st',
  'B',
  'm[Hg]',
  'm[H2O]',
  't',
])
const plain = new Set([
  '%',
  '[ppth]',
  '[ppm]',
  '[ppb]',
  'min',
  'h',
  'd',
  'wk',
  'mo',
  'mo_j',
  'mo_s',
  'a',
  'a_j',
  "'",
  "''",
  'deg',
  '[pi]',
  '[pH]',
  '[degF]',
  '[in_i]',
  '[ft_i]',
  '[lb_av]',
  '[oz_av]',
  '[Cal]',
  '[CFU]',
  '[PFU]',
  '[drp]',
  '[HPF]',
  '[LPF]',
  '[diop]',
  "[dye'U]",
  "[arb'U]",
  '[TCID_50]',
  '[CCID_50]',
  '[EID_50]',
  "[GPL'U]",
  "[MPL'U]",
  '10*',
  '10^',
  '[bp]',
  'bit',
  'By',
])
/** Megalitres and megagrams are units, but what was meant are millilitres and milligrams: large prefixes only where they are used. */
const large = new Set(['Hz', 'Pa', 'eV', 'Bq', 'W', 'Ohm', 'U', '[IU]', '[iU]'])
const prefixes = ['da', 'T', 'G', 'M', 'k', 'h', 'd', 'c', 'm', 'u', 'n', 'p', 'f', 'a', 'z', 'y']

function isAtom(text: string): boolean {
  if (metric.has(text) || plain.has(text)) return true
  return prefixes.some(
    (prefix) => text.startsWith(prefix) && ('TGM'.includes(prefix) ? large : metric).has(text.slice(prefix.length)),
  )
}

const known = new Map<string, boolean>()

export function isUnit(text: string): boolean {
  let answer = known.get(text)
  if (answer === undefined) {
    answer = parse(text)
    // a hostile file could bring as many units as lines
    if (known.size < 10_000) known.set(text, answer)
  }
  return answer
}

function parse(text: string): boolean {
  if (text === '' || text.length > 40) return false
  let at = 0
  const component = (): boolean => {
    if (text[at] === '(') {
      at += 1
      if (!term() || text[at] !== ')') return false
      at += 1
      return true
    }
    const rest = text.slice(at)
    const note = /^\{[!-z|~]*\}/.exec(rest)
    if (note) {
      at += note[0].length
      return true
    }
    const power = /^10[*^][+-]?\d*/.exec(rest)
    const [unit = ''] = power ?? /^(?:[A-Za-z%'_]|\[[^\][]+\])+/.exec(rest) ?? /^\d+/.exec(rest) ?? []
    if (unit === '') return false
    at += unit.length
    if (!power && !/^\d+$/.test(unit)) {
      if (!isAtom(unit)) return false
      at += /^[+-]?\d*/.exec(text.slice(at))?.[0].length ?? 0
    }
    at += /^\{[!-z|~]*\}/.exec(text.slice(at))?.[0].length ?? 0
    return true
  }
  const term = (): boolean => {
    if (text[at] === '/') at += 1
    if (!component()) return false
    while (text[at] === '.' || text[at] === '/') {
      at += 1
      if (!component()) return false
    }
    return true
  }
  return term() && at === text.length
}

/** Units as people write them, for "did you mean". */
const everyday: Readonly<Record<string, string>> = {
  ml: 'mL',
  ML: 'mL',
  cc: 'mL',
  µl: 'uL',
  μl: 'uL',
  µL: 'uL',
  μL: 'uL',
  ul: 'uL',
  µg: 'ug',
  μg: 'ug',
  mcg: 'ug',
  'mg/dl': 'mg/dL',
  'g/dl': 'g/dL',
  'ng/µl': 'ng/uL',
  'ng/μl': 'ng/uL',
  'ng/µL': 'ng/uL',
  'kg/m^2': 'kg/m2',
  'kg/m²': 'kg/m2',
  mmHg: 'mm[Hg]',
  '°C': 'Cel',
  '℃': 'Cel',
  IU: '[IU]',
  'IU/L': '[IU]/L',
  'mIU/mL': 'm[IU]/mL',
  bpm: '/min',
  KG: 'kg',
  CM: 'cm',
  years: 'a',
  year: 'a',
  '％': '%',
  cells: '{cells}',
  'cells/mL': '{cells}/mL',
  tube: '{tube}',
  vial: '{vial}',
  pieces: '{piece}',
}
export const unitMeant = (text: string): string | undefined =>
  Object.hasOwn(everyday, text)
    ? everyday[text]
    : Object.hasOwn(everyday, text.normalize('NFKC').trim())
      ? everyday[text.normalize('NFKC').trim()]
      : undefined

/** Units of the NCI Thesaurus, as Beacon and Phenopackets write them. */
export const ncitUnits: Readonly<Record<string, string>> = {
  'NCIT:C49671': 'kg/m2',
  'NCIT:C28252': 'kg',
  'NCIT:C49668': 'cm',
  'NCIT:C41139': 'm',
  'NCIT:C28251': 'mm',
  'NCIT:C48155': 'g',
  'NCIT:C28253': 'mg',
  'NCIT:C48152': 'ug',
  'NCIT:C48516': 'ng',
  'NCIT:C48505': 'L',
  'NCIT:C28254': 'mL',
  'NCIT:C48153': 'uL',
  'NCIT:C49670': 'mm[Hg]',
  'NCIT:C67015': 'mg/dL',
  'NCIT:C64387': 'mmol/L',
  'NCIT:C25613': '%',
  'NCIT:C103452': '/mL',
  'NCIT:C29848': 'a',
}
