import { z } from 'zod'
import { CASH_STATES, type CashState } from '#shared/contract/transaction.ts'
import { fromSen, type Rupiah } from '#shared/money.ts'
import { MONEY_KINDS, MONEY_STATES, type MoneyKind, type MoneyState } from '#shared/money-states.ts'
import type { ReceiptDoc, TransactionFacts } from '#shared/receipt.ts'
import type { AttemptId, Reference, TransactionId } from '#shared/references.ts'
import type { Instant } from '#shared/time.ts'

/** What is known of a money transaction before it is sent. */
export interface Intent {
  id: TransactionId
  attemptId: AttemptId
  reference: Reference
  kind: MoneyKind
  account: string
  accountName: string
  amount: Rupiah
  quotedFee: Rupiah
  narration: string
  teller: string
  /** the API's host, since one profile may serve several banks in time */
  host: string
  /** the request's body without its PIN */
  sentBody: object
  facts: StoredFacts
  /** the agent's balance as last heard before sending; evidence, never proof */
  balanceBefore?: Rupiah | undefined
  /** why the same is done once more, in the teller's words */
  repeatReason?: string | undefined
  /** the transaction of this journal that a reversal takes back */
  reverses?: TransactionId | undefined
  /** who else agreed, and why it is done */
  approval?: { approver: string; reason: string } | undefined
}

/** What a receipt needs besides the row's own columns, so that it can be made after a crash too. */
export type StoredFacts = Pick<
  TransactionFacts,
  'heading' | 'training' | 'zone' | 'bankPhone' | 'bankName' | 'source' | 'reversedReference'
>

/** What the outcome adds. Absent fields keep what the row has. */
export interface Settlement {
  evidence: string
  /** a new account's number, known only from the answer */
  account?: string | undefined
  fee?: Rupiah | undefined
  refusal?: object | undefined
  receipt?: ReceiptDoc | undefined
  /** a refused reversal: its target was taken back before */
  reversedBefore?: boolean | undefined
}

export interface MoneyRow {
  id: TransactionId
  attemptId: AttemptId
  reference: Reference
  kind: MoneyKind
  state: MoneyState
  account: string
  accountName: string
  amount: Rupiah
  quotedFee: Rupiah
  fee: Rupiah
  narration: string
  teller: string
  /** the request's body without its PIN */
  sentBody: object
  facts: StoredFacts
  evidence: string
  refusal:
    | { bankCode: string; bankMessage: string; hostCode?: string; traceCode?: string; alreadyReversed?: true }
    | undefined
  cash: CashState | undefined
  receipt: ReceiptDoc | undefined
  resolution: Resolution | undefined
  balanceBefore: Rupiah | undefined
  balanceAfter: Rupiah | undefined
  createdAt: Instant
  /** when its state last changed; undefined while it is sending */
  settledAt: Instant | undefined
  reverses: TransactionId | undefined
  /** when the customer's data in it was erased, its time of keeping being over */
  erasedAt: Instant | undefined
}

/** How people settled an unknown: what the bank said on the phone, who asked and who agreed. */
export interface Resolution {
  posted: boolean
  bankReference: string
  reason: string
  /** empty where one person decided alone, 24 hours after */
  approver: string
}

export interface StatusCheck {
  at: Instant
  result: 'found' | 'not-found' | 'mismatch' | 'undecided'
  /** what the switcher said, in its words */
  detail: string
}

/**
 * A move of the state, or a word about the cash (`to` is then `cash-kept` and its like, `from` empty), or an answer of the bank that
 * says otherwise than the transaction was settled (`otherwise-posted`, `otherwise-refused`).
 */
export interface Move {
  at: Instant
  from: string
  to: string
  by: string
}

/**
 * Not settled yet. Word for word the condition of the index `money_by_state`: SQLite uses it only for a statement that says the same, and
 * reads the whole journal otherwise.
 */
export const IS_OPEN = `state IN ('intent', 'sending', 'unknown', 'reversing', 'reversal-unknown')`

const json = <T>() =>
  z
    .string()
    .nullable()
    .transform((text) => (text === null ? undefined : (JSON.parse(text) as T)))
const sen = z.bigint().transform(fromSen)

/** A row of the table `money` as the journal's code sees it. */
export const moneyRow = z
  .object({
    id: z.string(),
    attempt_id: z.string(),
    reference: z.string(),
    kind: z.enum(MONEY_KINDS),
    state: z.enum(MONEY_STATES),
    account: z.string(),
    account_name: z.string(),
    amount_sen: sen,
    quoted_fee_sen: sen,
    fee_sen: sen,
    narration: z.string(),
    teller: z.string(),
    sent_body: z.string().transform((text) => JSON.parse(text) as object),
    facts: z.string().transform((text) => JSON.parse(text) as StoredFacts),
    evidence: z.string(),
    refusal: json<NonNullable<MoneyRow['refusal']>>(),
    cash: z.enum(CASH_STATES).nullable(),
    receipt: json<ReceiptDoc>(),
    resolution: json<Resolution>(),
    balance_before_sen: sen.nullable(),
    balance_after_sen: sen.nullable(),
    created_at: z.string(),
    settled_at: z.string().nullable(),
    reverses: z.string().nullable(),
    erased_at: z.string().nullable(),
  })
  .transform((r): MoneyRow => ({
    id: r.id as TransactionId,
    attemptId: r.attempt_id as AttemptId,
    reference: r.reference as Reference,
    kind: r.kind,
    state: r.state,
    account: r.account,
    accountName: r.account_name,
    amount: r.amount_sen,
    quotedFee: r.quoted_fee_sen,
    fee: r.fee_sen,
    narration: r.narration,
    teller: r.teller,
    sentBody: r.sent_body,
    facts: r.facts,
    evidence: r.evidence,
    refusal: r.refusal,
    cash: r.cash ?? undefined,
    receipt: r.receipt,
    resolution: r.resolution,
    balanceBefore: r.balance_before_sen ?? undefined,
    balanceAfter: r.balance_after_sen ?? undefined,
    createdAt: r.created_at as Instant,
    settledAt: (r.settled_at ?? undefined) as Instant | undefined,
    reverses: (r.reverses ?? undefined) as TransactionId | undefined,
    erasedAt: (r.erased_at ?? undefined) as Instant | undefined,
  }))

/** As much of a row as a move of its state needs. */
export const movable = z.object({
  state: z.enum(MONEY_STATES),
  reverses: z
    .string()
    .nullable()
    .transform((id) => id as TransactionId | null),
})

/** What the journal holds of an intent that was just written, without reading it back. */
export const rowOf = (intent: Intent, state: MoneyState, createdAt: Instant): MoneyRow => ({
  id: intent.id,
  attemptId: intent.attemptId,
  reference: intent.reference,
  kind: intent.kind,
  state,
  account: intent.account,
  accountName: intent.accountName,
  amount: intent.amount,
  quotedFee: intent.quotedFee,
  fee: intent.quotedFee,
  narration: intent.narration,
  teller: intent.teller,
  sentBody: intent.sentBody,
  facts: intent.facts,
  evidence: '',
  refusal: undefined,
  cash: undefined,
  receipt: undefined,
  resolution: undefined,
  balanceBefore: intent.balanceBefore,
  balanceAfter: undefined,
  createdAt,
  settledAt: undefined,
  reverses: intent.reverses,
  erasedAt: undefined,
})

export const statusCheck = z.object({
  at: z.string().transform((text) => text as Instant),
  result: z.enum(['found', 'not-found', 'mismatch', 'undecided']),
  detail: z.string(),
})
