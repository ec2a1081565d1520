import type { Grid } from './lists.ts'

/** What is wrong with a bound: the published grid in words, and what lies on it nearby. */
export type OffGrid = { readonly grid: string; readonly near: string }

/** Bounds of amounts: 10, 20, 50, 100, 200, 500, ... */
function onAmountGrid(value: number): boolean {
  for (let decade = 10; decade <= value; decade *= 10) if ([decade, 2 * decade, 5 * decade].includes(value)) return true
  return false
}

/** Floating point: 0.3 is on a grid of 0.1. */
const onGrid = (value: number, { low, high, step }: Grid): boolean =>
  value >= low && value <= high && Math.abs((value - low) / step - Math.round((value - low) / step)) < 1e-9

export const amountFault = (bound: number): OffGrid | undefined =>
  onAmountGrid(bound) ? undefined : { grid: '10, 20, 50, 100, 200, 500, ...', near: amountsNear(bound) }

export function yearFault(year: number, low: number, high: number): OffGrid | undefined {
  if (year >= low && year <= high && year % 5 === 0) return undefined
  const down = Math.min(high, Math.max(low, Math.floor(year / 5) * 5))
  const up = Math.min(high, Math.max(low, Math.ceil(year / 5) * 5))
  return { grid: `${low}, ${low + 5}, ..., ${high}`, near: down === up ? `${down}` : `${down} / ${up}` }
}

export function gridFault(bound: number, grid: Grid): OffGrid | undefined {
  if (onGrid(bound, grid)) return undefined
  const clamped = Math.min(grid.high, Math.max(grid.low, bound))
  const near = Number((grid.low + Math.round((clamped - grid.low) / grid.step) * grid.step).toPrecision(12))
  return { grid: `${grid.low}, ${Number((grid.low + grid.step).toPrecision(12))}, ..., ${grid.high}`, near: `${near}` }
}

/** Where no grid is published for a measurement: two significant digits, so that a bound cannot be led to one person's value. */
export function digitsFault(bound: number): OffGrid | undefined {
  const near = Number(bound.toPrecision(2))
  return near === bound ? undefined : { grid: '1.0, 1.1, ..., 9.9, 10, 11, ..., 99, 100, 110, ...', near: `${near}` }
}

function amountsNear(bound: number): string {
  const steps = Array.from({ length: 30 }, (_, at) => [10, 20, 50][at % 3]! * 10 ** Math.floor(at / 3))
  const up = steps.findIndex((step) => step >= bound)
  return up <= 0 ? '10' : `${steps[up - 1]} / ${steps[up]}`
}
