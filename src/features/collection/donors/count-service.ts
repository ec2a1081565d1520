import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { dayInTokyo } from '../../../kernel/calendar.ts'
import type { Config } from '../../../kernel/config.ts'
import type { CountAsk, Counted, Counters } from '../../../kernel/counters.ts'
import { transact } from '../../../kernel/db.ts'
import type { Services } from '../../../kernel/feature.ts'
import { startThread } from '../../../kernel/work.ts'
import type { Thread } from '../../../kernel/work.ts'
import type { CountOrder, LoadOrder } from './count-thread.ts'
import { folderOf, sweep } from './segments.ts'
import type { Before } from './stage.ts'
import * as store from './store.ts'

interface Held {
  readonly release: number
  readonly state: string
  readonly before: Before
}

const dayNumber = (day: string): number => Math.floor(Date.parse(day) / 86_400_000)

/** Counts in a thread of its own. What it counts is what the database says now: a withdrawal that is committed is in the next answer. */
class CountService implements AsyncDisposable {
  readonly #services: Services
  readonly #held = new Map<string, Held>()
  readonly #changes = new Map<string, number>()
  #thread: Thread | undefined

  constructor(services: Services) {
    this.#services = services
  }

  async count(holder: string, ask: CountAsk): Promise<Counted> {
    const { db, clock } = this.#services
    for (let attempt = 0; ; attempt++) {
      const [now] = await store.releases(db, holder)
      if (!now) throw new Error('this holder keeps no donors')
      const held = await this.#load(holder, now.release)
      const today = dayNumber(dayInTokyo(clock.now()))
      const began = dayNumber(now.day)
      if (today > began && (await this.#nextChange(holder, held, began)) <= today) {
        await this.#begin(holder, now.release)
        if (attempt < 3) continue
      }
      const day = ask.asOf === undefined ? began : dayNumber(ask.asOf)
      const order: CountOrder = {
        holder,
        state: held.state,
        plan: ask.plan,
        categories: ask.categories,
        day,
        today: Math.max(began, day),
      }
      const counted = await this.#running().call<Omit<Counted, 'release'> | undefined>('count', order)
      if (counted) return { release: now.release, ...counted }
      // another release was loaded in between
      if (attempt > 5) throw new Error('the donors of this holder change faster than they are counted')
    }
  }

  #running(): Thread {
    if (!this.#thread?.alive) this.#thread = startThread(new URL('./count-thread.ts', import.meta.url))
    return this.#thread
  }

  async #load(holder: string, release: number): Promise<Held> {
    const { db, config } = this.#services
    let held = this.#held.get(holder)
    if (held?.release !== release) {
      const before = {
        folder: folderOf(config.data),
        segments: await store.segmentsOf(db, holder),
        withdrawn: await store.withdrawnOf(db, holder),
      }
      const names = before.segments.map(({ sha256, since }) => `${sha256} ${since}`)
      const state = createHash('sha256')
        .update(JSON.stringify([names, before.withdrawn]))
        .digest('hex')
      held = { release, state, before }
      this.#held.set(holder, held)
    }
    const thread = this.#running()
    if (!(await thread.call<boolean>('has', { holder, state: held.state }))) {
      const folder = join(config.data, 'cache', 'donors')
      const order: LoadOrder = {
        holder,
        state: held.state,
        before: held.before,
        cache: join(folder, `${holder}@${held.state.slice(0, 16)}`),
        spill: join(folder, 'spill'),
      }
      await thread.call('load', order)
    }
    return held
  }

  /** Consents begin and end by themselves; the numbers of a release must not move, so such a day begins the next one. */
  async #nextChange(holder: string, { state }: Held, after: number): Promise<number> {
    const key = `${holder} ${state} ${after}`
    const known = this.#changes.get(key)
    if (known !== undefined) return known
    const next = (await this.#running().call<number | undefined>('nextChange', { holder, state, after })) ?? Infinity
    this.#changes.set(key, next)
    return next
  }

  async #begin(holder: string, release: number): Promise<void> {
    const { db, gate, audit, clock } = this.#services
    await gate.pass(() =>
      transact(db, async (tx) => {
        if ((await store.releases(tx, holder))[0]?.release !== release) return
        const next = await store.nextRelease(tx, holder, release, dayInTokyo(clock.now()))
        await audit(tx, 'system', 'collection.consents-changed', `donors:${holder}`, { release: next })
      }),
    )
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#thread?.[Symbol.asyncDispose]()
  }
}

const running = new WeakMap<Config, CountService>()

/** Started with the feature; a folder of one's own is tidied of what a killed import left. */
export async function startCounting(services: Services): Promise<AsyncDisposable> {
  const service = new CountService(services)
  running.set(services.config, service)
  if (!services.database.engine.concurrent) {
    const orphans = await sweep(folderOf(services.config.data), await store.namedFiles(services.db))
    if (orphans.length) services.log.warn({ files: orphans.length }, 'files of imports that did not end were removed')
  }
  return service
}

export const counters: Counters = {
  holders: async ({ db }) => (await store.releases(db)).map(({ holder, release }) => ({ id: holder, release })),
  async count(services, holder, ask) {
    const service = running.get(services.config)
    if (!service) throw new Error('counting has not been started')
    return service.count(holder, ask)
  },
}
