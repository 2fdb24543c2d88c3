import type { AccountNumber, Pin, Reference } from '#shared/references.ts'
import type { Failure } from '#shared/result.ts'
import type { BankClient } from '../../../src/main/bank/client.ts'
import type { SwitcherClient } from '../../../src/main/switcher/client.ts'

/**
 * The client's call for one operation of the API document: with the values of the document's request example, and with what
 * the document's two answers mean to us, written out.
 */
export interface Operation {
  call: (clients: { bank: BankClient; switcher: SwitcherClient }) => Promise<unknown>
  /** what the document's successful answer gives */
  success: unknown
  /** what the document's failed answer gives; absent for the one operation that has none */
  failed?: { throws: Failure } | { gives: unknown }
}

/** By the document's titles. */
export type Operations = Record<string, Operation>

export const sessionId = 'pAUvTI7MKmexnAw4vwO5nbOiwluGIaRJopdS7eZAI3M13AM3FPHDAkzYp3iNEIsG032Gu30mX5W6tUxI'
export const reference = '2004161446431234' as Reference
export const caller = { sessionId, reference }
export const pin = '359569' as Pin
export const account = (digits: string) => digits as AccountNumber

export const sessionExpired = { throws: { code: 'SESSION_EXPIRED' } } as const
export const refused = (
  bankCode: string,
  bankMessage: string,
  rest: { hostCode?: string; traceCode?: string } = {},
) => ({ throws: { code: 'REFUSED', bankCode, bankMessage, ...rest } }) as const
export const confirmed = (data: object) => ({ kind: 'confirmed', data })
export const rejected = (bankCode: string, bankMessage: string, rest = {}) => ({
  gives: { kind: 'rejected', refusal: { bankCode, bankMessage, ...rest } },
})
