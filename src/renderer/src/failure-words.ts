import type { BrokenRule } from '#shared/field-rules.ts'
import { assertNever, type Failure } from '#shared/result.ts'
import type { Sentence } from './words.ts'

/** `money`: the call may have moved money (a deposit). `read`: it cannot have. */
export type Stake = 'money' | 'read'

/** What happened, whether money moved, and what to do, for every failure code. */
export function failureSentence(failure: Failure, stake: Stake): Sentence {
  switch (failure.code) {
    case 'REFUSED':
      return {
        key: `failures.${stake}.REFUSED`,
        values: { reason: bankReason(failure.bankMessage, failure.bankCode) },
      }
    case 'INTERNAL':
      return { key: `failures.${stake}.INTERNAL`, values: { incidentId: failure.incidentId } }
    case 'INVALID_INPUT':
      // The one guard that no answer passes: it marks no field.
      return failure.rule === 'same-unknown'
        ? ruleSentence(failure.rule)
        : { key: `failures.${stake}.INVALID_INPUT` }
    case 'NOT_SENT':
    case 'OUTCOME_UNKNOWN':
    case 'SESSION_EXPIRED':
      return { key: `failures.${stake}.${failure.code}` }
    case 'FORBIDDEN':
      return { key: `failures.forbidden.${failure.reason}` }
    case 'UNAVAILABLE':
      return { key: `failures.unavailable.${failure.part}` }
    default:
      return assertNever(failure)
  }
}

/** Why nobody came in: wrong password, a user that is not active, a bank out of reach, each in its own words. */
export function signInSentence(failure: Failure): Sentence {
  if (failure.code === 'REFUSED')
    return {
      key: 'signIn.refused',
      values: { reason: bankReason(failure.bankMessage, failure.bankCode) },
    }
  if (failure.code === 'INVALID_INPUT') return { key: 'lock.wrong' }
  if (failure.code === 'NOT_SENT') return { key: `signIn.notSent.${failure.reason}` }
  if (failure.code === 'UNAVAILABLE' && failure.part === 'bank') return { key: 'signIn.serverFault' }
  if (failure.code === 'FORBIDDEN' && failure.reason === 'user-deactivated')
    return { key: 'signIn.deactivated' }
  if (failure.code === 'FORBIDDEN' && failure.reason === 'user-pending') return { key: 'signIn.pending' }
  return failureSentence(failure, 'read')
}

/** Why nobody agreed: no supervisor's account, one's own, or as when signing in. */
export function approvalSentence(failure: Failure): Sentence {
  if (failure.code === 'INVALID_INPUT' && failure.rule === 'same-person')
    return { key: 'approval.samePerson' }
  if (failure.code === 'FORBIDDEN' && failure.reason === 'role') return { key: 'approval.notSupervisor' }
  return failure.code === 'INVALID_INPUT' ? failureSentence(failure, 'read') : signInSentence(failure)
}

/** The bank's own words as the middle of a sentence: without their full stop, never empty, never a code alone where there are words. */
export function bankReason(message: string, code: string): string {
  return message.trim().replace(/[.!\s]+$/, '') || code
}

/** True where the same attempt may be on its way or done: it must keep its attempt id, so that main cannot post it twice. */
export const mayHaveBeenSent = (failure: Failure): boolean =>
  failure.code === 'INTERNAL' ||
  failure.code === 'OUTCOME_UNKNOWN' ||
  (failure.code === 'INVALID_INPUT' && failure.rule === 'attempt-used')

/** What guards.ts refuses beside the rules of fields. */
const GUARD_RULES = [
  'same-unknown',
  'same-unknown-old',
  'same-recent',
  'rekey',
  'rekey-differs',
  'reason-length',
] as const
type WordedRule = BrokenRule | (typeof GUARD_RULES)[number]

const RULES: readonly string[] = [
  ...GUARD_RULES,
  'required',
  'account-spaces',
  'account-digits',
  'account-length',
  'amount-letters',
  'amount-negative',
  'amount-zero',
  'amount-too-long',
  'narration-length',
  'narration-characters',
  'pin-format',
  'password-length',
  'password-same',
  'password-repeat',
] satisfies WordedRule[]

/** What is wrong with a field, by the rule that it breaks; main may name rules that have no words of their own. */
export const ruleSentence = (rule: string): Sentence => ({
  key: RULES.includes(rule) ? `rules.${rule as WordedRule}` : 'rules.other',
})
