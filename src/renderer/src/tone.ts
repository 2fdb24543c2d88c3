import type { MoneyState } from '#shared/money-states.ts'

/** How a state looks: colour and icon. Violet (`unknown`) belongs to what is not proven alone (UI.md). */
export type Tone = 'confirmed' | 'rejected' | 'warning' | 'unknown'

const TONES: Record<MoneyState, Tone> = {
  confirmed: 'confirmed',
  'confirmed-late': 'confirmed',
  rejected: 'rejected',
  'rejected-late': 'rejected',
  'not-sent': 'warning',
  void: 'warning',
  reversed: 'warning',
  'resolved-by-hand': 'warning',
  intent: 'unknown',
  sending: 'unknown',
  unknown: 'unknown',
  reversing: 'unknown',
  'reversal-unknown': 'unknown',
}

export const toneOf = (state: MoneyState): Tone => TONES[state]

/** True while nobody can say where the money is: the cash must be accounted for, and nothing may be repeated. */
export const isUnproven = (state: MoneyState): boolean => TONES[state] === 'unknown'
