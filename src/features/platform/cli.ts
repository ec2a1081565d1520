import type { Verb } from '../../kernel/verb.ts'
import { verify } from './contract.ts'

const faultWords = {
  hash: {
    en: 'does not follow from the one before: it, or one before it, was changed',
    ja: '直前の記録とつながりません（この記録またはそれ以前の記録が変更されています）',
  },
  payload: { en: 'its content was changed', ja: '記録の内容が変更されています' },
  gap: { en: 'records before it are missing', ja: 'この前の記録が欠けています' },
} as const

const auditVerify: Verb = {
  name: 'audit verify',
  usage: '',
  summary: {
    en: 'Recompute the chain of the audit trail; exit 1 when something in it was changed',
    ja: '監査証跡の連鎖を再計算して検証します。改変があれば終了コード1を返します',
  },
  options: {},
  words: [0, 0],
  async run(_, io) {
    const verdict = await io.call(verify)
    if (io.json) io.out(JSON.stringify(verdict))
    else {
      const { head, events, erased, unsealed, faults } = verdict
      io.out(
        io.locale === 'ja'
          ? `先頭ハッシュ ${head}\n記録 ${events} 件（内容消去済み ${erased} 件）、未封印 ${unsealed} 件、異常 ${faults.length} 件`
          : `head ${head}\n${events} events (${erased} with erased content), ${unsealed} not yet sealed, ${faults.length} faults`,
      )
      for (const { seq, event, fault } of faults) io.err(`${seq} ${event}: ${faultWords[fault][io.locale]}`)
    }
    return verdict.faults.length ? 1 : 0
  },
}

export const verbs: readonly Verb[] = [auditVerify]
