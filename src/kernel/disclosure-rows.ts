/**
 * Rows of a perturbation table as statistical offices publish them: what a count may become near the lower end, where values
 * are not allowed. Greatest entropy with mean 0 and a given variance. Our own answers need only the symmetric row; this one
 * holds our solver against the tables of R `ptable`.
 */
export interface Row {
  /** noise */
  readonly v: readonly number[]
  readonly p: readonly number[]
}

/** @param blocked counts that must not appear */
export function transitionRow(count: number, reach: number, variance: number, blocked: readonly number[] = []): Row {
  const v: number[] = []
  for (let noise = -reach; noise <= reach; noise++)
    if (count + noise >= 0 && !blocked.includes(count + noise)) v.push(noise)
  if (!v.some((noise) => noise < 0) || !v.some((noise) => noise > 0))
    throw new RangeError('noise goes both ways, or has no mean of 0')
  // p is proportional to exp(a v - b v²): Newton's method on the two moments
  let [a, b] = [0, 1 / (2 * variance)]
  for (let step = 0; step < 500; step++) {
    const p = shares(v, a, b)
    const moment = (k: number) => p.reduce((sum, share, at) => sum + share * v[at]! ** k, 0)
    const [m1, m2, m3, m4] = [moment(1), moment(2), moment(3), moment(4)]
    const [e1, e2] = [m1, m2 - variance]
    if (Math.abs(e1) + Math.abs(e2) < 1e-13) return { v, p }
    // derivatives of both moments by a and b
    const [aa, ab, bb] = [m2 - m1 * m1, -(m3 - m1 * m2), m4 - m2 * m2]
    const det = aa * bb - ab * ab
    const [da, db] = [(e1 * bb + e2 * ab) / det, -(e2 * aa + e1 * ab) / det]
    // far from the solution a whole step would overshoot
    const size = Math.min(1, 0.5 / Math.max(Math.abs(da), Math.abs(db), 1e-300))
    a -= size * da
    b -= size * db
  }
  throw new RangeError(`no row: count ${count}, reach ${reach}, variance ${variance}`)
}

function shares(v: readonly number[], a: number, b: number): number[] {
  const logs = v.map((noise) => a * noise - b * noise * noise)
  const top = Math.max(...logs)
  const all = logs.map((log) => Math.exp(log - top))
  const sum = all.reduce((x, y) => x + y, 0)
  return all.map((weight) => weight / sum)
}
