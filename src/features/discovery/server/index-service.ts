import { join } from 'node:path'
import type { Services } from '../../../kernel/feature.ts'
import * as outbox from '../../../kernel/outbox.ts'
import type { Place } from '../../../kernel/outbox.ts'
import { identityOf } from '../../../kernel/settings.ts'
import { startThread } from '../../../kernel/work.ts'
import type { Thread } from '../../../kernel/work.ts'
import type { Query, Result } from '../model/doc.ts'
import type { Suggestion } from '../model/suggest.ts'
import * as store from './store.ts'

/** How far the index has followed the publications. */
interface State {
  identity: string
  format: number
  place: Place
  /** release of each source that is in the index */
  releases: Record<string, number>
}

/** Bump when what goes into the index changes: an older cache is then built anew. */
const format = 2
const segmentDocs = 50_000
const pollMs = 250

/** The search index as a service: two threads, and a follower that keeps them at the newest publications. */
export class IndexService implements AsyncDisposable {
  readonly #services: Services
  readonly #folder: string
  #search: Thread
  #build: Thread
  #state: State | undefined
  #stopped = false
  #working: Promise<void>
  #wake: (() => void) | undefined
  #building = true
  /** who waits for a rebuild that was asked for, and not yet begun */
  #wanted: (() => void)[] = []
  #waiting: (() => void)[] = []
  /** what this process had told when the index last had everything */
  #followed = -1

  constructor(services: Services) {
    this.#services = services
    this.#folder = join(services.config.data, 'cache', 'search')
    this.#search = this.#start('./search-thread.ts')
    this.#build = this.#start('./build-thread.ts')
    this.#working = this.#follow()
  }

  #start(file: string): Thread {
    return startThread(new URL(file, import.meta.url), undefined, (error) =>
      this.#services.log.error({ error, thread: file }, 'a thread of the search index ended'),
    )
  }

  search(query: Query): Promise<Result> {
    return this.#ask('search', query)
  }

  suggest(text: string, audience: string[]): Promise<Suggestion[]> {
    return this.#ask('suggest', { text, audience })
  }

  /** how many publications this audience may see */
  count(audience: string[]): Promise<number> {
    return this.#ask('count', { audience })
  }

  /** A question outlives its thread: it is asked again of the next one, which loads what was saved. */
  async #ask<R>(name: string, input: unknown): Promise<R> {
    for (let attempt = 1; ; attempt++) {
      const thread = this.#search
      try {
        return await thread.call<R>(name, input)
      } catch (error) {
        if (thread.alive || this.#stopped || attempt === 5) throw error
        this.#building = true
        this.#wake?.()
        for (let waited = 0; waited < 10_000 && !this.#stopped && this.#building; waited += 50)
          await new Promise((resolve) => setTimeout(resolve, 50))
      }
    }
  }

  /** true while something that was published is not in the index yet; what another server published shows at the next poll */
  behind(): boolean {
    return this.#building || this.#followed !== outbox.toldSoFar()
  }

  async state(): Promise<{ publications: number; bytes: number; segments: number[]; building: boolean }> {
    return {
      ...(await this.#ask<{ publications: number; bytes: number; segments: number[] }>('state', null)),
      building: this.#building,
    }
  }

  /** Everything anew from the publications; resolves when it is done. */
  async rebuild(): Promise<void> {
    const done = new Promise<void>((resolve) => this.#wanted.push(resolve))
    this.#wake?.()
    await done
  }

  /** Look now instead of at the next poll. */
  nudge(): void {
    this.#wake?.()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopped = true
    this.#wake?.()
    await this.#working
    await this.#search[Symbol.asyncDispose]()
    await this.#build[Symbol.asyncDispose]()
  }

  async #follow(): Promise<void> {
    const { log } = this.#services
    let saved = true
    let quietSince = Date.now()
    while (!this.#stopped) {
      try {
        if (!this.#search.alive || !this.#build.alive) await this.#restart()
        const built = (!this.#state || this.#wanted.length > 0) && (await this.#open())
        if (built) saved = false
        const told = outbox.toldSoFar()
        const changed = (await this.#catchUp()) || built
        // an event that a transaction still open holds back is waited for
        if (this.#followed !== told && !(await outbox.pending(this.#services.db, this.#state!.place)))
          this.#followed = told
        this.#building = false
        for (const done of this.#waiting.splice(0)) done()
        if (changed) {
          saved = false
          quietSince = Date.now()
          await this.#merge()
        } else if (!saved && Date.now() - quietSince > 1000) {
          await this.#search.call('save', { folder: this.#folder, state: this.#state })
          saved = true
        }
      } catch (error) {
        if (this.#stopped) break
        log.warn({ error }, 'the search index could not follow; it tries again')
        // what was taken of a source comes again; half of it must not be built in between
        if (this.#build.alive) await this.#build.call('drop', null).catch(() => {})
        await this.#sleep(1000)
      }
      await this.#sleep(pollMs)
    }
    for (const done of [...this.#waiting, ...this.#wanted]) done()
    if (!saved && this.#state && this.#search.alive) {
      await this.#search
        .call('save', { folder: this.#folder, state: this.#state })
        .catch((error: unknown) => log.warn({ error }, 'the search index was not saved'))
    }
  }

  async #sleep(ms: number): Promise<void> {
    if (this.#stopped || this.#wanted.length) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    this.#wake = undefined
  }

  async #restart(): Promise<void> {
    await this.#search[Symbol.asyncDispose]()
    await this.#build[Symbol.asyncDispose]()
    this.#search = this.#start('./search-thread.ts')
    this.#build = this.#start('./build-thread.ts')
    this.#state = undefined
    this.#building = true
  }

  /** What was saved, if it is of this database; else built anew from what is published, which it says. */
  async #open(): Promise<boolean> {
    const { db } = this.#services
    const identity = await identityOf(db)
    const anew = this.#wanted.length > 0
    // those who ask from here on ask for another one
    this.#waiting.push(...this.#wanted.splice(0))
    const kept = anew ? undefined : await this.#search.call<State | undefined>('load', { folder: this.#folder })
    if (kept && kept.identity === identity && kept.format === format) {
      this.#state = kept
      return false
    }
    this.#building = true
    this.#state = undefined
    await this.#search.call('clear', null)
    await this.#build.call('drop', null)
    // the place first: what is published while the rest is read comes again, and coming twice does no harm
    const state: State = { identity, format, place: await outbox.end(db), releases: {} }
    for (const { id, release } of await store.sources(db)) await this.#source(state, id, release)
    await this.#flush()
    // only now: an index that was read by half is begun again, not followed
    this.#state = state
    return true
  }

  /** Read on in the outbox; true when something came. */
  async #catchUp(): Promise<boolean> {
    const { db } = this.#services
    const state = this.#state!
    let changed = false
    for (;;) {
      const told = await outbox.read(db, state.place)
      for (const { topic, payload, at } of told) {
        if (topic === 'published') {
          const { source, release } = payload as { source: string; release: number }
          if ((state.releases[source] ?? 0) < release) {
            await this.#source(state, source, release)
            await this.#flush()
            changed = true
          }
        }
        state.place = at
      }
      if (told.length < 100 || this.#stopped) return changed
    }
  }

  /** Bring one source from the release that is indexed to another: first what began, then what ended and has no successor. */
  async #source(state: State, source: string, release: number): Promise<void> {
    const { db } = this.#services
    const from = state.releases[source] ?? 0
    for await (const docs of store.begun(db, source, from, release)) {
      if (this.#stopped) throw new Error('stopped')
      const waiting = await this.#build.call<number>('take', { docs })
      if (waiting >= segmentDocs) await this.#flush()
    }
    if (from > 0) {
      await this.#flush()
      for await (const iris of store.ended(db, source, from, release)) await this.#search.call('remove', { iris })
    }
    state.releases[source] = release
  }

  async #flush(): Promise<void> {
    const buffer = await this.#build.call<SharedArrayBuffer | undefined>('build', null)
    if (buffer) await this.#search.call('add', { buffer })
  }

  /** Few segments: each search visits all of them. The larger ones are left alone, as merging them again and again would cost more. */
  async #merge(): Promise<void> {
    const { segments } = await this.state()
    if (segments.length <= 6) return
    const inputs = await this.#search.call<{ name: string; buffer: SharedArrayBuffer; dead: Uint8Array }[]>(
      'mergeable',
      { keep: segments.length > 12 ? 0 : 2 },
    )
    const buffer = await this.#build.call<SharedArrayBuffer>('merge', { inputs })
    await this.#search.call('replace', { inputs: inputs.map(({ name, dead }) => ({ name, dead })), buffer })
  }
}

const services = new WeakMap<object, IndexService>()
/** One index for one database port. */
export function startIndex(of: Services): IndexService {
  const index = new IndexService(of)
  services.set(of.database, index)
  return index
}
export function indexOf({ database }: Pick<Services, 'database'>): IndexService {
  const index = services.get(database)
  if (!index) throw new Error('the search index was not started')
  return index
}
