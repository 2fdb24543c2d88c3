import { z } from 'zod'
import { toWireNumber, type Rupiah } from '#shared/money.ts'
import type { AccountNumber, Pin } from '#shared/references.ts'
import { mandatoryText, wireMoney, wireText } from '../wire/fields.ts'
import type { BankClient, Caller, MoneyAnswer } from './client.ts'
import { endpoints } from './endpoints.ts'
import { wireAgent, type ServingAgent } from './wire.ts'

/** The transfers of section "Transaction": within the bank ("intrabank") and to another ("interbank", "Antarbank"). */

export interface IntrabankInquiry {
  accountNumber: string
  accountName: string
  fee: Rupiah
}

const intrabankInquiryAnswer = z
  .object({
    data: z.object({ account_number: mandatoryText, account_name: mandatoryText, admin_fee: wireMoney }),
  })
  .transform(({ data }): IntrabankInquiry => ({
    accountNumber: data.account_number,
    accountName: data.account_name,
    fee: data.admin_fee,
  }))

/** Whose account it is, and what the transfer costs. @throws TellerError as {@link BankClient.ask} */
export const intrabankInquiry = (bank: BankClient, account: AccountNumber, caller: Caller) =>
  bank.ask(endpoints.intrabankInquiry, { account_number: account }, caller, intrabankInquiryAnswer)

export interface InterbankInquiry extends IntrabankInquiry {
  /** binds the payment to this inquiry at the bank */
  transactionId: string
  bankCode: string
  bankName: string
}

const interbankInquiryAnswer = z
  .object({
    data: z.object({
      transaction_id: mandatoryText,
      bank_code: mandatoryText,
      bank_name: mandatoryText,
      account_number: mandatoryText,
      account_name: mandatoryText,
      admin_fee: wireMoney,
    }),
  })
  .transform(({ data }): InterbankInquiry => ({
    transactionId: data.transaction_id,
    bankCode: data.bank_code,
    bankName: data.bank_name,
    accountNumber: data.account_number,
    accountName: data.account_name,
    fee: data.admin_fee,
  }))

/** Whose account it is at the other bank, and what the transfer costs. @throws TellerError as {@link BankClient.ask} */
export const interbankInquiry = (
  bank: BankClient,
  destination: { bankCode: string; accountNumber: AccountNumber },
  caller: Caller,
) =>
  bank.ask(
    endpoints.interbankInquiry,
    { bank_code: destination.bankCode, account_number: destination.accountNumber },
    caller,
    interbankInquiryAnswer,
  )

/** The inquiry's answer, unaltered, and what the customer wants moved. */
export type IntrabankOrder = IntrabankInquiry & { amount: Rupiah }
export type InterbankOrder = InterbankInquiry & { amount: Rupiah }

/** What the bank says it did. */
export interface PaidTransfer {
  /** empty where a transfer within the bank does not say it */
  bankCode: string
  accountNumber: string
  accountName: string
  amount: Rupiah
  fee: Rupiah
  agent: ServingAgent | undefined
}

const paymentAnswer = z
  .object({
    data: z.object({
      bank_code: wireText,
      account_number: mandatoryText,
      account_name: wireText,
      amount: wireMoney,
      admin_fee: wireMoney,
    }),
    agent: wireAgent,
  })
  .transform(({ data, agent }): PaidTransfer => ({
    bankCode: data.bank_code,
    accountNumber: data.account_number,
    accountName: data.account_name,
    amount: data.amount,
    fee: data.admin_fee,
    agent,
  }))

/** The body of a transfer within the bank, without its PIN: what the journal keeps of what is sent. */
export const intrabankBody = (order: IntrabankOrder) => ({
  account_number: order.accountNumber,
  account_name: order.accountName,
  amount: toWireNumber(order.amount),
  admin_fee: toWireNumber(order.fee),
})

/** Pays a transfer within the bank, once. Confirmed only when account, amount and fee of the answer are those that were sent. */
export function intrabankPayment(
  bank: BankClient,
  order: IntrabankOrder,
  pin: Pin,
  caller: Caller,
): Promise<MoneyAnswer<PaidTransfer>> {
  const body = { ...intrabankBody(order), [endpoints.intrabankPayment.pinField]: pin }
  return bank.post(endpoints.intrabankPayment, body, caller, paymentAnswer, (paid) => isOrdered(paid, order))
}

/** The body of a transfer to another bank, without its PIN: what the journal keeps of what is sent. */
export const interbankBody = (order: InterbankOrder) => ({
  transaction_id: order.transactionId,
  bank_code: order.bankCode,
  bank_name: order.bankName,
  ...intrabankBody(order),
})

/** As {@link intrabankPayment}, to another bank, whose code must match too. */
export function interbankPayment(
  bank: BankClient,
  order: InterbankOrder,
  pin: Pin,
  caller: Caller,
): Promise<MoneyAnswer<PaidTransfer>> {
  const body = { ...interbankBody(order), [endpoints.interbankPayment.pinField]: pin }
  return bank.post(
    endpoints.interbankPayment,
    body,
    caller,
    paymentAnswer,
    (paid) => isOrdered(paid, order) && paid.bankCode === order.bankCode,
  )
}

const isOrdered = (paid: PaidTransfer, order: IntrabankOrder): boolean =>
  paid.accountNumber === order.accountNumber && paid.amount === order.amount && paid.fee === order.fee
