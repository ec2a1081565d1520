import { useSyncExternalStore } from 'react'
import type { Named } from '../kernel/words.ts'

/**
 * What a person wants to come back to, by address. It lives in the browser and outlives reload, sign-in and sign-out; other
 * tabs see it at once. Removals are remembered, so that merging with a copy elsewhere does not bring things back.
 */
export interface Kept {
  iri: string
  /** when it was last put in or taken out: of two copies the later word holds */
  at: string
  out?: true
  /** its name when it was put in: what the basket shows once the entry itself is gone */
  name?: Named
}

const storageKey = 'hashidate.basket'
const mostRemoved = 200
const mostKept = 500

export const live = (all: readonly Kept[]): Kept[] => all.filter((one) => !one.out)

/** Both copies together; of each address the later word. Newest first; old removals are forgotten in the end. */
export function merge(a: readonly Kept[], b: readonly Kept[]): Kept[] {
  const last = new Map<string, Kept>()
  for (const one of [...a, ...b]) {
    const other = last.get(one.iri)
    // in the same moment staying wins: nothing is lost by accident
    if (!other || one.at > other.at || (one.at === other.at && other.out && !one.out)) last.set(one.iri, one)
  }
  const sorted = [...last.values()].toSorted((x, y) =>
    x.at === y.at ? (x.iri < y.iri ? -1 : 1) : x.at < y.at ? 1 : -1,
  )
  const kept = sorted.filter((one) => !one.out).slice(0, mostKept)
  const removed = sorted.filter((one) => one.out).slice(0, mostRemoved)
  return [...kept, ...removed]
}

export const sameBasket = (a: readonly Kept[], b: readonly Kept[]): boolean =>
  JSON.stringify(merge(a, [])) === JSON.stringify(merge(b, []))

const text = (value: unknown): value is string => typeof value === 'string' && value.length > 0 && value.length <= 400

/** What was stored, by whatever release; what is not of our form is left out, the rest stays. */
export function readKept(value: unknown): Kept[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((one: unknown): Kept[] => {
    if (typeof one !== 'object' || one === null) return []
    const { iri, at, out, name } = one as Record<string, unknown>
    if (!text(iri) || !/^\/(?![/\\])/.test(iri) || !text(at)) return []
    const names = typeof name === 'object' && name !== null ? (name as Record<string, unknown>) : {}
    const kept: Named = { ...(text(names.en) ? { en: names.en } : {}), ...(text(names.ja) ? { ja: names.ja } : {}) }
    return [{ iri, at, ...(out === true ? { out } : {}), ...(Object.keys(kept).length ? { name: kept } : {}) }]
  })
}

export interface Shelf {
  get(): readonly Kept[]
  set(all: readonly Kept[]): void
  subscribe(listener: () => void): () => void
}

/** A basket in the browser's storage; where that is refused (private windows, full) it lasts as long as the page. */
export function openShelf(storage: Pick<Storage, 'getItem' | 'setItem'> | undefined): Shelf {
  const listeners = new Set<() => void>()
  const load = (): readonly Kept[] => {
    try {
      return merge(readKept(JSON.parse(storage?.getItem(storageKey) ?? '[]')), [])
    } catch {
      return []
    }
  }
  let all = load()
  return {
    get: () => all,
    set(next) {
      all = next
      try {
        storage?.setItem(storageKey, JSON.stringify(next))
      } catch {
        /* stays in memory */
      }
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      const fromOtherTab = (event: StorageEvent) => {
        if (event.key !== null && event.key !== storageKey) return
        all = load()
        listener()
      }
      listeners.add(listener)
      globalThis.addEventListener?.('storage', fromOtherTab)
      return () => {
        listeners.delete(listener)
        globalThis.removeEventListener?.('storage', fromOtherTab)
      }
    },
  }
}

const storageOfBrowser = (): Storage | undefined => {
  try {
    return globalThis.localStorage
  } catch {
    return undefined
  }
}
export const shelf = openShelf(typeof window === 'undefined' ? undefined : storageOfBrowser())

const now = () => new Date().toISOString()
export const keep = (iri: string, name: Named = {}): void => shelf.set(merge(shelf.get(), [{ iri, at: now(), name }]))
export const drop = (iris: readonly string[]): void =>
  shelf.set(
    merge(
      shelf.get().filter((one) => !iris.includes(one.iri)),
      iris.map((iri) => ({ iri, at: now(), out: true as const })),
    ),
  )
/** Put back exactly what was taken out, in its old place but with today's word. */
export const putBack = (kept: readonly Kept[]): void =>
  shelf.set(
    merge(
      shelf.get(),
      kept.map(({ out: _, ...one }) => ({ ...one, at: now() })),
    ),
  )

export const useShelf = (): readonly Kept[] => useSyncExternalStore(shelf.subscribe, shelf.get)
