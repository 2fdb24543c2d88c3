import { z } from 'zod'
import type { AttemptId } from '../references.ts'
import { credentials, instant, method, money, nothing, transactionId, uuid } from './fields.ts'
import { CASH_CHOICES, CASH_STATES, journalRow, outcome } from './transaction.ts'

/** Transactions whose outcome nobody knows, or knew too late, and the cash that they left in somebody's hand. */

export const CHECK_RESULTS = ['found', 'not-found', 'mismatch', 'undecided'] as const
export type CheckResult = (typeof CHECK_RESULTS)[number]

const unknownItem = z.object({
  row: journalRow,
  /** what came back, in short */
  evidence: z.string(),
  cash: z.enum(CASH_STATES).optional(),
  /** the agent's balance around it: evidence, never proof */
  balanceBefore: money.optional(),
  balanceAfter: money.optional(),
  checks: z.array(z.object({ at: instant, result: z.enum(CHECK_RESULTS), detail: z.string() })),
  /** absent: no further check is promised */
  nextCheck: instant.optional(),
  /** 24 hours have passed: one person may settle it, and the day report says so */
  mayResolveAlone: z.boolean(),
})
export type UnknownItem = z.infer<typeof unknownItem>

const heldCash = z.object({
  row: journalRow,
  cash: z.enum(CASH_STATES).optional(),
  /** it was not posted: the cash belongs to the customer. False: it waits until the bank is certain */
  owed: z.boolean(),
})
export type HeldCash = z.infer<typeof heldCash>

export const unknownMethods = {
  /**
   * What the journal says of an attempt whose answer did not reach the window: its outcome so far, or nothing, which proves that it
   * was never begun.
   */
  'outcome.ofAttempt': method(
    ['agent', 'supervisor'],
    z.strictObject({ attemptId: uuid<AttemptId>() }),
    z.object({ outcome: outcome.optional() }),
  ),

  'unknown.list': method(
    'signed-in',
    nothing,
    z.object({
      items: z.array(unknownItem),
      /** true: a switcher is configured, so there are status checks */
      checked: z.boolean(),
    }),
  ),
  /** Asks the switcher now; only where one is configured. */
  'unknown.check': method(
    ['agent', 'supervisor'],
    z.strictObject({ transactionId }),
    z.object({ result: z.enum(CHECK_RESULTS) }),
  ),
  'unknown.resolve': method(
    ['agent', 'supervisor'],
    z.strictObject({
      transactionId,
      /** what the bank said: it is booked, or it is not and will not be */
      posted: z.boolean(),
      bankReference: z.string().trim().min(3).max(40),
      reason: z.string().trim().min(3).max(200),
      approver: credentials.optional(),
    }),
    outcome,
  ),
  'unknown.chooseCash': method(
    ['agent'],
    z.strictObject({ transactionId, choice: z.enum(CASH_CHOICES) }),
    outcome,
  ),

  /** Customers' cash in the drawer: of unknowns, and of what turned out not to be posted. */
  'cash.held': method('signed-in', nothing, z.object({ items: z.array(heldCash) })),
  /** It was not posted, and its cash goes back to the customer now: noted, and the slip to sign is printed. */
  'cash.refund': method(['agent'], z.strictObject({ transactionId }), outcome),
} as const
