import { z } from 'zod'
import { toWireNumber, type Rupiah } from '#shared/money.ts'
import type { Reference } from '#shared/references.ts'
import { TellerError, type Failure } from '#shared/result.ts'
import type { MoneyAnswer } from '../wire/client.ts'
import { mandatoryText, wireMoney, wireText } from '../wire/fields.ts'
import type { SwitcherClient } from './client.ts'
import { endpoints } from './endpoints.ts'
import { isUnknownRefnum } from './refusals.ts'

/** Section "Switcher" of the API document. Every refnum is the caller's: 16 digits, never used before. */

export interface SwitcherParty {
  /** the switcher's code of the bank, e.g. `BRINIDJA` */
  bank: string
  account: string
}

/** A posting between two accounts as the switcher tells it. */
export interface SwitcherPosting {
  refnum: string
  source: SwitcherParty & { name: string }
  beneficiary: SwitcherParty & { name: string }
  amount: Rupiah
  remark: string
  /** the number of the posting in the books, which a reversal names; empty where the answer has none */
  journal: string
}

const postingData = z.object({
  refnum: mandatoryText,
  sourceBank: mandatoryText,
  sourceAccount: mandatoryText,
  sourceName: wireText,
  beneficiaryBank: mandatoryText,
  beneficiaryAccount: mandatoryText,
  beneficiaryName: wireText,
  amount: wireMoney,
  remark: wireText,
  journal: wireText,
  info: wireText,
})

const postingOf = (data: z.infer<typeof postingData>): SwitcherPosting => ({
  refnum: data.refnum,
  source: { bank: data.sourceBank, account: data.sourceAccount, name: data.sourceName },
  beneficiary: {
    bank: data.beneficiaryBank,
    account: data.beneficiaryAccount,
    name: data.beneficiaryName,
  },
  amount: data.amount,
  remark: data.remark,
  journal: data.journal,
})

const postingAnswer = z.object({ data: postingData }).transform(({ data }) => postingOf(data))

export interface SwitcherAccount extends SwitcherParty {
  name: string
  balance: Rupiah
  /** in the switcher's words: `Rekening Aktif` */
  status: string
  /** names this account as the beneficiary of one transfer */
  paymentCode: string
}

const inquiryAnswer = z
  .object({
    data: z.object({
      bank: mandatoryText,
      account: mandatoryText,
      name: mandatoryText,
      balance: wireMoney,
      status: wireText,
      paymentCode: mandatoryText,
    }),
  })
  .transform(({ data }): SwitcherAccount => data)

/** Whose account it is, its balance, and the code to pay it. @throws TellerError as {@link SwitcherClient.ask} */
export function accountInquiry(
  switcher: SwitcherClient,
  party: SwitcherParty,
  refnum: Reference,
): Promise<SwitcherAccount> {
  const body = { refnum, bank: party.bank, account: party.account }
  return switcher.ask(endpoints.accountInquiry, body, {}, inquiryAnswer)
}

export interface SwitcherTransferOrder {
  refnum: Reference
  /** of the beneficiary's inquiry */
  paymentCode: string
  source: SwitcherParty
  amount: Rupiah
  remark: string
}

/** The body of a transfer: what is sent and what the journal keeps (there is no PIN). */
export const transferBody = (order: SwitcherTransferOrder) => ({
  refnum: order.refnum,
  paymentCode: order.paymentCode,
  sourceBank: order.source.bank,
  sourceAccount: order.source.account,
  amount: toWireNumber(order.amount),
  remark: order.remark,
})

/** Moves money between two accounts, once. Confirmed only when refnum, source and amount of the answer are those that were sent. */
export function transfer(
  switcher: SwitcherClient,
  order: SwitcherTransferOrder,
): Promise<MoneyAnswer<SwitcherPosting>> {
  return switcher.post(
    endpoints.transfer,
    transferBody(order),
    {},
    postingAnswer,
    (posted) =>
      posted.refnum === order.refnum &&
      isSameParty(posted.source, order.source) &&
      posted.amount === order.amount,
  )
}

export interface ReversalOrder {
  /** the reversal's own */
  refnum: Reference
  /** the transfer to reverse, as its answer or a check told it */
  target: SwitcherPosting
}

/** The body of a reversal: what is sent and what the journal keeps. */
export const reversalBody = ({ refnum, target }: ReversalOrder) => ({
  refnum,
  refnumTarget: target.refnum,
  journal: target.journal,
})

/** Moves a transfer back, once. Confirmed only when the answer moves the target's amount with the parties swapped. */
export function reversal(
  switcher: SwitcherClient,
  order: ReversalOrder,
): Promise<MoneyAnswer<SwitcherPosting>> {
  const { target } = order
  return switcher.post(
    endpoints.reversal,
    reversalBody(order),
    {},
    postingAnswer,
    (posted) =>
      isSameParty(posted.source, target.beneficiary) &&
      isSameParty(posted.beneficiary, target.source) &&
      posted.amount === target.amount,
  )
}

const isSameParty = (a: SwitcherParty, b: SwitcherParty): boolean =>
  a.bank === b.bank && a.account === b.account

/**
 * What a status check shows. Only `found` can settle anything, and only where amount and beneficiary are the expected ones
 * too; `not-found` says nothing about a transaction that is still under way.
 */
export type SwitcherCheck =
  | { kind: 'found'; posting: SwitcherPosting }
  | { kind: 'not-found' }
  /** no answer, or one that proves nothing; `failure` says which */
  | { kind: 'undecided'; failure: Failure }

/** `info` repeats the message of the operation's own answer: "Transfer success" in the document, "Reversal success" our reading. */
const SUCCESSES = ['Transfer success', 'Reversal success']

const checkAnswer = z.object({ data: postingData })

/** Asks what became of a refnum. Never throws for what the other side does. */
export async function check(switcher: SwitcherClient, refnum: Reference): Promise<SwitcherCheck> {
  try {
    const { data } = await switcher.ask(endpoints.check, { refnum }, {}, checkAnswer)
    if (data.refnum !== refnum) return undecided('mismatch')
    return SUCCESSES.includes(data.info)
      ? { kind: 'found', posting: postingOf(data) }
      : undecided(`info:${data.info}`)
  } catch (error) {
    if (!(error instanceof TellerError)) throw error
    const { failure } = error
    return failure.code === 'REFUSED' && isUnknownRefnum(failure)
      ? { kind: 'not-found' }
      : { kind: 'undecided', failure }
  }
}

const undecided = (reason: string): SwitcherCheck => ({
  kind: 'undecided',
  failure: { code: 'UNAVAILABLE', part: 'bank', reason },
})
