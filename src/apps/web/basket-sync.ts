import { useEffect } from 'react'
import { getKeepsake, putKeepsake } from '../../features/people/contract.ts'
import { Problem } from '../../kernel/problem.ts'
import { merge, readKept, sameBasket, shelf, useShelf } from '../../ui/basket.ts'
import { call } from '../../ui/call.ts'

const name = 'basket'

/** Bring the browser's basket and the person's together; of a conflict with another device the newer read decides again. */
export async function syncBasket(signal: AbortSignal): Promise<void> {
  for (let round = 0; round < 3; round++) {
    const { value, version } = await call(getKeepsake, { params: { name } }, { signal })
    const theirs = readKept(value)
    const both = merge(shelf.get(), theirs)
    if (!sameBasket(both, shelf.get())) shelf.set(both)
    if (sameBasket(both, theirs)) return
    try {
      await call(putKeepsake, { params: { name }, body: { value: both, version } }, { signal })
      return
    } catch (error) {
      if (!(error instanceof Problem) || error.type !== 'changed-meanwhile') throw error
    }
  }
}

/** While somebody is signed in, the basket also lives with them. Without the server it goes on in the browser. */
export function useBasketSync(person: string | undefined): void {
  const kept = useShelf()
  useEffect(() => {
    if (person === undefined) return
    const stop = new AbortController()
    const timer = setTimeout(() => void syncBasket(stop.signal).catch(() => {}), 400)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [person, kept])
}
