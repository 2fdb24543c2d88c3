import type { AccountCheck, Input, InterbankInquiry, Outcome } from '#shared/contract.ts'
import type { Result } from '#shared/result.ts'
import type { Call } from './api.ts'

/** What a money form holds while it is filled: text as typed, and the code of the chosen bank. */
export interface MoneyEntries {
  bank: string
  account: string
  amount: string
  cashGiven: string
  narration: string
  pin: string
  /** why the same is done once more, where a guard asks for it */
  reason: string
  /** the account's last four digits once more, where the amount is large */
  accountTail: string
}

export type Destination = Pick<MoneyEntries, 'bank' | 'account'>

/** What the bank said of the account; its bank's name where that is another. */
export type Inquiry = AccountCheck & Partial<Pick<InterbankInquiry, 'bankName'>>

/** What differs between the forms in which cash is taken for an account: two fields, and what they ask and send. */
export interface MoneyOperation {
  kind: 'deposit' | 'intrabank' | 'interbank'
  asksBank: boolean
  asksNarration: boolean
  inquire(call: Call, destination: Destination): Promise<Result<Inquiry>>
  /** @param narration sent where the operation asks for one */
  pay(call: Call, payment: Input<'transfer.intrabankPay'>, narration: string): Promise<Result<Outcome>>
}

export const MONEY_OPERATIONS: { [K in MoneyOperation['kind']]: MoneyOperation & { kind: K } } = {
  deposit: {
    kind: 'deposit',
    asksBank: false,
    asksNarration: true,
    inquire: (call, { account }) => call('account.check', { accountNumber: account }),
    pay: (call, payment, narration) => call('deposit.submit', { ...payment, narration }),
  },
  intrabank: {
    kind: 'intrabank',
    asksBank: false,
    asksNarration: false,
    inquire: (call, { account }) => call('transfer.intrabankInquiry', { accountNumber: account }),
    pay: (call, payment) => call('transfer.intrabankPay', payment),
  },
  interbank: {
    kind: 'interbank',
    asksBank: true,
    asksNarration: false,
    inquire: (call, { bank, account }) =>
      call('transfer.interbankInquiry', { bankCode: bank, accountNumber: account }),
    pay: (call, payment) => call('transfer.interbankPay', payment),
  },
}
