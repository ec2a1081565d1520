import { openAsBlob } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Problem } from '../../kernel/problem.ts'
import { text, UsageError } from '../../kernel/verb.ts'
import type { Io, Verb } from '../../kernel/verb.ts'
import { cancelImport, endStates, readImport, startImport, template } from './contract.ts'
import type { ImportView } from './contract.ts'

/** The files of a path: itself, or those directly in the folder. */
async function filesOf(path: string): Promise<{ name: string; blob: Blob }[]> {
  try {
    const names = (await stat(path)).isDirectory()
      ? (await readdir(path, { withFileTypes: true }))
          .filter((it) => it.isFile() && !it.name.startsWith('.'))
          .map(({ name }) => join(path, name))
          .sort()
      : [path]
    if (!names.length) throw new Problem('no-file', 422, `The folder ${path} holds no file`)
    return await Promise.all(names.map(async (name) => ({ name: basename(name), blob: await openAsBlob(name) })))
  } catch (error) {
    if (error instanceof Problem) throw error
    throw new Problem(
      'unreadable',
      422,
      `${path} cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}`,
    )
  }
}

async function follow(io: Io, id: string): Promise<ImportView> {
  const cancel = () => void io.call(cancelImport, { params: { id } }).catch(() => {})
  io.signal.addEventListener('abort', cancel, { once: true })
  let shown = 0
  for (let wait = 30; ; wait = Math.min(500, wait * 1.5)) {
    const view = await io.call(readImport, { params: { id }, query: { lang: io.locale, rejected: 10_000 } })
    if (endStates.includes(view.state)) return view
    if (!io.json && Date.now() - shown > 2000) {
      shown = Date.now()
      const share = view.progress.bytesTotal
        ? Math.min(100, Math.floor((100 * view.progress.bytesRead) / view.progress.bytesTotal))
        : 0
      io.err(`${view.state} ${share}% ${view.progress.read}`)
    }
    await new Promise((resolve) => setTimeout(resolve, wait))
  }
}

const place = ({ place: file, line, column }: NonNullable<ImportView['report']>['rejected'][number]) =>
  [file, ...(line === null ? [] : [line]), ...(column === null ? [] : [column])].join(':')

const importVerb: Verb = {
  name: 'import',
  usage: 'PATH --as FORMAT [--holder ID] [--dry-run] [--on-error refuse|skip]  |  import --template NAME',
  summary: {
    en: 'Import a file or folder: checked whole, then live; or print an own CSV template',
    ja: 'ファイルまたはフォルダーを取り込みます（全体を検査してから公開）。--template は独自CSVのひな形を出力します',
  },
  options: {
    as: { type: 'string' },
    holder: { type: 'string' },
    'dry-run': { type: 'boolean' },
    'on-error': { type: 'string' },
    template: { type: 'string' },
  },
  words: [0, 1],
  async run({ words, flags }, io) {
    const wanted = text(flags.template)
    if (wanted !== undefined) {
      io.out(
        ((await io.call(template, { params: { name: wanted } })) as unknown as string).replace(/^\ufeff/, '').trimEnd(),
      )
      return 0
    }
    const [path] = words
    const format = text(flags.as)
    const onError = text(flags['on-error']) ?? 'refuse'
    if (!path || !format) throw new UsageError(`usage: hashidate import ${importVerb.usage}`)
    if (onError !== 'refuse' && onError !== 'skip') throw new UsageError('--on-error is refuse or skip')
    const holder = text(flags.holder)
    const { id } = await io.call(startImport, {
      body: { format, onError, dryRun: flags['dry-run'] === true, ...(holder === undefined ? {} : { holder }) },
      files: await filesOf(path),
    })
    const view = await follow(io, id)
    const { report } = view
    const failed =
      view.state === 'refused' || view.failure !== null || ['failed', 'cancelled', 'interrupted'].includes(view.state)
    if (io.json) {
      const { rejectedTotal, ...rest } = report ?? {
        format,
        read: 0,
        accepted: 0,
        unchanged: 0,
        rejected: [],
        rejectedTotal: 0,
        seconds: 0,
      }
      io.out(
        JSON.stringify({
          ...rest,
          state: view.state,
          rejectedTotal,
          dryRun: view.dryRun,
          differences: view.differences,
          notes: view.notes,
          about: view.about,
        }),
      )
    } else if (report) {
      for (const fault of report.rejected.slice(0, 50))
        io.err(`${place(fault)}: ${fault.reason}${fault.value === null ? '' : ` ["${fault.value}"]`} — ${fault.mend}`)
      if (report.rejectedTotal > 50) io.err(`… ${report.rejectedTotal - 50} more; --json shows them all`)
      for (const note of view.notes) io.err(`${note.count} × ${note.text}`)
      const { added = 0, changed = 0, removed = 0 } = view.differences ?? {}
      io.out(
        io.locale === 'ja'
          ? `${stateWords[view.state].ja}：読込 ${report.read}、受入 ${report.accepted}（新規 ${added}、変更 ${changed}、取下げ ${removed}）、変更なし ${report.unchanged}、不受理 ${report.rejectedTotal}、${report.seconds} 秒`
          : `${stateWords[view.state].en}: ${report.read} read, ${report.accepted} accepted (${added} new, ${changed} changed, ${removed} withdrawn), ${report.unchanged} unchanged, ${report.rejectedTotal} rejected, ${report.seconds} s`,
      )
    }
    if (view.failure !== null) io.err(view.failure)
    return failed ? 1 : 0
  },
}

const stateWords = {
  queued: { en: 'queued', ja: '待機中' },
  reading: { en: 'reading', ja: '読込中' },
  ready: { en: 'checked, nothing changed', ja: '検査済み（変更していません）' },
  live: { en: 'live', ja: '公開しました' },
  unchanged: { en: 'unchanged', ja: '変更はありません' },
  refused: { en: 'refused, nothing changed', ja: '受け付けませんでした（変更していません）' },
  cancelled: { en: 'cancelled, nothing changed', ja: '中止しました（変更していません）' },
  failed: { en: 'failed, nothing changed', ja: '失敗しました（変更していません）' },
  interrupted: { en: 'interrupted, nothing changed', ja: '中断しました（変更していません）' },
} as const

export const verbs: readonly Verb[] = [importVerb]
