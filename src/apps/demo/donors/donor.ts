import type { Random } from '../random.ts'
import { demoDiseases, demoMaterials, demoMeasurements } from './diseases.ts'
import { horizon } from './family.ts'
import type { Member } from './family.ts'

/** What was made so far. */
export interface Tally {
  donors: number
  families: number
  diagnoses: number
  measurements: number
  specimens: number
  aliquots: number
  data: number
  withdrawn: number
  withParents: number
}

export interface Enrolled {
  readonly id: string
  readonly member: Member
  readonly father: string | undefined
  readonly mother: string | undefined
  /** month of the first visit */
  readonly enrolled: number
}

const firstVisits = 2013 * 12 + 4
// months of the years that can occur, as texts: making them anew takes a tenth of the time
const monthTexts = Array.from(
  { length: horizon + 1 - 1900 * 12 },
  (_, at) => `${1900 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`,
)
const monthText = (month: number): string => monthTexts[month - 1900 * 12] ?? ''
const dayTexts = Array.from({ length: 28 }, (_, at) => String(at + 1).padStart(2, '0'))
const dayText = (month: number, random: Random): string => `${monthText(month)}-${dayTexts[random.int(0, 27)] ?? '01'}`

/** The month of a first visit while alive and at least a month old; undefined for who does not take part. */
export function enrolment({ born, died }: Member, random: Random): number | undefined {
  const from = Math.max(firstVisits, born + 1)
  const to = Math.min(horizon - 1, died ?? horizon) - 1
  // most came in the first years
  return to < from || random.chance(0.15) ? undefined : from + Math.floor((to - from) * random.next() * random.next())
}

const scopes = [
  '["DUO:0000042"]',
  '["DUO:0000042","DUO:0000021"]',
  '["DUO:0000006"]',
  '["DUO:0000006","DUO:0000045"]',
  '["DUO:0000006","DUO:0000020","DUO:0000021"]',
  '["DUO:0000042","DUO:0000046"]',
] as const

/** A donor as one line of JSON. Written by hand: the texts need no escapes, and a general writer takes twice the time. */
export function donorLine({ id, member, father, mother, enrolled }: Enrolled, random: Random, tally: Tally): string {
  const { sex, born, died } = member
  const last = Math.min(died ?? horizon, horizon)
  const visit = dayText(enrolled, random)
  let line = `{"type":"donor","id":"${id}","sex":"${sex}","born":"${monthText(born)}"`
  // a death is known at the horizon at the latest; what was said of the donor is dated for itself
  if (died !== undefined) line += `,"died":"${monthText(died)}"`
  if (member.ethnicity !== undefined) line += `,"ethnicity":"${member.ethnicity}"`
  if (father !== undefined) line += `,"father":"${father}"`
  if (mother !== undefined) line += `,"mother":"${mother}"`
  if (father !== undefined || mother !== undefined) tally.withParents += 1
  line += `,"reported":"${died === undefined ? visit : `${monthText(Math.min(horizon, died + 1))}-28`}"`
  line += consents(enrolled, visit, last, random, tally)
  const has = new Set<string>()
  line += diagnoses(member, enrolled, last, has, random, tally)
  line += measurements(member, enrolled, visit, has, random, tally)
  return `${line}${material(id, enrolled, visit, last, random, tally)}}\n`
}

function consents(enrolled: number, visit: string, last: number, random: Random, tally: Tally): string {
  let consent = `,"consents":[{"scope":${random.pick(scopes)},"from":"${visit}","reported":"${visit}"`
  if (random.chance(0.2))
    consent += `,"until":"${monthText(enrolled).replace(/^\d+/, (year) => String(Number(year) + 30))}-28"`
  if (last > enrolled + 1 && random.chance(0.01)) {
    tally.withdrawn += 1
    consent += `,"withdrawn":"${dayText(random.int(enrolled + 1, last), random)}"`
  }
  return `${consent}}]`
}

function diagnoses(
  member: Member,
  enrolled: number,
  last: number,
  has: Set<string>,
  random: Random,
  tally: Tally,
): string {
  const { sex, born, frailty, leaning } = member
  const lived = (last - born) / 12
  let found = ''
  for (const { code, female, male, scale, shape, cluster } of demoDiseases) {
    const most = sex === 'FEMALE' ? female : male
    if (most === 0) continue
    const hazard = frailty * (cluster === undefined ? 1 : cluster === leaning ? 1.9 : 0.85)
    // an exponential waiting time on the disease's own clock
    const share = -Math.expm1(Math.log(1 - random.next()) / hazard)
    if (share >= most) continue
    const age = scale * (-Math.log(1 - share / most)) ** (1 / shape)
    if (age >= lived) continue
    const onset = born + Math.floor(age * 12)
    // told at the first visit, or found later and reported within months
    const told = Math.min(last, Math.max(enrolled, onset + random.int(0, 3)))
    tally.diagnoses += 1
    has.add(code)
    const when = random.next()
    found += `${found === '' ? '' : ','}{"code":"${code}"`
    if (when < 0.75) found += `,"onset":"${monthText(onset)}"`
    else if (when < 0.95) found += `,"onsetAge":${Math.floor(age)}`
    found += `,"reported":"${monthText(told)}-28"}`
  }
  return found === '' ? '' : `,"diagnoses":[${found}]`
}

function measurements(
  member: Member,
  enrolled: number,
  visit: string,
  has: Set<string>,
  random: Random,
  tally: Tally,
): string {
  const age = (enrolled - member.born) / 12
  if (age < 16 || random.chance(0.06)) return ''
  let found = ''
  for (const one of demoMeasurements) {
    if (random.chance(0.1)) continue
    const raised = one.raisedBy.some((code) => has.has(code)) ? one.by : 0
    const drawn =
      one[member.sex === 'FEMALE' ? 'female' : 'male'] +
      (age - 40) * one.slope +
      raised +
      (random.next() + random.next() + random.next() - 1.5) * 2 * one.spread
    const value = Math.min(one.most, Math.max(one.least, drawn)).toFixed(one.places)
    tally.measurements += 1
    found += `${found === '' ? '' : ','}{"code":"${one.code}","value":${Number(value)},"unit":"${one.unit}","when":"${monthText(enrolled)}","reported":"${visit}"}`
  }
  return found === '' ? '' : `,"measurements":[${found}]`
}

function material(id: string, enrolled: number, visit: string, last: number, random: Random, tally: Tally): string {
  let specimens = ''
  let dna = ''
  let plasma = ''
  let count = 0
  for (const { code, storage, unit, amount, chance } of demoMaterials) {
    if (!random.chance(chance)) continue
    const specimen = `S${id.slice(1)}-${++count}`
    if (code === 'DNA') dna = specimen
    else if (code === 'PLASMA') plasma = specimen
    const pieces = random.int(1, 3)
    let aliquots = ''
    for (let n = 1; n <= pieces; n++) {
      const remaining = random.chance(0.8) ? amount : random.chance(0.5) ? 0 : Math.round(amount * 50) / 100
      aliquots += `${n === 1 ? '' : ','}{"id":"${specimen}-${n}","amount":${amount},"remaining":${remaining},"unit":"${unit}"}`
    }
    tally.specimens += 1
    tally.aliquots += pieces
    specimens += `${specimens === '' ? '' : ','}{"id":"${specimen}","material":"${code}","sampled":"${monthText(enrolled)}","storage":"${storage}","aliquots":[${aliquots}],"reported":"${visit}"}`
  }
  let data = ''
  const add = (kind: string, specimen: string, platform: string) => {
    const made = Math.min(horizon - 1, enrolled + random.int(2, 30))
    tally.data += 1
    data += `${data === '' ? '' : ','}{"kind":"${kind}"${specimen === '' ? '' : `,"specimen":"${specimen}"`}${platform === '' ? '' : `,"platform":"${platform}"`},"produced":"${monthText(made)}","reported":"${dayText(made + 1, random)}"}`
  }
  if (dna !== '' && random.chance(0.6))
    add('GENOMICS', dna, random.chance(0.35) ? 'ILLUMINA_NOVASEQ_6000' : 'JAPONICA_ARRAY_NEO')
  if (plasma !== '' && random.chance(0.3)) add('METABOLOMICS', plasma, 'NMR_600')
  if (plasma !== '' && random.chance(0.08)) add('PROTEOMICS', plasma, 'OLINK_EXPLORE_3072')
  if (random.chance(0.06)) add('TRANSCRIPTOMICS', '', 'ILLUMINA_NOVASEQ_6000')
  if (last - enrolled > 12 && random.chance(0.12)) add('IMAGING_DATA', '', 'MRI_3T')
  if (random.chance(0.8)) add('SURVEY_DATA', '', '')
  return `${specimens === '' ? '' : `,"specimens":[${specimens}]`}${data === '' ? '' : `,"data":[${data}]`}`
}
