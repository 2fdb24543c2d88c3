import type { JournalDetail, JournalRow, Outcome, PrintJob } from '#shared/contract.ts'
import {
  refundSlip,
  returnedSlip,
  reversedReceipt,
  type ReceiptDoc,
  type TransactionFacts,
} from '#shared/receipt.ts'
import { takesCash, type MoneyState } from '#shared/money-states.ts'
import { maskAccount, type Reference } from '#shared/references.ts'
import type { MoneyRow, Move } from './money-row.ts'

/** A journal row as the counter sees it right after submitting. */
export function outcomeOf(row: MoneyRow, printJob: PrintJob | undefined): Outcome {
  return {
    transactionId: row.id,
    reference: row.reference,
    kind: row.kind,
    state: row.state,
    accountNumber: row.account,
    accountName: row.accountName,
    bankName: row.facts.bankName,
    amount: row.amount,
    fee: row.fee,
    quotedFee: row.quotedFee,
    sentAt: row.createdAt,
    refusal: row.refusal,
    pinRefused: row.refusal?.bankCode === 'INVALID_PIN',
    cash: row.cash,
    resolution: row.resolution,
    receipt: paperOf(row),
    printJob,
  }
}

/** A journal row as the list shows it. */
export function journalRowOf(row: MoneyRow, copies: number): JournalRow {
  return {
    transactionId: row.id,
    reference: row.reference,
    kind: row.kind,
    state: row.state,
    at: row.createdAt,
    account: maskAccount(row.account),
    accountName: row.accountName,
    bankName: row.facts.bankName,
    amount: row.amount,
    fee: row.fee,
    teller: row.teller,
    copies,
  }
}

export function journalDetailOf(
  row: MoneyRow,
  copies: number,
  printJob: PrintJob | undefined,
  history: Move[],
): JournalDetail {
  return {
    ...journalRowOf(row, copies),
    narration: row.narration,
    refusal: row.refusal,
    cash: row.cash,
    resolution: row.resolution,
    receipt: paperOf(row),
    printJob,
    history,
  }
}

/** True once it is certain that an unknown was not posted: cash that was kept for it is the customer's. */
export const isNotPosted = ({ state, resolution }: MoneyRow): boolean =>
  state === 'rejected-late' || (state === 'resolved-by-hand' && resolution?.posted === false)

/** A receipt that was true once. */
const BEING_REVERSED: readonly MoneyState[] = ['reversing', 'reversed', 'reversal-unknown']

/**
 * The paper that tells the truth about a transaction now. What was not posted, or whose cash went back, never again has the slip
 * that says that the agent holds the cash.
 */
export function paperOf(row: MoneyRow): ReceiptDoc | undefined {
  if (row.erasedAt) return undefined
  if (isNotPosted(row)) {
    return row.cash === 'returned' || !takesCash(row.kind) ? undefined : refundSlip(factsOf(row))
  }
  if (row.state === 'unknown' && row.cash === 'returned') return returnedSlip(factsOf(row))
  if (row.receipt && BEING_REVERSED.includes(row.state)) {
    return reversedReceipt(row.receipt, row.state === 'reversed')
  }
  return row.receipt
}

/** What a transaction's paper says, from the journal alone. */
export function factsOf(row: MoneyRow): TransactionFacts & { reference: Reference } {
  return {
    ...row.facts,
    kind: row.kind,
    at: row.createdAt,
    accountNumber: row.account,
    accountName: row.accountName,
    narration: row.narration,
    amount: row.amount,
    fee: row.fee,
    reference: row.reference,
    teller: row.teller,
  }
}
