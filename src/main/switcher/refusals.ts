import type { Refusal } from '../wire/envelope.ts'
import { endpoints, type SwitcherEndpoint } from './endpoints.ts'

/**
 * The switcher's answers to a money request that prove that this request moved nothing, each for the one operation of which
 * the document says so. Anything else is unknown (DESIGN: Money states). "refnum provided was not found" is not among them:
 * it answers a check, and a transfer that is not found may still be under way.
 */
interface KnownRefusal {
  endpoint: SwitcherEndpoint
  bankCode: string
  /** "-1" is a catch-all: only with this message. Absent: the code alone decides, its messages vary. */
  bankMessage?: string
  source: string
}

const ALREADY_REVERSED = 'Reversal already executed'

export const KNOWN_REFUSALS: readonly KnownRefusal[] = [
  {
    endpoint: endpoints.transfer,
    bankCode: '0101',
    source: 'API document: Transfer, failed (responseDescription "Inquiry failed": an account was not found)',
  },
  {
    endpoint: endpoints.reversal,
    bankCode: '-1',
    bankMessage: ALREADY_REVERSED,
    source: 'API document: Reversal, failed',
  },
]

export const isKnownRefusal = (refusal: Refusal, endpoint: SwitcherEndpoint): boolean =>
  KNOWN_REFUSALS.some(
    (known) =>
      known.endpoint.path === endpoint.path &&
      known.bankCode === refusal.bankCode &&
      (known.bankMessage ?? refusal.bankMessage) === refusal.bankMessage,
  )

/** A reversal was refused because an earlier one was carried out: this one moved nothing, and the transfer is reversed. */
export const isAlreadyReversed = (refusal: Refusal): boolean =>
  refusal.bankCode === '-1' && refusal.bankMessage === ALREADY_REVERSED

/** The answer to a status check for a refnum that the switcher does not know: document, Status Check, failed. */
export const isUnknownRefnum = (refusal: Pick<Refusal, 'bankCode' | 'bankMessage'>): boolean =>
  refusal.bankCode === '-1' && refusal.bankMessage === 'refnum provided was not found'
