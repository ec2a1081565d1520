import type { AccessTerms, Size } from '../../features/collection/record.ts'
import type { Random } from './random.ts'

/** Sizes as catalogues publish them: exact, rounded to a range, unknown, and nothing collected yet. */
export function size(r: Random, low: number, high: number): Size | undefined {
  const kind = r.next()
  if (kind < 0.11) return undefined
  if (kind < 0.13) return { low: 0, high: 0 }
  const n = Math.round(low * Math.exp(r.next() * Math.log(high / low)))
  if (kind < 0.6) return { low: n, high: n }
  const range = [
    [1, 9],
    [10, 19],
    [20, 49],
    [50, 99],
    [100, 199],
    [200, 499],
    [500, 999],
    [1000, 1999],
    [2000, 4999],
  ].find(([from = 0, to = 0]) => n >= from && n <= to)
  return range ? { low: range[0] ?? n, high: range[1] ?? n } : { low: 5000 }
}

const permissions = {
  general: 'DUO:0000042',
  health: 'DUO:0000006',
  disease: 'DUO:0000007',
}
const modifiers = {
  ethics: 'DUO:0000021',
  collaboration: 'DUO:0000020',
  publication: 'DUO:0000019',
  nonCommercial: 'DUO:0000046',
  notForProfit: 'DUO:0000045',
  institution: 'DUO:0000028',
  returnData: 'DUO:0000029',
  timeLimit: 'DUO:0000025',
}

const ways = {
  open: {
    en: 'A short application on the page of the holder is enough.',
    ja: '保有機関のページからの簡単な申請で利用できます。',
  },
  review: {
    en: 'Applications are reviewed by the access committee, which meets once a month.',
    ja: '月1回開催される利用審査委員会で審査します。',
  },
  joint: {
    en: 'Provided within joint research; please consult the office before you apply.',
    ja: '共同研究の枠組みで提供します。申請前に事務局へご相談ください。',
  },
}

/** What a holder will ask; some say nothing at all. */
export function accessTerms(r: Random, url: string, samples: boolean): AccessTerms | undefined {
  if (r.chance(0.07)) return undefined
  const way = r.pick(['open', 'review', 'review', 'review', 'joint'] as const)
  const industry = r.chance(0.55)
  const duo = [permissions[r.pick(['general', 'health', 'health', 'disease', 'disease'] as const)]]
  if (way !== 'open') duo.push(modifiers.ethics)
  if (way === 'joint') duo.push(modifiers.collaboration)
  if (!industry) duo.push(r.chance(0.5) ? modifiers.nonCommercial : modifiers.notForProfit)
  if (r.chance(0.3)) duo.push(modifiers.publication)
  if (r.chance(0.2)) duo.push(modifiers.returnData)
  if (r.chance(0.15)) duo.push(modifiers.timeLimit)
  return {
    duo,
    ...(samples && r.chance(0.9) && { sampleFee: r.chance(0.7) }),
    ...(r.chance(0.85) && { dataFee: r.chance(0.25) }),
    jointProject: way === 'joint',
    ...(r.chance(0.9) && { industry }),
    ...(r.chance(0.85) && { expectedDays: way === 'open' ? r.int(3, 10) : r.int(3, 18) * 5 }),
    url,
    description: ways[way],
  }
}
