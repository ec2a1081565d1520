import { pino } from 'pino'
import { cleanError } from './db.ts'

export type Logger = Pick<pino.Logger, 'debug' | 'info' | 'warn' | 'error'>

/** One JSON line an event, to standard error: standard output belongs to the answer of a command. No personal data: no addresses, no queries, no bodies. */
export function makeLogger(level: string): pino.Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: cleanError, error: cleanError },
    },
    pino.destination({ fd: 2, sync: true }),
  )
}
