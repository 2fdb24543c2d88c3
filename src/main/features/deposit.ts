import type { Outcome, ParsedInput } from '#shared/contract.ts'
import { depositBody, postDeposit, type CheckedAccount } from '../bank/accounts.ts'
import type { BankClient } from '../bank/client.ts'
import type { Inquiries } from '../inquiries.ts'
import type { Posting } from '../posting.ts'

interface Parts {
  bank: BankClient
  posting: Posting
  inquiries: Inquiries<CheckedAccount>
}

/** Deposits cash into the account of a check: account, name and fee are the check's, whatever the renderer says. */
export function deposit(parts: Parts, input: ParsedInput<'deposit.submit'>): Promise<Outcome> {
  const { attemptId, inquiryId, amount, narration, pin, reason, accountTail } = input
  return parts.posting.post(attemptId, ({ username }) => {
    const { accountNumber, accountName, fee } = parts.inquiries.recall(username, inquiryId)
    const order = { accountNumber, accountName, amount, narration }
    return {
      kind: 'deposit',
      account: accountNumber,
      accountName,
      amount,
      fee,
      narration,
      sentBody: depositBody(order),
      answers: { reason, accountTail },
      send: (caller) => postDeposit(parts.bank, order, pin, caller),
      understand: ({ data, agent }) => ({ fee: data.admin, agent }),
    }
  })
}
