import { openColumnar } from '../../../kernel/columnar.ts'
import type { CountAsk, Counted } from '../../../kernel/counters.ts'
import { answerCalls } from '../../../kernel/thread.ts'
import { Engine } from './engine.ts'
import { load } from './load.ts'
import { loadKept } from './kept.ts'
import type { Before } from './stage.ts'

export interface CountOrder extends Pick<CountAsk, 'plan' | 'categories'> {
  holder: string
  /** what the holder's donors are now: names of segments and withdrawals */
  state: string
  day: number
  today: number
}
export interface LoadOrder {
  holder: string
  state: string
  before: Before
  cache: string
  spill: string
}

const engines = new Map<string, { state: string; engine: Engine }>()

answerCalls({
  has: ({ holder, state }: { holder: string; state: string }): boolean => engines.get(holder)?.state === state,
  async load({ holder, state, before, cache, spill }: LoadOrder): Promise<number> {
    if (engines.get(holder)?.state === state) return 0
    engines.delete(holder)
    const table = await loadKept(cache, state, async () => {
      await using duck = await openColumnar({ memoryMb: 768, threads: 2, spill })
      // awaited here: the engine is closed when this block ends
      return await load(duck, before)
    })
    engines.set(holder, { state, engine: new Engine(table) })
    return table.donors
  },
  nextChange: ({ holder, state, after }: { holder: string; state: string; after: number }): number | undefined => {
    const held = engines.get(holder)
    return held?.state === state ? held.engine.nextChange(after) : undefined
  },
  /** undefined: another state is loaded, or none */
  count({ holder, state, plan, categories, day, today }: CountOrder): Omit<Counted, 'release'> | undefined {
    const held = engines.get(holder)
    return held?.state === state ? held.engine.count({ plan, categories }, day, today) : undefined
  },
})
