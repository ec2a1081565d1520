import { once } from 'node:events'
import { createWriteStream } from 'node:fs'

/** A generator of its own: the same people for the same seed, whatever else the product changes. */
export function random(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

export const materials = ['PLASMA', 'SERUM', 'DNA', 'WHOLE_BLOOD', 'URINE'] as const
/** diseases that both sexes may have */
export const codes = Array.from(
  { length: 400 },
  (_, at) => `ICD10:${'EFGHIJKL'[at % 8]}${String(10 + Math.floor(at / 8)).padStart(2, '0')}`,
)
export interface BenchDonor {
  id: string
  sex: 'FEMALE' | 'MALE'
  born: string
  diagnoses: { code: string; onset: string }[]
  specimens: { id: string; material: string; sampled: string }[]
}

/** Donors with 5 diagnoses and 3 specimens each; some diseases are common, most are rare. */
export function* donors(count: number, seed: number): Generator<BenchDonor> {
  const r = random(seed)
  const two = (n: number) => String(n).padStart(2, '0')
  for (let at = 0; at < count; at++) {
    yield {
      id: `D${at}`,
      sex: r(2) ? 'MALE' : 'FEMALE',
      born: `${1930 + r(70)}-${two(1 + r(12))}`,
      diagnoses: Array.from({ length: 5 }, () => ({
        code: codes[Math.floor(((r(1000) * r(1000)) / 1_000_000) * 400)]!,
        onset: `${2001 + r(20)}-${two(1 + r(12))}`,
      })),
      specimens: Array.from({ length: 3 }, (_, n) => ({
        id: `S${at}-${n}`,
        material: materials[r(materials.length)]!,
        sampled: `${2015 + r(8)}-${two(1 + r(12))}`,
      })),
    }
  }
}

export async function writeDonors(file: string, count: number, seed: number): Promise<void> {
  const out = createWriteStream(file)
  let waiting = ''
  for (const donor of donors(count, seed)) {
    waiting += `${JSON.stringify({ type: 'donor', reported: '2024-04-10', ...donor, data: [{ kind: 'GENOMICS', specimen: donor.specimens[0]!.id }] })}\n`
    if (waiting.length > 1_000_000) {
      if (!out.write(waiting)) await once(out, 'drain')
      waiting = ''
    }
  }
  out.end(waiting)
  await once(out, 'close')
}
