import { parseArgs } from 'node:util'
import { ConfigError } from '../kernel/config.ts'
import { FolderError } from '../kernel/data-folder.ts'
import { MigrationError } from '../kernel/migrate.ts'
import { Problem } from '../kernel/problem.ts'
import { UsageError } from '../kernel/verb.ts'
import type { Io, Verb } from '../kernel/verb.ts'
import type { Locale } from '../kernel/words.ts'
import { connect } from './connect.ts'
import { local } from './local-verbs.ts'
import { verbs } from './verbs.ts'

const common = {
  data: { type: 'string' },
  json: { type: 'boolean' },
  lang: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

/** Every command is `npx hashidate NAME ...`. Returns the exit status: 0 done, 1 refused, 2 wrong usage. */
export async function main(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<number> {
  const names = [...local, ...verbs]
  const verb = names
    .filter(({ name }) => name.split(' ').every((word, at) => args[at] === word))
    .toSorted((a, b) => b.name.length - a.name.length)[0]
  if (!verb) {
    const asked = args.length === 0 || ['help', '--help', '-h'].includes(args[0] ?? '')
    const group = names.filter(({ name }) => name.split(' ')[0] === args[0])
    ;(asked ? console.log : console.error)(help(group.length ? group : names, localeOf(undefined, env)))
    if (!asked && !group.length) console.error(`\nhashidate: there is no command "${args[0]}"`)
    return asked ? 0 : 2
  }
  try {
    const { values, positionals } = parseArgs({
      args: args.slice(verb.name.split(' ').length),
      options: { ...common, ...verb.options },
      allowPositionals: true,
    })
    const flags = values as Record<string, string | boolean | undefined>
    const locale = localeOf(flags.lang, env)
    if (flags.help) {
      console.log(help([verb], locale))
      return 0
    }
    const [least, most] = verb.words
    if (positionals.length < least || positionals.length > most)
      throw new UsageError(`usage: hashidate ${verb.name} ${verb.usage}`)
    return await run(verb, positionals, flags, locale, env)
  } catch (error) {
    return explain(error, args.includes('--json'))
  }
}

async function run(
  verb: Verb | (typeof local)[number],
  words: string[],
  flags: Record<string, string | boolean | undefined>,
  locale: Locale,
  env: Readonly<Record<string, string | undefined>>,
): Promise<number> {
  const stop = new AbortController()
  const interrupt = () => stop.abort(new Error('interrupted'))
  const base = {
    locale,
    json: flags.json === true,
    data: typeof flags.data === 'string' ? flags.data : (env.HASHIDATE_DATA ?? 'data'),
    out: (line: string) => void process.stdout.write(`${line}\n`),
    err: (line: string) => void process.stderr.write(`${line}\n`),
    signal: stop.signal,
  }
  if ('local' in verb) return verb.local({ words, flags }, base, env)
  process.once('SIGINT', interrupt)
  try {
    await using connection = await connect(env, base.data, locale)
    return await verb.run({ words, flags }, { ...base, call: connection.call } satisfies Io)
  } finally {
    process.off('SIGINT', interrupt)
  }
}

function localeOf(flag: string | boolean | undefined, env: Readonly<Record<string, string | undefined>>): Locale {
  if (flag !== undefined && flag !== 'ja' && flag !== 'en')
    throw new UsageError(`--lang is ja or en, not "${String(flag)}"`)
  if (flag) return flag
  return /^ja/i.test(env.LC_ALL ?? env.LC_MESSAGES ?? env.LANG ?? '') ? 'ja' : 'en'
}

function help(list: readonly Pick<Verb, 'name' | 'usage' | 'summary'>[], locale: Locale): string {
  const lines = list.map(({ name, usage, summary }) => `  npx hashidate ${name} ${usage}\n      ${summary[locale]}`)
  return `${locale === 'ja' ? '使い方' : 'Usage'}\n\n${lines.join('\n')}\n\n  --data DIR  --json  --lang ja|en  --help`
}

/** What went wrong, to standard error; with --json as an object there too, so that scripts can read it. */
function explain(error: unknown, json: boolean): number {
  const usage =
    error instanceof UsageError ||
    error instanceof ConfigError ||
    String((error as { code?: unknown })?.code).startsWith('ERR_PARSE_ARGS')
  const expected = usage || error instanceof Problem || error instanceof FolderError || error instanceof MigrationError
  const message = error instanceof Error ? error.message : String(error)
  if (json && error instanceof Problem) console.error(JSON.stringify(error))
  else console.error(`hashidate: ${message}`)
  if (!expected && error instanceof Error && error.stack) console.error(error.stack)
  return usage ? 2 : 1
}
