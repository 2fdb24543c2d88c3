import { endpoints } from './endpoints.ts'
import type { Refusal } from '../wire/envelope.ts'

/**
 * The answers to a money request that prove that no money moved, each with the place that says so. Anything that is not in
 * this table is unknown, however much it looks like a no (DESIGN: Money states).
 */
interface KnownRefusal {
  /** the operations whose failure the document shows with it; absent = any, since it comes before the operation itself */
  paths?: readonly string[]
  bankCode: string
  /** the bracketed code of a "-1" message */
  hostCode?: string
  source: string
}

export const KNOWN_REFUSALS: readonly KnownRefusal[] = [
  { bankCode: 'INVALID_PIN', source: 'API document: Open Account, Intrabank and Antarbank Payment, failed' },
  { bankCode: 'SESSION_NOT_FOUND', source: 'API document: Account Balance, failed' },
  {
    paths: [endpoints.deposit.path],
    bankCode: '-1',
    hostCode: '0108',
    source: 'API document: Deposit Account, failed (NO SUCH ACCOUNT)',
  },
]

export const isKnownRefusal = (refusal: Refusal, { path }: { path: string }): boolean =>
  KNOWN_REFUSALS.some(
    (known) =>
      known.bankCode === refusal.bankCode &&
      known.hostCode === refusal.hostCode &&
      (known.paths?.includes(path) ?? true),
  )
