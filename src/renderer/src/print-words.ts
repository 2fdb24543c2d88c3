import type { SlipResult } from '#shared/contract/printing.ts'
import type { Translate, WordKey } from './words.ts'

const NOT_SENT = ['no-printer', 'unreachable', 'not-answering', 'paper-out', 'cover-open']

/** What became of a slip that is kept nowhere: a test page, a balance, the drawer. */
export function slipWords(t: Translate, { state, reason = '' }: SlipResult): string {
  if (state === 'queued' || state === 'sending') return t('printer.testing')
  if (state !== 'failed-unsent') return t(`printer.tested.${state}`)
  const key = NOT_SENT.includes(reason) ? reason : 'other'
  return t('printer.tested.failed-unsent', { reason: t(`printer.testReasons.${key}` as WordKey) })
}
