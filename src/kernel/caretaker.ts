import { sql } from 'kysely'
import type { Clock } from './clock.ts'
import type { Database, Db } from './db.ts'
import type { Gate } from './gate.ts'
import type { Logger } from './log.ts'
import type { Embedded } from './pglite.ts'

/**
 * What a PostgreSQL server does by itself and PGlite does not: checkpoints (its log would grow to a gigabyte and a start would
 * read it all), statistics for the planner, removal of dead rows, and an end to a query that never ends. Each step is short,
 * because on one connection everybody waits for it.
 */
export interface Ward {
  database: Database
  embedded: Embedded
  gate: Gate
  log: Logger
  clock: Clock
}

export const usual = {
  roundMs: 1000,
  /** measured: some 25 ms */
  checkpointBytes: 32 * 2 ** 20,
  checkpointMs: 5 * 60_000,
  tidyMs: 10_000,
  /** no answer for so long: the engine hangs */
  silenceMs: 60_000,
  retryMs: 5000,
}

export const away = 'the database does not answer'

export function startCaretaker(ward: Ward, rhythm: typeof usual = usual): AsyncDisposable {
  const { database, embedded, gate, log } = ward
  const watch = watchdog(ward, rhythm)
  const checkpoint = checkpoints(database.db, rhythm)
  let tidied = performance.now()
  let running = Promise.resolve()
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  const round = async () => {
    if (watch.healing) return
    if (await checkpoint.due()) {
      await watch.patiently(() => database.script('checkpoint'))
      await checkpoint.done()
    }
    if (performance.now() - tidied > rhythm.tidyMs) {
      await watch.patiently(() => tidy(ward))
      tidied = performance.now()
    }
  }
  const plan = () => {
    timer = setTimeout(() => {
      running = round().catch((error: unknown) => log.warn({ error }, 'care of the embedded database'))
      void running.then(() => {
        if (!stopped) plan()
      })
    }, rhythm.roundMs)
    timer.unref()
  }
  plan()
  embedded.onDeath((error) => watch.heal(error.message))
  return {
    async [Symbol.asyncDispose]() {
      stopped = true
      clearTimeout(timer)
      await watch.stop()
      await running
      gate.open(away)
    },
  }
}

/** When the log has grown by so much, or a while after the last change. */
function checkpoints(db: Db, { checkpointBytes, checkpointMs }: typeof usual) {
  const position = async () =>
    (await sql<{ at: number }>`select (pg_current_wal_insert_lsn() - '0/0')::int8 as at`.execute(db)).rows[0]?.at ?? 0
  // before the first one nothing is known: what lies in the log is read at the next start
  let last = 0
  let when = performance.now()
  return {
    async due() {
      const grown = (await position()) - last
      return last === 0 || grown > checkpointBytes || (grown > 1024 && performance.now() - when > checkpointMs)
    },
    async done() {
      last = await position()
      when = performance.now()
    },
  }
}

/** Statistics of tables that changed much; dead rows of small tables by day, of large ones at three in the night (Tokyo). */
async function tidy({ database, clock }: Ward): Promise<void> {
  const { rows } = await sql<{ name: string; analyze: boolean; vacuum: boolean; large: boolean }>`
    select quote_ident(s.schemaname) || '.' || quote_ident(s.relname) as name,
      s.n_mod_since_analyze > 500 + s.n_live_tup / 5 as analyze,
      s.n_dead_tup > 500 + s.n_live_tup / 5 as vacuum,
      pg_relation_size(s.relid) > 16 * 1024 * 1024 as large
    from pg_stat_user_tables s where s.n_mod_since_analyze > 500 or s.n_dead_tup > 500 order by 1`.execute(database.db)
  const night =
    new Intl.DateTimeFormat('en', { timeZone: 'Asia/Tokyo', hour: 'numeric', hour12: false }).format(clock.now()) ===
    '03'
  for (const { name, analyze, vacuum, large } of rows) {
    if (vacuum && (night || !large)) await database.script(`vacuum ${name}`)
    // a smaller sample than usual, 17 ms instead of 218: it is good enough to choose an index by
    if (analyze) await database.script(`begin; set local default_statistics_target = 20; analyze ${name}; commit`)
  }
}

/** Ends an engine that hangs or broke, and starts another until one answers. What waits for it gets an error. */
function watchdog({ embedded, gate, log }: Ward, { silenceMs, retryMs }: typeof usual) {
  let since = performance.now()
  let answered = -1
  let healing: Promise<void> | undefined
  let stopped = false
  let most = silenceMs
  const restart = async (reason: string) => {
    gate.close(away, 5)
    log.error({ reason }, 'the embedded database is started again')
    while (!stopped) {
      try {
        await embedded.restart()
        gate.open(away)
        log.warn({}, 'the embedded database answers again')
        break
      } catch (error) {
        log.error({ error }, 'the embedded database does not start')
        await new Promise((resolve) => setTimeout(resolve, retryMs).unref())
      }
    }
    since = performance.now()
    healing = undefined
  }
  const heal = (reason: string) => {
    if (!stopped) healing ??= restart(reason)
  }
  const timer = setInterval(
    () => {
      const now = embedded.progress()
      if (now.asked === now.answered || now.answered !== answered) {
        answered = now.answered
        since = performance.now()
      } else if (performance.now() - since > most) heal(`no answer for ${Math.round(most / 1000)} s`)
    },
    Math.min(1000, silenceMs / 4),
  )
  timer.unref()
  return {
    heal,
    /** our own steps may take longer (a large table at night): they are not ended halfway, every night again */
    async patiently(work: () => Promise<void>) {
      most = silenceMs * 10
      try {
        await work()
      } finally {
        most = silenceMs
      }
    },
    get healing() {
      return healing !== undefined
    },
    async stop() {
      stopped = true
      clearInterval(timer)
      await healing
    },
  }
}
