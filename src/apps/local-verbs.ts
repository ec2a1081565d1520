import type { Io, Verb, VerbInput } from '../kernel/verb.ts'
import { backupVerbs } from './backup-verbs.ts'
import { demoDonors } from './demo/donors/verb.ts'
import { serve } from './serve-verb.ts'

/** A command that works on the data folder itself, not through the contract. */
export interface LocalVerb extends Omit<Verb, 'run'> {
  local(input: VerbInput, io: Omit<Io, 'call'>, env: Readonly<Record<string, string | undefined>>): Promise<number>
}

export const local: readonly LocalVerb[] = [serve, ...backupVerbs, demoDonors]
