import { z } from 'zod'
import { toWireString, type Rupiah } from '#shared/money.ts'
import type { AccountNumber, Pin } from '#shared/references.ts'
import { mandatoryText, wireMoney } from '../wire/fields.ts'
import type { BankClient, Caller, MoneyAnswer } from './client.ts'
import { endpoints } from './endpoints.ts'
import { wireAgent, type ServingAgent } from './wire.ts'

/** Section "Transaction" of the API document: account check, balances, deposit. */

/** Balance and phones of the answer are not even parsed: they are nobody's business at a counter (DESIGN: Privacy). */
const checkAnswer = z.object({
  data: z.object({
    account_number: mandatoryText,
    account_name: mandatoryText,
    admin: wireMoney,
  }),
  agent: wireAgent,
})

export interface CheckedAccount {
  accountNumber: string
  accountName: string
  fee: Rupiah
}

/** Whose account it is, and the deposit's fee (`admin`). @throws TellerError as {@link BankClient.ask} */
export async function checkAccount(
  bank: BankClient,
  account: AccountNumber,
  caller: Caller,
): Promise<CheckedAccount> {
  const { data } = await bank.ask(endpoints.checkAccount, { accountNum: account }, caller, checkAnswer)
  return { accountNumber: data.account_number, accountName: data.account_name, fee: data.admin }
}

const customerBalanceAnswer = z.object({
  data: z.object({
    account_number: mandatoryText,
    account_name: mandatoryText,
    account_balance: wireMoney,
  }),
  agent: wireAgent,
})

export interface CustomerBalance {
  accountNumber: string
  accountName: string
  balance: Rupiah
  agent: ServingAgent | undefined
}

/** A customer's balance, for the customer who stands there. @throws TellerError as {@link BankClient.ask} */
export async function customerBalance(
  bank: BankClient,
  account: AccountNumber,
  pin: Pin,
  caller: Caller,
): Promise<CustomerBalance> {
  const body = { [endpoints.customerBalance.pinField]: pin, accountNum: account }
  const { data, agent } = await bank.ask(endpoints.customerBalance, body, caller, customerBalanceAnswer)
  return {
    accountNumber: data.account_number,
    accountName: data.account_name,
    balance: data.account_balance,
    agent,
  }
}

const balanceAnswer = z.object({ data: z.object({ account_balance: wireMoney }) })

/** The agent's own balance. @throws TellerError as {@link BankClient.ask} */
export async function agentBalance(bank: BankClient, caller: Caller): Promise<Rupiah> {
  const { data } = await bank.ask(endpoints.agentBalance, undefined, caller, balanceAnswer)
  return data.account_balance
}

const depositAnswer = z.object({
  data: z.object({
    account_number_customer: mandatoryText,
    deposit_amount: wireMoney,
    account_name: mandatoryText,
    admin: wireMoney,
  }),
  agent: wireAgent,
})
export type DepositAnswer = z.infer<typeof depositAnswer>

export interface DepositOrder {
  accountNumber: string
  accountName: string
  amount: Rupiah
  narration: string
}

/** The body of a deposit as the document has it, without its PIN: what the journal keeps of what is sent. */
export const depositBody = (order: DepositOrder) => ({
  toAccount: order.accountNumber,
  name: order.accountName,
  amount: toWireString(order.amount),
  narration: order.narration,
})

/** Posts a deposit, once. Confirmed only when account and amount of the answer are those that were sent. */
export function postDeposit(
  bank: BankClient,
  order: DepositOrder,
  pin: Pin,
  caller: Caller,
): Promise<MoneyAnswer<DepositAnswer>> {
  const body = { ...depositBody(order), [endpoints.deposit.pinField]: pin }
  return bank.post(
    endpoints.deposit,
    body,
    caller,
    depositAnswer,
    ({ data }) =>
      data.account_number_customer === order.accountNumber && data.deposit_amount === order.amount,
  )
}
