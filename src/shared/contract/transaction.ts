import { z } from 'zod'
import { MONEY_KINDS, MONEY_STATES } from '../money-states.ts'
import type { ReceiptDoc } from '../receipt.ts'
import { instant, money, reference, transactionId } from './fields.ts'

/** What the window learns of a transaction: its outcome, its row in the journal, its paper. */

/** Queue states of docs/printing.md. `sent-unverified`: all bytes left, the printer does not report. */
export const PRINT_STATES = [
  'queued',
  'sending',
  'confirmed',
  'sent-unverified',
  'failed-unsent',
  'unknown',
] as const
export type PrintState = (typeof PRINT_STATES)[number]

export const printJob = z.object({
  jobId: z.string(),
  transactionId,
  /** which paper of the transaction: the kind of its receipt document */
  receiptKind: z.string(),
  /** whose sheet */
  part: z.enum(['customer', 'agent']),
  /** 0 = original, n = SALINAN ke-n */
  copy: z.number(),
  state: z.enum(PRINT_STATES),
  /** a key under `print.reasons`; absent when there is nothing to explain */
  reason: z.string().optional(),
})
export type PrintJob = z.infer<typeof printJob>

export const receiptDoc = z.custom<ReceiptDoc>((value) => typeof value === 'object' && value !== null)

export const refusal = z.object({
  bankCode: z.string(),
  bankMessage: z.string(),
  hostCode: z.string().optional(),
  traceCode: z.string().optional(),
  /** a reversal was refused because an earlier one took the money back */
  alreadyReversed: z.boolean().optional(),
})

/** Where the teller says the cash of an unknown went (DESIGN: Money states). */
export const CASH_CHOICES = ['kept', 'returned'] as const
export type CashChoice = (typeof CASH_CHOICES)[number]
/** `refunded`: it was not posted after all, and the cash went back to the customer against a signature. */
export const CASH_STATES = [...CASH_CHOICES, 'refunded'] as const
export type CashState = (typeof CASH_STATES)[number]

/** How people settled an unknown. */
const resolution = z.object({
  /** what the bank said: booked, or not booked and never to be */
  posted: z.boolean(),
  bankReference: z.string(),
  reason: z.string(),
  /** the second person's sign-in name; empty where one person decided alone, 24 hours after */
  approver: z.string(),
})

export const outcome = z.object({
  transactionId,
  reference,
  kind: z.enum(MONEY_KINDS),
  state: z.enum(MONEY_STATES),
  accountNumber: z.string(),
  accountName: z.string(),
  /** where the account is at another bank */
  bankName: z.string().optional(),
  amount: money,
  /** the fee of the answer where there is one, else of the inquiry */
  fee: money,
  /** the fee that the teller was shown; differs from `fee` when the bank took another */
  quotedFee: money,
  sentAt: instant,
  refusal: refusal.optional(),
  /** the PIN alone was wrong: the form stays, only the PIN is asked again */
  pinRefused: z.boolean(),
  cash: z.enum(CASH_STATES).optional(),
  resolution: resolution.optional(),
  receipt: receiptDoc.optional(),
  printJob: printJob.optional(),
})
export type Outcome = z.infer<typeof outcome>

export const journalRow = z.object({
  transactionId,
  reference,
  kind: z.enum(MONEY_KINDS),
  state: z.enum(MONEY_STATES),
  at: instant,
  /** masked as on receipts */
  account: z.string(),
  accountName: z.string(),
  bankName: z.string().optional(),
  amount: money,
  fee: money,
  teller: z.string(),
  copies: z.number(),
})
export type JournalRow = z.infer<typeof journalRow>

export const journalDetail = journalRow.extend({
  narration: z.string(),
  refusal: refusal.optional(),
  cash: z.enum(CASH_STATES).optional(),
  resolution: resolution.optional(),
  receipt: receiptDoc.optional(),
  printJob: printJob.optional(),
  /**
   * `to` is a money state, or `cash-kept`, `cash-returned`, `cash-refunded` (then `from` is empty), or `otherwise-posted`,
   * `otherwise-refused`: the bank said otherwise after it was settled; `by` is a sign-in name, `bank`, `workstation`, `status-check`
   * or `start-up`
   */
  history: z.array(z.object({ at: instant, from: z.string(), to: z.string(), by: z.string() })),
})
export type JournalDetail = z.infer<typeof journalDetail>
