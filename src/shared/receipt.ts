import { amountInWords } from './amount-in-words.ts'
import { receiptWords as words } from './locales/receipt-words.ts'
import { add, formatRupiah, type Rupiah } from './money.ts'
import { takesCash, type MoneyKind } from './money-states.ts'
import { maskAccount, type Reference } from './references.ts'
import { formatClock, wallClock, type Instant, type Zone } from './time.ts'

/** One piece of a receipt, before any wrapping or alignment. */
export type ReceiptBlock =
  | { type: 'centre'; text: string; bold?: boolean }
  /** Double width and height where it fits, for what must be read from a metre away. */
  | { type: 'large'; text: string }
  | { type: 'pair'; label: string; value: string; bold?: boolean }
  | { type: 'text'; text: string }
  /** A QR symbol, for outlets whose printer has them and that want them. */
  | { type: 'qr'; data: string }
  | { type: 'rule' }
  | { type: 'space' }

/** A receipt as pure data. Stored with its transaction, so that a reprint years later is the same receipt. */
export interface ReceiptDoc {
  version: 1
  kind: ReceiptKind
  /** Printed at top and bottom of everything that training mode makes. */
  training: boolean
  blocks: ReceiptBlock[]
}

/** A transaction has at most one original of each kind of paper: its receipt, and the slips before it or instead of it. */
export type ReceiptKind =
  MoneyKind | `${MoneyKind}-unknown` | `${MoneyKind}-returned-unknown` | `${MoneyKind}-refund` | SlipKind

/** Paper of no transaction (slips.ts). */
export type SlipKind = 'customer-balance' | 'agent-balance' | 'test-page' | 'day-close' | 'day-interim'

/** Who serves: the heading of every receipt. `address` is the API's `alamat`. */
export interface ReceiptHeading {
  bankName: string
  agentCode: string
  agentName: string
  address: string
}

/** What a transaction's paper says; what is not known yet while the form is filled is absent. */
export interface TransactionFacts {
  kind: MoneyKind
  heading: ReceiptHeading
  training: boolean
  zone: Zone
  at: Instant
  /** empty while a new account has no number yet */
  accountNumber: string
  accountName: string
  /** the bank of the account where it is another */
  bankName?: string
  /** where the money comes from, where that is an account too: its bank and its number, masked */
  source?: string
  /** of what a reversal takes back */
  reversedReference?: string
  /** empty where the operation has none */
  narration: string
  amount: Rupiah
  fee: Rupiah
  reference?: Reference
  /** The teller's sign-in name. */
  teller: string
  /** Printed where the customer is told to call; empty = no such line. */
  bankPhone: string
}

const RULE: ReceiptBlock = { type: 'rule' }

/** Whose counter it is: the top of every paper. */
export function headingBlocks(heading: ReceiptHeading): ReceiptBlock[] {
  return [
    { type: 'centre', text: heading.bankName, bold: true },
    { type: 'centre', text: words.agentTitle },
    { type: 'centre', text: heading.agentCode },
    { type: 'centre', text: heading.agentName },
    { type: 'centre', text: heading.address },
    RULE,
  ]
}

export function whenBlocks(at: Instant, zone: Zone): ReceiptBlock[] {
  const { day, month, year } = wallClock(at, zone)
  return [
    { type: 'pair', label: words.date, value: `${day}/${month}/${year}` },
    { type: 'pair', label: words.time, value: formatClock(at, zone) },
  ]
}

function accountBlocks(facts: TransactionFacts): ReceiptBlock[] {
  const noAccount = facts.kind === 'open-account' ? words.newAccountFollows : ''
  const account = facts.accountNumber ? maskAccount(facts.accountNumber) : noAccount
  const { source, reversedReference } = facts
  return [
    ...(reversedReference
      ? [{ type: 'pair', label: words.reversedReference, value: reversedReference } as const]
      : []),
    ...(source ? [{ type: 'pair', label: words.sourceAccount, value: source } as const] : []),
    ...(facts.bankName ? [{ type: 'pair', label: words.bank, value: facts.bankName } as const] : []),
    { type: 'pair', label: words.account, value: account },
    { type: 'pair', label: words.name, value: facts.accountName },
    ...(facts.narration ? [{ type: 'pair', label: words.narration, value: facts.narration } as const] : []),
  ]
}

function totalLabel({ kind }: TransactionFacts): string {
  return takesCash(kind) ? words.cashTaken : words.total
}

/** What is paid, in double size: the cash that changes hands is read from a metre away. */
function totalBlocks(facts: TransactionFacts, what = totalLabel(facts)): ReceiptBlock[] {
  const total = add(facts.amount, facts.fee)
  const label = facts.kind === 'open-account' ? words.firstDeposit : words.amount
  return [
    { type: 'pair', label, value: formatRupiah(facts.amount) },
    { type: 'pair', label: words.fee, value: formatRupiah(facts.fee) },
    { type: 'centre', text: what, bold: true },
    { type: 'large', text: formatRupiah(total) },
    { type: 'text', text: amountInWords(total) },
  ]
}

function footBlocks(facts: TransactionFacts): ReceiptBlock[] {
  return [
    { type: 'pair', label: words.reference, value: facts.reference ?? words.noReferenceYet(facts.kind) },
    { type: 'pair', label: words.teller, value: facts.teller },
    ...(facts.bankPhone ? [{ type: 'pair', label: words.callCentre, value: facts.bankPhone } as const] : []),
    ...(facts.reference ? [{ type: 'qr', data: facts.reference } as const] : []),
  ]
}

function signatureBlocks(): ReceiptBlock[] {
  return [
    { type: 'space' },
    { type: 'space' },
    { type: 'pair', label: words.refund.signature, value: '' },
    RULE,
  ]
}

/** What the screen shows beforehand: the receipt as it would be, claiming nothing. */
export function draftReceipt(facts: TransactionFacts): ReceiptDoc {
  return {
    version: 1,
    kind: facts.kind,
    training: facts.training,
    blocks: [
      ...headingBlocks(facts.heading),
      { type: 'centre', text: words.titles[facts.kind], bold: true },
      ...whenBlocks(facts.at, facts.zone),
      ...accountBlocks(facts),
      RULE,
      ...totalBlocks(facts),
      RULE,
      ...footBlocks(facts),
    ],
  }
}

/**
 * The receipt of a transaction that the bank confirmed.
 * @param late the confirmation came after a provisional slip, which this paper replaces
 * @param cashReturned the cash had gone back by then: this paper must not say that the agent took it
 */
export function confirmedReceipt(
  facts: TransactionFacts & { reference: Reference },
  { late = false, cashReturned = false } = {},
): ReceiptDoc {
  const toAccount = facts.kind === 'switcher-reversal' ? words.backToAccount : undefined
  return {
    version: 1,
    kind: facts.kind,
    training: facts.training,
    blocks: [
      ...headingBlocks(facts.heading),
      { type: 'centre', text: words.titles[facts.kind], bold: true },
      { type: 'large', text: words.succeeded },
      ...(late ? [{ type: 'centre', text: words.finalAfterUnknown, bold: true } as const] : []),
      ...whenBlocks(facts.at, facts.zone),
      ...accountBlocks(facts),
      RULE,
      ...totalBlocks(facts, cashReturned ? words.total : toAccount),
      RULE,
      ...footBlocks(facts),
      ...(cashReturned
        ? [{ type: 'text', text: words.unknownReturned(formatRupiah(add(facts.amount, facts.fee))) } as const]
        : []),
      { type: 'centre', text: words.keepThis },
    ],
  }
}

/**
 * The receipt of a transaction that was reversed afterwards, or may have been: no paper of it says any more that it stands.
 * @param certain false while the bank has not said whether the reversal is booked
 */
export function reversedReceipt(receipt: ReceiptDoc, certain: boolean): ReceiptDoc {
  const verdict: ReceiptBlock = certain
    ? { type: 'large', text: words.reversed }
    : { type: 'centre', text: words.reversalUnknown, bold: true }
  const blocks = receipt.blocks.flatMap((block) => {
    if (block.type === 'large' && block.text === words.succeeded) return [verdict]
    return block.type === 'centre' && block.text === words.keepThis ? [] : [block]
  })
  return { ...receipt, blocks }
}

/** The provisional slip of a transaction whose outcome is not known: says in large what it is not. */
export function unknownReceipt(facts: TransactionFacts & { reference: Reference }): ReceiptDoc {
  return {
    version: 1,
    kind: `${facts.kind}-unknown`,
    training: facts.training,
    blocks: [
      ...headingBlocks(facts.heading),
      ...words.unknownBanner.map((text) => ({ type: 'centre', text, bold: true }) as const),
      RULE,
      { type: 'centre', text: words.titles[facts.kind] },
      ...whenBlocks(facts.at, facts.zone),
      ...accountBlocks(facts),
      ...totalBlocks(facts),
      RULE,
      ...footBlocks(facts),
      ...(takesCash(facts.kind)
        ? [{ type: 'text', text: words.unknownCash(formatRupiah(add(facts.amount, facts.fee))) } as const]
        : []),
      { type: 'text', text: words.finalFollows },
    ],
  }
}

/** As {@link unknownReceipt}, for cash that went back to the customer before anybody knew: with a line to sign. */
export function returnedSlip(facts: TransactionFacts & { reference: Reference }): ReceiptDoc {
  return {
    version: 1,
    kind: `${facts.kind}-returned-unknown`,
    training: facts.training,
    blocks: [
      ...headingBlocks(facts.heading),
      ...words.unknownBanner.map((text) => ({ type: 'centre', text, bold: true }) as const),
      RULE,
      { type: 'centre', text: words.titles[facts.kind] },
      ...whenBlocks(facts.at, facts.zone),
      ...accountBlocks(facts),
      RULE,
      ...footBlocks(facts),
      { type: 'text', text: words.unknownReturned(formatRupiah(add(facts.amount, facts.fee))) },
      ...signatureBlocks(),
    ],
  }
}

/** Proof that the cash of what was not posted went back to the customer, with a line to sign. */
export function refundSlip(facts: TransactionFacts & { reference: Reference }): ReceiptDoc {
  return {
    version: 1,
    kind: `${facts.kind}-refund`,
    training: facts.training,
    blocks: [
      ...headingBlocks(facts.heading),
      { type: 'centre', text: words.refund.title, bold: true },
      RULE,
      { type: 'centre', text: words.titles[facts.kind] },
      ...whenBlocks(facts.at, facts.zone),
      ...accountBlocks(facts),
      RULE,
      { type: 'centre', text: words.refund.cashGiven, bold: true },
      { type: 'large', text: formatRupiah(add(facts.amount, facts.fee)) },
      { type: 'text', text: amountInWords(add(facts.amount, facts.fee)) },
      RULE,
      ...footBlocks(facts),
      ...signatureBlocks(),
    ],
  }
}
