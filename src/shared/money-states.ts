/** What moves money. Their words are under `kinds` in the locales. */
export const MONEY_KINDS = [
  'deposit',
  'intrabank',
  'interbank',
  'open-account',
  'switcher-transfer',
  'switcher-reversal',
] as const
export type MoneyKind = (typeof MONEY_KINDS)[number]

/** Whether somebody stands at the counter with cash for it; the switcher moves money between accounts alone. */
export const takesCash = (kind: MoneyKind): boolean => !kind.startsWith('switcher-')

/** The states of a money transaction (docs/money-safety.md) and the only moves between them. */
export const MONEY_STATES = [
  'intent',
  'sending',
  'confirmed',
  'rejected',
  'not-sent',
  'unknown',
  'void',
  'confirmed-late',
  'rejected-late',
  'resolved-by-hand',
  'reversing',
  'reversed',
  'reversal-unknown',
] as const
export type MoneyState = (typeof MONEY_STATES)[number]

export type MoneyEvent =
  /** the intent is on disk and the request is about to leave */
  | 'send'
  /** start-up found an intent that never got its sending mark */
  | 'abandon'
  | 'confirm'
  | 'reject'
  | 'prove-not-sent'
  /** no proof of any outcome, or start-up found `sending` */
  | 'lose'
  | 'resolve-by-hand'
  | 'reverse'
  | 'confirm-reversal'
  | 'reject-reversal'
  | 'lose-reversal'

const MOVES: Record<MoneyState, Partial<Record<MoneyEvent, MoneyState>>> = {
  intent: { send: 'sending', abandon: 'void' },
  sending: { confirm: 'confirmed', reject: 'rejected', 'prove-not-sent': 'not-sent', lose: 'unknown' },
  unknown: { confirm: 'confirmed-late', reject: 'rejected-late', 'resolve-by-hand': 'resolved-by-hand' },
  confirmed: { reverse: 'reversing' },
  reversing: {
    'confirm-reversal': 'reversed',
    'reject-reversal': 'confirmed',
    'lose-reversal': 'reversal-unknown',
  },
  'reversal-unknown': { 'confirm-reversal': 'reversed', 'reject-reversal': 'confirmed' },
  rejected: {},
  'not-sent': {},
  void: {},
  'confirmed-late': { reverse: 'reversing' },
  'rejected-late': {},
  'resolved-by-hand': {},
  reversed: {},
}

export const canMove = (state: MoneyState, event: MoneyEvent): boolean => MOVES[state][event] !== undefined

/** @throws Error for a move that the machine does not have: such a caller is wrong and must not write anything */
export function nextState(state: MoneyState, event: MoneyEvent): MoneyState {
  const next = MOVES[state][event]
  if (!next) throw new Error(`a transaction that is ${state} cannot ${event}`)
  return next
}
