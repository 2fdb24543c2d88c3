import { expect, type Page } from 'playwright/test'
import { rupiah } from '../../../src/shared/money.ts'
import { AGENT } from './pages.ts'

/** Transactions posted through the border between window and main, as the screens do: many of them in little time. */

interface Result {
  ok: boolean
  value: { inquiryId: string; transactionId: string; reference: string; state: string }
}
type Window = { teller: { invoke(method: string, input: object): Promise<Result> } }

/** Calls a method of the contract from the page. */
export const invoke = (page: Page, method: string, input: object): Promise<Result> =>
  page.evaluate(([name, given]) => (globalThis as unknown as Window).teller.invoke(name, given), [
    method,
    input,
  ] as const)

const WAYS = {
  deposit: { inquiry: 'account.check', pay: 'deposit.submit', account: { accountNumber: '14047' } },
  intrabank: {
    ...{ inquiry: 'transfer.intrabankInquiry', pay: 'transfer.intrabankPay' },
    account: { accountNumber: '1404900017' },
  },
  interbank: {
    ...{ inquiry: 'transfer.interbankInquiry', pay: 'transfer.interbankPay' },
    account: { bankCode: '008', accountNumber: '114451194' },
  },
} as const

/** Asks, then pays: one transaction of a kind. @param whole rupiah */
export async function post(
  page: Page,
  kind: keyof typeof WAYS,
  whole: number,
  pin = AGENT.pin,
): Promise<Result['value']> {
  const { inquiry, pay, account } = WAYS[kind]
  const { value } = await invoke(page, inquiry, account)
  const rest = kind === 'deposit' ? { narration: 'Setor tunai' } : {}
  const payment = {
    attemptId: crypto.randomUUID(),
    inquiryId: value.inquiryId,
    amount: rupiah(whole),
    pin,
    ...rest,
  }
  const paid = await invoke(page, pay, payment)
  expect(paid.ok).toBe(true)
  return paid.value
}
