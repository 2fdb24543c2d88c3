import { amountInWords } from './amount-in-words.ts'
import { receiptWords as words } from './locales/receipt-words.ts'
import { add, formatRupiah, type Rupiah } from './money.ts'
import { maskAccount, type Reference } from './references.ts'
import { formatClock, wallClock, type Instant, type Zone } from './time.ts'

/** One piece of a receipt, before any wrapping or alignment. */
export type ReceiptBlock =
  | { type: 'centre'; text: string; bold?: boolean }
  /** Double width and height where it fits, for what must be read from a metre away. */
  | { type: 'large'; text: string }
  | { type: 'pair'; label: string; value: string; bold?: boolean }
  | { type: 'text'; text: string }
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

export type ReceiptKind = 'deposit' | 'deposit-unknown'

/** Who serves: the heading of every receipt. `address` is the API's `alamat`. */
export interface ReceiptHeading {
  bankName: string
  agentCode: string
  agentName: string
  address: string
}

/** The facts of a deposit's receipt; what is not known yet while the form is filled is absent. */
export interface DepositFacts {
  heading: ReceiptHeading
  training: boolean
  zone: Zone
  at: Instant
  accountNumber: string
  accountName: string
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

function headingBlocks(heading: ReceiptHeading): ReceiptBlock[] {
  return [
    { type: 'centre', text: heading.bankName, bold: true },
    { type: 'centre', text: words.agentTitle },
    { type: 'centre', text: heading.agentCode },
    { type: 'centre', text: heading.agentName },
    { type: 'centre', text: heading.address },
    RULE,
  ]
}

function whenBlocks(at: Instant, zone: Zone): ReceiptBlock[] {
  const { day, month, year } = wallClock(at, zone)
  return [
    { type: 'pair', label: words.date, value: `${day}/${month}/${year}` },
    { type: 'pair', label: words.time, value: formatClock(at, zone) },
  ]
}

function accountBlocks(facts: DepositFacts): ReceiptBlock[] {
  return [
    { type: 'pair', label: words.account, value: maskAccount(facts.accountNumber) },
    { type: 'pair', label: words.name, value: facts.accountName },
    { type: 'pair', label: words.narration, value: facts.narration },
  ]
}

function cashBlocks(facts: DepositFacts): ReceiptBlock[] {
  const total = add(facts.amount, facts.fee)
  return [
    { type: 'pair', label: words.amount, value: formatRupiah(facts.amount) },
    { type: 'pair', label: words.fee, value: formatRupiah(facts.fee) },
    { type: 'pair', label: words.cashTaken, value: formatRupiah(total), bold: true },
    { type: 'text', text: amountInWords(total) },
  ]
}

function footBlocks(facts: DepositFacts): ReceiptBlock[] {
  return [
    { type: 'pair', label: words.reference, value: facts.reference ?? words.noReferenceYet },
    { type: 'pair', label: words.teller, value: facts.teller },
    ...(facts.bankPhone ? [{ type: 'pair', label: words.callCentre, value: facts.bankPhone } as const] : []),
  ]
}

/** The receipt of a deposit that the bank confirmed; as a draft (no reference) it is what the screen shows beforehand. */
export function depositReceipt(facts: DepositFacts): ReceiptDoc {
  return {
    version: 1,
    kind: 'deposit',
    training: facts.training,
    blocks: [
      ...headingBlocks(facts.heading),
      { type: 'centre', text: words.titles.deposit, bold: true },
      ...(facts.reference ? [{ type: 'large', text: words.succeeded } as const] : []),
      ...whenBlocks(facts.at, facts.zone),
      ...accountBlocks(facts),
      RULE,
      ...cashBlocks(facts),
      RULE,
      ...footBlocks(facts),
      ...(facts.reference ? [{ type: 'centre', text: words.keepThis } as const] : []),
    ],
  }
}

/** The provisional slip of a deposit whose outcome is not known: says in large what it is not. */
export function unknownDepositReceipt(facts: DepositFacts): ReceiptDoc {
  return {
    version: 1,
    kind: 'deposit-unknown',
    training: facts.training,
    blocks: [
      ...headingBlocks(facts.heading),
      ...words.unknownBanner.map((text) => ({ type: 'centre', text, bold: true }) as const),
      RULE,
      { type: 'centre', text: words.titles.deposit },
      ...whenBlocks(facts.at, facts.zone),
      ...accountBlocks(facts),
      ...cashBlocks(facts),
      RULE,
      ...footBlocks(facts),
      { type: 'text', text: words.unknownCash(formatRupiah(add(facts.amount, facts.fee))) },
      { type: 'text', text: words.finalFollows },
    ],
  }
}
