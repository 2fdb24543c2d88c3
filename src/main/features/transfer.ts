import type { Outcome, Output, ParsedInput } from '#shared/contract.ts'
import type { Reference } from '#shared/references.ts'
import { TellerError } from '#shared/result.ts'
import type { BankClient } from '../bank/client.ts'
import {
  interbankBody,
  interbankInquiry,
  interbankPayment,
  intrabankBody,
  intrabankInquiry,
  intrabankPayment,
  type InterbankInquiry,
  type IntrabankInquiry,
} from '../bank/transfers.ts'
import type { Inquiries } from '../inquiries.ts'
import type { Posting } from '../posting.ts'
import type { Session } from '../session.ts'

interface Parts {
  bank: BankClient
  session: Pick<Session, 'caller'>
  nextReference: () => Reference
  posting: Posting
  intrabankInquiries: Inquiries<IntrabankInquiry>
  interbankInquiries: Inquiries<InterbankInquiry>
}

/** Who would receive a transfer within the bank, and its fee. */
export async function inquireIntrabank(
  parts: Parts,
  { accountNumber }: ParsedInput<'transfer.intrabankInquiry'>,
): Promise<Output<'transfer.intrabankInquiry'>> {
  const { sessionId, profile } = parts.session.caller()
  const caller = { sessionId, reference: parts.nextReference() }
  const found = await intrabankInquiry(parts.bank, accountNumber, caller)
  assertAsked(found.accountNumber === accountNumber)
  const inquiryId = parts.intrabankInquiries.remember(profile.username, found)
  const { accountName, fee } = found
  return { inquiryId, accountNumber, accountName, fee }
}

/** Who would receive a transfer to another bank, and its fee. */
export async function inquireInterbank(
  parts: Parts,
  { bankCode, accountNumber }: ParsedInput<'transfer.interbankInquiry'>,
): Promise<Output<'transfer.interbankInquiry'>> {
  const { sessionId, profile } = parts.session.caller()
  const caller = { sessionId, reference: parts.nextReference() }
  const found = await interbankInquiry(parts.bank, { bankCode, accountNumber }, caller)
  assertAsked(found.accountNumber === accountNumber && found.bankCode === bankCode)
  const inquiryId = parts.interbankInquiries.remember(profile.username, found)
  const { accountName, bankName, fee } = found
  return { inquiryId, accountNumber, accountName, bankCode, bankName, fee }
}

/** Pays what an inquiry named: account, name and fee are the inquiry's, whatever the renderer says. */
export function payIntrabank(parts: Parts, input: ParsedInput<'transfer.intrabankPay'>): Promise<Outcome> {
  const { attemptId, inquiryId, amount, pin, reason, accountTail } = input
  return parts.posting.post(attemptId, ({ username }) => {
    const order = { ...parts.intrabankInquiries.recall(username, inquiryId), amount }
    return {
      kind: 'intrabank',
      account: order.accountNumber,
      accountName: order.accountName,
      amount,
      fee: order.fee,
      sentBody: intrabankBody(order),
      answers: { reason, accountTail },
      send: (caller) => intrabankPayment(parts.bank, order, pin, caller),
      understand: ({ fee, agent }) => ({ fee, agent }),
    }
  })
}

/** As {@link payIntrabank}, with the bank and the transaction id of the inquiry too. */
export function payInterbank(parts: Parts, input: ParsedInput<'transfer.interbankPay'>): Promise<Outcome> {
  const { attemptId, inquiryId, amount, pin, reason, accountTail } = input
  return parts.posting.post(attemptId, ({ username }) => {
    const order = { ...parts.interbankInquiries.recall(username, inquiryId), amount }
    return {
      kind: 'interbank',
      account: order.accountNumber,
      accountName: order.accountName,
      bankName: order.bankName,
      amount,
      fee: order.fee,
      sentBody: interbankBody(order),
      answers: { reason, accountTail },
      send: (caller) => interbankPayment(parts.bank, order, pin, caller),
      understand: ({ fee, agent }) => ({ fee, agent }),
    }
  })
}

/** An answer about another account than the one that was asked about names the wrong person. */
function assertAsked(isAnswerToIt: boolean): void {
  if (!isAnswerToIt) throw new TellerError({ code: 'UNAVAILABLE', part: 'bank', reason: 'mismatch' })
}
