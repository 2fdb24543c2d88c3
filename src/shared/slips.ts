import type { PaperColumns } from './layout.ts'
import { receiptWords as words } from './locales/receipt-words.ts'
import { formatRupiah, type Rupiah } from './money.ts'
import {
  headingBlocks,
  whenBlocks,
  type ReceiptBlock,
  type ReceiptDoc,
  type ReceiptHeading,
  type SlipKind,
} from './receipt.ts'
import type { Instant, Zone } from './time.ts'

/** Paper that belongs to no transaction: printed once, kept nowhere, claiming nothing. */

export interface SlipFacts {
  heading: ReceiptHeading
  training: boolean
  zone: Zone
  at: Instant
  /** the sign-in name of who asked for it */
  teller: string
}

export interface CustomerBalanceFacts extends SlipFacts {
  /** already masked */
  account: string
  accountName: string
  balance: Rupiah
}

/** A customer's balance, for the customer to take along. */
export function customerBalanceSlip(facts: CustomerBalanceFacts): ReceiptDoc {
  const { account, accountName, balance } = facts
  return slip('customer-balance', facts, words.slips.customerBalance, [
    { type: 'pair', label: words.account, value: account },
    { type: 'pair', label: words.name, value: accountName },
    ...balanceBlocks(balance),
  ])
}

/** The agent's own balance. */
export function agentBalanceSlip(facts: SlipFacts & { balance: Rupiah }): ReceiptDoc {
  return slip('agent-balance', facts, words.slips.agentBalance, balanceBlocks(facts.balance))
}

function balanceBlocks(balance: Rupiah): ReceiptBlock[] {
  return [
    { type: 'rule' },
    { type: 'centre', text: words.slips.balance, bold: true },
    { type: 'large', text: formatRupiah(balance) },
    { type: 'rule' },
    { type: 'text', text: words.slips.balanceOnly },
  ]
}

/** Every character that a receipt can hold, in the order of ASCII. */
const CHARACTERS = Array.from({ length: 0x7f - 0x20 }, (_, n) => String.fromCharCode(0x20 + n))
  .join('')
  .trim()

/**
 * Shows what this printer makes of everything that receipts use: the edges, bold, double size, all characters, the symbol.
 * @param setting the `printer` setting
 */
export function testPage(facts: SlipFacts & { setting: string; columns: PaperColumns }): ReceiptDoc {
  const { setting, columns } = facts
  return slip('test-page', facts, words.slips.testPage, [
    { type: 'pair', label: words.slips.width, value: words.slips.widths[columns] },
    { type: 'pair', label: words.slips.printer, value: setting },
    { type: 'rule' },
    { type: 'text', text: words.slips.testEdges },
    { type: 'text', text: '1234567890'.repeat(5).slice(0, columns) },
    { type: 'large', text: words.slips.testLarge },
    { type: 'text', text: words.slips.testCharacters },
    { type: 'text', text: CHARACTERS },
    { type: 'qr', data: words.slips.testPage },
    { type: 'text', text: words.slips.testCut },
    { type: 'text', text: words.slips.testOnly },
    { type: 'rule' },
  ])
}

function slip(kind: SlipKind, facts: SlipFacts, title: string, blocks: ReceiptBlock[]): ReceiptDoc {
  const { heading, training, zone, at, teller } = facts
  return {
    version: 1,
    kind,
    training,
    blocks: [
      ...headingBlocks(heading),
      { type: 'centre', text: title, bold: true },
      ...whenBlocks(at, zone),
      { type: 'pair', label: words.teller, value: teller },
      ...blocks,
    ],
  }
}
