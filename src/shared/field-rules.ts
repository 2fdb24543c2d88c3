import { MAX_RUPIAH_DIGITS, rupiah, ZERO, type Rupiah } from './money.ts'

/**
 * The rules of what a teller types, in one place: the form shows the sentence for a broken rule, and main's schemas apply
 * the same rules again. A rule's name is its key under `rules` in the locale files.
 */
export type BrokenRule =
  | 'required'
  | 'account-spaces'
  | 'account-digits'
  | 'account-length'
  | 'amount-letters'
  | 'amount-negative'
  | 'amount-zero'
  | 'amount-too-long'
  | 'narration-length'
  | 'narration-characters'
  | 'pin-format'
  | 'password-length'
  | 'password-same'
  | 'password-repeat'

const ACCOUNT_DIGITS_MAX = 20
const NARRATION_MAX = 40

export function accountRule(text: string): BrokenRule | undefined {
  if (text.trim() === '') return 'required'
  if (/\s/.test(text)) return 'account-spaces'
  if (!/^\d+$/.test(text)) return 'account-digits'
  if (text.length < 3 || text.length > ACCOUNT_DIGITS_MAX) return 'account-length'
  return undefined
}

/** @param text what the amount field holds: digits, optionally grouped by dots */
export function amountRule(text: string): BrokenRule | undefined {
  const compact = text.trim()
  if (compact === '') return 'required'
  if (/^-\s*[\d.]+$/.test(compact)) return 'amount-negative'
  if (!/^\d[\d.]*$/.test(compact)) return 'amount-letters'
  const digits = compact.replaceAll('.', '').replace(/^0+/, '')
  if (digits === '') return 'amount-zero'
  return digits.length > MAX_RUPIAH_DIGITS ? 'amount-too-long' : undefined
}

/** The amount of a field that breaks no rule; zero while it breaks one. */
export function amountOf(text: string): Rupiah {
  return amountRule(text) ? ZERO : rupiah(BigInt(text.replaceAll('.', '').trim()))
}

export function narrationRule(text: string): BrokenRule | undefined {
  if (text.trim() === '') return 'required'
  if (text.length > NARRATION_MAX) return 'narration-length'
  // Printable ASCII only: what every host, printer and journal keeps as it was typed.
  return /^[\x20-\x7e]+$/.test(text) ? undefined : 'narration-characters'
}

export function pinRule(text: string): BrokenRule | undefined {
  if (text === '') return 'required'
  return /^\d{6}$/.test(text) ? undefined : 'pin-format'
}

/** The shortest new password that the program takes; the bank may ask for more. */
export const PASSWORD_MIN = 8

export function newPasswordRule(next: string, old: string): BrokenRule | undefined {
  if (next === '') return 'required'
  if (next.length < PASSWORD_MIN) return 'password-length'
  return next === old ? 'password-same' : undefined
}
